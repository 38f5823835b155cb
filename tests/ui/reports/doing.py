"""What a person does in the section again and again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.reports.conftest import state_all
from ui.reports.issue_sheet import IssueSheet
from ui.widgets.dialogs import Sheet


def opened(window, kind):
    return next(sheet for sheet in window.findChildren(Sheet) if isinstance(sheet, kind) and sheet.isVisible())


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifier)


def issue(page, window, desk, evaluation):
    state_all(desk, evaluation)
    page.refresh(None)
    window.commands.run("report.issue")
    opened(window, IssueSheet)._accept()
