"""Options survive a restart, a broken file and a newer version."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from consultant_desk.errors import EnvironmentFailure, UserError
from consultant_desk.settings import APPEARANCE, LAST_WORKSPACE, OPTIONS, REDUCE_MOTION, TAX_YEAR_START, Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def test_every_option_is_declared_once_with_a_default_it_accepts() -> None:
    assert len({option.name for option in OPTIONS}) == len(OPTIONS)
    assert all(option.accepts(option.default) and option.title for option in OPTIONS)


def test_without_a_file_the_defaults_hold_and_none_is_written(file: Path) -> None:
    assert Settings(file).get(APPEARANCE) == "system"
    assert not file.exists()


def test_a_value_survives_a_restart(file: Path) -> None:
    Settings(file).set(LAST_WORKSPACE, "/home/ana/Büro “1”.desk")
    Settings(file).set(REDUCE_MOTION, True)
    assert Settings(file).get(LAST_WORKSPACE) == "/home/ana/Büro “1”.desk"
    assert Settings(file).get(REDUCE_MOTION) is True


def test_what_a_newer_version_wrote_is_kept(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('appearance = "light"\nshiny = 3\n[panes]\nleft = 200\n', encoding="utf-8")
    Settings(file).set(APPEARANCE, "dark")
    kept = tomllib.loads(file.read_text(encoding="utf-8"))
    assert kept == {"appearance": "dark", "shiny": 3, "panes": {"left": 200}}


def test_a_value_of_the_wrong_kind_in_the_file_counts_as_not_set(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('appearance = "pink"\nreduce_motion = 1\n', encoding="utf-8")
    settings = Settings(file)
    assert settings.get(APPEARANCE) == "system"
    assert settings.get(REDUCE_MOTION) is False


def test_a_broken_file_is_set_aside_and_said_so(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"appearance = \xff\x00")
    settings = Settings(file)
    assert settings.get(APPEARANCE) == "system"
    assert "settings.broken.toml" in settings.notice
    assert file.with_name("settings.broken.toml").read_bytes() == b"appearance = \xff\x00"


def test_a_value_an_option_does_not_have_is_refused(file: Path) -> None:
    with pytest.raises(UserError, match="pink"):
        Settings(file).set(APPEARANCE, "pink")


@pytest.mark.parametrize("wrong", ["02-29", "02-30", "13-01", "4-6", "W14-1", "", "04/06"])
def test_a_tax_year_begins_on_a_day_that_every_year_has(file: Path, wrong: str) -> None:
    Settings(file).set(TAX_YEAR_START, "04-06")
    with pytest.raises(UserError, match="Tax year begins"):
        Settings(file).set(TAX_YEAR_START, wrong)
    assert Settings(file).get(TAX_YEAR_START) == "04-06"


def test_a_folder_that_cannot_be_written_is_said_and_leaves_no_half_file(file: Path) -> None:
    file.parent.mkdir()
    file.mkdir()
    settings = Settings.__new__(Settings)
    settings.file, settings.notice, settings._values = file, "", {}
    with pytest.raises(EnvironmentFailure):
        settings.set(APPEARANCE, "dark")
    assert list(file.parent.iterdir()) == [file]


def test_what_nobody_asked_to_keep_is_dropped_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    settings = Settings(tmp_path / "settings.toml")
    settings.file = tmp_path / "file" / "settings.toml"
    settings.remember(LAST_WORKSPACE, "/desk")
    assert settings.get(LAST_WORKSPACE) == "/desk"
    with pytest.raises(EnvironmentFailure):
        settings.set(LAST_WORKSPACE, "/other")
