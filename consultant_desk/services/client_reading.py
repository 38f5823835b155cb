"""Reads clients, people and timelines into rows. Few queries for any number of clients; never lazy."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultant_desk.domain.money import Money
from consultant_desk.domain.schedule import STALE_AFTER, days_between
from consultant_desk.entities.base import Record
from consultant_desk.entities.client import Client, ClientTag, Tag
from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.interaction import Interaction
from consultant_desk.entities.person import ContactPoint, Person, PersonClient
from consultant_desk.entities.registry import entities
from consultant_desk.entities.task import Task
from consultant_desk.errors import UserError
from consultant_desk.services.needs import need_rows
from consultant_desk.services.operations import find
from consultant_desk.services.rows.clients import ClientRow, ClientSheet, EngagementRow, InteractionRow, NextStep
from consultant_desk.services.rows.evaluations import EvaluationRow
from consultant_desk.services.rows.people import ContactRow, PersonRow
from consultant_desk.services.tasks import task_rows

R = TypeVar("R", bound=Record)


def client_rows(session: Session, today: date, query: str, *, closed: bool) -> tuple[ClientRow, ...]:
    """Return the matching clients, those with the earliest next step first, then by name."""
    words = query.casefold().split()
    tags = _tags(session)
    stages = _stages(session)
    next_steps = _next_steps(session, today)
    touches = _last_touches(session, today)
    found: list[ClientRow] = []
    columns = select(Client.id, Client.name, Client.place, Client.industry)
    for client_id, name, place, industry in session.execute(columns.where(Client.deleted_at.is_(None))):
        stage, is_open = stages.get(client_id, ("", False))
        if not closed and client_id in stages and not is_open:
            continue
        client_tags = tuple(tags.get(client_id, ()))
        text = " ".join((name, place, industry, stage, *client_tags)).casefold()
        if not all(word in text for word in words):
            continue
        touch = touches.get(client_id, "")
        found.append(
            ClientRow(
                id=client_id,
                name=name,
                place=place,
                tags=client_tags,
                stage=stage,
                next=next_steps.get(client_id),
                last_touch_on=touch,
                days_since_touch=days_between(touch or None, today),
            )
        )
    found.sort(key=lambda row: (row.next is None, row.next.due_on if row.next else "", row.name.casefold()))
    return tuple(found)


def client_sheet(session: Session, today: date, client_id: str, evaluations: tuple[EvaluationRow, ...]) -> ClientSheet:
    """Return the whole record of one client."""
    client = find(session, Client, client_id)
    people = person_rows(session, client_id)
    timeline = interaction_rows(session, client_id)
    engagements = engagement_rows(session, today, client_id)
    last = next((line for line in timeline if line.happened_on <= today.isoformat()), None)
    tasks = task_rows(session, today, client_id=client_id)
    first_open = next((task for task in tasks if not task.done_on and task.due_on), None)
    return ClientSheet(
        id=client.id,
        name=client.name,
        legal_name=client.legal_name,
        industry=client.industry,
        size_band=client.size_band,
        place=client.place,
        country=client.country or "",
        website=client.website,
        source=client.source,
        since=client.since or "",
        note=client.note,
        tags=tuple(_tags(session, client_id).get(client_id, ())),
        next=NextStep(first_open.id, first_open.text, first_open.due_on, first_open.days_late or 0)
        if first_open
        else None,
        last_touch_on=last.happened_on if last else "",
        last_touch_person=last.person if last else "",
        days_since_touch=days_between(last.happened_on, today) if last else None,
        people=people,
        engagements=engagements,
        timeline=timeline,
        tasks=tasks,
        needs=tuple(need for engagement in engagements for need in need_rows(session, engagement.id)),
        evaluations=evaluations,
    )


def person_rows(session: Session, client_id: str) -> tuple[PersonRow, ...]:
    """Return the people of a client, the main contact first."""
    query = (
        select(PersonClient, Person)
        .join(Person, Person.id == PersonClient.person_id)
        .where(PersonClient.client_id == client_id)
        .order_by(PersonClient.is_main.desc(), PersonClient.position, Person.full_name)
    )
    pairs = [(role, person) for role, person in session.execute(query)]
    contacts: dict[str, list[ContactRow]] = defaultdict(list)
    ids = [person.id for _, person in pairs]
    points = select(ContactPoint).where(ContactPoint.person_id.in_(ids)).order_by(ContactPoint.position)
    for point in session.scalars(points):
        contacts[point.person_id].append(ContactRow(point.id, point.kind or "", point.label, point.value))
    return tuple(
        PersonRow(
            id=person.id,
            role_id=role.id,
            name=person.full_name,
            initials=initials(person.full_name),
            title=role.title,
            role=role.role or "",
            is_main=role.is_main,
            note=person.note,
            contacts=tuple(contacts[person.id]),
        )
        for role, person in pairs
    )


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def engagement_rows(session: Session, today: date, client_id: str) -> tuple[EngagementRow, ...]:
    """Return the engagements of a client, open ones first, newest first."""
    spent = {
        row[0]: row[1]
        for row in session.execute(
            select(Interaction.engagement_id, func.sum(Interaction.minutes))
            .where(Interaction.client_id == client_id, Interaction.deleted_at.is_(None))
            .group_by(Interaction.engagement_id)
        )
    }
    query = select(Engagement).where(Engagement.client_id == client_id).order_by(Engagement.id.desc())
    found = [
        EngagementRow(
            id=engagement.id,
            title=engagement.title,
            stage=engagement.stage or "",
            stage_since=engagement.stage_since or "",
            days_in_stage=days_between(engagement.stage_since, today),
            stale_after=STALE_AFTER.get(engagement.stage or ""),
            fee=Money(engagement.fee_minor, engagement.fee_currency)
            if engagement.fee_minor is not None and engagement.fee_currency
            else None,
            hours_planned=engagement.hours_planned or "",
            hours_spent=(spent.get(engagement.id) or 0) / 60,
            result=engagement.result or "",
            is_open=engagement.stage != "closed",
        )
        for engagement in session.scalars(query)
    ]
    return tuple(sorted(found, key=lambda row: not row.is_open))


def interaction_rows(session: Session, client_id: str) -> tuple[InteractionRow, ...]:
    """Return the timeline of a client, newest first; people who left the client keep their names in it."""
    query = (
        select(Interaction, Person.full_name)
        .outerjoin(Person, (Person.id == Interaction.person_id) & Person.deleted_at.is_(None))
        .where(Interaction.client_id == client_id)
        .order_by(Interaction.happened_on.desc(), Interaction.happened_at.desc(), Interaction.id.desc())
    )
    return tuple(
        InteractionRow(
            id=line.id,
            kind=line.kind or "",
            direction=line.direction or "",
            happened_on=line.happened_on or "",
            happened_at=line.happened_at or "",
            minutes=line.minutes,
            person_id=line.person_id or "",
            person=name or "",
            engagement_id=line.engagement_id or "",
            summary=line.summary,
            body=line.body,
        )
        for line, name in session.execute(query)
    )


def resolve(session: Session, record: type[R], text: str) -> str:
    """Return the id meant by a unique tail of 6 or more characters, or by an exact title; `UserError` otherwise."""
    spec = entities()[record.__tablename__]
    table = spec.table
    title = table.c[spec.title_field]
    wanted = text.strip()
    query = select(table.c.id).where(table.c.deleted_at.is_(None))
    found = list(session.scalars(query.where(title == wanted)))
    if not found and len(wanted) >= 6:
        found = list(session.scalars(query.where(table.c.id.endswith(wanted.lower(), autoescape=True))))
    if len(found) == 1:
        return str(found[0])
    if found:
        raise UserError(f"{len(found)} {spec.plural.lower()} match {wanted!r}.", "", "Give more of the id.")
    raise UserError(f"There is no {spec.label.lower()} {wanted!r}.", "", "Give 6 or more characters of the id's end.")


def _tags(session: Session, client_id: str | None = None) -> dict[str, list[str]]:
    query = (
        select(ClientTag.client_id, Tag.name)
        .join(Tag, Tag.id == ClientTag.tag_id)
        .where(ClientTag.deleted_at.is_(None), Tag.deleted_at.is_(None))
        .order_by(ClientTag.position, ClientTag.id)
    )
    if client_id is not None:
        query = query.where(ClientTag.client_id == client_id)
    found: dict[str, list[str]] = defaultdict(list)
    for owner, name in session.execute(query):
        found[owner].append(name)
    return found


def _stages(session: Session) -> dict[str, tuple[str, bool]]:
    query = (
        select(Engagement.client_id, Engagement.stage)
        .where(Engagement.deleted_at.is_(None))
        .order_by(Engagement.stage == "closed", Engagement.id.desc())
    )
    found: dict[str, tuple[str, bool]] = {}
    for client_id, stage in session.execute(query):
        found.setdefault(client_id, (stage or "", stage != "closed"))
    return found


def _next_steps(session: Session, today: date) -> dict[str, NextStep]:
    query = (
        select(Task.client_id, Task.id, Task.text, Task.due_on)
        .where(Task.deleted_at.is_(None), Task.done_on.is_(None), Task.due_on.is_not(None))
        .order_by(Task.due_on, Task.due_at, Task.id)
    )
    found: dict[str, NextStep] = {}
    for client_id, task_id, text, due_on in session.execute(query):
        if client_id and due_on:
            found.setdefault(client_id, NextStep(task_id, text, due_on, days_between(due_on, today) or 0))
    return found


def _last_touches(session: Session, today: date) -> dict[str, str]:
    query = (
        select(Interaction.client_id, func.max(Interaction.happened_on))
        .where(Interaction.deleted_at.is_(None), Interaction.happened_on <= today.isoformat())
        .group_by(Interaction.client_id)
    )
    return {client_id: moment or "" for client_id, moment in session.execute(query)}
