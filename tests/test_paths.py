"""Where the program keeps its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from consultant_desk.errors import EnvironmentFailure
from consultant_desk.paths import made, places


def test_one_variable_moves_everything(tmp_path: Path) -> None:
    found = places({"CONSULTANT_DESK_HOME": str(tmp_path)})
    folders = (found.config, found.data, found.cache, found.logs, found.documents)
    assert all(folder.parent == tmp_path for folder in folders)


def test_a_portable_copy_keeps_its_files_beside_the_program(tmp_path: Path) -> None:
    (tmp_path / "portable.txt").touch()
    assert places({}, tmp_path).settings_file == tmp_path / "data" / "config" / "settings.toml"


def test_a_packaged_copy_without_the_mark_uses_the_folders_of_the_user(tmp_path: Path) -> None:
    assert tmp_path not in places({}, tmp_path).config.parents


def test_a_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    assert made(tmp_path / "a" / "b").is_dir()


def test_a_folder_that_cannot_be_made_is_an_environment_failure(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFailure, match="cannot be made"):
        made(tmp_path / "file" / "folder")
