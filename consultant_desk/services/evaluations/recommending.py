"""What the consultant says beyond the figures: the recommendation with its parts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.ids import pair_id
from consultant_desk.entities.evaluation import Candidate, Criterion, Evaluation
from consultant_desk.entities.recommendation import ABOUT_KINDS, ITEM_KINDS, Recommendation, RecommendationItem
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.checks import UNCHANGED
from consultant_desk.services.evaluations.drafts import ItemDraft
from consultant_desk.services.evaluations.interests import candidate_of
from consultant_desk.services.evaluations.joining import is_live
from consultant_desk.services.operations import (
    Area,
    FieldValue,
    assign,
    find,
    last_position,
    moved_position,
    positions_of,
)
from consultant_desk.services.sheet import RecommendationItemRow, RecommendationSheet
from consultant_desk.storage.session import revive

KIND_WORDS = {
    "reason": "reason", "risk": "risk", "condition": "condition", "step": "step", "adoption": "step of adoption",
    "fit": "what it fits", "flaw": "flaw", "unsuited": "who should not buy it",
}  # fmt: skip

CHECK_INS = (
    (30, "Check-in after 30 days", "Who uses it, and what keeps the others from it?"),
    (90, "Check-in after 90 days", "Is the need it was bought for met in daily work?"),
    (365, "Check-in after a year", "What did it change, and would you buy it again?"),
)
"""Days, what is done, and what is asked."""


class RecommendingOperations(Area):
    """Operations on the recommendation of an evaluation."""

    def recommendation(self, evaluation_id: str) -> RecommendationSheet:
        """Return the recommendation; an empty one where nothing was written yet."""
        return self._read(lambda session: recommendation_sheet(session, evaluation_id))

    def set_recommendation(self, evaluation_id: str, **values: FieldValue) -> Outcome[None]:
        """Set `prepared_for` (a name) and `valid_until` (an ISO date)."""

        def work(session: Session) -> None:
            recommendation = _recommendation(session, evaluation_id)
            known = {name: value for name, value in values.items() if name in {"prepared_for", "valid_until"}}
            assign(entities()["recommendation"], recommendation, known)

        return self._change("Edit recommendation", work)

    def add_recommendation_item(self, evaluation_id: str, kind: str, draft: ItemDraft) -> Outcome[str]:
        """Add a part (one of `ITEM_KINDS`) after the others of its kind and candidate; return its id."""
        if kind not in ITEM_KINDS:
            raise UserError(f"{kind!r} is no part of a recommendation.", UNCHANGED)
        _refuse_astray(kind, draft)
        return self._change(f"Add {KIND_WORDS[kind]}", lambda session: _add(session, evaluation_id, kind, draft).id)

    def propose_adoption(self, evaluation_id: str) -> Outcome[int]:
        """Add check-ins 30, 90 and 365 days after the last dated next step, or after today; return how many.

        Nothing is added where a plan was begun already.
        """
        today = self._clock.today()

        def work(session: Session) -> int:
            sheet = recommendation_sheet(session, evaluation_id)
            if sheet.adoption:
                return 0
            dated = [date.fromisoformat(step.due_on) for step in sheet.steps if step.due_on]
            start = max([today, *dated])
            for days, text, measure in CHECK_INS:
                due = (start + timedelta(days=days)).isoformat()
                _add(session, evaluation_id, "adoption", ItemDraft(text, measure, due))
            return len(CHECK_INS)

        return self._change("Propose check-ins", work)

    def edit_recommendation_item(self, item_id: str, draft: ItemDraft) -> Outcome[None]:
        """Set everything a draft holds; what is said of another candidate from now on goes after what is said of it."""
        kind = self._kind_of(item_id)

        def work(session: Session) -> None:
            item = find(session, RecommendationItem, item_id)
            _refuse_astray(item.kind or "", draft)
            recommendation = find(session, Recommendation, item.recommendation_id)
            of_whom = item.candidate_id
            _assign_item(session, recommendation.evaluation_id, item, draft)
            if item.candidate_id != of_whom:
                _put_last(session, item)

        return self._change(f"Edit {kind}", work)

    def move_recommendation_item(self, item_id: str, index: int) -> Outcome[None]:
        """Put a part at another place among those of its kind."""
        kind = self._kind_of(item_id)

        def work(session: Session) -> None:
            item = find(session, RecommendationItem, item_id)
            siblings = positions_of(
                session,
                RecommendationItem,
                recommendation_id=item.recommendation_id,
                kind=item.kind,
                candidate_id=item.candidate_id,
            )
            item.position = moved_position(siblings, item_id, index)

        return self._change(f"Move {kind}", work)

    def trash_recommendation_item(self, item_id: str) -> Outcome[None]:
        """Move a part of a recommendation to the Trash."""
        return self._trash("recommendation_item", item_id)

    def _kind_of(self, item_id: str) -> str:
        kind = self._read(lambda session: find(session, RecommendationItem, item_id).kind or "")
        return KIND_WORDS.get(kind, "part")


def recommendation_sheet(session: Session, evaluation_id: str) -> RecommendationSheet:
    """Return the recommendation of an evaluation with its parts in order."""
    find(session, Evaluation, evaluation_id)
    query = select(Recommendation).where(Recommendation.evaluation_id == evaluation_id)
    recommendation = session.scalars(query.order_by(Recommendation.id)).first()
    if recommendation is None:
        return RecommendationSheet(evaluation_id)
    parts: dict[str, list[RecommendationItemRow]] = defaultdict(list)
    items = (
        select(RecommendationItem, Criterion.key, Candidate.key)
        .outerjoin(Candidate, (Candidate.id == RecommendationItem.candidate_id) & Candidate.deleted_at.is_(None))
        .outerjoin(Criterion, (Criterion.id == RecommendationItem.criterion_id) & Criterion.deleted_at.is_(None))
        .where(RecommendationItem.recommendation_id == recommendation.id)
        .order_by(RecommendationItem.position, RecommendationItem.id)
    )
    for item, key, candidate in session.execute(items):
        row = RecommendationItemRow(
            item.id, item.kind or "", item.text, item.detail, item.due_on or "", key or "", candidate or ""
        )
        parts[row.kind].append(row)
    return RecommendationSheet(
        evaluation_id=evaluation_id,
        prepared_for=recommendation.prepared_for,
        valid_until=recommendation.valid_until or "",
        reasons=tuple(parts["reason"]),
        risks=tuple(parts["risk"]),
        conditions=tuple(parts["condition"]),
        steps=tuple(parts["step"]),
        adoption=tuple(parts["adoption"]),
        about=tuple(row for kind in ABOUT_KINDS for row in parts[kind] if row.candidate),
    )


def _recommendation(session: Session, evaluation_id: str) -> Recommendation:
    """Return the one recommendation of an evaluation, adding it when it is not there."""
    find(session, Evaluation, evaluation_id)
    row_id = pair_id("recommendation", evaluation_id)
    fresh = {} if is_live(session, Recommendation, row_id) else {"prepared_for": "", "valid_until": None}
    return revive(session, Recommendation, row_id, evaluation_id=evaluation_id, **fresh)


def _add(session: Session, evaluation_id: str, kind: str, draft: ItemDraft) -> RecommendationItem:
    """Add a part after those of its kind that are about the same candidate."""
    recommendation = _recommendation(session, evaluation_id)
    session.flush()
    item = RecommendationItem(recommendation_id=recommendation.id, kind=kind, position="")
    _assign_item(session, evaluation_id, item, draft)
    _put_last(session, item)
    session.add(item)
    session.flush()
    return item


def _put_last(session: Session, item: RecommendationItem) -> None:
    """Put a part after the others of its kind that are about the same candidate."""
    about = RecommendationItem.candidate_id
    siblings = select(RecommendationItem.position).where(
        RecommendationItem.recommendation_id == item.recommendation_id,
        RecommendationItem.kind == item.kind,
        about.is_(None) if item.candidate_id is None else about == item.candidate_id,
        RecommendationItem.id != (item.id or ""),
    )
    with session.no_autoflush:
        item.position = last_position(session, siblings)


def _refuse_astray(kind: str, draft: ItemDraft) -> None:
    """Refuse what would be said of nobody, or of one product where all are meant."""
    if kind in ABOUT_KINDS and not draft.candidate:
        raise UserError("What is said of a product needs the product.", UNCHANGED)
    if kind not in ABOUT_KINDS and draft.candidate:
        raise UserError(f"A {KIND_WORDS.get(kind, 'part')} is not about one product.", UNCHANGED)


def _assign_item(session: Session, evaluation_id: str, item: RecommendationItem, draft: ItemDraft) -> None:
    criterion_id: str | None = None
    if draft.criterion:
        query = select(Criterion.id).where(Criterion.evaluation_id == evaluation_id, Criterion.key == draft.criterion)
        criterion_id = session.scalars(query).first()
        if criterion_id is None:
            raise UserError(f"There is no criterion {draft.criterion!r} in this evaluation.", UNCHANGED)
    candidate_id = candidate_of(session, evaluation_id, draft.candidate).id if draft.candidate else None
    values: dict[str, FieldValue] = {"text": draft.text, "detail": draft.detail, "due_on": draft.due_on}
    links: dict[str, FieldValue] = {"criterion_id": criterion_id, "candidate_id": candidate_id}
    assign(entities()["recommendation_item"], item, {**values, **links})
