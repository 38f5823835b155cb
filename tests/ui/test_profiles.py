"""Statement profiles in the settings, as a person copies, edits, tests and shares one."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.scene import CLOCK
from ui.pages import page_specs
from ui.settings.profile_files import open_path, save_path
from ui.settings.profile_files import test_path as try_path
from ui.settings.profile_sheet import ProfileSheet
from ui.settings.profile_title_sheet import ProfileTitleSheet
from ui.settings.profile_trial_sheet import ProfileTrialSheet
from ui.window import Window

CASES = Path(__file__).parents[1] / "oracles" / "statements"


@pytest.fixture
def window(show, settings, inline_jobs, filled):
    made = show(Window(page_specs(), settings, inline_jobs, CLOCK), 1440, 900)
    made.open_desk(filled, "settings")
    return made


@pytest.fixture
def part(window):
    page = window.current_page()
    page.list.choose("profiles")
    return page.parts["profiles"]


def sheet(kind):
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def texts(part, key):
    row = next(one for one in part._rows if one.key == key)
    return [column.cell(row).text for column in part.table.rows_model.columns]


def copied(part, key):
    part.table.choose(key)
    part.copy(key)
    return part.table.current_key()


def test_profiles_say_how_sure_their_columns_are(part):
    assert texts(part, "awin")[2:] == ["as documented, not seen", "built in"]
    assert texts(part, "cj")[2:] == ["seen on a real export", "built in"]


def test_a_copy_is_current_and_stands_in_the_place_of_the_built_in_one(part, window):
    assert copied(part, "awin") != "awin"
    assert texts(part, "awin")[3] == "in place of the built-in"
    window.shell.commands.run("edit.undo")
    assert texts(part, "awin")[3] == "built in"


def test_a_built_in_one_can_be_looked_at_only(part):
    part.look("awin")
    shown = sheet(ProfileSheet)
    assert shown.text.isReadOnly()
    assert "Copy it" in shown.verdict.text()
    shown.accept()


def test_a_fault_is_told_with_its_place_while_one_types_and_is_not_saved(part, filled, qtbot):
    part.look(copied(part, "awin"))
    shown, before = sheet(ProfileSheet), filled.profiles.text("awin")
    assert shown.verdict.text().startswith("No fault found.")
    shown.text.setFocus()
    qtbot.keyClicks(shown.text, "colour = 1")
    qtbot.keyClick(shown.text, Qt.Key.Key_Return)
    shown.text.commit()
    assert "colour is not a key of a profile" in shown.problem.text()
    shown._save()
    assert shown.isVisible()
    assert filled.profiles.text("awin") == before
    shown.text.setPlainText("# mine\n" + before)
    shown._save()
    assert filled.profiles.text("awin").startswith("# mine\n")


def test_a_test_shows_lines_as_read_and_what_is_held(part, window, filled):
    try_path(window, window.shell, lambda: filled.profiles.text("generic"), CASES / "generic_utf16.txt")
    shown = sheet(ProfileTrialSheet)
    assert "1 would be held for you" in shown.summary.text()
    held = next(line for line in shown.table.rows_model.rows if line.held)
    assert [column.cell(held).text for column in shown.table.rows_model.columns][-2:] == [
        "Held", "unknown status: locked",
    ]  # fmt: skip
    shown.accept()


def test_a_profile_goes_to_a_file_and_comes_from_one(part, window, filled, tmp_path):
    copied(part, "awin")
    save_path(window.shell, "awin", tmp_path / "awin.toml")
    part.delete(part.table.current_key())
    assert texts(part, "awin")[3] == "built in"
    open_path(window.shell, shutil.copy(tmp_path / "awin.toml", tmp_path / "b.toml"), part.choose)
    assert texts(part, "awin")[3] == "in place of the built-in"


def test_a_title_is_changed_and_del_moves_ones_own_to_the_trash(part, qtbot):
    part.rename(copied(part, "awin"))
    asked = sheet(ProfileTitleSheet)
    asked.title.setText("Awin DE")
    asked._save()
    assert texts(part, "awin")[0] == "Awin DE"
    qtbot.keyClick(part.table, Qt.Key.Key_Delete)
    assert texts(part, "awin")[3] == "built in"
