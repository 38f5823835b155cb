"""What is typed and pasted in the step Scores, and what is stored afterwards."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from consultant_desk.services.evaluations import ScoreEdit
from tests.ui.evaluations.looking import at_work, cell_of, dialog
from ui.evaluations.paste_sheet import PasteSheet
from ui.widgets.buttons import Button


def test_a_typed_score_is_stored_and_the_ranking_follows(bench, desk, stored, qtbot):
    bench.go("scores")
    bench.session.select("support", "contoso")
    matrix = bench.scores.matrix
    matrix.setFocus()
    QTest.keyClicks(matrix, "2")
    QTest.keyClick(matrix.viewport().findChild(QLineEdit), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell_of(desk, stored, "contoso", "support").value == 2.0)
    assert bench.session.result.verdict.winner == "contoso"
    assert bench.session.last_change.what == "Support response, Contoso Flow: 7 h → 2 h"


def test_a_level_is_picked_by_its_first_letters(bench, desk, stored, qtbot):
    bench.go("scores")
    bench.session.select("inbox", "tailspin")
    matrix = bench.scores.matrix
    QTest.keyClicks(matrix, "g")
    QTest.keyClick(matrix.viewport().findChild(QLineEdit), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell_of(desk, stored, "tailspin", "inbox").value == "Good")


def test_words_in_a_number_cell_are_refused_with_a_reason(bench, desk, stored, window):
    bench.go("scores")
    matrix = bench.scores.matrix
    matrix.enter_text(matrix.scores.place_of("contoso", "support"), "fast")
    assert cell_of(desk, stored, "contoso", "support").value == 7.0
    assert "not a number" in window.toast.message


def test_letters_in_a_score_of_numbers_are_refused_once_when_they_are_entered(bench, desk, stored, window, qtbot):
    bench.go("scores")
    said = []
    bench.scores.remarked.connect(said.append)
    matrix = bench.scores.matrix
    matrix.setCurrentIndex(matrix.scores.place_of("northwind", "support"))
    QTest.keyClick(matrix, Qt.Key.Key_A)
    field = matrix.viewport().findChild(QLineEdit)
    QTest.keyClicks(field, "bc")
    assert said == []
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["“abc” is not a number, but Support response is measured in numbers."]
    assert window.toast.message == said[0]
    assert cell_of(desk, stored, "northwind", "support").value == 4.0


def test_letters_in_the_editor_are_refused_once_typing_has_ended(bench, desk, stored, qtbot):
    bench.go("scores")
    bench.session.select("support", "contoso")
    editor = bench.scores.editor
    editor.focus_value()
    QTest.keyClicks(editor._value, "fast")
    editor._value._pause.flush()
    assert not editor._said.isVisible()
    QTest.keyClick(editor._value, Qt.Key.Key_Return)
    assert editor._said.isVisible()
    assert (
        editor._said.text()
        == editor._value.problem
        == ("“fast” is not a number, but Support response is measured in numbers.")
    )
    editor._value.selectAll()
    QTest.keyClicks(editor._value, "5")
    QTest.keyClick(editor._value, Qt.Key.Key_Return)
    assert not editor._said.isVisible()
    assert cell_of(desk, stored, "contoso", "support").value == 5.0


def test_a_score_beyond_its_scale_is_taken_and_says_what_it_counts_as(bench, desk, stored, window):
    bench.go("scores")
    bench.session.select("support", "contoso")
    bench.scores.matrix.enter_text(bench.scores.matrix.scores.place_of("contoso", "support"), "-5")
    words = "−5 h lies beyond the scale of Support response, 24 h to 1 h, and counts as 1 h."
    assert window.toast.message == words
    assert cell_of(desk, stored, "contoso", "support").value == -5.0
    editor = bench.scores.editor
    assert editor._said.isVisible()
    assert editor._said.text() == words
    bench.session.select("support", "northwind")
    assert not editor._said.isVisible()


def test_u_makes_a_score_unknown_and_undo_brings_it_back(bench, desk, stored, window):
    bench.go("scores")
    bench.session.select("support", "contoso")
    QTest.keyClick(bench.scores.matrix, Qt.Key.Key_U)
    assert cell_of(desk, stored, "contoso", "support").unknown
    window.commands.run("edit.undo")
    assert cell_of(desk, stored, "contoso", "support").value == 7.0


def test_enter_in_a_cell_keeps_the_keyboard_in_the_matrix_and_u_there_means_unknown(bench, desk, stored, window, qtbot):
    at_work(window, qtbot)
    bench.go("scores")
    matrix = bench.scores.matrix
    matrix.setFocus()
    matrix.setCurrentIndex(matrix.scores.place_of("contoso", "support"))
    for typed in ("5", "u"):
        QTest.keyClick(matrix, Qt.Key.Key_F2)
        field = matrix.indexWidget(matrix.currentIndex())
        field.selectAll()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        QApplication.processEvents()
        assert matrix.hasFocus()
        assert matrix.currentIndex() == matrix.scores.place_of("contoso", "support")
        assert cell_of(desk, stored, "contoso", "support").value == (5.0 if typed == "5" else None)


def test_what_is_typed_stays_when_something_else_is_stored_meanwhile(bench, desk, stored, page):
    bench.go("scores")
    bench.session.select("support", "contoso")
    matrix = bench.scores.matrix
    QTest.keyClicks(matrix, "1")
    page.shell.write(lambda: desk.evaluations.edit(stored, question="Which one?"))
    assert matrix.viewport().findChild(QLineEdit).text() == "1"
    QTest.keyClick(matrix.viewport().findChild(QLineEdit), Qt.Key.Key_Escape)


def test_a_block_is_pasted_as_one_step(bench, desk, stored, window):
    bench.go("scores")
    bench.session.select("order", "northwind")
    bench.scores.matrix.paste("30\t21\n8\t4\n")
    assert cell_of(desk, stored, "northwind", "order").value == 30.0
    assert cell_of(desk, stored, "contoso", "learn").value == 4.0
    window.commands.run("edit.undo")
    assert cell_of(desk, stored, "northwind", "order").value == 32.0
    assert cell_of(desk, stored, "contoso", "learn").value == 4.5


def test_what_cannot_be_read_is_shown_with_its_place_before_anything_changes(bench, desk, stored):
    bench.go("scores")
    bench.session.select("order", "northwind")
    bench.scores.matrix.paste("30\tsoon\n")
    sheet = dialog(PasteSheet)
    assert sheet.windowTitle() == "1 of 2 values can be pasted"
    assert cell_of(desk, stored, "northwind", "order").value == 32.0
    sheet.accept()
    assert cell_of(desk, stored, "northwind", "order").value == 30.0
    assert cell_of(desk, stored, "contoso", "order").value == 20.0


def test_a_copied_range_can_be_pasted_elsewhere(bench, qapp):
    bench.go("scores")
    matrix = bench.scores.matrix
    bench.session.select("support", "contoso")
    matrix.copy()
    assert qapp.clipboard().text() == "7"


def test_the_editor_stores_rationale_and_confidence(bench, desk, stored):
    bench.go("scores")
    bench.session.select("support", "contoso")
    editor = bench.scores.editor
    editor.focus_value()
    editor.refresh()
    rationale = editor.findChild(type(editor._rationale))
    QTest.keyClicks(rationale, "Asked twice.")
    bench.flush()
    assert cell_of(desk, stored, "contoso", "support").rationale == "Asked twice."


def test_a_score_that_was_searched_for_is_chosen(page, window, desk, stored):
    desk.evaluations.set_scores(stored, [ScoreEdit("fabrikam", "report", rationale="Zephyr exports")])
    (found,) = desk.search.find("Zephyr")
    window.open_part(found.home_kind, found.home_id, found.kind, found.id)
    bench = page.workbench
    assert (bench.current, bench.session.candidate, bench.session.criterion) == ("scores", "fabrikam", "report")
    bench.session.select("inbox", "contoso")
    bench.go("criteria")
    window.open_part(found.home_kind, found.home_id, found.kind, found.id)
    assert (bench.current, bench.session.candidate, bench.session.criterion) == ("scores", "fabrikam", "report")


def test_escape_leaves_an_evaluation_that_has_nothing_to_score_yet(page, desk):
    page.open(desk.evaluations.create("Fresh").value, "scores")
    way = next(one for one in page.workbench.scores.findChildren(Button) if one.text() == "Go to Criteria")
    way.setFocus()
    QTest.keyClick(way, Qt.Key.Key_Escape)
    assert page.workbench is None
