"""The candidates of an evaluation: long list, short list, rejected ones with their reason, what they have now."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.entities.evaluation import Candidate, Evaluation
from consultant_desk.entities.evidence import Evidence
from consultant_desk.entities.need import Requirement
from consultant_desk.entities.product import Product
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.checks import UNCHANGED
from consultant_desk.services.evaluations.keys import key_from, used_keys
from consultant_desk.services.operations import (
    Area,
    FieldValue,
    assign,
    find,
    last_position,
    moved_position,
    named,
    positions_of,
)

MAX_CANDIDATES = 500

BASELINE = "Keep what you have"
"""The candidate every evaluation begins with."""

SHORT, LONG, REJECTED = "short", "long", "rejected"

WHERE = {SHORT: "is on the short list already", LONG: "is on the long list already", REJECTED: "was rejected before"}

EDITABLE = ("name", "product_id", "product_text", "is_baseline", "note", "rejected_why")


class CandidateOperations(Area):
    """Operations on candidates, which are named by record id."""

    def add_candidate(
        self, evaluation_id: str, name: str = "", *, product_id: str | None = None, listed: str = SHORT
    ) -> Outcome[str]:
        """Put a product of the catalogue, or a name alone, at the end of the "short" or "long" list; return its id.

        Without a name it takes that of the product.
        """
        label = name.strip() or self._read(lambda session: named(session, "product", product_id or ""))

        def work(session: Session) -> str:
            find(session, Evaluation, evaluation_id)
            product = None if product_id is None else find(session, Product, product_id)
            title = name.strip() or (product.name if product is not None else "")
            _refuse_twice(session, evaluation_id, title, product)
            return new_candidate(session, evaluation_id, title, product=product, listed=listed)

        return self._change(f"Add candidate {label}", work)

    def edit_candidate(self, candidate_id: str, **values: FieldValue) -> Outcome[None]:
        """Set name, product, note or whether this is what they have now."""
        return self._edit("candidate", candidate_id, {key: values[key] for key in EDITABLE if key in values})

    def join_candidate(self, candidate_id: str, product_id: str) -> Outcome[None]:
        """Say which product of the catalogue a candidate is; `UserError` when that one is compared already.

        The candidate keeps its name.
        """

        def work(session: Session) -> None:
            candidate, product = find(session, Candidate, candidate_id), find(session, Product, product_id)
            others = select(Candidate).where(Candidate.evaluation_id == candidate.evaluation_id)
            for there in session.scalars(others.where(Candidate.product_id == product.id)):
                if there.id != candidate.id:
                    raise UserError(f"{there.name} {WHERE[there.listed or SHORT]}.", UNCHANGED)
            candidate.product_id, candidate.product_text = product.id, product.name

        return self._change(self._about("Join", candidate_id), work)

    def move_candidate(self, candidate_id: str, index: int) -> Outcome[None]:
        """Put a candidate at another place among those on the same list."""

        def work(session: Session) -> None:
            candidate = find(session, Candidate, candidate_id)
            siblings = positions_of(session, Candidate, evaluation_id=candidate.evaluation_id, listed=candidate.listed)
            candidate.position = moved_position(siblings, candidate_id, index)

        return self._change(self._about("Move", candidate_id), work)

    def reject_candidate(
        self, candidate_id: str, requirement_id: str | None = None, why: str = "", *, evidence_id: str | None = None
    ) -> Outcome[None]:
        """Take a candidate off its list, by a requirement it does not meet or for a reason; its scores stay.

        `evidence_id` names what shows that the requirement is not met, or the reason.
        """

        def work(session: Session) -> None:
            candidate = find(session, Candidate, candidate_id)
            out_of_the_race(session, candidate, requirement_id, why, evidence_id)

        return self._change(self._about("Reject", candidate_id), work)

    def restore_candidate(self, candidate_id: str) -> Outcome[None]:
        """Put a rejected candidate back on the short list, with the scores it had."""
        return self._change(self._about("Put back", candidate_id), lambda session: _list(session, candidate_id, SHORT))

    def shortlist_candidate(self, candidate_id: str) -> Outcome[None]:
        """Take a candidate from the long list to the short list."""
        return self._change(self._about("Shortlist", candidate_id), lambda session: _list(session, candidate_id, SHORT))

    def unlist_candidate(self, candidate_id: str) -> Outcome[None]:
        """Put a candidate back on the long list, without a reason; its scores stay."""

        def work(session: Session) -> None:
            _refuse_baseline(find(session, Candidate, candidate_id))
            _list(session, candidate_id, LONG)

        return self._change(self._about("Back to the long list:", candidate_id), work)

    def trash_candidate(self, candidate_id: str) -> Outcome[None]:
        """Move a candidate with its scores and interests to the Trash."""
        return self._trash("candidate", candidate_id)

    def _about(self, verb: str, candidate_id: str) -> str:
        return self._read(lambda session: f"{verb} {named(session, 'candidate', candidate_id)}")


def out_of_the_race(
    session: Session, candidate: Candidate, requirement_id: str | None, why: str, evidence_id: str | None
) -> None:
    """Reject a candidate; `UserError` for what they have now, and for a requirement or evidence that is not there."""
    _refuse_baseline(candidate)
    if requirement_id is not None:
        find(session, Requirement, requirement_id)
    if evidence_id is not None:
        find(session, Evidence, evidence_id)
    values: dict[str, FieldValue] = {
        "listed": REJECTED,
        "rejected_by_id": requirement_id,
        "rejected_why": why,
        "rejected_evidence_id": evidence_id,
    }
    assign(entities()["candidate"], candidate, values)


def _list(session: Session, candidate_id: str, listed: str) -> None:
    values: dict[str, FieldValue] = {
        "listed": listed,
        "rejected_by_id": None,
        "rejected_why": "",
        "rejected_evidence_id": None,
    }
    assign(entities()["candidate"], find(session, Candidate, candidate_id), values)


def _refuse_baseline(candidate: Candidate) -> None:
    if candidate.is_baseline:
        raise UserError(f"“{candidate.name}” is what they have now and is always compared.", UNCHANGED)


def new_candidate(
    session: Session,
    evaluation_id: str,
    name: str,
    *,
    product: Product | None = None,
    baseline_key: str = "",
    listed: str = SHORT,
) -> str:
    """Add a candidate at the end and return its id; one with a `baseline_key` is what they have now."""
    siblings = select(Candidate.position).where(Candidate.evaluation_id == evaluation_id)
    if len(list(session.scalars(siblings))) >= MAX_CANDIDATES:
        raise UserError(f"An evaluation holds at most {MAX_CANDIDATES} candidates.", UNCHANGED)
    taken = used_keys(session, evaluation_id, Candidate)
    candidate = Candidate(
        evaluation_id=evaluation_id,
        product_id=None if product is None else product.id,
        product_text="" if product is None else product.name,
        position=last_position(session, siblings),
        key=key_from(baseline_key or name, taken, "candidate"),
        listed=listed,
        is_baseline=bool(baseline_key),
    )
    assign(entities()["candidate"], candidate, {"name": name})
    session.add(candidate)
    session.flush()
    return candidate.id


def _refuse_twice(session: Session, evaluation_id: str, name: str, product: Product | None) -> None:
    """Refuse a product that is compared already, or a name that could not be told from another one."""
    for there in session.scalars(select(Candidate).where(Candidate.evaluation_id == evaluation_id)):
        same_product = product is not None and there.product_id == product.id
        if same_product or there.name.casefold() == name.casefold():
            raise UserError(f"{there.name} {WHERE[there.listed or SHORT]}.", UNCHANGED)
