"""Sheets: what holds for every dialog of the program."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.dialogs import Sheet


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
