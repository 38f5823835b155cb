"""How candidates meet the requirements of the client, with the evidence for it. Things are named by record id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.coverage import Asked, Capability, standing_of
from consultant_desk.domain.ids import pair_id
from consultant_desk.entities.coverage import Coverage, CoverageEvidence
from consultant_desk.entities.evaluation import Candidate, Evaluation
from consultant_desk.entities.evidence import Evidence
from consultant_desk.entities.need import Need, Requirement
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.candidates import out_of_the_race
from consultant_desk.services.evaluations.checks import UNCHANGED
from consultant_desk.services.evaluations.drafts import KEEP, Keep, Kept
from consultant_desk.services.evaluations.joining import is_live
from consultant_desk.services.evaluations.scores import new_evidence
from consultant_desk.services.evidence import EvidenceDraft
from consultant_desk.services.operations import Area, assign, find
from consultant_desk.services.rows.candidates import CoverageRow
from consultant_desk.storage.session import revive, take_off


@dataclass(frozen=True, slots=True)
class CoverageEdit:
    """What is changed about how one candidate meets one requirement, both by record id."""

    candidate: str
    requirement: str
    level: Capability | Kept = KEEP
    note: str | Kept = KEEP


class CoverageOperations(Area):
    """Operations on the coverage of requirements."""

    def set_coverage(self, evaluation_id: str, edits: Sequence[CoverageEdit]) -> Outcome[None]:
        """Change how candidates meet requirements as one step; nothing changes when one of them is not there."""

        def work(session: Session) -> None:
            for edit in edits:
                row = _covered(session, evaluation_id, edit.candidate, edit.requirement)
                if not isinstance(edit.level, Keep):
                    row.level = edit.level.value
                if not isinstance(edit.note, Keep):
                    assign(entities()["coverage"], row, {"note": edit.note})

        places = [(edit.candidate, edit.requirement) for edit in edits]
        return self._change(self._places_label("Cover", places), work)

    def add_coverage_evidence(
        self, evaluation_id: str, candidate_id: str, requirement_id: str, draft: EvidenceDraft
    ) -> Outcome[str]:
        """Note a piece of evidence about the candidate's product for one requirement; return its id."""

        def work(session: Session) -> str:
            row = _covered(session, evaluation_id, candidate_id, requirement_id)
            evidence = new_evidence(session, evaluation_id, find(session, Candidate, candidate_id), draft, self._clock)
            _link(session, row, evidence)
            return evidence.id

        return self._change(self._places_label("Add evidence for", [(candidate_id, requirement_id)]), work)

    def link_coverage_evidence(
        self, evaluation_id: str, candidate_id: str, requirement_id: str, evidence_id: str
    ) -> Outcome[None]:
        """Put evidence that is there already under how a candidate meets a requirement."""

        def work(session: Session) -> None:
            evidence, candidate = find(session, Evidence, evidence_id), find(session, Candidate, candidate_id)
            if evidence.product_id not in {None, candidate.product_id}:
                raise UserError(f"This evidence is about another product than {candidate.name}.", UNCHANGED)
            _link(session, _covered(session, evaluation_id, candidate_id, requirement_id), evidence)

        return self._change(self._places_label("Link evidence to", [(candidate_id, requirement_id)]), work)

    def unlink_coverage_evidence(self, candidate_id: str, requirement_id: str, evidence_id: str) -> Outcome[None]:
        """Take evidence from under a coverage; the evidence itself stays."""

        def work(session: Session) -> None:
            row_id = pair_id("coverage", candidate_id, requirement_id)
            link = session.get(CoverageEvidence, pair_id("coverage_evidence", row_id, evidence_id))
            if link is None or link.deleted_at is not None:
                raise UserError("This evidence is not here.", UNCHANGED)
            take_off(session, link)

        return self._change(self._places_label("Unlink evidence from", [(candidate_id, requirement_id)]), work)

    def reject_with_evidence(
        self, evaluation_id: str, candidate_id: str, requirement_id: str | None, why: str, draft: EvidenceDraft
    ) -> Outcome[str]:
        """Reject a candidate by a requirement or for a reason and note what shows it; return the id of the evidence.

        It stands under the requirement too, where one is named.
        """

        def work(session: Session) -> str:
            candidate = find(session, Candidate, candidate_id)
            evidence = new_evidence(session, evaluation_id, candidate, draft, self._clock)
            if requirement_id is not None:
                _link(session, _covered(session, evaluation_id, candidate_id, requirement_id), evidence)
            out_of_the_race(session, candidate, requirement_id, why, evidence.id)
            return evidence.id

        name = self._read(lambda session: find(session, Candidate, candidate_id).name)
        return self._change(f"Reject {name}", work)

    def reject_failing(self, evaluation_id: str) -> Outcome[tuple[str, ...]]:
        """Reject every candidate but the baseline that fails a must, naming the first one failed and its evidence.

        Return their names; `UserError` when none fails.
        """

        def work(session: Session) -> tuple[str, ...]:
            asked = _asked(session, evaluation_id)
            covered = coverage_rows(session, evaluation_id)
            names = []
            for candidate in session.scalars(_candidates(evaluation_id)):
                own = {row.requirement_id: row for row in covered if row.candidate_id == candidate.id}
                failed = standing_of(asked, {key: row.level for key, row in own.items()}).failed
                if failed and not candidate.is_baseline and candidate.listed != "rejected":
                    row = own[failed[0]]
                    out_of_the_race(session, candidate, failed[0], row.note, next(iter(row.evidence), None))
                    names.append(candidate.name)
            if not names:
                raise UserError("No candidate is known to fail a must.", UNCHANGED)
            return tuple(names)

        return self._change("Reject what fails a must", work)

    def _places_label(self, verb: str, places: Sequence[tuple[str, str]]) -> str:
        if len(places) != 1:
            return f"{verb} {len(places)} requirements"
        name = self._read(lambda session: find(session, Candidate, places[0][0]).name)
        return f"{verb} a requirement of {name}"


def coverage_rows(session: Session, evaluation_id: str) -> tuple[CoverageRow, ...]:
    """Return how the candidates of an evaluation meet requirements, as far as anything was said."""
    links: dict[str, list[str]] = defaultdict(list)
    joined = (
        select(CoverageEvidence.coverage_id, Evidence.id)
        .join(Evidence, Evidence.id == CoverageEvidence.evidence_id)
        .join(Coverage, Coverage.id == CoverageEvidence.coverage_id)
        .join(Candidate, Candidate.id == Coverage.candidate_id)
        .where(Candidate.evaluation_id == evaluation_id)
        .order_by(Evidence.created_at, Evidence.id)
    )
    for coverage_id, evidence_id in session.execute(joined):
        links[coverage_id].append(evidence_id)
    query = (
        select(Coverage)
        .join(Candidate, Candidate.id == Coverage.candidate_id)
        .where(Candidate.evaluation_id == evaluation_id)
        .order_by(Coverage.id)
    )
    return tuple(
        CoverageRow(
            candidate_id=row.candidate_id,
            requirement_id=row.requirement_id,
            level=Capability(row.level or "unknown"),
            note=row.note,
            evidence=tuple(links[row.id]),
        )
        for row in session.scalars(query)
    )


def _candidates(evaluation_id: str) -> Select[Candidate]:
    return select(Candidate).where(Candidate.evaluation_id == evaluation_id).order_by(Candidate.position, Candidate.id)


def _asked(session: Session, evaluation_id: str) -> list[Asked]:
    """Return the requirements of the engagement an evaluation is for, in their order."""
    engagement_id = find(session, Evaluation, evaluation_id).engagement_id
    query = (
        select(Requirement.id, Requirement.moscow)
        .join(Need, Need.id == Requirement.need_id)
        .where(Need.engagement_id == engagement_id, Need.deleted_at.is_(None))
        .order_by(Need.position, Need.id, Requirement.position, Requirement.id)
    )
    return [Asked(key, moscow or "") for key, moscow in session.execute(query)]


def _covered(session: Session, evaluation_id: str, candidate_id: str, requirement_id: str) -> Coverage:
    """Return the row of a pair, adding it when it is not there; `UserError` when either is not of this evaluation."""
    candidate, requirement = find(session, Candidate, candidate_id), find(session, Requirement, requirement_id)
    if candidate.evaluation_id != evaluation_id:
        raise UserError(f"{candidate.name} belongs to another evaluation.", UNCHANGED)
    if find(session, Need, requirement.need_id).engagement_id != find(session, Evaluation, evaluation_id).engagement_id:
        raise UserError("This requirement belongs to another engagement.", UNCHANGED)
    row_id = pair_id("coverage", candidate_id, requirement_id)
    fresh = {} if is_live(session, Coverage, row_id) else {"level": Capability.UNKNOWN.value, "note": ""}
    row = revive(session, Coverage, row_id, candidate_id=candidate_id, requirement_id=requirement_id, **fresh)
    session.flush()
    return row


def _link(session: Session, row: Coverage, evidence: Evidence) -> None:
    pair = pair_id("coverage_evidence", row.id, evidence.id)
    revive(session, CoverageEvidence, pair, coverage_id=row.id, evidence_id=evidence.id)
