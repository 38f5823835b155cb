"""What is said of each finalist, and the plan of adoption, are written beside the report."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from consultant_desk.services.evaluations import ItemDraft
from consultant_desk.services.readiness import Place
from tests.ui.reports.doing import press


def test_every_candidate_but_what_the_client_has_is_a_folded_group(page):
    page.view.options.show_tab("words")
    groups = page.view.options.words.finalists.groups
    assert [group.fold.text() for group in groups] == ["Northwind Desk", "Contoso Flow", "Fabrikam One", "Tailspin CRM"]
    assert groups[0].fold.accessibleName() == "Northwind Desk, nothing said yet, folded"
    assert groups[0].boxes == {}


def test_a_flaw_of_a_finalist_is_written_by_keyboard_and_taken_back_by_undo(page, window, desk, evaluation):
    page.view.options.show_tab("words")
    group = page.view.options.words.finalists.groups[1]
    group.fold.setFocus()
    press(group.fold, Qt.Key.Key_Right)
    group.boxes["flaw"].add_button.click()
    QApplication.focusWidget().insertPlainText("A thin book-keeping link")
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    (row,) = desk.evaluations.recommendation(evaluation).said_of("contoso", "flaw")
    assert row.text == "A thin book-keeping link"
    assert group.fold.accessibleName() == "Contoso Flow, 1 said, open"
    window.commands.run("edit.undo")
    assert group.boxes["flaw"].lines == []


def test_what_is_said_of_a_finalist_is_moved_edited_and_deleted_in_place(page, desk, evaluation):
    for text in ("One inbox", "One owner"):
        desk.evaluations.add_recommendation_item(evaluation, "fit", ItemDraft(text, candidate="northwind"))
    page.refresh(None)
    page.view.options.show_tab("words")
    group = page.view.options.words.finalists.groups[0]
    group.open()
    box = group.boxes["fit"]
    press(box.lines[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    box.lines[0].prose.edit()
    QApplication.focusWidget().insertPlainText(" per request")
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    press(box.lines[1], Qt.Key.Key_Delete)
    assert [row.text for row in desk.evaluations.recommendation(evaluation).said_of("northwind", "fit")] == [
        "One owner per request"
    ]


def test_check_ins_are_proposed_while_there_is_no_plan(page, window, desk, evaluation):
    page.view.options.show_tab("words")
    box = page.view.options.words.boxes["adoption"]
    page.view.options.open_place(Place.ADOPTION)
    assert box.propose_button.hasFocus()
    press(box.propose_button, Qt.Key.Key_Return)
    assert [line.prose.text() for line in box.lines] == [
        "Check-in after 30 days", "Check-in after 90 days", "Check-in after a year",
    ]  # fmt: skip
    assert not box.propose_button.isVisibleTo(box)
    assert box.add_button.hasFocus()
    window.commands.run("edit.undo")
    assert box.propose_button.isVisibleTo(box)


def test_a_check_in_says_how_one_sees_that_it_worked(page, desk, evaluation):
    page.view.options.show_tab("words")
    page.view.options.words.boxes["adoption"].add()
    QApplication.focusWidget().insertPlainText("Look at the inbox together")
    press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QApplication.focusWidget().insertPlainText("No request is older than a day")
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    (row,) = desk.evaluations.recommendation(evaluation).adoption
    assert (row.text, row.detail) == ("Look at the inbox together", "No request is older than a day")


def test_a_line_of_the_list_leads_to_the_very_step_or_product(page, desk, evaluation):
    late = desk.evaluations.add_recommendation_item(
        evaluation, "step", ItemDraft("Presentation", due_on="2026-11-01")
    ).value
    page.refresh(None)
    options = page.view.options
    item = next(item for item in options.ready.items if item.target == late)
    options.ready.opened.emit(item)
    assert options.tabs.current() == "words"
    assert options.words.boxes["step"].lines[0].prose.hasFocus()
    options.open_place(Place.FINALISTS, "fabrikam")
    assert options.words.finalists.groups[2].boxes["fit"].add_button.hasFocus()


def test_a_price_that_is_old_leads_to_its_product(page, window):
    gone = []
    window.shell.open_record = lambda kind, record_id: gone.append((kind, record_id))
    page.view.options.open_place(Place.CATALOGUE, "product-1")
    assert gone == [("product", "product-1")]
