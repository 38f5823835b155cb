"""The settings as a person uses them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from consultant_desk.settings import APPEARANCE, TAX_YEAR_START
from tests.ui.scene import CLOCK
from ui.pages import page_specs
from ui.theme import theme
from ui.widgets.dialogs import Sheet
from ui.window import Window


@pytest.fixture
def desk(filled):
    return filled


@pytest.fixture
def window(show, settings, inline_jobs, desk):
    made = show(Window(page_specs(), settings, inline_jobs, CLOCK), 1440, 900)
    made.open_desk(desk, "settings")
    return made


@pytest.fixture
def page(window):
    return window.current_page()


def type_over(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    field.commit()


def test_your_details_are_saved_field_by_field(page, desk, qtbot):
    type_over(qtbot, page.parts["you"].field("place"), "Cork")
    assert desk.practice.sheet().place == "Cork"
    assert desk.practice.sheet().consultant == "Mara Lindqvist"


def test_a_currency_that_is_none_is_told_at_the_field(page, desk, qtbot):
    field = page.parts["you"].field("currency")
    type_over(qtbot, field, "EU")
    assert field.problem == "Type the three letters of a currency, such as EUR."
    assert desk.practice.sheet().currency == "EUR"


def test_dark_is_chosen_here_and_remembered(page, settings, qtbot):
    page.list.choose("appearance")
    mode = page.parts["appearance"].mode
    qtbot.mouseClick(mode._group.button(2), Qt.MouseButton.LeftButton)
    assert theme().dark
    assert settings.get(APPEARANCE) == "dark"


def test_what_was_deleted_is_in_the_trash_and_comes_back(page, window, desk, qtbot):
    product = desk.products.list()[0]
    window.shell.write(lambda: desk.products.trash(product.id))
    page.list.choose("trash")
    trash = page.parts["trash"]
    assert [row.title for row in trash.table.rows_model.rows] == [product.name]
    trash.table.choose(product.id)
    qtbot.keyClick(trash.table, Qt.Key.Key_Return)
    assert product.name in [row.name for row in desk.products.list()]
    assert trash.table.rows_model.rowCount() == 0


def test_the_trash_is_emptied_only_after_a_yes(page, window, desk, qtbot):
    product = desk.products.list()[0]
    window.shell.write(lambda: desk.products.trash(product.id))
    page.list.choose("trash")
    trash = page.parts["trash"]
    qtbot.mouseClick(trash.empty, Qt.MouseButton.LeftButton)
    sheet = next(
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Sheet) and widget.isVisible()
    )
    assert desk.trash.list()
    primary = next(button for button in sheet.findChildren(QAbstractButton) if button.text() == "Empty Trash")
    qtbot.mouseClick(primary, Qt.MouseButton.LeftButton)
    assert desk.trash.list() == ()
    assert trash.table.rows_model.rowCount() == 0


def test_the_page_of_keys_lists_every_command_with_a_key_and_narrows(page, window, qtbot):
    page.list.choose("shortcuts")
    keys = page.parts["shortcuts"]
    listed = {row.keys for row in keys.table.rows_model.rows}
    assert {command.shortcut for command in window.commands.all() if command.shortcut} <= listed
    qtbot.keyClicks(keys.search, "undo")
    assert [row.what for row in keys.table.rows_model.rows] == ["Undo"]


def test_a_backup_made_here_is_listed(page, window):
    page.list.choose("backups")
    part = page.parts["backups"]
    part.make()
    assert [row.why for row in part.table.rows_model.rows] == ["asked"]
    assert window.toast.message == "Backup made and verified."
    assert part.now.isEnabled()


def test_the_workspace_is_written_into_one_file(page, window, tmp_path):
    file = tmp_path / "all.zip"
    page.parts["backups"].export_to(file)
    assert file.stat().st_size > 1000
    assert "all.zip" in window.toast.message


def test_a_file_that_cannot_be_written_is_told(page, window, tmp_path):
    page.parts["backups"].export_to(tmp_path / "nowhere" / "all.zip")
    assert "all.zip" in window.toast.message or window.findChildren(Sheet)


def test_a_sound_workspace_passes_the_check(page, window):
    page.list.choose("check")
    part = page.parts["check"]
    part.check()
    assert part.results
    assert all(result.ok for result in part.results)
    assert not part.repair_button.isVisible()
    assert window.toast.message == "Everything is as it should be."


class TestTaxYear:
    @pytest.fixture
    def part(self, page):
        page.list.choose("earnings")
        return page.parts["earnings"]

    def test_a_country_sets_month_and_day(self, part, settings):
        part.country.chosen.emit("04-06")
        assert settings.get(TAX_YEAR_START) == "04-06"
        assert (part.month.value(), part.day.text()) == ("04", "6")
        assert "from 6 Apr 2026 to 5 Apr 2027" in part.words.text()

    def test_a_day_of_ones_own_is_typed(self, part, settings, qtbot):
        part.month.set_value("10")
        part.month.chosen.emit("10")
        type_over(qtbot, part.day, "15")
        assert settings.get(TAX_YEAR_START) == "10-15"
        assert part.country.value() == ""

    def test_a_day_the_month_does_not_have_is_told_and_not_kept(self, part, settings, qtbot):
        part.month.set_value("02")
        part.month.chosen.emit("02")
        type_over(qtbot, part.day, "29")
        assert part.day.problem == "Type a day that this month has in every year."
        assert settings.get(TAX_YEAR_START) == "02-01"
