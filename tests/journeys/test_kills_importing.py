"""kill -9 in the middle of an import: the plan was applied whole or not at all, and it can be applied again."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest

from consultant_desk.desk import Desk
from tests.killing import Killing

CASES = Path(__file__).parents[1] / "oracles" / "statements"

KILLED = """
import functools, importlib, os, signal, sys
from pathlib import Path
from consultant_desk.desk import Desk

folder, file, where, when = Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]
module, _, name = where.partition(":")
*path, name = name.split(".")
owner = functools.reduce(getattr, path, importlib.import_module(module))
original = getattr(owner, name)

def patched(*args, **kwargs):
    if when == "after":
        original(*args, **kwargs)
    os.kill(os.getpid(), signal.SIGKILL)

desk = Desk.open(folder)
opened = desk.statements.open(file.read_bytes(), file.name)
setattr(owner, name, patched)
desk.statements.apply(opened)
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one statement in it."""
    folder = tmp_path_factory.mktemp("importing") / "Desk.desk"
    with Desk.create(folder, name="Desk") as desk:
        desk.statements.apply(desk.statements.open((CASES / "awin.csv").read_bytes(), "awin.csv"))
    return folder


@pytest.mark.parametrize(
    ("where", "when"),
    [
        ("consultant_desk.services.earnings.applying:_programmes", "after"),
        ("consultant_desk.services.earnings.recording:Recorded._bring", "after"),
        ("consultant_desk.storage.journal:_write_range", "before"),
        ("consultant_desk.services.earnings.recording:Recorded.write", "after"),
        ("consultant_desk.storage.bulk:_insert", "after"),
        ("consultant_desk.storage.ledger:follow", "before"),
        ("consultant_desk.storage.ledger:follow", "after"),
        ("consultant_desk.storage.journal:end", "after"),
    ],
)
def test_an_import_killed_at_any_point_is_whole_or_not_there(
    killing: Killing, filled: Path, tmp_path: Path, where: str, when: str
) -> None:
    folder = Path(shutil.copytree(filled, tmp_path / "Desk.desk"))
    file = CASES / "awin_later.csv"
    assert killing.run(KILLED, str(folder), str(file), where, when) == -signal.SIGKILL, killing.told()
    with Desk.open(folder) as desk:
        assert len(desk.earnings.commission_keys()) == 6
        assert all(check.ok for check in desk.backups.check())
        desk.statements.apply(desk.statements.open(file.read_bytes(), file.name))
        assert len(desk.earnings.commission_keys()) == 7
        assert all(check.ok for check in desk.backups.check())
        desk.undo()
        assert len(desk.earnings.commission_keys()) == 6
