"""Sheets: what holds for every dialog of the program."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.choice import Dropdown, Option
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field
from ui.widgets.form import Form


def test_a_sheet_that_grows_keeps_its_buttons_on_the_screen(qtbot):
    sheet = Sheet(None, "Reject")
    qtbot.addWidget(sheet)
    more = QWidget()
    more.setFixedHeight(200)
    more.hide()
    sheet.body.addWidget(more)
    do = sheet.add_primary("Reject", sheet.accept)
    with qtbot.waitExposed(sheet):
        sheet.show()
    screen = sheet.screen().availableGeometry()
    sheet.move(20, screen.bottom() - sheet.height())
    more.show()
    sheet.adjustSize()
    QApplication.processEvents()
    assert sheet.height() > 200
    assert sheet.frameGeometry().bottom() <= screen.bottom()
    assert screen.contains(do.mapToGlobal(do.rect().bottomRight()))


def test_a_problem_takes_no_room_from_the_fields(qtbot):
    sheet = Sheet(None, "Rates")
    qtbot.addWidget(sheet)
    form = Form()
    fields = [Field(name=name) for name in ("One", "In", "Rate")]
    for field in fields:
        form.add(field.accessibleName(), field, help_text="What this is, in words that need more than one line. " * 3)
    sheet.body.addWidget(form)
    sheet.add_primary("Keep", sheet.accept)
    sheet.show()
    before = [field.height() for field in fields]
    sheet.say_problem("It cannot be done, for a reason that needs more than one line to be said. " * 3)
    QApplication.processEvents()
    assert [field.height() for field in fields] == before
    assert sheet.problem.height() >= sheet.problem.heightForWidth(sheet.problem.width())
    sheet.close()


@pytest.fixture
def filled(qtbot):
    """A sheet with a field and a choice that says what is wrong when it is asked to."""
    sheet = Sheet(None, "Rates")
    qtbot.addWidget(sheet)
    form = Form()
    sheet.field = Field(name="Rate")
    sheet.choice = Dropdown([Option("a", "A"), Option("b", "B")], name="Kind")
    form.add("Rate", sheet.field)
    form.add("Kind", sheet.choice)
    sheet.body.addWidget(form)
    sheet.keep = sheet.add_primary("Keep", lambda: sheet.say_problem("“abc” is not a number."))
    with qtbot.waitExposed(sheet):
        sheet.show()
    return sheet


def test_a_problem_goes_with_the_next_edit_of_a_field(filled, qtbot):
    qtbot.mouseClick(filled.keep, Qt.MouseButton.LeftButton)
    assert filled.problem.text() == "“abc” is not a number."
    qtbot.keyClicks(filled.field, "1")
    assert filled.problem.text() == ""
    qtbot.mouseClick(filled.keep, Qt.MouseButton.LeftButton)
    assert filled.problem.text() == "“abc” is not a number."
    QApplication.processEvents()
    filled.choice._choose("b")
    assert filled.problem.text() == ""


def test_what_a_sheet_says_of_an_edit_stays(filled, qtbot):
    filled.field.textChanged.connect(lambda text: filled.say_problem("" if text.isdecimal() else "Type digits."))
    qtbot.keyClicks(filled.field, "a")
    assert filled.problem.text() == "Type digits."
    QApplication.processEvents()
    qtbot.keyClicks(filled.field, "b")
    assert filled.problem.text() == "Type digits."


def test_a_longer_problem_after_a_short_one_takes_no_room_from_the_fields(filled):
    before = (filled.field.height(), filled.choice.y() - filled.field.y())
    bottom = filled.geometry().bottom()
    for sentence in ("It is none.", "It cannot be done, for a reason that needs more than one line to be said. " * 2):
        filled.say_problem(sentence)
        QApplication.processEvents()
    assert (filled.field.height(), filled.choice.y() - filled.field.y()) == before
    assert filled.problem.height() >= filled.problem.heightForWidth(filled.problem.width())
    assert filled.geometry().bottom() == bottom


def test_nothing_moves_when_a_problem_goes(filled, qtbot):
    filled.say_problem("It cannot be done, for a reason that needs more than one line to be said. " * 2)
    QApplication.processEvents()
    place = filled.keep.mapToGlobal(filled.keep.rect().center())
    qtbot.keyClicks(filled.field, "1")
    QApplication.processEvents()
    assert filled.keep.mapToGlobal(filled.keep.rect().center()) == place
