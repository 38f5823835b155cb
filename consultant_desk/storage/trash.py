"""Trash: a record goes there with all it owns, comes back with exactly that, and is purged only by a separate act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from consultant_desk.domain.clock import Clock, instant_text
from consultant_desk.entities.registry import children, entities, parents
from consultant_desk.errors import UserError
from consultant_desk.storage.session import live, now_text, updated

TRASHED = "trash"
_CHUNK = 500
_Key = tuple[str, str]
_NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class TrashedRecord:
    """One record a person threw away: what it was called, when, and how many records went with it."""

    kind: str
    id: str
    title: str
    deleted_at: str
    owned: int


@dataclass(frozen=True, slots=True)
class _Row:
    title: str
    stamp: str
    owners: tuple[_Key, ...]


def trash(session: Session, kind: str, id: str, clock: Clock) -> int:  # noqa: A002 - the column
    """Move a live record and every live record it owns to Trash; return how many. `UserError` when it is not there."""
    session.flush()
    table = entities()[kind].table
    if session.execute(select(table.c.id).where(table.c.id == id, live(table))).first() is None:
        raise UserError("This record is not there any more.", _NOTHING, "Look in Trash.")
    members = owned(session, table, [id])
    stamp = _fresh_stamp(session, members, clock)
    count = 0
    for member, ids in members:
        for chunk in chunks(ids):
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
    _refuse_without_owner(session, table, dict(row))
    count = 0
    for member, ids in owned(session, table, [id]):
        for chunk in chunks(ids):
            statement = updated(member, now_text(session)).values(deleted_at=None, deleted_how=None)
            same_act = (member.c.deleted_at == stamp, member.c.deleted_how == TRASHED)
            count += session.connection().execute(statement.where(member.c.id.in_(chunk), *same_act)).rowcount
    session.expire_all()
    return count


def listed(session: Session) -> tuple[TrashedRecord, ...]:
    """Return what a person threw away, newest first; a record that went with its owner is counted there."""
    rows = _trashed(session)
    along: Counter[_Key] = Counter()
    for key in rows:
        root = _root(rows, key)
        if root != key:
            along[root] += 1
    found = [
        TrashedRecord(*key, title=row.title, deleted_at=row.stamp, owned=along[key])
        for key, row in rows.items()
        if _root(rows, key) == key
    ]
    return tuple(sorted(found, key=lambda record: (record.deleted_at, record.id), reverse=True))


def owned(session: Session, table: Table, ids: list[str]) -> list[tuple[Table, list[str]]]:
    """Return records of one kind and everything below them, level by level, whatever its state."""
    found: dict[str, dict[str, None]] = {table.name: dict.fromkeys(ids)}
    tables = {table.name: table}
    level = [(table, ids)]
    while level:
        following: list[tuple[Table, list[str]]] = []
        for owner, above in level:
            for child, column in children(owner):
                seen = found.setdefault(child.name, {})
                tables[child.name] = child
                fresh = [one for one in _rows_below(session, child, column, above) if one not in seen]
                seen.update(dict.fromkeys(fresh))
                if fresh:
                    following.append((child, fresh))
        level = following
    return [(tables[name], list(members)) for name, members in found.items() if members]


def _rows_below(session: Session, child: Table, column: str, ids: list[str]) -> Iterator[str]:
    for chunk in chunks(ids):
        yield from session.execute(select(child.c.id).where(child.c[column].in_(chunk))).scalars()


def _fresh_stamp(session: Session, members: list[tuple[Table, list[str]]], clock: Clock) -> str:
    """Return a moment at which nothing below went to Trash yet, so that restore can tell the acts apart."""
    taken: set[str] = set()
    for table, ids in members:
        for chunk in chunks(ids):
            query = select(table.c.deleted_at).where(table.c.id.in_(chunk), table.c.deleted_at.is_not(None))
            taken.update(session.execute(query).scalars())
    moment = clock.now()
    while instant_text(moment) in taken:
        moment += timedelta(milliseconds=1)
    return instant_text(moment)


def _refuse_without_owner(session: Session, table: Table, values: Mapping[str, Any]) -> None:
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


def _trashed(session: Session) -> dict[_Key, _Row]:
    found: dict[_Key, _Row] = {}
    for kind, spec in entities().items():
        table, owning = spec.table, parents(spec.table)
        query = select(table.c.id, table.c[spec.title_field], table.c.deleted_at, *(table.c[name] for name in owning))
        for row in session.execute(query.where(table.c.deleted_at.is_not(None), table.c.deleted_how == TRASHED)):
            owners = tuple(one for one in zip(owning.values(), row[3:], strict=True) if one[1] is not None)
            found[kind, row[0]] = _Row(str(row[1] or ""), row[2], owners)
    return found


def _root(rows: dict[_Key, _Row], key: _Key) -> _Key:
    """Return the record whose going to Trash took this one along; itself when it went alone."""
    while True:
        row = rows[key]
        owner = next((one for one in row.owners if one in rows and rows[one].stamp == row.stamp), None)
        if owner is None:
            return key
        key = owner


def chunks(ids: list[str]) -> Iterator[list[str]]:
    """Yield parts that fit into one statement."""
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
