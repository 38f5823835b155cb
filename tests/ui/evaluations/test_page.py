"""The section with a real workspace behind it: what a person does, and what is stored afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from consultant_desk.domain.changes import Changes
from consultant_desk.domain.evaluation.problem import Candidate
from consultant_desk.services.evaluations import ScoreEdit
from ui.evaluations.criteria_step import CriteriaStep
from ui.evaluations.criterion_sheet import CriterionSheet
from ui.evaluations.need_step import NeedStep
from ui.evaluations.paste_sheet import PasteSheet
from ui.evaluations.product_sheets import AddProductSheet
from ui.evaluations.products_step import ProductsStep
from ui.evaluations.result_step import ResultStep
from ui.evaluations.scores_step import ScoresStep
from ui.pages import page_specs
from ui.widgets.dialogs import Sheet
from ui.widgets.text import Text
from ui.window import Window


@pytest.fixture
def bench(page, stored):
    page.open(stored)
    return page.workbench


def share_of(desk, stored, key):
    from consultant_desk.domain.evaluation.weights import global_weights

    return global_weights(desk.evaluations.problem(stored))[key]


def cell_of(desk, stored, candidate, criterion):
    return desk.evaluations.problem(stored).cell_index().get((candidate, criterion))


def dialog(kind):
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible())


def test_the_list_names_title_and_verdict(page):
    row = page.list.table.rows_model.rows[0]
    assert row.title == "Customer desk for Harbour Bakeries"
    assert row.verdict == "Northwind Desk, closely followed by Contoso Flow"


def test_enter_opens_the_workbench_and_escape_leaves_it(page, window):
    page.list.take_focus()
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.workbench is not None
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert page.workbench is None


@pytest.mark.parametrize("step", ["need", "criteria", "products", "scores", "result"])
def test_a_step_is_made_when_it_is_first_shown_and_only_then(page, stored, desk, step):
    kinds = {"need": NeedStep, "criteria": CriteriaStep, "products": ProductsStep, "scores": ScoresStep}
    kinds["result"] = ResultStep
    page.open(stored, step)
    assert page.workbench.current == step
    assert [name for name, kind in kinds.items() if page.workbench.findChildren(kind)] == [step]
    desk.evaluations.edit(stored, question="Which one?")
    page.refresh(Changes(everything=True))
    assert [name for name, kind in kinds.items() if page.workbench.findChildren(kind)] == [step]
    for name, kind in kinds.items():
        page.workbench.go(name)
        assert page.workbench.findChild(kind).isVisible()


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


def test_a_drag_is_stored_once_and_undone_as_one_step(bench, desk, stored, window):
    bench.session.move("learn", 0.2)
    bench.session.move("learn", 0.25)
    assert share_of(desk, stored, "learn") == pytest.approx(0.12)
    bench.session.commit()
    assert share_of(desk, stored, "learn") == pytest.approx(0.25)
    assert desk.undo_state().undo == "Move weight of Ease of learning"
    window.commands.run("edit.undo")
    assert share_of(desk, stored, "learn") == pytest.approx(0.12)
    assert bench.session.weights["learn"] == pytest.approx(0.12)


def test_a_locked_weight_is_stored_as_it_was(bench, desk, stored):
    bench.session.toggle_lock("inbox")
    bench.session.put("learn", 0.25)
    assert share_of(desk, stored, "inbox") == pytest.approx(0.22)
    assert share_of(desk, stored, "learn") == pytest.approx(0.25)


def test_each_method_keeps_its_answers_in_the_workspace(bench, desk, stored):
    bench.session.switch_method("rank")
    bench.session.put_in_order("eu", 0)
    assert desk.evaluations.problem(stored).weights.order[0] == "eu"
    bench.session.switch_method("direct")
    assert share_of(desk, stored, "learn") == pytest.approx(0.12)
    bench.session.switch_method("rank")
    assert bench.session.rank_order()[0] == "eu"


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


def test_u_makes_a_score_unknown_and_undo_brings_it_back(bench, desk, stored, window):
    bench.go("scores")
    bench.session.select("support", "contoso")
    QTest.keyClick(bench.scores.matrix, Qt.Key.Key_U)
    assert cell_of(desk, stored, "contoso", "support").unknown
    window.commands.run("edit.undo")
    assert cell_of(desk, stored, "contoso", "support").value == 7.0


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


def test_a_criterion_is_added_with_its_editor(bench, desk, stored):
    bench.criteria.criterion_wanted.emit()
    sheet = dialog(CriterionSheet)
    sheet._name.setText("Speed")
    sheet._save()
    problem = desk.evaluations.problem(stored)
    assert problem.criteria[-1].name == "Speed"
    assert not sheet.isVisible()
    assert bench.session.criterion == problem.criteria[-1].id


def test_a_group_is_made_with_its_first_criterion_as_one_step(bench, desk, stored, window):
    bench.criteria.criterion_wanted.emit()
    sheet = dialog(CriterionSheet)
    QTest.keyClicks(sheet._name, "Speed")
    assert not sheet._new_group.isVisible()
    sheet._group._choose("+")
    assert sheet.focusWidget() is sheet._new_group
    sheet._save()
    assert sheet.problem.text() == "Give the new group a name."
    QTest.keyClicks(sheet._new_group, "Performance")
    sheet._save()
    problem = desk.evaluations.problem(stored)
    assert [group.name for group in problem.groups][-1] == "Performance"
    assert problem.criteria[-1].group == problem.groups[-1].id
    window.commands.run("edit.undo")
    assert "Performance" not in [group.name for group in desk.evaluations.problem(stored).groups]


def test_a_new_group_with_the_name_of_one_that_is_there_is_that_one(bench, desk, stored):
    bench.operations.add_group("Performance")
    bench.criteria.criterion_wanted.emit()
    sheet = dialog(CriterionSheet)
    QTest.keyClicks(sheet._name, "Speed")
    sheet._group._choose("+")
    QTest.keyClicks(sheet._new_group, "performance")
    sheet._save()
    problem = desk.evaluations.problem(stored)
    assert [group.name for group in problem.groups].count("Performance") == 1
    assert problem.criteria[-1].group == problem.groups[-1].id


def test_the_editor_says_what_is_wrong_with_a_scale(bench, desk, stored):
    bench.criteria.edit_requested.emit("learn")
    sheet = dialog(CriterionSheet)
    sheet._scale._best.setText("16")
    sheet._save()
    assert sheet.problem.text()
    assert desk.evaluations.problem(stored).criteria[2].value.best == 2.0
    sheet.reject()


def test_deleting_a_criterion_offers_undo(bench, desk, stored, window):
    bench.criteria.delete_requested.emit("learn")
    assert len(desk.evaluations.problem(stored).criteria) == 8
    assert window.toast.message == "Criterion moved to the Trash"
    window.commands.run("edit.undo")
    assert len(desk.evaluations.problem(stored).criteria) == 9


def test_a_product_is_added_rejected_and_put_back(bench, desk, stored):
    bench.operations.add_candidate("Litware Inbox", "", lambda _key: None, lambda error: pytest.fail(str(error)))
    record = list(bench.operations.sheet.candidates.values())[-1]
    bench.operations.reject_candidate(record, "", "One region only")
    sheet = desk.evaluations.sheet(stored)
    assert [row.name for row in sheet.rejected] == ["Litware Inbox"]
    bench.operations.restore_candidate(sheet.rejected[0].id)
    assert desk.evaluations.sheet(stored).rejected == ()


def test_an_evaluation_in_the_trash_comes_back_by_undo(page, desk, stored, window):
    page.list.deleted.emit(stored)
    assert desk.evaluations.list() == ()
    assert window.toast.message == "Evaluation moved to the Trash"
    window.commands.run("edit.undo")
    assert len(desk.evaluations.list()) == 1


def test_undoing_the_evaluation_that_is_open_leads_back_to_the_list(page, desk, window):
    made = desk.evaluations.create("Short lived").value
    page.open(made)
    assert page.workbench is not None
    window.commands.run("edit.undo")
    assert page.workbench is None


def test_a_new_evaluation_opens_without_criteria_and_teaches(page, desk):
    page.open(desk.evaluations.create("Fresh").value)
    for step in ("need", "criteria", "products", "scores", "result"):
        page.workbench.go(step)
        page.workbench.grab()
    assert page.workbench.session.result.verdict.sentence == "There are no criteria yet."


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
    sheet = next(
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Sheet) and widget.isVisible()
    )
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


def test_a_segment_of_the_result_leads_to_its_score(bench):
    bench.go("result")
    chart = bench.result.contributions
    box = chart.segment_box("contoso", "support")
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert bench.current == "scores"
    assert (bench.session.candidate, bench.session.criterion) == ("contoso", "support")


def test_the_main_way_is_walked_by_keyboard_alone(page, window, desk, stored, qtbot):
    page.list.take_focus()
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    bench = page.workbench
    table = bench.criteria.table
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    bench.session.commit()
    assert desk.undo_state().undo.startswith("Move weight of")
    window.commands.run("evaluations.step.scores")
    assert bench.scores.matrix.hasFocus()
    QTest.keyClick(bench.scores.matrix, Qt.Key.Key_Right)
    QTest.keyClick(bench.scores.matrix, Qt.Key.Key_Return)
    assert bench.scores.editor.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert bench.scores.matrix.hasFocus()
    window.commands.run("evaluations.step.result")
    chart = bench.result.contributions
    assert chart.hasFocus()
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert bench.current == "scores"


def test_a_name_of_two_hundred_letters_and_a_hundred_products_are_drawn(page, desk, problem):
    criteria = (replace(problem.criteria[0], name="W" * 200), *problem.criteria[1:])
    candidates = tuple(Candidate(f"p{place}", f"{'Product ' * 24}{place}") for place in range(100))
    large = replace(problem, criteria=criteria, candidates=candidates, cells=())
    page.open(desk.evaluations.add_problem(large).value)
    for step in ("criteria", "products", "scores", "result"):
        page.workbench.go(step)
        assert not page.workbench.grab().isNull()


def test_every_step_fits_the_small_window_in_both_themes(window, bench, qtbot):
    from ui.theme import Mode, theme

    window.resize(1024, 700)
    for mode in (Mode.LIGHT, Mode.DARK):
        theme().set_mode(mode)
        for step in ("need", "criteria", "products", "scores", "result"):
            bench.go(step)
            assert window.grab().width() == 1024


def test_a_criterion_opens_its_evaluation_with_itself_chosen(window, page, desk, stored):
    record = desk.evaluations.sheet(stored).criteria["export"]
    window.open_record("criterion", record)
    assert page.workbench.current == "criteria"
    assert page.workbench.session.criterion == "export"


def test_the_step_report_starts_one_draft_and_finds_it_again(bench, desk, stored, page):
    bench.go("report")
    bench.go("report")
    assert len(desk.reports.list(evaluation_id=stored)) == 1
    assert bench.current == "criteria"


def test_what_is_typed_stays_when_something_else_is_stored_meanwhile(bench, desk, stored, page):
    bench.go("scores")
    bench.session.select("support", "contoso")
    matrix = bench.scores.matrix
    QTest.keyClicks(matrix, "1")
    page.shell.write(lambda: desk.evaluations.edit(stored, question="Which one?"))
    assert matrix.viewport().findChild(QLineEdit).text() == "1"
    QTest.keyClick(matrix.viewport().findChild(QLineEdit), Qt.Key.Key_Escape)


def test_what_was_read_before_the_last_change_is_not_shown(bench, page, desk, stored):
    before = desk.evaluations.sheet(stored)
    bench.session.put("learn", 0.25)
    bench.operations.asked += 1
    page.refresh(Changes(everything=True))
    assert bench.session.weights["learn"] == pytest.approx(0.25)
    assert bench.operations.sheet != before
    desk.evaluations.set_share(stored, "learn", 0.30)
    page.refresh(Changes(everything=True))
    assert bench.session.weights["learn"] == pytest.approx(0.25)
    bench.operations.asked -= 1
    page.refresh(Changes(everything=True))
    assert bench.session.weights["learn"] == pytest.approx(0.30)


def test_with_threads_a_drag_arrives_and_nothing_flickers_back(desk, stored, settings, jobs, show, qtbot):
    window = Window([spec for spec in page_specs() if spec.id == "evaluations"], settings, jobs)
    show(window, 1440, 900)
    window.open_desk(desk)
    page = window.current_page()
    page.open(stored)
    qtbot.waitUntil(lambda: page.workbench is not None)
    session = page.workbench.session
    seen = []
    session.changed.connect(lambda: seen.append(round(session.weights["learn"], 3)))
    for share in (0.2, 0.25, 0.3):
        session.put("learn", share)
    qtbot.waitUntil(lambda: page.workbench.operations.finished == 3 and seen[-1:] == [0.3], timeout=10_000)
    assert set(seen) == {0.3}
    assert share_of(desk, stored, "learn") == pytest.approx(0.3)
    jobs.serial(lambda: None)


def test_a_criterion_needs_a_name_of_its_own(bench):
    bench.criteria.criterion_wanted.emit()
    sheet = dialog(CriterionSheet)
    sheet._save()
    assert sheet.problem.text() == "Give the criterion a name."
    QTest.keyClicks(sheet._name, "shared INBOX")
    sheet._save()
    assert sheet.problem.text() == "There is a criterion “shared INBOX” already."
    assert sheet.focusWidget() is sheet._name
    sheet.reject()


def test_letters_in_a_score_of_numbers_are_refused_once_when_they_are_entered(bench, desk, stored, window, qtbot):
    bench.go("scores")
    said = []
    bench.scores.refused.connect(said.append)
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


def test_in_rank_order_the_foot_says_how_a_rank_is_changed(bench):
    bench.session.switch_method("rank")
    assert "press Alt+Up or Alt+Down" in bench.criteria._foot._band.text()


def test_a_product_that_is_there_is_not_added_again_and_a_quick_hand_gets_what_it_typed(bench, desk, stored, window):
    slow = []
    bench.go("products")
    bench.products.add()
    sheet = dialog(AddProductSheet)
    jobs = window.shell.jobs
    read, jobs.read = jobs.read, lambda *args, **named: slow.append((args, named))
    QTest.keyClicks(sheet._search, "Contoso Flow")
    QTest.keyClick(sheet._search, Qt.Key.Key_Return)
    assert sheet.isVisible()
    jobs.read = read
    args, named = slow[-1]
    read(*args, **named)
    assert sheet.problem.text().startswith("Contoso Flow is on the short list already.")
    QTest.keyClicks(sheet._search, " 2")
    QTest.keyClick(sheet._search, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert desk.evaluations.problem(stored).candidates[-1].name == "Contoso Flow 2"


def at_work(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


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


def test_a_click_on_a_step_puts_the_keyboard_into_it(bench, window, qtbot):
    at_work(window, qtbot)
    bench.go("need")
    steps = {button.text(): button for button in bench.steps.findChildren(QAbstractButton)}
    QTest.mouseClick(steps["Scores"], Qt.MouseButton.LeftButton)
    assert bench.current == "scores"
    assert bench.scores.matrix.hasFocus()
    steps["Scores"].setFocus()
    QTest.keyClick(steps["Scores"], Qt.Key.Key_Left)
    assert bench.current == "products"
    assert bench.steps.isAncestorOf(QApplication.focusWidget())
