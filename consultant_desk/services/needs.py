"""Needs in the client's words and the requirements they lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.evaluation.opportunity import opportunity
from consultant_desk.domain.money import Money
from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.evaluation import Criterion
from consultant_desk.entities.need import Need, Requirement
from consultant_desk.entities.person import Person
from consultant_desk.entities.registry import entities
from consultant_desk.errors import UserError
from consultant_desk.services.operations import (
    Area,
    FieldValue,
    assign,
    find,
    last_position,
    moved_position,
    positions_of,
)
from consultant_desk.services.rows.needs import NeedRow, RequirementRow


@dataclass(frozen=True, slots=True)
class NeedDraft:
    """A need: the quote alone is enough to start with."""

    quote: str = ""
    quoted_person_id: str | None = None
    quoted_on: str = ""
    quoted_via: str = ""
    situation: str = ""
    progress: str = ""
    outcome: str = ""
    importance: int | None = None
    satisfaction: int | None = None
    cost_minor: int | None = None
    cost_currency: str | None = None
    cost_period: str = ""


@dataclass(frozen=True, slots=True)
class RequirementDraft:
    """A requirement with the test that shows it is met."""

    text: str
    moscow: str = "should"
    test: str = ""
    asked_by_id: str | None = None


class Needs(Area):
    """Operations on needs and requirements."""

    def list(self, engagement_id: str) -> tuple[NeedRow, ...]:
        """Return the needs of an engagement in order."""
        return self._read(lambda session: need_rows(session, engagement_id))

    def add(self, engagement_id: str, draft: NeedDraft) -> Outcome[str]:
        """Add a need after the others."""

        def work(session: Session) -> str:
            find(session, Engagement, engagement_id)
            siblings = select(Need.position).where(Need.engagement_id == engagement_id)
            need = Need(engagement_id=engagement_id, position=last_position(session, siblings))
            assign(entities()["need"], need, _values(draft))
            session.add(need)
            session.flush()
            return need.id

        return self._change("Add need", work)

    def edit(self, need_id: str, **values: FieldValue) -> Outcome[None]:
        """Set fields of a need; importance and satisfaction run 1 to 5."""
        for name in ("importance", "satisfaction"):
            _check_five(name, values.get(name))
        return self._edit("need", need_id, values)

    def move(self, need_id: str, index: int) -> Outcome[None]:
        """Put a need at another place among its siblings."""

        def work(session: Session) -> None:
            need = find(session, Need, need_id)
            siblings = positions_of(session, Need, engagement_id=need.engagement_id)
            need.position = moved_position(siblings, need_id, index)

        return self._change("Move need", work)

    def trash(self, need_id: str) -> Outcome[None]:
        """Move a need with its requirements to the Trash."""
        return self._trash("need", need_id)

    def add_requirement(self, need_id: str, draft: RequirementDraft) -> Outcome[str]:
        """Add a requirement after the others of its need."""

        def work(session: Session) -> str:
            find(session, Need, need_id)
            siblings = select(Requirement.position).where(Requirement.need_id == need_id)
            requirement = Requirement(need_id=need_id, position=last_position(session, siblings))
            values: dict[str, FieldValue] = {"text": draft.text, "moscow": draft.moscow, "test": draft.test}
            assign(entities()["requirement"], requirement, {**values, "asked_by_id": draft.asked_by_id})
            session.add(requirement)
            session.flush()
            return requirement.id

        return self._change("Add requirement", work)

    def edit_requirement(self, requirement_id: str, **values: FieldValue) -> Outcome[None]:
        """Set fields of a requirement."""
        return self._edit("requirement", requirement_id, values)

    def move_requirement(self, requirement_id: str, index: int) -> Outcome[None]:
        """Put a requirement at another place within its need."""

        def work(session: Session) -> None:
            requirement = find(session, Requirement, requirement_id)
            siblings = positions_of(session, Requirement, need_id=requirement.need_id)
            requirement.position = moved_position(siblings, requirement_id, index)

        return self._change("Move requirement", work)

    def trash_requirement(self, requirement_id: str) -> Outcome[None]:
        """Move a requirement to the Trash."""
        return self._trash("requirement", requirement_id)


def _values(draft: NeedDraft) -> dict[str, FieldValue]:
    _check_five("importance", draft.importance)
    _check_five("satisfaction", draft.satisfaction)
    if not any(text.strip() for text in (draft.quote, draft.situation, draft.progress, draft.outcome)):
        raise UserError("A need cannot be empty.", "Nothing was changed.", "Write what the client said.")
    return {
        "quote": draft.quote,
        "quoted_person_id": draft.quoted_person_id,
        "quoted_on": draft.quoted_on,
        "quoted_via": draft.quoted_via,
        "situation": draft.situation,
        "progress": draft.progress,
        "outcome": draft.outcome,
        "importance": draft.importance,
        "satisfaction": draft.satisfaction,
        "cost_minor": draft.cost_minor,
        "cost_currency": draft.cost_currency,
        "cost_period": draft.cost_period,
    }


def _check_five(name: str, value: FieldValue) -> None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 5):
        raise UserError(f"{name.capitalize()} cannot be {value!r}.", "Nothing was changed.", "It runs from 1 to 5.")


def need_rows(session: Session, engagement_id: str) -> tuple[NeedRow, ...]:
    """Return the needs of an engagement with their requirements, in order."""
    needs = list(
        session.scalars(select(Need).where(Need.engagement_id == engagement_id).order_by(Need.position, Need.id))
    )
    requirements = _requirements(session, [need.id for need in needs])
    names = _names(session, {need.quoted_person_id for need in needs if need.quoted_person_id})
    return tuple(
        NeedRow(
            id=need.id,
            engagement_id=need.engagement_id,
            quote=need.quote,
            quoted_person_id=need.quoted_person_id or "",
            quoted_person=names.get(need.quoted_person_id or "", ""),
            quoted_on=need.quoted_on or "",
            quoted_via=need.quoted_via or "",
            situation=need.situation,
            progress=need.progress,
            outcome=need.outcome,
            importance=need.importance,
            satisfaction=need.satisfaction,
            opportunity=opportunity(need.importance, need.satisfaction),
            cost=Money(need.cost_minor, need.cost_currency)
            if need.cost_minor is not None and need.cost_currency
            else None,
            cost_period=need.cost_period or "",
            requirements=tuple(requirements[need.id]),
        )
        for need in needs
    )


def _requirements(session: Session, need_ids: Sequence[str]) -> dict[str, list[RequirementRow]]:
    query = (
        select(Requirement, Criterion)
        .outerjoin(Criterion, (Criterion.id == Requirement.criterion_id) & Criterion.deleted_at.is_(None))
        .where(Requirement.need_id.in_(need_ids))
        .order_by(Requirement.position, Requirement.id)
    )
    pairs = [(requirement, criterion) for requirement, criterion in session.execute(query)]
    names = _names(session, {requirement.asked_by_id for requirement, _ in pairs if requirement.asked_by_id})
    found: dict[str, list[RequirementRow]] = defaultdict(list)
    for requirement, criterion in pairs:
        asked_by = names.get(requirement.asked_by_id or "", "")
        found[requirement.need_id].append(
            RequirementRow(
                id=requirement.id,
                need_id=requirement.need_id,
                text=requirement.text,
                moscow=requirement.moscow or "",
                test=requirement.test,
                asked_by_id=requirement.asked_by_id or "",
                asked_by=asked_by,
                asked_by_initials="".join(word[0] for word in asked_by.split()[:1] + asked_by.split()[1:][-1:]).upper(),
                criterion_id=criterion.id if criterion else "",
                criterion=criterion.name if criterion else "",
                evaluation_id=criterion.evaluation_id if criterion else "",
            )
        )
    return found


def _names(session: Session, ids: set[str]) -> dict[str, str]:
    return dict(session.execute(select(Person.id, Person.full_name).where(Person.id.in_(ids))).all())
