"""The check says what is wrong, repair makes what can be made again."""

from __future__ import annotations

from contextlib import closing

from consultant_desk.entities.client import Client
from consultant_desk.entities.document import Document
from consultant_desk.storage.check import check, repair
from consultant_desk.storage.engine import connect
from consultant_desk.storage.session import insert_rows
from consultant_desk.storage.store import Store


def failed(store: Store) -> dict[str, str]:
    return {one.name: one.detail for one in check(store) if not one.ok}


def test_a_sound_workspace_passes_every_check(store: Store) -> None:
    store.change("Add", lambda session: insert_rows(session, Client, [{"name": "A"}]))
    assert failed(store) == {}
    assert {one.name for one in check(store)} == {
        "Database",
        "References",
        "Journal",
        "Search",
        "Ledger",
        "Documents",
        "Unused documents",
    }
    assert all(one.ok for one in check(store, thorough=False))


def test_missing_and_damaged_documents_are_counted(store: Store) -> None:
    digests = [store.documents.put(content) for content in (b"missing", b"damaged", b"sound")]
    rows = [{"name": "d", "sha256": digest} for digest in digests]
    store.change("Attach", lambda session: insert_rows(session, Document, rows))
    store.documents.path(digests[0]).unlink()
    store.documents.path(digests[1]).write_bytes(b"other")
    assert failed(store) == {"Documents": "1 missing, 1 damaged of 3"}
    assert [one.detail for one in check(store, thorough=False) if not one.ok] == ["1 missing, 0 damaged of 3"]


def test_a_document_nobody_names_is_no_fault(store: Store) -> None:
    store.documents.put(b"alone")
    assert failed(store) == {}


def test_a_reference_that_leads_nowhere_is_found(store: Store) -> None:
    with closing(connect(store.layout.database, "foreign_keys=OFF")) as raw:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE journal_state SET txn = 1")
        raw.execute("INSERT INTO journal_txn (id, label, at, origin, state) VALUES (1, '', '', 'user', 'done')")
        raw.execute("INSERT INTO engagement (id, client_id, created_at, updated_at) VALUES ('e', 'nowhere', '', '')")
        raw.execute("UPDATE journal_state SET txn = NULL")
        raw.execute("COMMIT")
    assert failed(store)["References"] == "references that lead nowhere: 1 (engagement)"


def test_repair_makes_triggers_and_index_again(store: Store) -> None:
    store.change("Add", lambda session: insert_rows(session, Client, [{"name": "Alpha"}]))

    def break_both(connection) -> None:
        connection.exec_driver_sql("DROP TRIGGER journal_client_insert")
        connection.exec_driver_sql("CREATE TRIGGER other AFTER INSERT ON client BEGIN SELECT 1; END")
        connection.exec_driver_sql("DELETE FROM search")

    store.maintain(break_both)
    assert failed(store) == {"Journal": "triggers that differ: 2", "Search": "records that differ: 1"}
    outcome = repair(store)
    assert outcome.changes.everything
    assert all(one.ok for one in outcome.value)
    assert [hit.title for hit in store.find("alpha")] == ["Alpha"]


def test_an_index_that_is_gone_is_found_and_made_again(store: Store) -> None:
    store.change("Add", lambda session: insert_rows(session, Client, [{"name": "Alpha"}]))
    store.maintain(lambda connection: connection.exec_driver_sql("DROP TABLE search"))
    assert list(failed(store)) == ["Search"]
    repair(store)
    assert [hit.title for hit in store.find("alpha")] == ["Alpha"]


def test_the_check_of_one_connection_is_not_misled_by_what_another_changed(store: Store) -> None:
    for number in range(5):
        rows = [{"name": f"Alpha {number}"}] * 3
        store.change("Add", lambda session, rows=rows: insert_rows(session, Client, rows))
        assert failed(store) == {}
        store.undo()
        assert failed(store) == {}
