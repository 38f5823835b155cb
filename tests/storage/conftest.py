"""Workspaces for the tests of storage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from consultant_desk.storage.store import Store

START = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


@dataclass(slots=True)
class SteppingClock:
    """A clock that goes on by one second each time it is asked."""

    moment: datetime = START

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def today(self):
        return self.moment.date()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace, made once: copying it is faster than making one per test."""
    folder = tmp_path_factory.mktemp("template") / "Desk.desk"
    Store.create(folder, name="Desk", clock=SteppingClock()).close()
    return folder


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(template, tmp_path / "Desk.desk"))


@pytest.fixture
def store(folder: Path, clock: SteppingClock) -> Iterator[Store]:
    with Store.open(folder, clock=clock) as opened:
        yield opened
