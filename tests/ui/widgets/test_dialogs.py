"""Sheets: what holds for every dialog of the program."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

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
