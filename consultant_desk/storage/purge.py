"""Emptying Trash: the only way a record leaves for good. A separate, explicit act that cannot be undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Table, delete, func, or_, select, update
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.entities.registry import entities, parents, unit_of
from consultant_desk.storage import backup
from consultant_desk.storage.documents import GRACE_SECONDS, named_documents
from consultant_desk.storage.local import JournalEntry, JournalTxn, Origin, State
from consultant_desk.storage.session import now_text, updated
from consultant_desk.storage.store import Store
from consultant_desk.storage.trash import TRASHED, chunks, listed, owned

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Purged:
    """How many records and documents left for good."""

    records: int
    documents: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """Rows that leave, by kind; references to them from rows that stay, which become empty."""

    leaving: dict[str, dict[str, None]]
    emptied: tuple[tuple[Table, str, tuple[str, ...]], ...]


def purge(
    store: Store, records: Iterable[_Key] | None = None, *, label: str = "Empty Trash", grace: float = GRACE_SECONDS
) -> Outcome[Purged]:
    """Remove records in Trash and all they own for good, with their journal, then the documents nobody names any more.

    `records` are (kind, id) as `trash.listed` gives them, None means everything. A document that a kept backup names
    stays, and one younger than `grace` seconds.
    """

    def work(session: Session) -> Purged:
        there = {(record.kind, record.id) for record in listed(session)}
        roots = there if records is None else {key for key in records if _is_trashed(session, key)}
        return Purged(_carry_out(session, _plan(session, sorted(roots))), 0)

    outcome = store.change(label, work, origin=Origin.PURGE)
    named = store.read(lambda session: named_documents(session.connection()))
    swept = store.documents.sweep(named | backup.named_documents(store.layout), grace=grace)
    value = Purged(outcome.value.records, len(swept))
    return Outcome(value, outcome.changes)


def _is_trashed(session: Session, key: _Key) -> bool:
    table = entities()[key[0]].table
    query = select(table.c.id).where(table.c.id == key[1], table.c.deleted_at.is_not(None))
    return session.execute(query.where(table.c.deleted_how == TRASHED)).first() is not None


def _plan(session: Session, roots: list[_Key]) -> _Plan:
    leaving: dict[str, dict[str, None]] = {}
    for kind in {kind for kind, _ in roots}:
        ids = [one for found, one in roots if found == kind]
        for table, members in owned(session, entities()[kind].table, ids):
            leaving.setdefault(table.name, {}).update(dict.fromkeys(members))
    return _Plan(leaving, tuple(_references(session, leaving)))


def _references(session: Session, leaving: dict[str, dict[str, None]]) -> Iterator[tuple[Table, str, tuple[str, ...]]]:
    """Yield the references to rows that leave, with the rows that stay and hold them. All of them are optional."""
    for kind, spec in entities().items():
        table = spec.table
        for column in table.columns:
            target = next((key.column.table.name for key in column.foreign_keys), "")
            if target not in leaving or column.name in parents(table):
                continue
            staying: list[str] = []
            for chunk in chunks(list(leaving[target])):
                found = session.execute(select(table.c.id).where(column.in_(chunk))).scalars()
                staying.extend(one for one in found if one not in leaving.get(kind, {}))
            yield table, column.name, tuple(staying)


def _drop_steps_that_name(session: Session, plan: _Plan) -> None:
    """Take the actions out of undo and redo that set or cleared an optional reference to a row that leaves.

    They could only end in a conflict, and would bar the way to the actions before them.
    """
    for table, column, _ in plan.emptied:
        target = next(key.column.table.name for key in table.c[column].foreign_keys)
        unit = unit_of(table.c[column])
        for chunk in chunks(list(plan.leaving[target])):
            named = [
                func.json_extract(value, f"$.{column}").in_(chunk) for value in (JournalEntry.old, JournalEntry.new)
            ]
            steps = select(JournalEntry.txn).where(
                JournalEntry.kind == table.name, JournalEntry.unit == unit, or_(*named)
            )
            session.execute(
                update(JournalTxn)
                .where(JournalTxn.id.in_(steps), JournalTxn.origin == Origin.USER)
                .values(state=State.DROPPED),
                execution_options={"synchronize_session": False},
            )


def _carry_out(session: Session, plan: _Plan) -> int:
    connection, count = session.connection(), 0
    _drop_steps_that_name(session, plan)
    for table, column, ids in plan.emptied:
        for chunk in chunks(list(ids)):
            statement = updated(table, now_text(session)).values({column: None})
            connection.execute(statement.where(table.c.id.in_(chunk)))
    for kind, leaving in plan.leaving.items():
        table = entities()[kind].table
        for chunk in chunks(list(leaving)):
            connection.execute(delete(JournalEntry).where(JournalEntry.kind == kind, JournalEntry.record.in_(chunk)))
            count += connection.execute(delete(table).where(table.c.id.in_(chunk))).rowcount
    used = select(JournalEntry.id).where(JournalEntry.txn == JournalTxn.id).exists()
    connection.execute(delete(JournalTxn).where(~used))
    return count
