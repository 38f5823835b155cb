"""Trash: a record goes there with all it owns, comes back with exactly that, and is purged only by a separate act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from consultant_desk.domain.clock import Clock, instant_text
from consultant_desk.entities.registry import children, entities, parents
from consultant_desk.errors import UserError
from consultant_desk.storage.session import live, now_text, updated

TRASHED = "trash"
_CHUNK = 500
_NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class TrashedRecord:
    """One record a person threw away: what it was called, when, and how many records went with it."""

    kind: str
    id: str
    title: str
    deleted_at: str
    owned: int


def trash(session: Session, kind: str, id: str, clock: Clock) -> int:  # noqa: A002 - the column
    """Move a live record and every live record it owns to Trash; return how many. `UserError` when it is not there."""
    session.flush()
    table = entities()[kind].table
    if session.execute(select(table.c.id).where(table.c.id == id, live(table))).first() is None:
        raise UserError("This record is not there any more.", _NOTHING, "Look in Trash.")
    owned = _owned(session, table, id)
    stamp = _fresh_stamp(session, owned, clock)
    count = 0
    for member, ids in owned:
        for chunk in _chunks(ids):
            statement = updated(member, now_text(session)).values(deleted_at=stamp, deleted_how=TRASHED)
            count += session.connection().execute(statement.where(member.c.id.in_(chunk), live(member))).rowcount
    session.expire_all()
    return count


def restore(session: Session, kind: str, id: str) -> int:  # noqa: A002 - the column
    """Take a record back from Trash with exactly the records that went there with it; return how many.

    `UserError` when it is not in Trash or when what owns it is there itself.
    """
    session.flush()
    table = entities()[kind].table
    row = (
        session.execute(
            select(table).where(table.c.id == id, table.c.deleted_at.is_not(None), table.c.deleted_how == TRASHED)
        )
        .mappings()
        .first()
    )
    if row is None:
        raise UserError("This record is not in Trash.", _NOTHING)
    stamp = row["deleted_at"]
    _refuse_without_owner(session, table, row)
    count = 0
    for member, ids in _owned(session, table, id):
        for chunk in _chunks(ids):
            statement = updated(member, now_text(session)).values(deleted_at=None, deleted_how=None)
            same_act = (member.c.deleted_at == stamp, member.c.deleted_how == TRASHED)
            count += session.connection().execute(statement.where(member.c.id.in_(chunk), *same_act)).rowcount
    session.expire_all()
    return count


def listed(session: Session) -> tuple[TrashedRecord, ...]:
    """Return what a person threw away, newest first; a record that went with its owner is counted there."""
    found: list[TrashedRecord] = []
    for kind, spec in entities().items():
        table = spec.table
        title = table.c[spec.title_field]
        query = select(table.c.id, title, table.c.deleted_at, *(table.c[name] for name in parents(table)))
        for row in session.execute(query.where(table.c.deleted_at.is_not(None), table.c.deleted_how == TRASHED)):
            if not _went_with_owner(session, table, row[2], row[3:]):
                owned = _same_act(session, table, row[0], row[2])
                found.append(TrashedRecord(kind, row[0], str(row[1] or ""), row[2], owned))
    return tuple(sorted(found, key=lambda record: (record.deleted_at, record.id), reverse=True))


def owned_records(session: Session, kind: str, id: str) -> tuple[tuple[str, str], ...]:  # noqa: A002 - the column
    """Return a record and everything it owns, live or not, as (kind, id)."""
    return tuple((table.name, one) for table, ids in _owned(session, entities()[kind].table, id) for one in ids)


def _owned(session: Session, table: Table, id: str) -> list[tuple[Table, list[str]]]:  # noqa: A002 - the column
    """Return the record and everything below it, level by level, whatever its state."""
    found: dict[str, dict[str, None]] = {table.name: {id: None}}
    tables = {table.name: table}
    level = [(table, [id])]
    while level:
        following: list[tuple[Table, list[str]]] = []
        for owner, ids in level:
            for child, column in children(owner):
                seen = found.setdefault(child.name, {})
                tables[child.name] = child
                fresh = [one for one in _rows_below(session, child, column, ids) if one not in seen]
                seen.update(dict.fromkeys(fresh))
                if fresh:
                    following.append((child, fresh))
        level = following
    return [(tables[name], list(ids)) for name, ids in found.items() if ids]


def _rows_below(session: Session, child: Table, column: str, ids: list[str]) -> Iterator[str]:
    for chunk in _chunks(ids):
        yield from session.execute(select(child.c.id).where(child.c[column].in_(chunk))).scalars()


def _fresh_stamp(session: Session, owned: list[tuple[Table, list[str]]], clock: Clock) -> str:
    """Return a moment at which nothing below went to Trash yet, so that restore can tell the acts apart."""
    taken: set[str] = set()
    for table, ids in owned:
        for chunk in _chunks(ids):
            query = select(table.c.deleted_at).where(table.c.id.in_(chunk), table.c.deleted_at.is_not(None))
            taken.update(session.execute(query).scalars())
    moment = clock.now()
    while instant_text(moment) in taken:
        moment += timedelta(milliseconds=1)
    return instant_text(moment)


def _refuse_without_owner(session: Session, table: Table, row: object) -> None:
    values = dict(row)  # type: ignore[call-overload]
    for column, parent in parents(table).items():
        owner = entities()[parent]
        if values[column] is None:
            continue
        title = owner.table.c[owner.title_field]
        found = session.execute(
            select(title).where(owner.table.c.id == values[column], owner.table.c.deleted_at.is_not(None))
        ).first()
        if found is not None:
            raise UserError(
                f"Its {owner.label.lower()} “{found[0]}” is not there.", _NOTHING, "Take that back from Trash first."
            )


def _went_with_owner(session: Session, table: Table, stamp: str, owners: tuple[str | None, ...]) -> bool:
    for parent, owner_id in zip(parents(table).values(), owners, strict=True):
        owner = entities()[parent].table
        query = select(owner.c.id).where(owner.c.id == owner_id, owner.c.deleted_at == stamp)
        if owner_id is not None and session.execute(query).first() is not None:
            return True
    return False


def _same_act(session: Session, table: Table, id: str, stamp: str) -> int:  # noqa: A002 - the column
    """Return how many records below went to Trash in the same act."""
    count = -1
    for member, ids in _owned(session, table, id):
        for chunk in _chunks(ids):
            query = select(member.c.id).where(member.c.id.in_(chunk), member.c.deleted_at == stamp)
            count += len(session.execute(query).all())
    return count


def _chunks(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
