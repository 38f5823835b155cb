"""A report is issued once, then delivered, revised or saved."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from tests.ui.reports.conftest import state_all
from tests.ui.reports.doing import issue, opened
from ui.reports.issue_sheet import IssueSheet


def test_issuing_asks_once_and_freezes(page, window, desk, evaluation, report):
    desk.evaluations.set_recommendation(evaluation, prepared_for="Aoife Brennan")
    state_all(desk, evaluation)
    page.refresh(None)
    window.commands.run("report.issue")
    sheet = opened(window, IssueSheet)
    assert sheet.recipients.text() == "Aoife Brennan"
    sheet._accept()
    row = desk.reports.sheet(report).row
    assert (row.state, row.issue) == ("issued", 1)
    assert page.view.issued.isVisible()
    assert not page.view.options.isVisible()
    assert page.view.foot.state.text() == "as issued"
    assert row.sha256[-8:] in window.toast.message


def test_an_issued_report_is_marked_and_revised(page, window, desk, evaluation, report):
    issue(page, window, desk, evaluation)
    page.view.issued.deliver.click()
    assert desk.reports.sheet(report).row.state == "delivered"
    assert page.view.issued.state.text() == "Delivered"
    page.view.issued.revise.click()
    assert page.open_id != report
    assert page.view.options.isVisible()
    assert any(button.text() == "Issue version 2" for button in page.title_bar.findChildren(QAbstractButton))


def test_a_draft_and_a_frozen_copy_are_saved_as_files(page, window, desk, evaluation, report, tmp_path, monkeypatch):
    monkeypatch.setattr(page, "ask_target", lambda name: str(tmp_path / name))
    window.commands.run("report.save_draft")
    assert (tmp_path / "Recommendation for Harbour Bakeries, draft.pdf").read_bytes().startswith(b"%PDF")
    issue(page, window, desk, evaluation)
    window.commands.run("report.save_copy")
    saved = (tmp_path / "Recommendation for Harbour Bakeries, version 1.pdf").read_bytes()
    assert saved == desk.reports.pdf(report)


def test_issuing_leaves_the_keyboard_to_the_issued_report(page, window, desk, evaluation, qtbot):
    page.view.options.sections.setFocus()
    issue(page, window, desk, evaluation)
    qtbot.waitUntil(page.view.issued.isVisible)
    assert page.view.issued.save.hasFocus()


def test_issuing_by_the_button_of_the_title_bar_leaves_the_keyboard_to_the_issued_report(
    page, window, desk, evaluation, qtbot
):
    state_all(desk, evaluation)
    page.refresh(None)
    button = next(one for one in page.title_bar.findChildren(QAbstractButton) if one.text() == "Issue version 1")
    button.setFocus()
    button.click()
    opened(window, IssueSheet)._accept()
    qtbot.waitUntil(page.view.issued.save.hasFocus)
