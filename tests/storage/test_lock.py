"""One window writes; others read, and say who holds it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from consultant_desk.entities.client import Client
from consultant_desk.errors import EnvironmentFailure
from consultant_desk.storage.lock import Holder, is_held, read_holder
from consultant_desk.storage.session import insert_rows
from consultant_desk.storage.store import Store
from tests.storage.conftest import SteppingClock

ROOT = Path(__file__).parents[2]


def test_a_second_writer_is_told_who_holds_the_workspace(store: Store, clock: SteppingClock) -> None:
    expected = rf"Desk is open in another window \(process {os.getpid()} on {socket.gethostname()} since \d\d:\d\d\)"
    with pytest.raises(EnvironmentFailure, match=expected):
        Store.open(store.folder, clock=clock)
    assert is_held(store.layout.lock)


def test_reading_works_beside_an_open_window_and_sees_what_it_saved(store: Store, clock: SteppingClock) -> None:
    with Store.open(store.folder, read_only=True, clock=clock) as reader:
        assert reader.read_only
        store.change("Add", lambda session: insert_rows(session, Client, [{"name": "A"}]))
        assert reader.read(lambda session: session.scalars(select(Client.name)).all()) == ["A"]
        with pytest.raises(EnvironmentFailure, match="reading only"):
            reader.undo()
    assert not store.read_only


def test_a_closed_workspace_can_be_opened_again_and_closing_twice_is_fine(store: Store, clock: SteppingClock) -> None:
    store.close()
    store.close()
    assert not is_held(store.layout.lock)
    Store.open(store.folder, clock=clock).close()


def test_what_a_killed_process_left_in_the_lock_does_not_hold_it(folder: Path, clock: SteppingClock) -> None:
    script = (
        "import sys; from pathlib import Path; from consultant_desk.storage.store import Store; "
        "from consultant_desk.domain.clock import SystemClock; "
        "store = Store.open(Path(sys.argv[1]), clock=SystemClock()); print('open', flush=True); input()"
    )
    command = [sys.executable, "-c", script, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "open\n"
        with pytest.raises(EnvironmentFailure, match=f"process {process.pid} on"):
            Store.open(folder, clock=clock)
        process.send_signal(signal.SIGKILL)
    assert read_holder(folder / "lock").process == process.pid
    with Store.open(folder, clock=clock):
        assert read_holder(folder / "lock").process == os.getpid()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"process": "x"}', json.dumps({"process": 1, "host": "h"}), "\xff"]
)
def test_a_lock_file_with_any_content_only_loses_the_sentence(folder: Path, content: str, clock: SteppingClock) -> None:
    (folder / "lock").write_bytes(content.encode("latin-1"))
    assert read_holder(folder / "lock") is None
    Store.open(folder, clock=clock).close()


def test_the_holder_is_named_with_its_local_time_or_with_what_is_written() -> None:
    assert Holder(7, "desk", "nonsense").words() == "process 7 on desk since nonsense"
    assert not is_held(Path("/nowhere/lock"))


def test_a_store_that_fails_to_open_frees_the_lock(folder: Path, clock: SteppingClock) -> None:
    database = folder / "workspace.db"
    content = database.read_bytes()
    database.write_bytes(b"")
    with pytest.raises(EnvironmentFailure):
        Store.open(folder, clock=clock)
    database.write_bytes(content)
    Store.open(folder, clock=clock).close()
