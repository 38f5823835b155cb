"""Read and write rows by the hundred thousand: those of an import are one range in the journal, not an entry each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.orm import Session

from consultant_desk.entities.registry import range_column
from consultant_desk.storage import journal
from consultant_desk.storage.session import now_text

ROWS = 200
"""Rows written by one statement: a statement for each row takes three times as long, half of it for changing hands
between Python and SQLite."""

TOGETHER = 20 * ROWS
"""Rows whose values are put together at a time."""

Columns = Mapping[str, Sequence[Any]]
"""The values of some rows by the name of their column, all of one length."""


def bring(
    session: Session,
    table: Table,
    import_id: str,
    columns: Columns,
    order: Sequence[int],
    revived: Sequence[str] = (),
) -> None:
    """Insert rows that come with an import, and let those live again that an undo took back (`revived`, by id).

    `order` says which rows of the columns are inserted, one after the other. The import and the times are added. Where
    the import has live rows of this kind already, each row is journalled by itself, since a range stands for all rows
    of its import.
    """
    session.flush()
    if not order and not revived:
        return
    connection, stamp, own = session.connection(), now_text(session), range_column(table) or ""
    same = {own: import_id, "created_at": stamp, "updated_at": stamp, "version": 1}
    with _journalled(connection, table, import_id):
        _insert(connection, table, columns, same, order)
        if revived:
            connection.exec_driver_sql(
                f'UPDATE "{table.name}" SET deleted_at = NULL, deleted_how = NULL, "{own}" = ?, '
                "version = version + 1, updated_at = ? WHERE id = ?",
                [(import_id, stamp, one) for one in revived],
            )


def plain_rows(connection: Connection, query: str, values: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """Return the rows of a query as the driver makes them: what SQLAlchemy makes of each takes as long again."""
    rows: Iterator[tuple[Any, ...]] = connection.connection.cursor().execute(query, tuple(values))
    return rows


def _insert(
    connection: Connection, table: Table, columns: Columns, same: Mapping[str, Any], order: Sequence[int]
) -> None:
    """Insert rows, many with a statement; what is the same in all of them is bound once for each statement."""
    constant, varying = dict(same), dict[str, Sequence[Any]]()
    for name, values in columns.items():
        if values and values.count(values[0]) == len(values):
            constant[name] = values[0]
        else:
            varying[name] = values
    first, names = tuple(constant.values()), (tuple(constant), tuple(varying))
    whole = len(order) - len(order) % ROWS
    for start in range(0, whole, TOGETHER):
        begins = range(start, min(start + TOGETHER, whole), ROWS)
        many = [first + _values(varying, order[begin : begin + ROWS]) for begin in begins]
        connection.exec_driver_sql(_statement(table, *names, ROWS), many)
    if rest := order[whole:]:
        connection.exec_driver_sql(_statement(table, *names, len(rest)), first + _values(varying, rest))


@lru_cache(maxsize=8)
def _statement(table: Table, constant: tuple[str, ...], varying: tuple[str, ...], rows: int) -> str:
    """Return the statement that inserts some rows; the numbers of the marks say which value stands where.

    A row that cannot be inserted ends the transaction anyway, so SQLite need not remember how to undo this statement
    alone (OR FAIL), which takes a fifth of the time.
    """
    names = ", ".join(f'"{name}"' for name in (*constant, *varying))
    head = [f"?{number}" for number in range(1, len(constant) + 1)]
    marks = [f"?{number}" for number in range(len(constant) + 1, len(constant) + rows * len(varying) + 1)]
    lines = (", ".join(head + marks[row * len(varying) : (row + 1) * len(varying)]) for row in range(rows))
    return f'INSERT OR FAIL INTO "{table.name}" ({names}) VALUES {", ".join(f"({line})" for line in lines)}'


def _values(varying: Columns, rows: Sequence[int]) -> tuple[Any, ...]:
    """Return the values of some rows, row by row."""
    if len(rows) == 1:
        return tuple(values[rows[0]] for values in varying.values())
    return tuple(chain.from_iterable(zip(*map(itemgetter(*rows), varying.values()), strict=True)))


@contextmanager
def _journalled(connection: Connection, table: Table, import_id: str) -> Iterator[None]:
    living = connection.exec_driver_sql(
        f'SELECT 1 FROM "{table.name}" WHERE "{range_column(table)}" = ? AND deleted_at IS NULL LIMIT 1', (import_id,)
    )
    if living.first() is not None:
        yield
        return
    with journal.as_range(connection, table, import_id):
        yield
