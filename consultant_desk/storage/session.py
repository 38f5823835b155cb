"""The session that operations work with: it fills ids and times, hides what is in Trash, and raises versions.

Here, and only here, rows in Trash are filtered out of reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, Update, event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, with_loader_criteria

from consultant_desk.domain.clock import Clock, instant_text
from consultant_desk.domain.ids import new_id
from consultant_desk.entities.base import Record
from consultant_desk.errors import Conflict, UserError

R = TypeVar("R", bound=Record)
_CLOCK = "clock"


class DeskSession(Session):
    """A session inside one transaction of `Store`; it never commits by itself."""


def open_session(connection: Connection, clock: Clock) -> DeskSession:
    """Return a session on a connection that is already in its transaction."""
    return DeskSession(bind=connection, expire_on_commit=False, info={_CLOCK: clock})


def clock_of(session: Session) -> Clock:
    """Return the clock the workspace was opened with."""
    clock: Clock = session.info[_CLOCK]
    return clock


def now_text(session: Session) -> str:
    """Return the current instant as it is stored."""
    return instant_text(clock_of(session).now())


def live(table: Table) -> ColumnElement[bool]:
    """Return the condition that keeps Core reads to rows that are not deleted."""
    condition: ColumnElement[bool] = table.c.deleted_at.is_(None)
    return condition


def require(session: Session, record: type[R], id: str, *, version: int | None = None) -> R:  # noqa: A002 - the column
    """Return a live record; raise `UserError` when it is gone, `Conflict` when its version is not the one seen."""
    found = session.get(record, id)
    if found is None or found.deleted_at is not None:
        raise UserError("This record is not there any more.", "Nothing was changed.", "Look in Trash.")
    if version is not None and found.version != version:
        raise Conflict(
            "The record was changed by something else in the meantime.",
            "Nothing was changed.",
            "Look at it again and repeat your change.",
        )
    return found


def revive(session: Session, record: type[R], id: str, **values: Any) -> R:  # noqa: A002 - the column
    """Write the row that exists once per pair: insert it, or take it back from Trash and update it."""
    found = session.get(record, id, execution_options={"include_deleted": True})
    if found is None:
        found = record(id=id, **values)
        session.add(found)
        return found
    found.deleted_at = found.deleted_how = None
    for name, value in values.items():
        setattr(found, name, value)
    return found


def take_off(session: Session, row: Record) -> None:
    """Take a row that only joins two records off them: it is not shown in Trash, and `revive` brings it back."""
    row.deleted_at, row.deleted_how = now_text(session), "undo"


def updated(table: Table, now: str) -> Update:
    """Return the one way Core updates a record table: version raised, `updated_at` set; add values and conditions."""
    return table.update().values(version=table.c.version + 1, updated_at=now)


def insert_rows(session: Session, record: type[Record], rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Insert many rows with Core and return their ids; ids and times are filled where a row does not bring them."""
    now = clock_of(session).now()
    base = {"created_at": instant_text(now), "updated_at": instant_text(now), "version": 1}
    unix_ms = int(now.timestamp() * 1000)
    filled: list[dict[str, Any]] = [base | dict(row) for row in rows]
    for row in filled:
        row.setdefault("id", new_id(unix_ms))
    if filled:
        session.flush()
        session.connection().execute(record.__table__.insert(), filled)  # type: ignore[attr-defined]
    return tuple(row["id"] for row in filled)


@event.listens_for(DeskSession, "before_flush")
def _fill(session: Session, _context: UOWTransaction, _instances: object) -> None:
    now = clock_of(session).now()
    stamp = instant_text(now)
    for record in session.new:
        if isinstance(record, Record):
            record.id = record.id or new_id(int(now.timestamp() * 1000))
            record.created_at = record.created_at or stamp
            record.updated_at = stamp
    for record in session.dirty:
        if isinstance(record, Record) and session.is_modified(record, include_collections=False):
            record.updated_at = stamp


@event.listens_for(DeskSession, "do_orm_execute")
def _filter_and_bump(state: ORMExecuteState) -> None:
    if state.is_select:
        loads = state.is_column_load or state.is_relationship_load
        if not loads and not state.execution_options.get("include_deleted", False):
            state.statement = state.statement.options(
                with_loader_criteria(Record, lambda cls: cls.deleted_at.is_(None), include_aliases=True)
            )
    elif state.is_update and not state.is_executemany and state.bind_mapper is not None:
        table = state.bind_mapper.local_table
        if isinstance(state.statement, Update) and isinstance(table, Table) and table.metadata is Record.metadata:
            stamp = now_text(state.session)
            state.statement = state.statement.values(version=table.c.version + 1, updated_at=stamp)
