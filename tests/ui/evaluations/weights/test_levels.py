"""Groups that are weighed as one: their rank order and methods, by mouse and keys, at the top and inside."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from consultant_desk.domain.evaluation.problem import PointWeights, RankFormula, RankWeights
from ui.evaluations.criteria_step import CriteriaStep
from ui.evaluations.opening import open_evaluation
from ui.evaluations.session import EvaluationSession


def grouped(problem, method="rank"):
    """Return the sample with each group weighed as one, ranked at the top and inside the first group."""
    groups = tuple(group.id for group in problem.groups)
    inside = tuple(
        (group, PointWeights("direct", tuple((item.id, 1.0) for item in problem.criteria if item.group == group)))
        for group in groups[1:]
    )
    first = tuple(item.id for item in problem.criteria if item.group == groups[0])
    within = ((groups[0], RankWeights(first, RankFormula.ROC)), *inside)
    if method == "rank":
        return replace(problem, weights=RankWeights(groups, RankFormula.ROC, within))
    return replace(problem, weights=PointWeights("direct", tuple((key, 1.0) for key in groups), within))


@pytest.fixture
def session(qapp, problem):
    made = EvaluationSession(open_evaluation(grouped(problem)))
    yield made
    made.deleteLater()


@pytest.fixture
def step(session, show):
    return show(CriteriaStep(session), 968, 760)


def drag(table, key, above):
    """Carry the row of a key to just above another one."""
    rows, view = table.rows, table.viewport()
    start = table.visualRect(rows.index(rows.row_of(key), 0)).center()
    goal = table.visualRect(rows.index(rows.row_of(above), 0))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(120, start.y()))
    QTest.mouseMove(view, QPoint(120, goal.top() + 4))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(120, goal.top() + 4))


def test_groups_stand_in_their_order_with_their_members(step):
    rows = step.table.rows.rows
    assert [(row.key, row.place) for row in rows[:5]] == [
        ("desk", 1),
        ("inbox", 1),
        ("order", 2),
        ("learn", 3),
        ("fit", 2),
    ]
    assert [row.place for row in rows[5:8]] == [0, 0, 0]


def test_a_group_is_dragged_among_groups(step, session):
    drag(step.table, "money", "desk")
    assert session.rank_order() == ("money", "desk", "fit", "trust")


def test_a_criterion_is_dragged_inside_its_group(step, session):
    drag(step.table, "learn", "inbox")
    assert session.rank_order("desk") == ("learn", "inbox", "order")
    assert session.rank_order() == ("desk", "fit", "trust", "money")


def test_a_row_lands_where_the_line_is_drawn_also_further_down(step, session):
    drag(step.table, "inbox", "learn")
    assert session.rank_order("desk") == ("order", "inbox", "learn")


def test_alt_and_arrows_move_groups_and_members(step, session):
    session.select("learn")
    QTest.keyClick(step.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert session.rank_order("desk") == ("inbox", "learn", "order")
    step.table.setCurrentIndex(step.table.rows.index(step.table.rows.row_of("fit"), 0))
    QTest.keyClick(step.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert session.rank_order()[:2] == ("fit", "desk")


def test_without_groups_a_row_lands_where_the_line_is_drawn(qapp, problem, show):
    flat = EvaluationSession(open_evaluation(problem))
    flat.switch_method("rank")
    table = show(CriteriaStep(flat), 968, 760).table
    first, second, third = flat.rank_order()[:3]
    drag(table, first, third)
    assert flat.rank_order()[:3] == (second, first, third)


def test_the_method_inside_a_group_changes_on_its_own(step, session):
    before = dict(session.weights)
    session.switch_method("swing", "desk")
    assert session.method == "rank"
    assert session.method_at("desk") == "swing"
    assert session.weights == pytest.approx(before)


def test_the_methods_inside_the_group_of_the_chosen_criterion_are_in_the_menu(step, session):
    session.select("learn")
    item = next(item for item in step.bar._ways() if item.text == "Inside Desk work: Swing")
    assert item.checked is False
    item.run()
    assert session.method_at("desk") == "swing"
    session.switch_method("direct")
    session.switch_method("direct", "desk")
    assert not session.is_fixed("learn")


def test_pairs_inside_a_group_are_judged_there(step, session):
    session.switch_method("ahp", "desk")
    assert step.judging.isVisible()
    assert step.judging.level == "desk"
    assert set(step.judging.pair) <= {"inbox", "order", "learn"}


def test_members_of_a_ranked_group_have_no_slider(qapp, problem):
    session = EvaluationSession(open_evaluation(grouped(problem, "direct")))
    assert session.is_fixed("inbox")
    assert not session.is_fixed("eu")
    before = dict(session.weights)
    session.put("inbox", 0.9)
    assert session.weights == before
