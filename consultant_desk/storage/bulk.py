"""Write the rows of one import by the hundred thousand: one range in the journal instead of an entry for each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.orm import Session

from consultant_desk.entities.registry import range_column
from consultant_desk.storage import journal
from consultant_desk.storage.session import now_text


def bring(
    session: Session,
    table: Table,
    import_id: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    revived: Sequence[str] = (),
) -> None:
    """Insert rows that come with an import, and let those live again that an undo took back (`revived`, by id).

    `columns` names the values of `rows`; the import and the times are added. Where the import has live rows of this
    kind already, each row is journalled by itself, since a range stands for all rows of its import.
    """
    session.flush()
    connection, stamp, own = session.connection(), now_text(session), range_column(table)
    values = list(rows)
    if not values and not revived:
        return
    names = ", ".join(f'"{name}"' for name in (*columns, own, "created_at", "updated_at", "version"))
    # What is the same in every row stands in the statement: a third of the time goes into binding values.
    same = f"{_literal(import_id)}, {_literal(stamp)}, {_literal(stamp)}, 1"
    marks = ", ".join("?" * len(columns))
    with _journalled(connection, table, import_id):
        if values:
            connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks}, {same})', values)
        if revived:
            connection.exec_driver_sql(
                f'UPDATE "{table.name}" SET deleted_at = NULL, deleted_how = NULL, "{own}" = ?, '
                "version = version + 1, updated_at = ? WHERE id = ?",
                [(import_id, stamp, one) for one in revived],
            )


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


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
