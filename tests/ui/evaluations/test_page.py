"""The section with a real workspace behind it: the list, opening and leaving an evaluation, walking its steps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from consultant_desk.domain.changes import Changes
from consultant_desk.domain.evaluation.problem import Candidate
from tests.ui.evaluations.looking import at_work, share_of
from ui.evaluations.criteria_step import CriteriaStep
from ui.evaluations.need_step import NeedStep
from ui.evaluations.products_step import ProductsStep
from ui.evaluations.result_step import ResultStep
from ui.evaluations.scores_step import ScoresStep
from ui.pages import page_specs
from ui.window import Window


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
