"""A workspace on a real SQLite file, at a fixed moment."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import FixedClock
from consultant_desk.sample import create_sample

HARBOUR = (Path(__file__).parents[1] / "oracles" / "harbour-bakeries.evaluation.json").read_text(encoding="utf-8")

NOW = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace, made once: copying it is faster than making one per test."""
    folder = tmp_path_factory.mktemp("template") / "Practice.desk"
    Desk.create(folder, name="Mara Lindqvist Advisory", clock=FixedClock(NOW)).close()
    return folder


@pytest.fixture(scope="session")
def sample_of_now(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace of the fixed moment, made once: tests work on copies."""
    folder = tmp_path_factory.mktemp("sample") / "Sample.desk"
    create_sample(folder, FixedClock(NOW)).close()
    return folder


@pytest.fixture
def desk(tmp_path: Path, template: Path, clock: FixedClock) -> Iterator[Desk]:
    folder = shutil.copytree(template, tmp_path / "Practice.desk")
    with Desk.open(folder, clock=clock) as opened:
        yield opened


@pytest.fixture
def harbour(desk: Desk) -> str:
    """The evaluation of the mock-ups, imported from its file."""
    return desk.evaluations.import_file(HARBOUR).value
