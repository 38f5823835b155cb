"""A workspace to type commands in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from consultant_desk.desk import Desk
from consultant_desk.services.clients import ClientDraft


@pytest.fixture(scope="module")
def practice_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a client, made once: tests work on copies."""
    place = tmp_path_factory.mktemp("statements") / "Practice.desk"
    with Desk.create(place, name="Practice") as desk:
        desk.clients.create(ClientDraft("Harbour Bakeries"))
    return place


@pytest.fixture
def folder(practice_made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(practice_made, tmp_path / "Practice.desk"))
