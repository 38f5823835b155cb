"""A full disk, a damaged file, read-only media, a killed process: told in a sentence, nothing acknowledged lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from consultant_desk.entities.client import Client
from consultant_desk.errors import EnvironmentFailure
from consultant_desk.storage import engine
from consultant_desk.storage import store as store_module
from consultant_desk.storage.check import check
from consultant_desk.storage.session import insert_rows
from consultant_desk.storage.store import Store
from tests.storage.conftest import SteppingClock

ROOT = Path(__file__).parents[2]


def names(store: Store) -> list[str]:
    return store.read(lambda session: list(session.scalars(select(Client.name).order_by(Client.id))))


def add(store: Store, name: str) -> None:
    store.change(f"Add {name}", lambda session: insert_rows(session, Client, [{"name": name}]))


def test_a_full_disk_is_told_and_nothing_is_half_done(store: Store) -> None:
    add(store, "A")

    def limit(pages: int) -> None:
        store.maintain(lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}"))

    limit(1)
    with pytest.raises(EnvironmentFailure, match="disk is full"):
        store.change("Much", lambda session: insert_rows(session, Client, [{"name": "x" * 1000}] * 500))
    limit(1_000_000)
    assert names(store) == ["A"]
    assert store.undo_state().undo == "Add A"
    assert all(one.ok for one in check(store))
    add(store, "B")
    assert names(store) == ["A", "B"]


LIMITED = """
import resource, sys
from pathlib import Path
from consultant_desk.domain.clock import SystemClock
from consultant_desk.entities.client import Client
from consultant_desk.errors import EnvironmentFailure
from consultant_desk.storage.session import insert_rows
from consultant_desk.storage.store import Store

store = Store.open(Path(sys.argv[1]), clock=SystemClock())
store.change("A", lambda session: insert_rows(session, Client, [{"name": "kept"}]))
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
rows = [{"name": "x" * 1000}] * 3000
try:
    store.change("B", lambda session: insert_rows(session, Client, rows))
except EnvironmentFailure as failure:
    print(failure.sentence())
print(store.undo_state().undo)
"""


def test_a_write_the_system_refuses_is_told_and_the_workspace_stays_sound(folder: Path, clock: SteppingClock) -> None:
    command = [sys.executable, "-c", LIMITED, str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    sentence, undo = run.stdout.strip().splitlines()
    assert "disk" in sentence
    assert undo == "A"
    with Store.open(folder, clock=clock) as store:
        assert names(store) == ["kept"]
        assert all(one.ok for one in check(store))


COMMITTING = """
import sys
from pathlib import Path
from consultant_desk.domain.clock import SystemClock
from consultant_desk.entities.client import Client
from consultant_desk.storage.session import insert_rows
from consultant_desk.storage.store import Store

store = Store.open(Path(sys.argv[1]), clock=SystemClock())
number = int(sys.argv[2])
while True:
    number += 1
    if number % 5 == 0:
        store.undo()
        store.redo()
    rows = [{"name": str(number)}, {"name": f"{number} twin"}]
    store.change("Add", lambda session: insert_rows(session, Client, rows))
    print(number, flush=True)
"""


def test_a_process_killed_while_it_commits_loses_nothing_it_acknowledged(folder: Path, clock: SteppingClock) -> None:
    acknowledged = 0
    for round_length in (1, 17, 40):
        command = [sys.executable, "-c", COMMITTING, str(folder), str(acknowledged)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            for _ in range(round_length):
                acknowledged = int(process.stdout.readline())
            process.send_signal(signal.SIGKILL)
            for line in process.stdout:
                acknowledged = int(line)
        with Store.open(folder, clock=clock) as store:
            found = names(store)
            assert all(one.ok for one in check(store))
            if acknowledged % 5 == 4 and str(acknowledged) not in found:  # killed after the undo, before its redo
                store.redo()
                found = names(store)
            assert set(map(str, range(1, acknowledged + 1))) <= set(found)
            assert len(found) % 2 == 0
            store.undo()
            assert len(names(store)) == len(found) - 2
            store.redo()
        acknowledged = max(int(name.split()[0]) for name in found)


def broken_page(data: bytearray) -> bytearray:
    """Return the file with one page overwritten in its middle."""
    page = len(data) // 4096 // 2 * 4096
    data[page : page + 4096] = b"\xaa" * 4096
    return data


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: bytearray(b"not a database at all, but long enough to be read " * 100),
        lambda data: bytearray(),
        broken_page,
    ],
)
def test_a_damaged_workspace_is_refused_with_what_to_do(folder: Path, clock: SteppingClock, damage) -> None:
    database = folder / "workspace.db"
    database.write_bytes(damage(bytearray(database.read_bytes())))
    before = database.read_bytes()
    for read_only in (False, True):
        with pytest.raises(EnvironmentFailure, match="damaged") as failure:
            Store.open(folder, read_only=read_only, clock=clock)
        assert "backup" in failure.value.hint
    assert database.read_bytes() == before


def test_a_missing_database_is_told(folder: Path, clock: SteppingClock) -> None:
    (folder / "workspace.db").unlink()
    with pytest.raises(EnvironmentFailure, match="cannot be opened"):
        Store.open(folder, clock=clock)


def test_a_read_only_folder_can_be_read(folder: Path, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(folder, clock=clock) as store:
        add(store, "A")
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    monkeypatch.setattr(engine, "is_frozen", lambda _: True)
    with Store.open(folder, read_only=True, clock=clock) as frozen:
        assert names(frozen) == ["A"]
        with pytest.raises(EnvironmentFailure, match="reading only"):
            add(frozen, "B")
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_read_only_media_with_an_unfinished_log_are_refused(
    folder: Path, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(folder, clock=clock) as store:
        add(store, "A")
        monkeypatch.setattr(engine, "is_frozen", lambda _: True)
        with pytest.raises(EnvironmentFailure, match="not closed properly"):
            Store.open(folder, read_only=True, clock=clock)


def test_writing_to_a_read_only_folder_is_told(
    folder: Path, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(EnvironmentFailure, match="read-only"):
        Store.open(folder, clock=clock)


def test_a_workspace_whose_triggers_were_touched_is_refused_until_repaired(folder: Path, clock: SteppingClock) -> None:
    with Store.open(folder, clock=clock) as store:
        store.maintain(lambda connection: connection.exec_driver_sql("DROP TRIGGER journal_client_insert"))
        assert [one.name for one in check(store) if not one.ok] == ["Journal"]
    with pytest.raises(EnvironmentFailure, match="triggers that differ: 1"):
        Store.open(folder, clock=clock)
    with Store.open(folder, read_only=True, clock=clock) as reader:
        assert [one.name for one in check(reader) if not one.ok] == ["Journal"]
    with Store.open(folder, clock=clock, repair=True) as repaired:
        assert all(one.ok for one in check(repaired))


def test_opened_in_a_hurry_such_a_workspace_can_be_read_but_not_changed(folder: Path, clock: SteppingClock) -> None:
    with Store.open(folder, clock=clock) as store:
        add(store, "A")
        store.maintain(lambda connection: connection.exec_driver_sql("DROP TRIGGER journal_client_insert"))
    with Store.open(folder, clock=clock, hurried=True) as store:
        assert names(store) == ["A"]
        for act in (store.make_ready, store.undo, store.settle, lambda: add(store, "B")):
            with pytest.raises(EnvironmentFailure, match="triggers that differ: 1"):
                act()
        assert names(store) == ["A"]


HURRIED = """
import sys
from pathlib import Path
from consultant_desk.desk import Desk

with Desk.open(Path(sys.argv[1]), hurried=True) as desk:
    desk.today.sheet()
    few = {name for name in sys.modules if name.startswith("consultant_desk.entities.")}
    from consultant_desk.services.clients import ClientDraft
    desk.clients.create(ClientDraft("Harbour Bakeries"))
    print("consultant_desk.entities.weights" in few, desk.today.counts().clients)
    print([found.title for found in desk.search.find("bakeries")])
    print(desk.undo().value, desk.today.counts().clients)
"""


def test_the_first_page_loads_few_record_types_and_all_are_there_for_a_change(folder: Path) -> None:
    Store.create(folder.with_name("Fresh.desk"), name="Fresh", clock=SteppingClock()).close()
    command = [sys.executable, "-c", HURRIED, str(folder.with_name("Fresh.desk"))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["False 1", "['Harbour Bakeries']", "Add client Harbour Bakeries 0"]


def test_creating_a_workspace_that_fails_leaves_nothing(
    tmp_path: Path, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store_module.migrate, "verify_database", full)
    with pytest.raises(EnvironmentFailure, match="full"):
        Store.create(tmp_path / "New.desk", name="New", clock=clock)
    assert list(tmp_path.iterdir()) == []
