"""One-file backups and restoring: nothing is lost, nothing hostile gets in."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from consultant_desk.domain.progress import Progress
from consultant_desk.entities.client import Client
from consultant_desk.entities.document import Document
from consultant_desk.errors import EnvironmentFailure, UserError
from consultant_desk.storage import archive
from consultant_desk.storage.archive import export_zip, restore
from consultant_desk.storage.backup import Why, back_up
from consultant_desk.storage.session import insert_rows
from consultant_desk.storage.store import Store
from tests.storage.conftest import SteppingClock


def names(store: Store) -> list[str]:
    return store.read(lambda session: list(session.scalars(select(Client.name).order_by(Client.name))))


def add(store: Store, name: str) -> None:
    store.change("Add", lambda session: insert_rows(session, Client, [{"name": name}]))


def attach(store: Store, content: bytes) -> str:
    digest = store.documents.put(content)
    store.change("Attach", lambda session: insert_rows(session, Document, [{"name": "d", "sha256": digest}]))
    return digest


@pytest.fixture
def zipped(store: Store, tmp_path: Path) -> Path:
    add(store, "Kept")
    attach(store, b"paper")
    file = tmp_path / "desk.zip"
    export_zip(store.layout, file, clock=store.clock)
    return file


def test_a_zip_restores_to_a_new_folder_with_its_documents(zipped: Path, store: Store, tmp_path: Path) -> None:
    restored = restore(zipped, tmp_path / "New.desk", clock=store.clock)
    assert restored.kept is None
    with Store.open(restored.folder, clock=store.clock) as other:
        assert names(other) == ["Kept"]
        assert other.info == store.info
        (digest,) = other.documents.names()
        assert other.documents.get(digest) == b"paper"
        assert other.undo_state().undo == "Attach"


def test_restoring_over_a_workspace_keeps_the_old_one_as_a_backup(zipped: Path, store: Store) -> None:
    add(store, "Later")
    store.close()
    restored = restore(zipped, store.folder, clock=store.clock)
    with Store.open(store.folder, clock=store.clock) as now:
        assert names(now) == ["Kept"]
    assert restored.kept is not None
    back = restore(restored.kept, store.folder, clock=store.clock)
    assert back.missing_documents == ()
    with Store.open(store.folder, clock=store.clock) as again:
        assert names(again) == ["Kept", "Later"]


def test_an_automatic_backup_restores_to_a_folder_of_its_own(store: Store, tmp_path: Path) -> None:
    add(store, "A")
    digest = attach(store, b"paper")
    made = back_up(store.layout, why=Why.DAILY, clock=store.clock)
    restore(made.folder, tmp_path / "Copy.desk", clock=store.clock)
    with Store.open(tmp_path / "Copy.desk", clock=store.clock) as copy:
        assert names(copy) == ["A"]
        assert copy.documents.get(digest) == b"paper"


def test_a_restored_copy_is_another_device(zipped: Path, store: Store, tmp_path: Path) -> None:
    def device(one: Store) -> str:
        return one.read(lambda session: session.connection().exec_driver_sql("SELECT id FROM device").scalar_one())

    restore(zipped, tmp_path / "New.desk", clock=store.clock)
    with Store.open(tmp_path / "New.desk", clock=store.clock) as copy:
        assert device(copy) != device(store)


def test_a_workspace_that_is_open_is_not_overwritten(zipped: Path, store: Store) -> None:
    with pytest.raises(EnvironmentFailure, match="open in another window"):
        restore(zipped, store.folder, clock=store.clock)


def test_another_workspace_is_not_overwritten(zipped: Path, tmp_path: Path, clock: SteppingClock) -> None:
    other = tmp_path / "Other.desk"
    Store.create(other, name="Other", clock=clock).close()
    with pytest.raises(UserError, match="another workspace"):
        restore(zipped, other, clock=clock)


def test_a_damaged_workspace_is_kept_as_it_is_and_replaced(zipped: Path, store: Store) -> None:
    store.close()
    store.layout.database.write_bytes(b"garbage" * 1000)
    restored = restore(zipped, store.folder, clock=store.clock)
    assert (restored.kept / "workspace.db").read_bytes() == b"garbage" * 1000
    with Store.open(store.folder, clock=store.clock) as now:
        assert names(now) == ["Kept"]


def test_a_restore_that_fails_half_way_leaves_the_workspace_as_it_was(
    zipped: Path, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add(store, "Later")
    store.close()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for step in ("replace", "verify_database", "_keep_old", "_make_own", "_copy"):
        with monkeypatch.context() as patch:
            patch.setattr(archive, step, full)
            with pytest.raises(EnvironmentFailure):
                restore(zipped, store.folder, clock=store.clock)
        with Store.open(store.folder, clock=store.clock) as now:
            assert names(now) == ["Kept", "Later"]
    assert not list(tmp_path.glob(".*.tmp"))


def rewritten(zipped: Path, target: Path, change) -> Path:
    """Return a copy of the zip with its entries (name to content) changed."""
    with zipfile.ZipFile(zipped) as source:
        entries = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in change(entries).items():
            out.writestr(name, content)
    return target


def with_manifest(**values: object):
    def change(entries: dict[str, bytes]) -> dict[str, bytes]:
        manifest = json.loads(entries["manifest.json"]) | values
        return entries | {"manifest.json": json.dumps(manifest).encode()}

    return change


HOSTILE = {
    "climbs out": lambda entries: entries | {"../evil": b"x"},
    "absolute": lambda entries: entries | {"/tmp/evil": b"x"},
    "unnamed file": lambda entries: entries | {"run.sh": b"x"},
    "no manifest": lambda entries: {name: data for name, data in entries.items() if name != "manifest.json"},
    "no database": lambda entries: {name: data for name, data in entries.items() if name != "workspace.db"},
    "manifest is a list": lambda entries: entries | {"manifest.json": b"[]"},
    "manifest is nested": lambda entries: entries | {"manifest.json": b"[" * 100_000},
    "wrong digest": with_manifest(sha256="0" * 64),
    "wrong size": with_manifest(size=5),
    "wrong revision": with_manifest(revision="0000"),
    "newer revision": with_manifest(revision="9999"),
    "newer format": with_manifest(format=99),
    "document climbs out": lambda entries: (
        with_manifest(documents={"../../../evil": 1})(entries) | {"documents/../../../../evil": b"x"}
    ),
    "bomb": lambda entries: entries | {"workspace.db": b"\0" * 150_000_000},
    "other database": lambda entries: entries | {"workspace.db": b"SQLite format 3\0" + b"x" * 5000},
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_archive_is_refused_and_nothing_is_written(
    what: str, zipped: Path, tmp_path: Path, clock: SteppingClock
) -> None:
    hostile = rewritten(zipped, tmp_path / "hostile.zip", HOSTILE[what])
    before = sorted(tmp_path.iterdir())
    with pytest.raises(EnvironmentFailure):
        restore(hostile, tmp_path / "New.desk", clock=clock)
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path, clock: SteppingClock) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 nothing")
    for source in (tmp_path / "x.zip", tmp_path):
        with pytest.raises((EnvironmentFailure, UserError)):
            restore(source, tmp_path / "New.desk", clock=clock)
    with pytest.raises(UserError, match="no backup at"):
        restore(tmp_path / "absent.zip", tmp_path / "New.desk", clock=clock)


def test_a_truncated_zip_is_refused(zipped: Path, tmp_path: Path, clock: SteppingClock) -> None:
    cut = tmp_path / "cut.zip"
    shutil.copyfile(zipped, cut)
    os.truncate(cut, cut.stat().st_size // 2)
    with pytest.raises(EnvironmentFailure):
        restore(cut, tmp_path / "New.desk", clock=clock)


def test_a_zip_is_not_written_where_there_is_no_folder(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        export_zip(store.layout, tmp_path / "none" / "a.zip", clock=store.clock)


def test_a_failed_export_leaves_the_file_that_was_there(
    zipped: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = zipped.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "replace", full)
    with pytest.raises(EnvironmentFailure, match="full"):
        export_zip(store.layout, zipped, clock=store.clock)
    assert zipped.read_bytes() == before
    assert not list(zipped.parent.glob(".*.tmp"))


class Stopped(Exception):
    """What a person who presses Cancel raises inside the work."""


class StopAt:
    """Reports progress until step `at`, then stops the work."""

    def __init__(self, at: int) -> None:
        self.at, self.told = at, list[tuple[int, int, str]]()

    def __call__(self, done: int, total: int, what: str) -> None:
        self.told.append((done, total, what))
        if len(self.told) > self.at:
            raise Stopped


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def works(store: Store, folder: Path) -> dict[str, Callable[[Progress], object]]:
    layout, clock = store.layout, store.clock
    return {
        "backup": lambda progress: back_up(layout, why=Why.ASKED, clock=clock, progress=progress),
        "export": lambda progress: export_zip(layout, folder / "again.zip", clock=clock, progress=progress),
        "zip": lambda progress: restore(folder / "desk.zip", folder / "New.desk", clock=clock, progress=progress),
        "folder": lambda progress: restore(
            next(layout.backups.iterdir()), folder / "New.desk", clock=clock, progress=progress
        ),
    }


@pytest.mark.parametrize("what", ["backup", "export", "zip", "folder"])
def test_long_work_tells_its_steps_and_stopped_at_any_of_them_leaves_nothing(
    what: str, store: Store, tmp_path: Path
) -> None:
    add(store, "Kept")
    for paper in (b"first", b"second"):
        attach(store, paper)
    export_zip(store.layout, tmp_path / "desk.zip", clock=store.clock)
    back_up(store.layout, why=Why.ASKED, clock=store.clock)
    work = works(store, tmp_path)[what]
    before, steps = everything(tmp_path), 0
    while True:
        progress = StopAt(steps)
        try:
            work(progress)
        except Stopped:
            assert everything(tmp_path) == before
            steps += 1
        else:
            break
    assert steps == len(progress.told)
    assert steps >= 1
    counted = [told for told in progress.told if told[1]]
    assert all(0 <= done <= total for done, total, _ in counted)
    documents = [told[:2] for told in counted if "documents" in told[2]]
    assert documents == ([] if what == "backup" else [(0, 2), (1, 2)])
