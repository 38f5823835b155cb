"""What goes out of an evaluation and comes back, by what a person does and sees."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from consultant_desk.domain.evaluation.matrix_plan import CellOutcome
from consultant_desk.domain.evaluation.questionnaire import AnsweredCriterion, Asked, Comparison, QuestionnaireAnswer
from consultant_desk.services.evaluations import CriterionDraft, ScoreEdit
from consultant_desk.services.evaluations.questionnaires import AnswerCheck
from tests.services.test_questionnaires import answer_to
from tests.ui.evaluations.looking import dialog
from ui.evaluations.matrix_files import TableSource, suggested_name, with_suffix
from ui.evaluations.matrix_import import MatrixImportSheet
from ui.evaluations.questionnaire_sheets import AnswerSheet, SendSheet, _sentences
from ui.widgets.dialogs import Sheet
from ui.widgets.text import Text

TABLE = "\tNorthwind Desk\tAdatum\nOrder lookup\t12\tabc\nBackups\t1\t8\n"


@pytest.fixture
def bench(page, stored):
    page.open(stored, "scores")
    return page.workbench


def choose(sheet, dropdown, words):
    """Open a menu by keyboard and take the line with these words."""
    menu = next(item for item in dropdown.findChildren(QMenu))
    action = next(action for action in menu.actions() if action.text() == words)
    action.trigger()
    menu.close()


def test_a_table_pasted_with_its_names_is_planned_and_applied_as_one_step(bench, desk, stored):
    before = desk.evaluations.export(stored)
    bench.scores.matrix.paste(TABLE)
    sheet = dialog(MatrixImportSheet)
    assert sheet.plan.counts[CellOutcome.FAULTY] == 1
    assert sheet._apply.text() == "Apply 3 scores"
    sheet._apply.click()
    problem = desk.evaluations.problem(stored)
    assert problem.cell_index()["northwind", "order"].value == 12.0
    assert problem.criteria[-1].name == "Backups"
    assert bench.session.problem.candidates[-1].name == "Adatum"
    assert desk.undo_state().undo == "Import matrix, 3 scores"
    desk.undo()
    assert desk.evaluations.export(stored) == before


def test_a_block_without_names_is_still_pasted_into_the_cells(bench, desk, stored):
    bench.session.select("order", "northwind")
    bench.scores.matrix.paste("11\t12\n")
    index = desk.evaluations.problem(stored).cell_index()
    assert (index["northwind", "order"].value, index["contoso", "order"].value) == (11.0, 12.0)


def test_a_cell_says_what_becomes_of_it_in_words(bench, page):
    page.exchange.import_text(TABLE)
    sheet = dialog(MatrixImportSheet)
    model = sheet.table.preview
    spoken = [model.data(model.index(0, column), Qt.ItemDataRole.AccessibleTextRole) for column in (0, 1)]
    assert spoken[0] == "B2, Order lookup, Northwind Desk: 12, was 32 s."
    assert spoken[1].startswith("C2, Order lookup, Adatum: abc, cannot be read. “abc” is not a number")
    sheet.table.setCurrentIndex(model.index(0, 1))
    assert sheet._detail.text().startswith("C2: “abc” is not a number")
    sheet.reject()


def test_rows_and_columns_are_decided_by_keyboard_alone(bench, page, desk, stored, qtbot):
    page.exchange.import_text(TABLE)
    sheet = dialog(MatrixImportSheet)
    qtbot.waitUntil(sheet.table.hasFocus)
    QTest.keyClick(sheet.table, Qt.Key.Key_Down)
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    choose(sheet, sheet._row_becomes, "Leave out")
    assert [cell.outcome for cell in sheet.plan.cells[1]] == [CellOutcome.SKIPPED] * 2
    QTest.keyClick(sheet.table, Qt.Key.Key_Right)
    QTest.keyClick(sheet.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    choose(sheet, sheet._column_becomes, "Contoso Flow")
    assert sheet.plan.candidates[1].key == "contoso"
    assert sheet.isVisible()
    sheet._apply.click()
    assert len(desk.evaluations.problem(stored).candidates) == 5


def test_two_columns_for_one_product_cannot_be_applied_and_the_sheet_says_why(bench, page):
    page.exchange.import_text(TABLE)
    sheet = dialog(MatrixImportSheet)
    sheet.table.setCurrentIndex(sheet.table.preview.index(0, 1))
    sheet._decide_column("there:northwind")
    assert not sheet._apply.isEnabled()
    assert sheet.problem.text() == "B1 and C1: both become “Northwind Desk”; expected one of them."
    sheet._decide_column("skip")
    assert sheet._apply.isEnabled()
    sheet.reject()


def test_the_next_to_look_at_walks_through_faults_and_proposals(bench, page):
    page.exchange.import_text(TABLE)
    sheet = dialog(MatrixImportSheet)
    seen = []
    for _ in range(3):
        sheet._look_at_next()
        seen.append((sheet.table.currentIndex().row(), sheet.table.currentIndex().column()))
    assert seen == [(0, 1), (1, 0), (0, 1)]
    assert "The scale is a proposal" in _detail_at(sheet, 1, 0)
    sheet.reject()


def _detail_at(sheet, row, column):
    sheet.table.setCurrentIndex(sheet.table.preview.index(row, column))
    return sheet._detail.text()


def test_a_matrix_that_lies_the_other_way_is_turned_by_a_choice(bench, page):
    page.exchange.import_text("\tOrder lookup\tBackups\nNorthwind Desk\t1\t2\n")
    sheet = dialog(MatrixImportSheet)
    assert sheet._sides.value() == "rows"
    sheet._sides.chosen.emit("columns")
    assert [line.header.text for line in sheet.plan.criteria] == ["Northwind Desk"]
    sheet.reject()


def test_how_numbers_are_written_can_be_said(bench, page):
    page.exchange.import_text("\tNorthwind Desk\nOrder lookup\t1.500\n")
    sheet = dialog(MatrixImportSheet)
    assert sheet.plan.cells[0][0].entry.value == 1.5
    sheet._marks.chosen.emit("comma")
    assert sheet.plan.cells[0][0].entry.value == 1500.0
    sheet.reject()


def test_what_is_no_matrix_is_said_in_the_sheet(bench, page):
    page.exchange.import_table(TableSource("twice.csv", b",A,a\nx,1,2\n"))
    sheet = dialog(MatrixImportSheet)
    assert sheet.problem.text().startswith("Column B and column C are both called “a”.")
    assert not sheet._apply.isEnabled()
    sheet.reject()


def test_a_plan_that_is_out_of_date_is_shown_anew_instead_of_applied(bench, page, desk, stored):
    page.exchange.import_text("\tNorthwind Desk\nOrder lookup\t12\n")
    sheet = dialog(MatrixImportSheet)
    desk.evaluations.set_scores(stored, [ScoreEdit("northwind", "order", 50.0)])
    sheet._apply.click()
    assert sheet.isVisible()
    assert "was changed after this plan was made" in sheet.problem.text()
    assert sheet.plan.cells[0][0].before.value == 50.0
    sheet._apply.click()
    assert desk.evaluations.problem(stored).cell_index()["northwind", "order"].value == 12.0


def test_a_workbook_offers_its_sheets_and_becomes_a_new_evaluation(page, desk, tmp_path):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name, value in (("First", 1), ("Second", 2)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["", "A", "B"])
            sheet.write_row(1, 0, ["Speed", value, 5])
    file = tmp_path / "Comparison.xlsx"
    file.write_bytes(stream.getvalue())
    page.exchange.import_path(file)
    sheet = dialog(MatrixImportSheet)
    sheet._sheets.chosen.emit("Second")
    assert sheet._title.text() == "Comparison"
    sheet._apply.click()
    problem = desk.evaluations.problem(desk.evaluations.find_id("Comparison"))
    assert problem.cell_index()["a", "speed"].value == 2.0
    assert page.workbench.current == "scores"


@pytest.mark.parametrize(("name", "taken"), [("a.csv", True), ("a.xlsx", True), ("a.json", True), ("a.pdf", False)])
def test_a_file_is_dropped_on_the_page(page, tmp_path, name, taken):
    (tmp_path / name).write_text(",A\nx,1\n", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPointF(5, 5).toPoint(), Qt.DropAction.CopyAction, data, buttons, keys)
    entered.ignore()
    page.dragEnterEvent(entered)
    assert entered.isAccepted() is taken
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    kind = AnswerSheet if name.endswith("json") else MatrixImportSheet
    if taken:
        dialog(kind).reject()
    else:
        assert not [
            widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()
        ]


def test_an_empty_clipboard_is_said(page):
    QGuiApplication.clipboard().clear()
    page.exchange.paste_table()
    assert "There is no table on the clipboard" in page.shell.toast.accessibleName() or page.shell.toast.isVisible()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".md", ".json"])
def test_the_matrix_is_exported_by_its_ending(bench, page, tmp_path, suffix):
    page.exchange.export_path(tmp_path / f"out{suffix}")
    assert (tmp_path / f"out{suffix}").stat().st_size > 500


def test_a_file_that_cannot_be_written_is_told(bench, page, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(type(page.shell), "told", lambda _self, error: told.append(error.sentence()))
    page.exchange.export_path(tmp_path / "missing" / "out.csv")
    assert told == ["out.csv cannot be written: No such file or directory. What was there before is kept."]


def test_names_of_files_are_suggested_and_completed():
    assert suggested_name('a/b: "c"', ".xlsx") == "a b c.xlsx"
    assert suggested_name("///", ".md") == "evaluation.md"
    assert with_suffix("/x/out", "CSV, the matrix (*.csv)", (".csv",)) == Path("/x/out.csv")
    assert with_suffix("/x/out.v2", "Workbook (*.xlsx)", (".xlsx",)) == Path("/x/out.v2.xlsx")
    assert with_suffix("/x/out.CSV", "Workbook (*.xlsx)", (".xlsx", ".csv")) == Path("/x/out.CSV")


def test_a_questionnaire_is_saved_and_its_answer_taken_in(bench, page, desk, stored, tmp_path, monkeypatch):
    form = tmp_path / "form.html"
    monkeypatch.setattr("ui.evaluations.exchange.QFileDialog.getSaveFileName", lambda *_args: (str(form), ""))
    page.exchange.send()
    sheet = dialog(SendSheet)
    sheet._name.setText("  Chris  Doyle ")
    sheet._take()
    text = answer_to(form.read_text("utf-8"), {"inbox": 100})
    page.exchange.take_answer()
    sheet = dialog(AnswerSheet)
    sheet._text.setPlainText(text)
    sheet._press()
    assert sheet._told.text().startswith("Chris Doyle answered 9 questions")
    assert sheet._take.text() == "Take the answer"
    sheet._press()
    assert not any(isinstance(widget, AnswerSheet) and widget.isVisible() for widget in QApplication.topLevelWidgets())
    assert "Chris Doyle" in [one.name for one in desk.evaluations.problem(stored).stakeholders]
    assert desk.undo_state().undo == "Take in answer of Chris Doyle"


def test_a_name_is_asked_for_before_a_questionnaire_is_made(bench, page):
    page.exchange.send()
    sheet = dialog(SendSheet)
    sheet._name.setText(" ")
    sheet._take()
    assert sheet.isVisible()
    assert "for somebody" in sheet.problem.text()
    sheet.reject()


def test_what_changed_since_a_questionnaire_is_said_before_what_fits_is_taken(page, desk, stored, tmp_path):
    from ui.entry import formats

    text = answer_to(desk.evaluations.questionnaire(stored, "Owner", formats()).html)
    desk.evaluations.add_criterion(stored, CriterionDraft("Backups"))
    file = tmp_path / "answer.json"
    file.write_text(text, "utf-8")
    page.exchange.take_drop(file)
    sheet = dialog(AnswerSheet)
    assert "– “Backups” was added." in sheet._told.text()
    assert sheet._take.text() == "Take the 9 of 9 that fit"
    sheet._press()
    assert page.workbench is not None
    (owner,) = (one for one in desk.evaluations.problem(stored).stakeholders if one.name == "Owner")
    assert dict(owner.weights.points)["backups"] == pytest.approx(40.0)


def test_a_text_that_is_no_answer_is_refused_in_the_sheet(bench, page):
    page.exchange.take_answer()
    sheet = dialog(AnswerSheet)
    sheet._press()
    assert sheet.problem.text() == "Choose the file of the answer, or paste its text."
    sheet._text.setPlainText(json.dumps({"format": "other"}))
    sheet._press()
    assert sheet.problem.text().startswith("This text is not the answer to a questionnaire.")
    sheet.reject()


def test_a_file_that_is_no_answer_is_named_with_what_was_expected(page, tmp_path):
    file = tmp_path / "notes.json"
    file.write_text("Dear Mara, here is my answer", "utf-8")
    page.exchange.take_drop(file)
    sheet = dialog(AnswerSheet)
    assert sheet.problem.text() == (
        "“notes.json” is not the answer to a questionnaire. Nothing was changed. "
        "Expected is the file or the text that the filled-in form gives; such a file ends in .json."
    )
    sheet.reject()


def test_a_text_that_calls_itself_a_workbook_is_said_to_be_none(page, tmp_path):
    file = tmp_path / "scores.xlsx"
    file.write_text("These are my notes", "utf-8")
    page.exchange.take_drop(file)
    sheet = dialog(MatrixImportSheet)
    assert sheet.problem.text().startswith("“scores.xlsx” is not an Excel workbook, although its name says so.")
    assert ".csv" in sheet.problem.text()
    sheet.reject()


def test_export_and_import_give_the_same_evaluation(page, desk, stored, tmp_path):
    file = tmp_path / "desk.evaluation.json"
    page.export_path(stored, file)
    page.import_path(file)
    assert page.workbench.session.problem.criteria == desk.evaluations.problem(stored).criteria
    assert len(desk.evaluations.list()) == 2


def test_a_file_with_faults_is_refused_and_nothing_is_added(page, desk, tmp_path):
    file = tmp_path / "broken.evaluation.json"
    file.write_text('{"format": "consultant-desk/evaluation", "version": 1, "title": 5}', "utf-8")
    page.import_path(file)
    assert len(desk.evaluations.list()) == 1
    sheet = dialog(Sheet)
    said = "\n".join(label.text() for label in sheet.findChildren(Text))
    assert "$.title" in said
    assert "$.candidates" in said
    sheet.reject()


def test_a_file_that_is_none_is_told_in_plain_words(page, desk, tmp_path):
    file = tmp_path / "half.evaluation.json"
    file.write_text('{"format": "consultant-desk/evaluation",\n "version": 1, "title": "De', "utf-8")
    page.import_path(file)
    told = page.shell.toast.message
    assert told == "The file is damaged and cannot be read. It breaks off in line 2; the rest is missing."
    assert len(desk.evaluations.list()) == 1


def test_an_answer_to_one_question_is_one():
    one = AnsweredCriterion(Asked("fit", "Fit", "", ("0", "10")), 100.0)
    answer = QuestionnaireAnswer("e", "Desk", "q", "Chris", "v", "2026-11-21T10:00:00.000Z", (one,))
    check = AnswerCheck(answer, "e", "Contoso Co.", replaces=False, comparison=Comparison((("fit", 100.0),)))
    assert _sentences(check) == ["Chris answered 1 question about Contoso Co."]
