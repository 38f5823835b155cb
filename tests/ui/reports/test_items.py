"""Reasons, risks and next steps are written into the recommendation."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.reports.doing import opened, press
from ui.reports.items_box import DaySheet


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
    page.view.options.show_tab("words")
    box = page.view.options.words.boxes["reason"]
    box.lines[0].deleted.emit()
    assert desk.evaluations.recommendation(evaluation).reasons == ()
    window.commands.run("edit.undo")
    assert len(box.lines) == 1
