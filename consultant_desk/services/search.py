"""Search: every record that holds the words, with the place a person opens to see it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.person import PersonClient
from consultant_desk.entities.recommendation import Report
from consultant_desk.entities.registry import entities, parents
from consultant_desk.entities.task import Task
from consultant_desk.services.operations import Area
from consultant_desk.storage.search import Hit, Ranges
from consultant_desk.storage.session import live

HOMES = ("client", "product", "evaluation", "report", "template")
"""Kinds that have a screen of their own; everything else is opened where it belongs."""

ALSO_IN = {"evidence": {"evaluation_id": "evaluation"}, "task": {"engagement_id": "engagement"}}
"""By kind the references that lead on where a record has no owner: evidence of an imported file has no product."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One record found. `title_ranges` and `ranges` are (start, end) positions of the matching letters.

    `home_kind`/`home_id` name the record whose screen shows it, `home_title` what that is called; for a record with
    a screen of its own they are the record itself. `state` is where a client's work or a report stands, `next_on` the
    ISO date of a client's next step.
    """

    kind: str
    id: str
    label: str
    icon: str
    title: str
    title_ranges: Ranges
    field: str
    snippet: str
    ranges: Ranges
    home_kind: str
    home_id: str
    home_title: str
    state: str = ""
    next_on: str = ""


class Search(Area):
    """Full-text search over the workspace."""

    def find(self, text: str, limit: int = 50) -> tuple[SearchHit, ...]:
        """Return the records that hold every word, best first; records without a place to open are left out."""
        hits = self._store.find(text, limit=limit)
        return self._read(lambda session: tuple(found for hit in hits if (found := _placed(session, hit)) is not None))


def _placed(session: Session, hit: Hit) -> SearchHit | None:
    home = _home(session, hit.kind, hit.id)
    if home is None:
        return None
    kind, record_id = home
    spec = entities()[hit.kind]
    home_spec = entities()[kind]
    titles = select(home_spec.table.c[home_spec.title_field])
    title = session.scalar(titles.where(home_spec.table.c.id == record_id, live(home_spec.table)))
    if title is None:
        return None
    state, next_on = _standing(session, hit.kind, hit.id)
    return SearchHit(
        kind=hit.kind,
        id=hit.id,
        label=spec.label,
        icon=spec.icon,
        title=hit.title,
        title_ranges=hit.title_ranges,
        field=hit.field,
        snippet=hit.snippet,
        ranges=hit.ranges,
        home_kind=kind,
        home_id=record_id,
        home_title=str(title),
        state=state,
        next_on=next_on,
    )


def _standing(session: Session, kind: str, record_id: str) -> tuple[str, str]:
    if kind == "report":
        return session.scalar(select(Report.state).where(Report.id == record_id)) or "", ""
    if kind != "client":
        return "", ""
    stage = (
        select(Engagement.stage)
        .where(Engagement.client_id == record_id, Engagement.deleted_at.is_(None))
        .order_by(Engagement.stage == "closed", Engagement.id.desc())
    )
    due = select(func.min(Task.due_on)).where(
        Task.client_id == record_id, Task.done_on.is_(None), Task.deleted_at.is_(None)
    )
    return session.scalar(stage.limit(1)) or "", session.scalar(due) or ""


def _home(session: Session, kind: str, record_id: str) -> tuple[str, str] | None:
    while kind not in HOMES:
        above = _above(session, kind, record_id)
        if above is None:
            return None
        kind, record_id = above
    return kind, record_id


def _above(session: Session, kind: str, record_id: str) -> tuple[str, str] | None:
    """Return the record that one without a screen belongs to; None when it belongs to nothing (any more)."""
    if kind == "person":
        role = select(PersonClient.client_id).where(PersonClient.person_id == record_id)
        client = session.scalar(role.where(PersonClient.deleted_at.is_(None)).limit(1))
        return ("client", client) if client else None
    table = entities()[kind].table
    places = {**parents(table), **ALSO_IN.get(kind, {})}
    if not places:
        return None
    row = session.execute(select(*(table.c[column] for column in places)).where(table.c.id == record_id, live(table)))
    ids = row.first() or ()
    return next(((above, one) for above, one in zip(places.values(), ids, strict=False) if one is not None), None)
