"""Any report file can be verified."""

from __future__ import annotations

import threading
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from consultant_desk.domain.clock import FixedClock
from reports.earnings_statement import build_earnings
from reports.verification import CHECKS, STATEMENT_CHECKS
from reports.verify import verify
from reports.worker import WorkCancelled
from tests.reports.test_earnings_statement import SNAPSHOT
from tests.ui.reports.conftest import TODAY
from tests.ui.reports.doing import issue, opened
from ui.pages import PageSpec
from ui.reports.page import ReportsPage
from ui.reports.passwords import AskPasswordSheet
from ui.reports.verify_sheet import VerifySheet
from ui.reports.wording import CHECK_TITLES
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import TextArea
from ui.widgets.text import Text
from ui.window import Window

SAMPLES = Path(__file__).parents[2] / "reports" / "samples"


def test_an_issued_file_holds_and_a_changed_byte_is_seen(page, window, desk, evaluation, report, tmp_path):
    issue(page, window, desk, evaluation)
    pdf = desk.reports.pdf(report)
    (tmp_path / "good.pdf").write_bytes(pdf)
    page.take_file(tmp_path / "good.pdf")
    sheet = opened(window, VerifySheet)
    assert sheet.windowTitle() == "The report holds"
    assert sheet.answer.of("issued").ok is True
    sheet.accept()
    spoilt = bytearray(pdf)
    spoilt[len(pdf) // 2] ^= 1
    (tmp_path / "bad.pdf").write_bytes(bytes(spoilt))
    page.take_file(tmp_path / "bad.pdf")
    sheet = opened(window, VerifySheet)
    assert sheet.windowTitle() == "The report does not hold"
    sheet.accept()


def test_a_file_that_is_no_report_is_told_in_words(window, tmp_path):
    page = window.current_page()
    (tmp_path / "letter.pdf").write_bytes(b"hello")
    page.take_file(tmp_path / "letter.pdf")
    sheet = opened(window, VerifySheet)
    assert not sheet.answer.valid
    assert "Failed" in sheet.lines[0].accessibleName()
    assert len(sheet.lines) == 1
    told = "The file cannot be read as a PDF. Nothing else could be checked: ask for the file again."
    assert told in [text.text() for text in sheet.findChildren(Text)]
    sheet.accept()


def test_an_answer_keeps_its_texts_apart_on_a_small_screen_whatever_the_file_is_called(window, show):
    answer = verify((SAMPLES / "report-1-issued.pdf").read_bytes())
    sheet = VerifySheet(window, "Recommendation for Harbour Bakeries " * 6, answer, print)
    show(sheet, sheet.minimumWidth(), 466)
    parts = [sheet.body.itemAt(at).widget() for at in range(sheet.body.count())]
    shown = sorted(
        (part.geometry() for part in parts if part is not None and part.isVisible()), key=lambda one: one.y()
    )
    assert all(not above.intersects(below) for above, below in pairwise(shown))
    assert (sheet.width(), sheet.height()) == (sheet.minimumWidth(), 466)


def drag(window, at, path):
    """Drag a file over a widget and let go there, as Qt hands it on; tell whether anyone took it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons, point = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, QPoint(5, 5)
    below = at
    while below is not None:
        entering = QDragEnterEvent(point, actions, data, buttons, Qt.KeyboardModifier.NoModifier)
        entering.ignore()
        if below.isEnabled() and below.acceptDrops():
            QApplication.sendEvent(below, entering)
            if entering.isAccepted():
                drop = QDropEvent(QPointF(point), actions, data, buttons, Qt.KeyboardModifier.NoModifier)
                QApplication.sendEvent(below, drop)
                return True
        if below is window:
            return False
        below = below.parentWidget()
    return False


@pytest.mark.parametrize("name", ["dropped.pdf", "DROPPED.PDF"])
def test_a_report_dropped_anywhere_on_the_window_is_checked_and_the_section_stays(window, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"hello")
    window.go("elsewhere")
    page = window.current_page()
    for place in (window.rail, page, page.field, window.toast):
        assert drag(window, place, path)
        opened(window, VerifySheet).accept()
        assert window.current_page() is page
    assert page.field.text() == ""


def test_a_report_dropped_on_a_long_text_or_on_an_answer_is_checked_too(page, window, tmp_path):
    path = tmp_path / "dropped.pdf"
    path.write_bytes(b"hello")
    area = TextArea(name="Long")
    page.body.addWidget(area)
    assert drag(window, area.viewport(), path)
    first = opened(window, VerifySheet)
    assert drag(first, first, path)
    assert not first.isVisible()
    opened(window, VerifySheet).accept()


def test_other_files_are_left_alone(window, tmp_path):
    assert not drag(window, window.rail, tmp_path / "notes.txt")


@pytest.fixture
def encrypted(page, window, desk, evaluation, report, tmp_path):
    issue(page, window, desk, evaluation)
    path = tmp_path / "encrypted.pdf"
    path.write_bytes(desk.reports.encrypted(report, "bread and butter"))
    return path


def test_an_encrypted_copy_asks_for_its_password_until_it_is_right(page, window, encrypted):
    page.take_file(encrypted)
    asked = opened(window, AskPasswordSheet)
    asked._accept()
    assert asked.problem.text() == "Type the password."
    asked.password.setText("butter")
    asked._accept()
    again = opened(window, AskPasswordSheet)
    assert "not its password" in again.problem.text()
    again.password.setText("bread and butter")
    again._accept()
    sheet = opened(window, VerifySheet)
    assert sheet.answer.valid
    sheet.accept()


def test_whoever_does_not_know_the_password_leaves(page, window, encrypted):
    page.take_file(encrypted)
    opened(window, AskPasswordSheet).reject()
    assert not [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()]


def test_a_check_that_takes_long_can_be_given_up(desk, jobs, settings, show, worker, tmp_path, qtbot):
    begun, ended = threading.Event(), threading.Event()

    def verify(_pdf, _issued, cancelled, *, password):
        assert not password
        begun.set()
        while not cancelled():
            ended.wait(0.01)
        ended.set()
        raise WorkCancelled

    worker.verify = verify
    window = Window((PageSpec("reports", "Reports", "file-text", ReportsPage),), settings, jobs, FixedClock(TODAY))
    show(window, 1024, 700)
    window.open_desk(desk)
    path = tmp_path / "slow.pdf"
    path.write_bytes(b"hello")
    window.current_page().take_file(path)
    qtbot.waitUntil(begun.is_set)
    assert "Checking slow.pdf" in window.toast.message
    window.toast._action.click()
    qtbot.waitUntil(ended.is_set)
    qtbot.waitUntil(lambda: not jobs._running)
    assert not [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()]


@pytest.mark.parametrize("name", ["report-1-draft.pdf", "report-1-issued.pdf"])
def test_every_check_of_a_report_of_an_older_version_is_shown_in_words(window, name):
    window.current_page().take_file(SAMPLES / name)
    sheet = opened(window, VerifySheet)
    assert sheet.answer.valid
    assert len(sheet.lines) == len(CHECKS)
    for line, check in zip(sheet.lines, sheet.answer.checks, strict=True):
        assert line.accessibleName().startswith(CHECK_TITLES[check.name])
        assert check.detail
    sheet.accept()


def test_a_file_that_is_gone_is_told(window, tmp_path):
    window.current_page().take_file(tmp_path / "gone.pdf")
    sheet = next(sheet for sheet in window.findChildren(Sheet) if sheet.isVisible())
    sheet.reject()


def test_an_earnings_statement_is_shown_as_one(window, tmp_path):
    path = tmp_path / "statement.pdf"
    path.write_bytes(build_earnings(SNAPSHOT).pdf)
    window.current_page().take_file(path)
    sheet = opened(window, VerifySheet)
    assert sheet.windowTitle() == "The statement holds"
    assert len(sheet.lines) == len(STATEMENT_CHECKS)
    for line, check in zip(sheet.lines, sheet.answer.checks, strict=True):
        assert line.accessibleName().startswith(CHECK_TITLES[check.name])
    sheet.accept()
