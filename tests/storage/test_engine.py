"""Connections: durable, guarded, on a sound SQLite."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from consultant_desk.errors import EnvironmentFailure
from consultant_desk.storage import engine
from consultant_desk.storage.atomic import write_atomic
from consultant_desk.storage.documents import Documents
from consultant_desk.storage.engine import connect, copy_database, is_vulnerable, journal_pragmas, verify_database
from consultant_desk.storage.store import Store

EXPECTED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "busy_timeout": 5000,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 2,
    "temp_store": 2,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
}


def pragmas(connection) -> dict[str, object]:
    return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in EXPECTED}


def test_the_writer_is_durable_and_guarded(store: Store) -> None:
    assert store.maintain(pragmas) == EXPECTED


def test_the_reader_cannot_write_and_never_checkpoints(store: Store) -> None:
    def work(session) -> tuple[object, ...]:
        names = ("query_only", "wal_autocheckpoint", "trusted_schema", "foreign_keys")
        return tuple(session.connection().exec_driver_sql(f"PRAGMA {name}").scalar() for name in names)

    assert store.read(work) == (1, 0, 0, 1)


@pytest.mark.parametrize(
    ("version", "vulnerable"),
    [((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False), ((3, 53, 4), False), ((4, 0, 0), False)],
)
def test_a_vulnerable_sqlite_is_not_trusted_with_a_write_ahead_log(version: tuple[int, ...], vulnerable: bool) -> None:
    assert is_vulnerable(version) is vulnerable
    expected = ("synchronous=EXTRA", "journal_mode=DELETE") if vulnerable else ("synchronous=FULL", "journal_mode=WAL")
    assert journal_pragmas(version) == expected


def test_without_the_bundled_driver_the_standard_library_serves(
    folder: Path, clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "driver", lambda: sqlite3)
    with Store.open(folder, clock=clock) as store:
        expected = "delete" if is_vulnerable(sqlite3.sqlite_version_info) else "wal"
        assert store.maintain(pragmas)["journal_mode"] == expected
        assert store.undo().value is None


def test_a_copy_of_an_open_database_is_whole_and_alone(store: Store, tmp_path: Path) -> None:
    copy_database(store.layout.database, tmp_path / "copy.db")
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy.db"]
    verify_database(tmp_path / "copy.db")


def test_a_copy_of_a_damaged_database_is_not_kept(folder: Path, tmp_path: Path) -> None:
    database = folder / "workspace.db"
    data = bytearray(database.read_bytes())
    data[8192 : len(data) // 2] = b"\xaa" * (len(data) // 2 - 8192)
    database.write_bytes(data)
    with pytest.raises(EnvironmentFailure, match="damaged"):
        copy_database(database, tmp_path / "copy.db")
    assert list(tmp_path.glob("copy*")) == []


def test_a_dangling_reference_does_not_verify(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "x.db", mode="rwc")) as raw:
        raw.execute("CREATE TABLE a (id TEXT PRIMARY KEY)")
        raw.execute("CREATE TABLE b (a TEXT REFERENCES a (id))")
        raw.execute("INSERT INTO b VALUES ('x')")
    with pytest.raises(EnvironmentFailure, match="not there"):
        verify_database(tmp_path / "x.db")


def test_an_atomic_write_leaves_the_old_file_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    write_atomic(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("name", ["n" * 251 + ".pdf", "é" * 125 + "x.pdf"])
def test_a_name_as_long_as_names_may_be_is_written(tmp_path: Path, name: str) -> None:
    write_atomic(tmp_path / name, b"whole")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [(name, b"whole")]


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomic(path, b"old")
    path.chmod(0o444)
    with pytest.raises(PermissionError, match="read-only"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"


def test_documents_are_kept_once_by_their_content_and_verified_when_read(tmp_path: Path) -> None:
    documents = Documents(tmp_path)
    digest = documents.put(b"paper")
    assert documents.put(b"paper") == digest
    assert list(documents.names()) == [digest]
    assert documents.get(digest) == b"paper"
    documents.path(digest).write_bytes(b"other")
    with pytest.raises(EnvironmentFailure, match="damaged"):
        documents.get(digest)
    assert documents.put(b"paper") == digest
    assert documents.get(digest) == b"paper"
    documents.path(digest).unlink()
    with pytest.raises(EnvironmentFailure, match="missing"):
        documents.get(digest)
    with pytest.raises(ValueError, match="digest"):
        documents.path("../../etc/passwd")
    assert not documents.has("../../etc/passwd")


def test_young_documents_are_not_swept(tmp_path: Path) -> None:
    documents = Documents(tmp_path)
    digest = documents.put(b"paper")
    assert documents.sweep(()) == ()
    assert documents.sweep((digest,), grace=-1) == ()
    assert documents.sweep((), grace=-1) == (digest,)
