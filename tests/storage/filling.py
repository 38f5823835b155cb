"""One row of every record type, made from the metadata alone, so that a new type is covered without a line of test."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, Table
from sqlalchemy.orm import Session

from consultant_desk.entities.base import BOOKKEEPING, Record
from consultant_desk.entities.registry import entities
from consultant_desk.storage.session import insert_rows
from consultant_desk.storage.store import Store

KINDS = tuple(entities())


def fill(store: Store) -> dict[str, str]:
    """Insert one row of every kind, each pointing to the rows before it, and return the ids by kind."""
    made: dict[str, str] = {}

    def work(session: Session) -> None:
        for table in Record.metadata.sorted_tables:
            spec = entities()[table.name]
            (made[table.name],) = insert_rows(session, spec.record, [row_of(table, made)])

    store.change("Fill", work)
    return made


def row_of(table: Table, made: dict[str, str]) -> dict[str, object]:
    """Return a value for every column that is not bookkeeping."""
    own = {"id", "deleted_at", "deleted_how", *BOOKKEEPING}
    return {column.name: value_of(column, made) for column in table.columns if column.name not in own}


def value_of(column: Column[object], made: dict[str, str], text: str = "first") -> object:
    """Return a value that fits a column; `text` tells two of them apart."""
    target = next((key.column.table.name for key in column.foreign_keys), None)
    if target is not None:
        return made.get(target)
    if isinstance(column.type, Boolean):
        return text == "first"
    if isinstance(column.type, Integer):
        return 1 if text == "first" else 2
    return f"{text} {column.name}"[: getattr(column.type, "length", None) or 80]


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every live row of every kind without its bookkeeping, in order of id."""

    def work(session: Session) -> dict[str, list[tuple[object, ...]]]:
        found = {}
        for kind, spec in entities().items():
            columns = [column for column in spec.table.columns if column.name not in BOOKKEEPING]
            query = spec.table.select().with_only_columns(*columns).where(spec.table.c.deleted_at.is_(None))
            found[kind] = [tuple(row) for row in session.execute(query.order_by(spec.table.c.id))]
        return found

    return store.read(work)
