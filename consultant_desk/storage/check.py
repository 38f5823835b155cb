"""The check of a workspace: pages, references, triggers, search, ledger, documents. Repair makes again what it can."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from consultant_desk.domain.changes import Changes, Outcome
from consultant_desk.entities.registry import entities
from consultant_desk.errors import EnvironmentFailure
from consultant_desk.storage import ledger, search, triggers
from consultant_desk.storage.documents import named_documents
from consultant_desk.storage.store import Store


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what, whether it is as it should be, and what was found."""

    name: str
    ok: bool
    detail: str


def check(store: Store, *, thorough: bool = True) -> tuple[Check, ...]:
    """Look over a workspace without changing it; `thorough` reads every page and every document."""

    def database(connection: Connection) -> tuple[Check, ...]:
        return (
            _pages(connection, "integrity_check" if thorough else "quick_check"),
            _references(connection),
            _triggers(connection),
            _search(connection),
            _ledger(connection),
        )

    found = store.read(lambda session: database(session.connection()))
    named = store.read(lambda session: named_documents(session.connection()))
    return (*found, _documents(store, named, thorough=thorough), _orphans(store, named))


def repair(store: Store) -> Outcome[tuple[Check, ...]]:
    """Make triggers, search index and ledger again, then check; every view has to read again."""

    def work(connection: Connection) -> None:
        triggers.install(connection, [spec.table for spec in entities().values()])
        search.rebuild(connection, entities())
        ledger.rebuild(connection)

    store.maintain(work)
    return Outcome(check(store), Changes("Repair", everything=True))


def _pages(connection: Connection, pragma: str) -> Check:
    # SQLite's check of the full-text table looks at what this connection cached of it, which another may have changed;
    # opening a cursor on it first makes it look again.
    if search.exists(connection):
        connection.exec_driver_sql("SELECT rowid FROM search LIMIT 1").first()
    faults = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA {pragma}(5)")]
    ok = faults == ["ok"]
    return Check("Database", ok, "every page is sound" if ok else "; ".join(faults))


def _references(connection: Connection) -> Check:
    faults = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if not faults:
        return Check("References", True, "every reference leads to a record")
    tables = ", ".join(sorted({str(row[0]) for row in faults}))
    return Check("References", False, f"references that lead nowhere: {len(faults)} ({tables})")


def _triggers(connection: Connection) -> Check:
    faults = triggers.faults(connection, [spec.table for spec in entities().values()])
    return Check(
        "Journal", not faults, f"triggers that differ: {len(faults)}" if faults else "every change is recorded"
    )


def _search(connection: Connection) -> Check:
    if not search.is_current(connection, entities()):
        return Check("Search", False, "the index was built for other fields")
    faults = search.faults(connection, entities())
    return Check(
        "Search", faults == 0, f"records that differ: {faults}" if faults else "the index agrees with the records"
    )


def _ledger(connection: Connection) -> Check:
    faults = ledger.faults(connection)
    found = f"lines that differ: {faults}" if faults else "what is shown is what was observed"
    return Check("Ledger", faults == 0, found)


def _documents(store: Store, named: frozenset[str], *, thorough: bool) -> Check:
    missing = [digest for digest in named if not store.documents.has(digest)]
    broken = [digest for digest in named if thorough and digest not in missing and not _is_sound(store, digest)]
    if missing or broken:
        return Check("Documents", False, f"{len(missing)} missing, {len(broken)} damaged of {len(named)}")
    return Check("Documents", True, f"{len(named)} there" + (" and sound" if thorough and named else ""))


def _orphans(store: Store, named: frozenset[str]) -> Check:
    """Files nobody names are no fault: they wait for the next time Trash is emptied, or a backup names them."""
    count = sum(1 for digest in store.documents.names() if digest not in named)
    return Check("Unused documents", True, f"{count} kept until Trash is emptied" if count else "none")


def _is_sound(store: Store, digest: str) -> bool:
    try:
        store.documents.get(digest)
    except EnvironmentFailure:
        return False
    return True
