"""The triggers that write the journal and guard the rules of every record, generated from the metadata.

They see every write path alike (ORM, Core, imports) and use built-in functions only: application functions are
refused under `trusted_schema=OFF`. A write outside of a transaction of `Store` fails: `journal_state.txn` is NULL then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache

from sqlalchemy import Connection, Table

from consultant_desk.entities.registry import fixed_columns, units
from consultant_desk.storage.local import Origin

_ENTRY = "INSERT INTO journal_entry (txn, kind, record, op, unit, old, new)"


def expected(tables: Iterable[Table]) -> dict[str, str]:
    """Return the trigger statements of these tables by trigger name."""
    found: dict[str, str] = {}
    for table in tables:
        found |= _of(table)
    return found


@cache
def _of(table: Table) -> Mapping[str, str]:
    """Return the triggers of one table; every opening of a workspace compares them."""
    found = _guards(table)
    found[f"journal_{table.name}_insert"] = (
        f'CREATE TRIGGER journal_{table.name}_insert AFTER INSERT ON "{table.name}" BEGIN '
        f"{_ENTRY} SELECT txn, '{table.name}', NEW.id, 'I', '', NULL, NULL FROM journal_state; END"
    )
    found[f"journal_{table.name}_delete"] = (
        f'CREATE TRIGGER journal_{table.name}_delete AFTER DELETE ON "{table.name}" BEGIN '
        f"{_ENTRY} SELECT txn, '{table.name}', OLD.id, 'D', '', NULL, NULL FROM journal_state; END"
    )
    for unit, columns in units(table).items():
        name = f"journal_{table.name}_update_{unit}"
        found[name] = _update(table.name, name, unit, columns)
    return found


def install(connection: Connection, tables: Iterable[Table]) -> None:
    """Replace all triggers by the expected ones."""
    for name in present(connection):
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for statement in expected(tables).values():
        connection.exec_driver_sql(statement)


@contextmanager
def lifted(connection: Connection, table: Table) -> Iterator[None]:
    """Take the triggers of one table away within the running transaction, for what stands in the journal as a range.

    Nobody else ever sees the table without them: they are back before the transaction ends, or it is rolled back. A
    trigger that only looks whether it is wanted takes as long as the insert it watches.
    """
    statements = expected([table])
    for name in statements:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for statement in statements.values():
        connection.exec_driver_sql(statement)


def faults(connection: Connection, tables: Iterable[Table]) -> tuple[str, ...]:
    """Return the names of triggers that are missing, changed or not ours; empty when all is as expected."""
    found, wanted = present(connection), expected(tables)
    return tuple(sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name)))


def present(connection: Connection) -> dict[str, str]:
    """Return the triggers of the database by name."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    return {str(name): str(sql) for name, sql in rows}


def _guards(table: Table) -> dict[str, str]:
    """Return the guards: an id never changes, each update raises the version by one, rows leave only by a purge.

    What was observed is never edited either: of an append-only table only the bookkeeping changes.
    """
    name = table.name
    fixed = {}
    if columns := fixed_columns(table):
        changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
        listed = ", ".join(f'"{column}"' for column in columns)
        fixed[f"guard_{name}_fixed"] = (
            f'CREATE TRIGGER guard_{name}_fixed BEFORE UPDATE OF {listed} ON "{name}" WHEN {changed} '
            f"BEGIN SELECT RAISE(ABORT, 'what was observed is never edited'); END"
        )
    return fixed | {
        f"guard_{name}_id": (
            f'CREATE TRIGGER guard_{name}_id BEFORE UPDATE OF id ON "{name}" WHEN NEW.id IS NOT OLD.id '
            f"BEGIN SELECT RAISE(ABORT, 'the id of a record never changes'); END"
        ),
        f"guard_{name}_version": (
            f'CREATE TRIGGER guard_{name}_version BEFORE UPDATE ON "{name}" WHEN NEW.version IS NOT OLD.version + 1 '
            f"BEGIN SELECT RAISE(ABORT, 'an update of a record raises its version by one'); END"
        ),
        f"guard_{name}_delete": (
            f'CREATE TRIGGER guard_{name}_delete BEFORE DELETE ON "{name}" '
            f"WHEN (SELECT origin FROM journal_state) IS NOT '{Origin.PURGE}' "
            f"BEGIN SELECT RAISE(ABORT, 'records go to Trash, they are not deleted'); END"
        ),
    }


def _update(table: str, name: str, unit: str, columns: tuple[str, ...]) -> str:
    changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
    listed = ", ".join(f'"{column}"' for column in columns)
    return (
        f'CREATE TRIGGER {name} AFTER UPDATE OF {listed} ON "{table}" WHEN {changed} BEGIN '
        f"{_ENTRY} SELECT txn, '{table}', NEW.id, 'U', '{unit}', {_values('OLD', columns)}, {_values('NEW', columns)} "
        f"FROM journal_state; END"
    )


def _values(row: str, columns: tuple[str, ...]) -> str:
    return "json_object(" + ", ".join(f"'{column}', {row}.\"{column}\"" for column in columns) + ")"
