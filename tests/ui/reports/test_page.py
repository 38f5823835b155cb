"""Reports are listed, laid out with live pages, issued once, and any report file can be verified."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit

from consultant_desk.domain.snapshot import InterestKind, Section
from consultant_desk.errors import UserError
from consultant_desk.services.readiness import Place, Weight
from ui.evaluations.lock_sheets import ChangesSheet, LockSheet
from ui.reports.files import file_name
from ui.reports.interests_box import InterestSheet
from ui.reports.issue_sheet import IssueSheet
from ui.reports.items_box import DaySheet
from ui.reports.section_list import ROW
from ui.reports.start_sheet import StartSheet
from ui.reports.verify_sheet import VerifySheet
from ui.widgets.dialogs import Sheet

from .conftest import state_all


def opened(window, kind):
    return next(sheet for sheet in window.findChildren(Sheet) if isinstance(sheet, kind) and sheet.isVisible())


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifier)


def issue(page, window, desk, evaluation):
    state_all(desk, evaluation)
    page.refresh(None)
    window.commands.run("report.issue")
    opened(window, IssueSheet)._accept()


def test_a_workspace_without_reports_teaches_how_to_start(window):
    page = window.current_page()
    assert page.list._stack.currentIndex() == 1


def test_the_list_names_state_client_and_pages(window, report):
    page = window.current_page()
    page.refresh(None)
    (row,) = page.list.table.rows_model.rows
    assert (row.title, row.client, row.state) == ("Recommendation for Harbour Bakeries", "Harbour Bakeries", "draft")
    assert page.title_bar.state == "1 report, 1 draft"


def test_a_report_is_started_from_an_evaluation(window, desk, evaluation):
    window.commands.run("report.start")
    opened(window, StartSheet)._accept()
    page = window.current_page()
    assert page.title_bar.title == "Recommendation for Harbour Bakeries"
    assert desk.reports.draft_of(evaluation) == page.open_id


def test_the_last_step_of_an_evaluation_opens_its_draft_or_starts_one(window, desk, evaluation):
    window.open_record("evaluation_report", evaluation)
    first = window.current_page().open_id
    window.current_page().back()
    window.open_record("evaluation_report", evaluation)
    assert window.current_page().open_id == first
    assert len(desk.reports.list()) == 1


def test_the_pages_are_there_at_once_and_counted(page):
    assert len(page.view.pages.images.sizes) > 5
    assert page.title_bar.state == f"draft, {len(page.view.pages.images.sizes)} pages"
    assert page.view.foot.place.text() == f"Page 1 of {len(page.view.pages.images.sizes)}"
    assert page.view.foot.state.text().startswith("rebuilt in ")


def test_switching_a_section_off_rebuilds_after_a_pause_and_keeps_page_and_zoom(page, worker, desk, report, qtbot):
    view = page.view
    before = len(view.pages.images.sizes)
    view.pages.set_zoom(0.5)
    view.pages.go(1)
    builds = worker.builds
    sections = view.options.sections
    sections._current = sections.order.index(Section.METHOD)
    press(sections, Qt.Key.Key_Space)
    assert Section.METHOD not in desk.reports.sheet(report).sections
    assert worker.builds == builds
    qtbot.waitUntil(lambda: worker.builds == builds + 1)
    assert len(view.pages.images.sizes) < before
    assert view.pages.zoom == 0.5
    assert view.pages.page == 1


def test_disclosure_cannot_be_switched_off(page, desk, report):
    sections = page.view.options.sections
    sections._current = sections.order.index(Section.DISCLOSURE)
    press(sections, Qt.Key.Key_Space)
    assert Section.DISCLOSURE in desk.reports.sheet(report).sections
    QTest.mouseClick(sections, Qt.MouseButton.LeftButton, pos=QPoint(30, 4 + 2 * ROW + 10))
    assert Section.DISCLOSURE in sections.sections


def test_alt_down_moves_a_section_and_dragging_does_too(page, desk, report):
    sections = page.view.options.sections
    sections._current = sections.order.index(Section.NEEDS)
    press(sections, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    order = desk.reports.sheet(report).sections
    assert order.index(Section.NEEDS) == order.index(Section.RANKING) + 1
    last = len(sections.order) - 1
    QTest.mousePress(sections, Qt.MouseButton.LeftButton, pos=QPoint(150, 4 + last * ROW + 10))
    QTest.mouseMove(sections, QPoint(150, 4 + 4 * ROW + 10))
    QTest.mouseRelease(sections, Qt.MouseButton.LeftButton, pos=QPoint(150, 4 + 4 * ROW + 10))
    assert desk.reports.sheet(report).sections.index(Section.REJECTED) == 4


def test_paper_and_marking_are_kept_with_the_report(page, desk, report):
    page.view.options.page.chosen.emit("Letter")
    page.view.options.marking.chosen.emit("Public")
    sheet = desk.reports.sheet(report)
    assert (sheet.page_size.value, sheet.marking) == ("Letter", "Public")


def test_the_title_is_written_where_it_is_said_for_whom(page, window, desk, report):
    page.view.options.show_tab("words")
    title = page.view.options.words.title
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "A desk for 14 shops")
    press(title, Qt.Key.Key_Return)
    assert desk.reports.sheet(report).row.title == "A desk for 14 shops"
    assert page.title_bar.title == "A desk for 14 shops"


@pytest.fixture
def locked(desk, evaluation, page, window, qtbot):
    """The page with weights and scores locked, as a person does it from the report."""
    page.view.options.words.interests.lock_button.click()
    QApplication.activeModalWidget().do.click()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return page


def test_interests_are_hidden_until_they_are_locked_from_here(page, desk, evaluation):
    blockers = [item.place for item in page.view.options.ready.items if item.weight is Weight.BLOCKER]
    assert blockers == [Place.LOCK]
    assert page.view.options.words.interests.lines == []
    page.issue()
    assert isinstance(QApplication.activeModalWidget(), LockSheet)
    QApplication.activeModalWidget().do.click()
    assert len(page.view.options.words.interests.lines) == 4
    assert not page.view.options.words.interests.lock_button.isVisibleTo(page)


@pytest.mark.usefixtures("locked")
def test_the_line_about_the_lock_lists_what_changed_after_it(page):
    page.view.options.open_place(Place.LOCK)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ChangesSheet)
    sheet.accept()


@pytest.mark.usefixtures("locked")
def test_what_keeps_the_report_back_leads_to_where_it_is_mended(page, window, desk, evaluation):
    blockers = [item for item in page.view.options.ready.items if item.weight is Weight.BLOCKER]
    assert [item.place for item in blockers] == [Place.INTERESTS]
    page.issue()
    assert page.view.options.tabs.current() == "words"
    assert page.view.options.words.interests.lines[0].kind.hasFocus()
    assert not [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()]


def test_a_line_about_scores_opens_the_scores_of_the_evaluation(page, evaluation):
    went = []
    page.shell.open_part = lambda *where: went.append(where)
    page.view.options.open_place(Place.SCORES)
    assert went == [("evaluation", evaluation, "step", "scores")]


@pytest.mark.usefixtures("locked")
def test_stating_that_nothing_is_paid_takes_one_choice(page, desk, evaluation):
    line = page.view.options.words.interests.lines[0]
    line.kind._choose("none")
    stated = [row for row in desk.evaluations.sheet(evaluation).interests if row.stated]
    assert [row.kind for row in stated] == [InterestKind.NONE]


@pytest.mark.usefixtures("locked")
def test_a_payment_is_stated_with_its_words_and_amount(page, window, desk, evaluation):
    page.view.options.words.interests.lines[0].kind._choose("affiliate")
    sheet = opened(window, InterestSheet)
    sheet.basis.setText("20 % of the first-year fees")
    sheet.expected._amount.setText("1,650")
    sheet._buttons.itemAt(sheet._buttons.count() - 1).widget().click()
    (stated,) = [row for row in desk.evaluations.sheet(evaluation).interests if row.stated]
    assert (stated.kind, stated.basis, stated.expected.minor) == (
        InterestKind.AFFILIATE, "20 % of the first-year fees", 165_000,
    )  # fmt: skip


@pytest.mark.usefixtures("locked")
def test_interests_are_stated_one_after_the_other_by_keyboard(page, window, desk, evaluation):
    page.issue()
    for _ in page.view.options.words.interests.lines:
        press(QApplication.focusWidget(), Qt.Key.Key_Down)
        menu = QApplication.activePopupWidget()
        press(menu, Qt.Key.Key_Down)
        press(menu, Qt.Key.Key_Return)
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    stated = [row.kind for row in desk.evaluations.sheet(evaluation).interests if row.stated]
    assert stated == [InterestKind.NONE] * len(page.view.options.words.interests.lines)


def test_reasons_are_written_one_after_the_other_by_keyboard(page, desk, evaluation):
    page.view.options.show_tab("words")
    box = page.view.options.words.boxes["reason"]
    box.add_button.click()
    QApplication.focusWidget().insertPlainText("Four of five systems are linked")
    press(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.focusWidget().insertPlainText("First useful answer after 4 hours")
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    reasons = desk.evaluations.recommendation(evaluation).reasons
    assert [row.text for row in reasons] == [
        "One owner per request", "Four of five systems are linked", "First useful answer after 4 hours",
    ]  # fmt: skip
    assert len(box.lines) == 3


def test_what_is_typed_while_a_new_item_is_being_saved_is_kept(page, window, desk, evaluation, held_writes):
    page.view.options.show_tab("words")
    box = page.view.options.words.boxes["risk"]
    held_writes.hold(window.shell.jobs)
    box.add_button.click()
    QApplication.focusWidget().insertPlainText("A slower start")
    QApplication.focusWidget().commit()
    press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QApplication.focusWidget().insertPlainText("Two training mornings")
    press(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.focusWidget().insertPlainText("Prices may rise")
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    held_writes.release()
    risks = desk.evaluations.recommendation(evaluation).risks
    assert [(row.text, row.detail) for row in risks] == [
        ("A slower start", "Two training mornings"), ("Prices may rise", ""),
    ]  # fmt: skip
    assert [line.prose.text() for line in box.lines] == ["A slower start", "Prices may rise"]


def test_a_risk_left_without_a_word_leaves_the_keyboard_in_its_box(page):
    page.view.options.show_tab("words")
    box = page.view.options.words.boxes["risk"]
    box.add()
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert box.lines == []
    assert box.add_button.hasFocus()


def test_a_risk_carries_its_answer_and_a_step_its_date(page, window, desk, evaluation):
    page.view.options.show_tab("words")
    boxes = page.view.options.words.boxes
    boxes["risk"].add()
    QApplication.focusWidget().insertPlainText("A slower start")
    press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QApplication.focusWidget().insertPlainText("Two training mornings")
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    boxes["step"].add()
    QApplication.focusWidget().insertPlainText("Presentation")
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    boxes["step"].lines[0].extra.click()
    sheet = opened(window, DaySheet)
    sheet.day.setText("+3d")
    sheet._accept()
    words = desk.evaluations.recommendation(evaluation)
    assert (words.risks[0].text, words.risks[0].detail) == ("A slower start", "Two training mornings")
    assert words.steps[0].due_on == "2026-11-24"


def test_tab_goes_on_from_a_new_step_to_its_date(page, window, desk, evaluation):
    page.view.options.show_tab("words")
    box = page.view.options.words.boxes["step"]
    box.add_button.click()
    QApplication.focusWidget().insertPlainText("Presentation")
    press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is box.lines[0].extra
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    sheet = opened(window, DaySheet)
    sheet.day.setText("+3d")
    sheet._accept()
    (step,) = desk.evaluations.recommendation(evaluation).steps
    assert (step.text, step.due_on) == ("Presentation", "2026-11-24")


def test_a_step_that_is_still_being_stored_keeps_the_date_it_is_given(page, window, desk, evaluation, held_writes):
    page.view.options.show_tab("words")
    box = page.view.options.words.boxes["step"]
    held_writes.hold(window.shell.jobs)
    box.add_button.click()
    QApplication.focusWidget().insertPlainText("Presentation")
    press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    sheet = opened(window, DaySheet)
    sheet.day.setText("+3d")
    sheet._accept()
    held_writes.release()
    (step,) = desk.evaluations.recommendation(evaluation).steps
    assert (step.text, step.due_on) == ("Presentation", "2026-11-24")


def test_tab_goes_on_from_a_new_reason_to_its_criterion(page, desk, evaluation):
    page.view.options.show_tab("words")
    box = page.view.options.words.boxes["reason"]
    box.add_button.click()
    QApplication.focusWidget().insertPlainText("Staff learn it in a morning")
    press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is box.lines[-1].extra
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    press(menu, Qt.Key.Key_Up)
    press(menu, Qt.Key.Key_Up)
    press(menu, Qt.Key.Key_Return)
    reason = desk.evaluations.recommendation(evaluation).reasons[-1]
    assert (reason.text, bool(reason.criterion)) == ("Staff learn it in a morning", True)


def test_an_item_without_words_has_no_date_to_go_on_to(page):
    page.view.options.show_tab("words")
    box = page.view.options.words.boxes["step"]
    box.add_button.click()
    assert not box.lines[0].extra.isEnabled()


def test_a_deleted_reason_comes_back_by_undo(page, window, desk, evaluation):
    box = page.view.options.words.boxes["reason"]
    box.lines[0].deleted.emit()
    assert desk.evaluations.recommendation(evaluation).reasons == ()
    window.commands.run("edit.undo")
    assert len(box.lines) == 1


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


def test_a_deleted_report_leaves_the_list_and_comes_back(page, window, desk):
    window.commands.run("report.trash")
    assert page.open_id == ""
    assert desk.reports.list() == ()
    window.commands.run("edit.undo")
    assert len(page.list.table.rows_model.rows) == 1


def test_escape_leads_back_to_the_list(page, window):
    press(page.view.options.sections, Qt.Key.Key_Escape)
    assert page.open_id == ""
    assert page.title_bar.title == "Reports"


def test_the_keys_walk_through_pages_and_zoom(page):
    pages = page.view.pages
    pages.setFocus()
    press(pages, Qt.Key.Key_PageDown)
    assert pages.page == 1
    assert page.view.thumbs.currentIndex().row() == 1
    press(pages, Qt.Key.Key_Plus)
    assert pages.zoom > 0.5
    press(pages, Qt.Key.Key_End)
    assert pages.page == len(pages.images.sizes) - 1
    press(pages, Qt.Key.Key_Home)
    assert pages.page == 0


def test_choosing_a_section_shows_the_page_it_begins_on(page):
    page.view.options.section_chosen.emit(Section.METHOD)
    method = dict(page._preview.document.headings)["Method"]
    assert page.view.pages.page == method


def test_an_evaluation_that_cannot_be_reported_yet_says_why(window, desk):
    empty = desk.evaluations.create("Nothing yet").value
    report = desk.reports.create(empty).value
    page = window.current_page()
    page.open(report)
    assert page.view.foot.state.text() == "not built"
    assert page.view.pages._message
    assert [item.weight for item in page.view.options.ready.items] == [Weight.BLOCKER]


def test_every_control_of_a_report_has_a_name(page):
    for tab in ("layout", "words"):
        page.view.options.show_tab(tab)
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit):
            for control in page.findChildren(kind):
                if control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    assert control.accessibleName(), control
    assert page.view.pages.accessibleName().startswith("Pages of the report: page 1 of ")


@pytest.mark.parametrize("title", ["a/b: c?", "🥐", "x" * 500, "<b>&"])
def test_a_file_is_named_after_the_report_as_far_as_file_systems_allow(page, desk, report, title):
    desk.reports.edit(report, title=title)
    name = file_name(desk.reports.sheet(report))
    assert name.endswith(", draft.pdf")
    assert not set(name) & set('/\\:*?"<>|')
    assert len(name) < 120


def test_an_interest_says_what_is_paid(qtbot):
    sheet = InterestSheet(None, "Contoso Flow", InterestKind.AFFILIATE, None, "EUR")
    qtbot.addWidget(sheet)
    with pytest.raises(UserError, match="what is paid"):
        sheet.draft()
    sheet.basis.setText("20 % of the first year")
    assert sheet.draft().basis == "20 % of the first year"


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
