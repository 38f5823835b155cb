"""Any report file can be verified."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from tests.ui.reports.doing import issue, opened
from ui.reports.verify_sheet import VerifySheet
from ui.widgets.dialogs import Sheet


def test_an_issued_file_holds_and_a_changed_byte_is_seen(page, window, desk, evaluation, report, tmp_path):
    issue(page, window, desk, evaluation)
    pdf = desk.reports.pdf(report)
    (tmp_path / "good.pdf").write_bytes(pdf)
    page.verify(tmp_path / "good.pdf")
    sheet = opened(window, VerifySheet)
    assert sheet.windowTitle() == "The report holds"
    assert sheet.answer.of("issued").ok is True
    sheet.accept()
    spoilt = bytearray(pdf)
    spoilt[len(pdf) // 2] ^= 1
    (tmp_path / "bad.pdf").write_bytes(bytes(spoilt))
    page.verify(tmp_path / "bad.pdf")
    sheet = opened(window, VerifySheet)
    assert sheet.windowTitle() == "The report does not hold"
    sheet.accept()


def test_a_file_that_is_no_report_is_told_in_words(window, tmp_path):
    page = window.current_page()
    (tmp_path / "letter.pdf").write_bytes(b"hello")
    page.verify(tmp_path / "letter.pdf")
    sheet = opened(window, VerifySheet)
    assert not sheet.answer.valid
    assert "Failed" in sheet.lines[0].accessibleName()
    sheet.accept()


def test_a_report_dropped_on_the_page_is_checked(window, tmp_path):
    page = window.current_page()
    path = tmp_path / "dropped.pdf"
    path.write_bytes(b"hello")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    page.dropEvent(QDropEvent(QPointF(10, 10), actions, data, buttons, Qt.KeyboardModifier.NoModifier))
    opened(window, VerifySheet).accept()


def test_a_file_that_is_gone_is_told(window, tmp_path):
    window.current_page().verify(tmp_path / "gone.pdf")
    sheet = next(sheet for sheet in window.findChildren(Sheet) if sheet.isVisible())
    sheet.reject()
