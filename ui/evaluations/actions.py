"""What the workbench asks of the workspace: one method per user action, keys of the problem turned into record ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.coverage import Capability
from consultant_desk.domain.earnings.counterfactuals import Counterfactuals, Stake
from consultant_desk.domain.earnings.stakes import what_holds_without
from consultant_desk.domain.evaluation.evaluate import evaluated
from consultant_desk.domain.evaluation.independence import Independence, independence
from consultant_desk.domain.evaluation.problem import Cell, SimulationOptions
from consultant_desk.domain.evaluation.worth import TotalCost, total_costs
from consultant_desk.domain.snapshot import InterestKind
from consultant_desk.errors import DeskError, Locked
from ui.evaluations.lock_sheets import ask_reason
from ui.evaluations.opening import OpenedEvaluation, open_evaluation
from ui.evaluations.weight_actions import WeightActions
from ui.shell import Shell

if TYPE_CHECKING:
    from consultant_desk.desk import Desk
    from consultant_desk.services.evaluations import Evaluations
    from consultant_desk.services.evaluations.drafts import CriterionDraft, ScoreEdit
    from consultant_desk.services.evidence import EvidenceDraft
    from consultant_desk.services.sheet import EvaluationSheet

T = TypeVar("T")
Failed = Callable[[DeskError], None]


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """An evaluation as it was read, its problem prepared for the screen, and once locked what no payment changes.

    `totals`: what each candidate costs, without those whose cost is unknown.
    """

    sheet: EvaluationSheet
    opened: OpenedEvaluation
    totals: Mapping[str, TotalCost]
    independence: Independence | None = None
    without: Counterfactuals | None = None


def read_sheet(desk: Desk, evaluation_id: str) -> OpenedSheet:
    """Read one evaluation and prepare it; slow, so off the UI thread."""
    sheet = desk.evaluations.sheet(evaluation_id)
    opened = open_evaluation(sheet.problem, sheet.incomplete)
    if sheet.lock.blind or sheet.incomplete:
        return OpenedSheet(sheet, opened, total_costs(sheet.problem))
    result = evaluated(sheet.problem)
    paying = {row.candidate for row in sheet.interests if row.kind is not InterestKind.NONE}
    stakes = {row.candidate: Stake(row.kind, row.expected) for row in sheet.interests if row.stated}
    programmes = {row.candidate for row in sheet.interests if row.has_programme}
    return OpenedSheet(
        sheet,
        opened,
        total_costs(sheet.problem),
        independence(sheet.problem, result, paying),
        what_holds_without(sheet.problem, result, stakes, programmes),
    )


class EvaluationActions(WeightActions):
    """The operations on the evaluation that is open. `sheet` is what was read last.

    `asked` counts the operations begun here, `finished` those the writer thread is done with: what was read before
    the last one asked for is finished is out of date, and showing it would undo that one on the screen for a moment.
    """

    def __init__(self, shell: Shell, sheet: EvaluationSheet, refused: Callable[[], None]) -> None:
        self._shell = shell
        self._refused = refused
        self.sheet = sheet
        self.asked = 0
        self.finished = 0

    def today(self) -> date:
        """Return the day the workspace goes by."""
        return self._shell.today()

    def score(self, cells: Sequence[Cell], before: Mapping[tuple[str, str], Cell]) -> None:
        """Store changed scores as one step; only what differs from `before` is written."""
        edits = [score_edit(before.get((cell.candidate, cell.criterion)), cell) for cell in cells]
        self._write(lambda: self._area.set_scores(self.sheet.id, edits))

    def add_evidence(self, candidate: str, criterion: str, draft: EvidenceDraft, done: Callable[[str], None]) -> None:
        """Note new evidence under a score."""
        self._write(lambda: self._area.add_evidence(self.sheet.id, candidate, criterion, draft), done)

    def link_evidence(self, candidate: str, criterion: str, evidence_id: str) -> None:
        """Put evidence that is there already under a score too."""
        self._write(lambda: self._area.link_evidence(self.sheet.id, candidate, criterion, evidence_id))

    def unlink_evidence(self, candidate: str, criterion: str, key: str) -> None:
        """Take evidence away from a score."""
        record = self.sheet.evidence_ids[key]
        self._write(
            lambda: self._area.unlink_evidence(self.sheet.id, candidate, criterion, record),
            say="Evidence taken away from this score",
        )

    def add_criterion(
        self, draft: CriterionDraft, requirement_id: str, done: Callable[[str], None], failed: Failed
    ) -> None:
        """Add a criterion, from a requirement when one is named."""
        area, key = self._area, self.sheet.id
        if requirement_id:
            self._write(lambda: area.criterion_from_requirement(key, requirement_id, draft), done, failed=failed)
        else:
            self._write(lambda: area.add_criterion(key, draft), done, failed=failed)

    def edit_criterion(
        self,
        key: str,
        draft: CriterionDraft,
        renamed: Mapping[str, str],
        *,
        accept_loss: bool,
        done: Callable[[], None],
        failed: Failed,
    ) -> None:
        """Change everything about a criterion that its editor holds."""
        record = self.sheet.criteria[key]
        self._write(
            lambda: self._area.edit_criterion(record, draft, accept_loss=accept_loss, renamed=renamed),
            lambda _nothing: done(),
            failed=failed,
        )

    def add_group(self, name: str) -> None:
        """Add a group of criteria."""
        self._write(lambda: self._area.add_group(self.sheet.id, name))

    def weigh_jointly(self, key: str, joint: bool) -> None:  # noqa: FBT001 - carried by a Qt signal
        """Weigh a group as one, or its criteria one by one."""
        group = self.sheet.groups[key]
        self._write(lambda: self._area.weigh_as_one(group) if joint else self._area.weigh_apart(group))

    def rename_group(self, key: str, name: str) -> None:
        """Give a group another name."""
        record = self.sheet.groups[key]
        self._write(lambda: self._area.edit_group(record, name=name))

    def delete(self, key: str) -> None:
        """Move a criterion or a group to the Trash."""
        if key in self.sheet.criteria:
            record = self.sheet.criteria[key]
            self._write(lambda: self._area.trash_criterion(record), say="Criterion moved to the Trash")
        elif key in self.sheet.groups:
            record = self.sheet.groups[key]
            self._write(lambda: self._area.trash_group(record), say="Group removed; its criteria stay")

    def shift(self, key: str, step: int) -> None:
        """Move a criterion or a group one place up or down among its siblings."""
        problem = self.sheet.problem
        if key in self.sheet.groups:
            places = [group.id for group in problem.groups]
            record, index = self.sheet.groups[key], places.index(key) + step
            if 0 <= index < len(places):
                self._write(lambda: self._area.move_group(record, index))
            return
        group = next((item.group for item in problem.criteria if item.id == key), None)
        members = [item.id for item in problem.criteria if item.group == group]
        record, index = self.sheet.criteria[key], members.index(key) + step
        if 0 <= index < len(members):
            group_id = self.sheet.groups[group] if group else None
            self._write(lambda: self._area.move_criterion(record, index, group_id))

    def unlink_requirement(self, requirement_id: str) -> None:
        """Take the link from a requirement to its criterion away."""
        self._write(lambda: self._area.unlink_requirement(requirement_id))

    def link_requirement(self, requirement_id: str, key: str) -> None:
        """Note that a requirement led to a criterion that is there already."""
        record = self.sheet.criteria[key]
        self._write(lambda: self._area.link_requirement(requirement_id, record))

    def add_candidate(
        self, name: str, product_id: str, done: Callable[[str], None], failed: Failed, *, listed: str = "short"
    ) -> None:
        """Put a product of the catalogue, or a name alone, on the "short" or the "long" list."""
        area, key = self._area, self.sheet.id
        self._write(
            lambda: area.add_candidate(key, name, product_id=product_id or None, listed=listed), done, failed=failed
        )

    def rename_candidate(self, key: str, name: str) -> None:
        """Give a candidate another name."""
        record = self.sheet.candidates[key]
        self._write(lambda: self._area.edit_candidate(record, name=name))

    def join_candidate(self, record: str, product_id: str, done: Callable[[None], None], failed: Failed) -> None:
        """Say which product of the catalogue a candidate is."""
        self._write(lambda: self._area.join_candidate(record, product_id), done, failed=failed)

    def set_baseline(self, key: str, *, baseline: bool) -> None:
        """Say whether a candidate is what they have now."""
        record = self.sheet.candidates[key]
        self._write(lambda: self._area.edit_candidate(record, is_baseline=baseline))

    def move_candidate(self, key: str, step: int) -> None:
        """Move a candidate one place up or down."""
        places = list(self.sheet.candidates)
        index = places.index(key) + step
        if 0 <= index < len(places):
            record = self.sheet.candidates[key]
            self._write(lambda: self._area.move_candidate(record, index))

    def reject_candidate(self, record: str, requirement_id: str, why: str, evidence_id: str = "") -> None:
        """Take a candidate off its list; it stays among those considered and rejected."""
        area = self._area
        self._write(
            lambda: area.reject_candidate(record, requirement_id or None, why, evidence_id=evidence_id or None),
            say="Moved to considered and rejected",
        )

    def reject_with_evidence(self, record: str, requirement_id: str, why: str, draft: EvidenceDraft) -> None:
        """Take a candidate off its list, and note what shows why."""
        area, evaluation = self._area, self.sheet.id
        self._write(
            lambda: area.reject_with_evidence(evaluation, record, requirement_id or None, why, draft),
            say="Moved to considered and rejected",
        )

    def reject_failing(self) -> None:
        """Take every candidate that fails a must off its list."""
        self._write(lambda: self._area.reject_failing(self.sheet.id), say="Moved to considered and rejected")

    def shortlist(self, record: str) -> None:
        """Take a candidate from the long list to the short list."""
        self._write(lambda: self._area.shortlist_candidate(record))

    def unlist(self, record: str) -> None:
        """Put a candidate back on the long list."""
        self._write(lambda: self._area.unlist_candidate(record), say="Moved to the long list")

    def cover(self, places: Sequence[tuple[str, str]], level: Capability) -> None:
        """Say how candidates meet requirements, given by record ids, as one step."""
        from consultant_desk.services.evaluations.coverage import CoverageEdit

        edits = [CoverageEdit(*place, level=level) for place in places]
        self._write(lambda: self._area.set_coverage(self.sheet.id, edits))

    def note_coverage(self, candidate_id: str, requirement_id: str, text: str) -> None:
        """Note something about how a candidate meets a requirement."""
        from consultant_desk.services.evaluations.coverage import CoverageEdit

        edit = CoverageEdit(candidate_id, requirement_id, note=text)
        self._write(lambda: self._area.set_coverage(self.sheet.id, [edit]))

    def add_coverage_evidence(self, candidate_id: str, requirement_id: str, draft: EvidenceDraft) -> None:
        """Note new evidence for how a candidate meets a requirement."""
        self._write(lambda: self._area.add_coverage_evidence(self.sheet.id, candidate_id, requirement_id, draft))

    def link_coverage_evidence(self, candidate_id: str, requirement_id: str, evidence_id: str) -> None:
        """Put evidence that is there already under how a candidate meets a requirement."""
        area, key = self._area, self.sheet.id
        self._write(lambda: area.link_coverage_evidence(key, candidate_id, requirement_id, evidence_id))

    def unlink_coverage_evidence(self, candidate_id: str, requirement_id: str, evidence_id: str) -> None:
        """Take evidence away from how a candidate meets a requirement."""
        self._write(
            lambda: self._area.unlink_coverage_evidence(candidate_id, requirement_id, evidence_id),
            say="Evidence taken away from this requirement",
        )

    def restore_candidate(self, record: str) -> None:
        """Put a rejected candidate back on the short list."""
        self._write(lambda: self._area.restore_candidate(record))

    def delete_candidate(self, record: str) -> None:
        """Move a candidate with its scores to the Trash."""
        self._write(lambda: self._area.trash_candidate(record), say="Product moved to the Trash")

    def edit(self, **values: str | None) -> None:
        """Set title, question, status or engagement of the evaluation."""
        self._write(lambda: self._area.edit(self.sheet.id, **values))

    def simulate(self, options: SimulationOptions) -> None:
        """Draw the rank shares by another scheme."""
        self._write(lambda: self._area.set_simulation(self.sheet.id, options))

    def run(
        self,
        work: Callable[[Evaluations], Outcome[T]],
        done: Callable[[T], None] | None = None,
        *,
        say: str = "",
        failed: Failed | None = None,
    ) -> None:
        """Run an operation of the area that has no method here."""
        self._write(lambda: work(self._area), done, say=say, failed=failed)

    def tell(self, error: DeskError) -> None:
        """Tell the person about a failure that was dealt with where it happened."""
        self._shell.told(error)

    @property
    def _area(self) -> Evaluations:
        return self._shell.desk.evaluations

    def _write(
        self,
        work: Callable[[], Outcome[T]],
        done: Callable[[T], None] | None = None,
        *,
        say: str = "",
        failed: Failed | None = None,
    ) -> None:
        def refused(error: DeskError) -> None:
            self._refused()
            if isinstance(error, Locked):
                again = partial(self._write, work, done, say=say, failed=failed)
                asked = ask_reason(self._shell, error.evaluation_id, error.happened, again)
                if asked is not None and failed is not None:
                    asked.rejected.connect(lambda: failed(error))
                return
            (failed or self._shell.told)(error)

        def counted() -> Outcome[T]:
            try:
                return work()
            finally:
                self.finished += 1

        self.asked += 1
        self._shell.write(counted, done, say=say, failed=refused)


def score_edit(before: Cell | None, after: Cell) -> ScoreEdit:
    """Return the edit that makes `after` of `before`; what is the same is kept."""
    from consultant_desk.services.evaluations.drafts import KEEP, ScoreEdit

    old = before or Cell(after.candidate, after.criterion)
    return ScoreEdit(
        after.candidate,
        after.criterion,
        value=KEEP if after.value == old.value else after.value,
        low=KEEP if after.low == old.low else after.low,
        high=KEEP if after.high == old.high else after.high,
        confidence=KEEP if after.confidence == old.confidence else after.confidence,
        evidence_state=KEEP if after.evidence_state == old.evidence_state else after.evidence_state,
        rationale=KEEP if after.rationale == old.rationale else after.rationale,
    )
