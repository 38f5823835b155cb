"""A power cut: whatever the disk kept beyond what was synced, every acknowledged change is there and none is half."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from consultant_desk.entities.client import Client
from consultant_desk.storage.check import check
from consultant_desk.storage.session import insert_rows
from consultant_desk.storage.store import Store
from tests.storage.conftest import SteppingClock

CHANGES = 12
CUTS = 25


@pytest.fixture(scope="module")
def cut_off(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[int]]:
    """A workspace as it lies on disk while open, and the length of the log after each acknowledged change."""
    base = tmp_path_factory.mktemp("power")
    folder = Path(shutil.copytree(template, base / "Desk.desk"))
    log, lengths = folder / "workspace.db-wal", []
    with Store.open(folder, clock=SteppingClock()) as store:
        for number in range(CHANGES):
            rows = [{"name": f"{number}"}, {"name": f"{number} twin"}]
            store.change("Add", lambda session, rows=rows: insert_rows(session, Client, rows))
            if number % 4 == 3:
                store.undo()
                store.redo()
            lengths.append(log.stat().st_size)
        kept = base / "Kept.desk"
        shutil.copytree(folder, kept, ignore=shutil.ignore_patterns("*-shm", "lock"))
    return kept, lengths


@pytest.mark.parametrize("seed", range(CUTS))
def test_every_acknowledged_change_survives_a_torn_log(
    cut_off: tuple[Path, list[int]], seed: int, tmp_path: Path
) -> None:
    kept, lengths = cut_off
    source = random.Random(seed)
    folder = Path(shutil.copytree(kept, tmp_path / "Desk.desk"))
    log = folder / "workspace.db-wal"
    content = log.read_bytes()
    cut = source.randint(lengths[0], len(content))
    acknowledged = sum(1 for length in lengths if length <= cut)
    tail = source.choice([b"", b"\0" * 8192, source.randbytes(5000), content[cut : cut + 512] + b"\0" * 3584])
    log.write_bytes(content[:cut] + tail)
    with Store.open(folder, clock=SteppingClock()) as store:
        found = store.read(lambda session: set(session.scalars(select(Client.name))))
        assert {str(number) for number in range(acknowledged)} <= found
        assert {name.split()[0] for name in found if "twin" in name} == {name for name in found if "twin" not in name}
        assert all(one.ok for one in check(store))
        store.change("Go on", lambda session: insert_rows(session, Client, [{"name": "after"}]))


def test_the_log_is_long_enough_to_be_cut_anywhere(cut_off: tuple[Path, list[int]]) -> None:
    _, lengths = cut_off
    assert lengths == sorted(lengths)
    assert len(set(lengths)) == CHANGES
