"""kill -9 at the worst moments: what was acknowledged is there afterwards, nothing is half, and nothing piles up."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from consultant_desk.desk import Desk
from consultant_desk.storage import atomic
from tests.killing import Killing

HARBOUR = Path(__file__).parents[1] / "oracles" / "harbour-bakeries.evaluation.json"
Kill = Callable[[Path, Path, str, str, str], None]

KILLED = """
import importlib, os, signal, sys
from pathlib import Path
from consultant_desk.desk import Desk

folder, target, where, when, what = Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]
module, _, name = where.partition(":")
owner = importlib.import_module(module)
*path, name = name.split(".")
for part in path:
    owner = getattr(owner, part)
original = getattr(owner, name)

def patched(*args, **kwargs):
    if when == "after":
        original(*args, **kwargs)
    os.kill(os.getpid(), signal.SIGKILL)

if what == "restore":
    setattr(owner, name, patched)
    Desk.restore(target, folder)
desk = Desk.open(folder)
evaluation = desk.evaluations.find_id("Online shop for Quayside Florist")
report = desk.reports.draft_of(evaluation) or desk.reports.create(evaluation).value
setattr(owner, name, patched)
if what == "issue":
    desk.reports.issue(report, recipients="Declan")
if what == "backup":
    desk.backups.make()
if what == "export":
    desk.backups.export(target)
if what == "import":
    desk.evaluations.import_file(target.read_bytes())
"""


@pytest.fixture
def folder(sample_template: Path, tmp_path: Path) -> Path:
    """A workspace with an evaluation whose report can be issued."""
    return Path(shutil.copytree(sample_template, tmp_path / "Desk.desk"))


@pytest.fixture
def kill(killing: Killing) -> Kill:
    def run(folder: Path, target: Path, where: str, when: str, what: str) -> None:
        assert killing.run(KILLED, str(folder), str(target), where, when, what) == -signal.SIGKILL, killing.told()

    return run


def leftovers(folder: Path) -> list[Path]:
    return sorted(folder.rglob(".*.tmp"))


def an_hour_later(paths: list[Path]) -> None:
    then = time.time() - atomic.LEFTOVER_SECONDS - 60
    for path in paths:
        os.utime(path, (then, then))


def assert_sound(folder: Path) -> None:
    """The workspace opens at once, agrees with itself, and can be worked in."""
    with Desk.open(folder) as desk:
        assert all(one.ok for one in desk.backups.check())
        assert len(desk.evaluations.list()) == 3
        desk.evaluations.import_file(HARBOUR.read_bytes())
        desk.undo()


@pytest.mark.parametrize(
    ("where", "when", "issued"),
    [
        ("reports.worker:ReportWorker.build", "before", 0),
        ("reports.worker:ReportWorker.build", "after", 0),
        ("consultant_desk.storage.documents:Documents.put", "after", 0),
        ("consultant_desk.storage.documents:write_atomic", "before", 0),
        ("consultant_desk.storage.store:journal.keep", "after", 0),
        ("consultant_desk.storage.store:search.follow", "after", 0),
        ("consultant_desk.services.reports:Reports._change", "after", 1),
    ],
)
def test_a_report_is_issued_whole_or_not_at_all(kill: Kill, folder: Path, where: str, when: str, issued: int) -> None:
    kill(folder, folder, where, when, "issue")
    assert_sound(folder)
    with Desk.open(folder) as desk:
        frozen = [row for row in desk.reports.list() if row.state == "issued"]
        assert len(frozen) == issued
        if frozen:
            assert desk.reports.verify(desk.reports.pdf(frozen[0].id)).valid
        else:
            draft = desk.reports.draft_of(desk.evaluations.find_id("Online shop for Quayside Florist"))
            assert desk.reports.issue(draft).value.state == "issued"


@pytest.mark.parametrize("where", ["store:journal.keep", "store:search.follow", "store:journal.end"])
def test_an_import_is_there_whole_or_not_at_all(kill: Kill, folder: Path, where: str) -> None:
    kill(folder, HARBOUR, f"consultant_desk.storage.{where}", "after", "import")
    assert_sound(folder)


@pytest.mark.parametrize("where", ["backup:write_copy", "backup:write_atomic", "engine:verify_database"])
def test_a_killed_backup_leaves_the_workspace_and_no_backup(kill: Kill, folder: Path, where: str) -> None:
    kill(folder, folder, f"consultant_desk.storage.{where}", "after", "backup")
    with Desk.open(folder) as desk:
        assert desk.backups.list() == ()
        desk.backups.make()
        assert len(desk.backups.list()) == 1
    assert leftovers(folder) == []
    assert_sound(folder)


def test_killed_exports_do_not_pile_up_and_leave_the_earlier_file(kill: Kill, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "Backup.zip"
    target.write_bytes(b"earlier")
    for _ in range(2):
        kill(folder, target, "consultant_desk.storage.archive:sync_file", "before", "export")
        left = leftovers(tmp_path)
        assert len(left) == 2
        assert target.read_bytes() == b"earlier"
        an_hour_later(left)
    with Desk.open(folder) as desk:
        desk.backups.export(target)
    assert leftovers(tmp_path) == []
    assert_sound(folder)


@pytest.mark.parametrize(
    ("where", "when"),
    [("archive:verify_database", "before"), ("archive:_make_own", "after"), ("archive:replace", "before"),
     ("archive:replace", "after")],
)  # fmt: skip
def test_a_killed_restore_leaves_what_was_there_or_what_was_restored(
    kill: Kill, folder: Path, tmp_path: Path, where: str, when: str
) -> None:
    target = tmp_path / "Backup.zip"
    with Desk.open(folder) as desk:
        desk.backups.export(target)
    for _ in range(2):
        kill(folder, target, f"consultant_desk.storage.{where}", when, "restore")
        left = [path for path in leftovers(tmp_path) if path.parent == tmp_path]
        assert len(left) == 1
        an_hour_later(left)
    Desk.restore(target, folder)
    assert leftovers(tmp_path) == []
    assert_sound(folder)
