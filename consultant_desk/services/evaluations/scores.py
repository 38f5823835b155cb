"""Scores and the evidence under them; candidates and criteria are named by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import Clock
from consultant_desk.domain.evaluation.problem import Criterion as CriterionShape
from consultant_desk.domain.evaluation.problem import EvidenceState
from consultant_desk.domain.ids import pair_id
from consultant_desk.entities.evaluation import Candidate, Criterion, Evaluation
from consultant_desk.entities.evidence import Evidence, ScoreEvidence
from consultant_desk.entities.registry import entities
from consultant_desk.entities.score import Score
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.checks import UNCHANGED, check_raw, size_of
from consultant_desk.services.evaluations.columns import criterion_of, raw_of, raw_text
from consultant_desk.services.evaluations.drafts import KEEP, Keep, ScoreEdit
from consultant_desk.services.evaluations.keys import evidence_key
from consultant_desk.services.evidence import EvidenceDraft
from consultant_desk.services.operations import Area, FieldValue, assign, find
from consultant_desk.storage.session import revive, take_off

STATE_OF_KIND = {
    "vendor claim": EvidenceState.CLAIMED,
    "hands-on test": EvidenceState.TESTED,
    "benchmark": EvidenceState.TESTED,
    "reference": EvidenceState.REFERENCE,
}
"""How a score is known by the first evidence under it; any other kind of evidence was seen."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The candidates and criteria of an evaluation by key."""

    candidates: Mapping[str, Candidate]
    criteria: Mapping[str, tuple[Criterion, CriterionShape]]

    def pair(self, candidate: str, criterion: str) -> tuple[Candidate, Criterion, CriterionShape]:
        """Return what two keys mean; `UserError` when either is not there."""
        if candidate not in self.candidates:
            raise UserError(f"There is no candidate {candidate!r} in this evaluation.", UNCHANGED)
        if criterion not in self.criteria:
            raise UserError(f"There is no criterion {criterion!r} in this evaluation.", UNCHANGED)
        return (self.candidates[candidate], *self.criteria[criterion])


class ScoreOperations(Area):
    """Operations on scores and their evidence."""

    def set_scores(self, evaluation_id: str, cells: Sequence[ScoreEdit]) -> Outcome[None]:
        """Change one score or a whole block of them as one step; nothing changes when one of them does not fit."""

        def work(session: Session) -> None:
            grid = grid_of(session, evaluation_id)
            for edit in cells:
                apply_edit(session, grid, edit)

        pairs = [(edit.candidate, edit.criterion) for edit in cells]
        return self._change(self._label(evaluation_id, pairs), work)

    def set_unknown(self, evaluation_id: str, cells: Sequence[tuple[str, str]]) -> Outcome[None]:
        """Make scores unknown, given as (candidate, criterion); rationale and evidence stay."""
        edits = [ScoreEdit(candidate, criterion, None, None, None) for candidate, criterion in cells]
        return self.set_scores(evaluation_id, edits)

    def add_evidence(self, evaluation_id: str, candidate: str, criterion: str, draft: EvidenceDraft) -> Outcome[str]:
        """Note a piece of evidence about the candidate's product under one score; return its id.

        A score of which nothing was known takes its state from the kind of evidence.
        """

        def work(session: Session) -> str:
            shown, column, _ = grid_of(session, evaluation_id).pair(candidate, criterion)
            evidence = new_evidence(session, evaluation_id, shown, draft, self._clock)
            _link(session, shown, column, evidence)
            return evidence.id

        return self._change(self._label(evaluation_id, [(candidate, criterion)], "Add evidence for"), work)

    def link_evidence(self, evaluation_id: str, candidate: str, criterion: str, evidence_id: str) -> Outcome[None]:
        """Put evidence that is there already under a score too."""

        def work(session: Session) -> None:
            shown, column, _ = grid_of(session, evaluation_id).pair(candidate, criterion)
            evidence = find(session, Evidence, evidence_id)
            if evidence.product_id not in {None, shown.product_id}:
                raise UserError(f"This evidence is about another product than {shown.name}.", UNCHANGED)
            _link(session, shown, column, evidence)

        return self._change(self._label(evaluation_id, [(candidate, criterion)], "Link evidence to"), work)

    def unlink_evidence(self, evaluation_id: str, candidate: str, criterion: str, evidence_id: str) -> Outcome[None]:
        """Take evidence from under a score; the evidence itself stays."""

        def work(session: Session) -> None:
            shown, column, _ = grid_of(session, evaluation_id).pair(candidate, criterion)
            pair = pair_id("score_evidence", pair_id("score", shown.id, column.id), evidence_id)
            link = session.get(ScoreEvidence, pair)
            if link is None or link.deleted_at is not None:
                raise UserError("This evidence is not under this score.", UNCHANGED)
            take_off(session, link)

        return self._change(self._label(evaluation_id, [(candidate, criterion)], "Unlink evidence from"), work)

    def _label(self, evaluation_id: str, cells: Sequence[tuple[str, str]], verb: str = "Score") -> str:
        if len(cells) != 1:
            return f"{verb} {len(cells)} cells"

        def words(session: Session) -> str:
            candidate, criterion, _ = grid_of(session, evaluation_id).pair(*cells[0])
            return f"{verb} {candidate.name}, {criterion.name}"

        return self._read(words)


def new_evidence(
    session: Session, evaluation_id: str, candidate: Candidate, draft: EvidenceDraft, clock: Clock
) -> Evidence:
    """Add a piece of evidence about the product of a candidate; without a date it was seen today."""
    evidence = Evidence(
        product_id=candidate.product_id,
        evaluation_id=evaluation_id,
        key=evidence_key(session, evaluation_id),
        independent=draft.independent,
    )
    assign(entities()["evidence"], evidence, _evidence_values(draft, clock.today().isoformat()))
    session.add(evidence)
    session.flush()
    return evidence


def grid_of(session: Session, evaluation_id: str) -> Grid:
    """Return what the keys of an evaluation mean; `UserError` when it is gone."""
    find(session, Evaluation, evaluation_id)
    candidates = session.scalars(select(Candidate).where(Candidate.evaluation_id == evaluation_id))
    criteria = session.scalars(select(Criterion).where(Criterion.evaluation_id == evaluation_id))
    return Grid(
        candidates={one.key: one for one in candidates},
        criteria={one.key: (one, criterion_of(one, None)) for one in criteria},
    )


def apply_edit(session: Session, grid: Grid, edit: ScoreEdit) -> None:
    """Change one score; `UserError` when the edit does not fit its criterion."""
    candidate, column, shape = grid.pair(edit.candidate, edit.criterion)
    score_id = pair_id("score", candidate.id, column.id)
    there = _live_score(session, score_id)
    values: dict[str, FieldValue] = {}
    if (edit.value, edit.low, edit.high) != (KEEP, KEEP, KEEP):
        values.update(_raw_values(shape, edit, there))
    if edit.confidence is not KEEP:
        values["confidence"] = None if edit.confidence is None else edit.confidence.value
    if edit.evidence_state is not KEEP:
        values["evidence_state"] = edit.evidence_state.value
    if edit.rationale is not KEEP:
        values["rationale"] = edit.rationale
    if edit.note is not KEEP:
        values["note"] = edit.note
    fresh = {} if there is not None else _BLANK
    score = revive(session, Score, score_id, candidate_id=candidate.id, criterion_id=column.id, **fresh)
    assign(entities()["score"], score, values)


_BLANK: dict[str, FieldValue] = {"confidence": None, "evidence_state": "none", "rationale": "", "note": ""}
"""What a score starts with, also one that comes back from an earlier undo."""

Raw = float | str | None


def _live_score(session: Session, score_id: str) -> Score | None:
    score = session.get(Score, score_id)
    return None if score is None or score.deleted_at is not None else score


def _raw_values(shape: CriterionShape, edit: ScoreEdit, there: Score | None) -> dict[str, FieldValue]:
    """Return value and ends as they are stored after an edit."""
    before = (None, None, None) if there is None else (there.value, there.low, there.high)
    value, low, high = (
        raw_of(kept, shape.value) if isinstance(new, Keep) else check_raw(shape, new)
        for new, kept in zip((edit.value, edit.low, edit.high), before, strict=True)
    )
    low, high = _ends(shape, edit, value, low, high)
    return {"value": raw_text(value), "low": raw_text(low), "high": raw_text(high)}


def _ends(shape: CriterionShape, edit: ScoreEdit, value: Raw, low: Raw, high: Raw) -> tuple[Raw, Raw]:
    """Return the ends in order; a value typed alone drops ends it does not lie between, ends given must enclose it."""
    if value is None and (low is None) != (high is None):
        raise UserError(f"{shape.name} needs a value or both ends.", UNCHANGED, "Enter low and high, or a value.")
    if low is not None and high is not None and size_of(shape.value, low) > size_of(shape.value, high):
        low, high = high, low
    if value is None:
        return low, high
    size = size_of(shape.value, value)
    under = low is not None and size < size_of(shape.value, low)
    over = high is not None and size > size_of(shape.value, high)
    if not under and not over:
        return low, high
    if edit.low is KEEP and edit.high is KEEP:
        return None, None
    raise UserError(f"{value} does not lie between low and high.", UNCHANGED, "Enter a value between its two ends.")


def _link(session: Session, candidate: Candidate, criterion: Criterion, evidence: Evidence) -> None:
    score_id = pair_id("score", candidate.id, criterion.id)
    score = _live_score(session, score_id)
    if score is None:
        pair = {"candidate_id": candidate.id, "criterion_id": criterion.id}
        score = revive(session, Score, score_id, **pair, value=None, low=None, high=None, **_BLANK)
        session.flush()
    if (score.evidence_state or "none") == EvidenceState.NONE:
        score.evidence_state = STATE_OF_KIND.get(evidence.kind or "", EvidenceState.SEEN).value
    pair_key = pair_id("score_evidence", score_id, evidence.id)
    revive(session, ScoreEvidence, pair_key, score_id=score_id, evidence_id=evidence.id)


def _evidence_values(draft: EvidenceDraft, today: str) -> dict[str, FieldValue]:
    return {
        "title": draft.title,
        "kind": draft.kind,
        "grade": draft.grade,
        "source": draft.source,
        "locator": draft.locator,
        "quote": draft.quote,
        "seen_on": draft.seen_on or today,
        "expires_on": draft.expires_on,
    }
