"""Swing weights asked one by one, and weights made of the needs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from consultant_desk.domain.evaluation.problem import PointWeights
from consultant_desk.services.clients import ClientDraft, EngagementDraft
from consultant_desk.services.needs import NeedDraft, RequirementDraft
from ui.evaluations.needs_weights_sheet import NeedsWeightsSheet
from ui.evaluations.swing_sheet import SwingSheet


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def swings(bench, dialog):
    bench.weights.ask_swings()
    return dialog(SwingSheet)


def answer(points: str) -> None:
    field = QApplication.focusWidget()
    field.selectAll()
    QTest.keyClicks(field, points)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_everything_can_be_asked_and_answered_by_keyboard_as_one_step(swings, desk, stored):
    assert any("worst on everything" in text for text in texts(swings))
    swings._first.choose("cost")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "Improving Cost over 3 years from €36,000 to €6,000 is worth 100." in texts(swings)
    assert "How much is it worth to improve Shared inbox?" in texts(swings)
    for points in ("90", "80", "70", "60", "50", "40", "30", "0"):
        answer(points)
    assert swings.points["cost"] == 100
    swings._go_on()
    weights = desk.evaluations.problem(stored).weights
    assert isinstance(weights, PointWeights)
    assert weights.method == "swing"
    assert sorted(value for _, value in weights.points) == [0, 30, 40, 50, 60, 70, 80, 90, 100]
    assert dict(weights.points)["cost"] == 100
    assert desk.undo_state().undo == "Ask for swings"
    desk.undo()
    assert desk.evaluations.problem(stored).weights.method == "direct"


def test_each_question_names_the_way_in_its_own_unit(swings):
    swings._first.choose("order")
    swings._go_on()
    assert "Improving Order lookup from 120 s to 10 s is worth 100." in texts(swings)
    assert "1 of 8" in texts(swings)


def test_up_and_down_move_the_points_and_back_finds_them_again(swings):
    swings._first.choose("inbox")
    swings._go_on()
    field = QApplication.focusWidget()
    before = swings.points["order"]
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    assert swings.points["order"] == before - 9
    swings._go_on()
    swings._go_back()
    assert QApplication.focusWidget().text() == str(before - 9)


@pytest.mark.parametrize("words", ["", "many", "101", "-1", "nan"])
def test_what_is_no_number_of_points_is_asked_again(swings, words):
    swings._first.choose("inbox")
    swings._go_on()
    answer(words or " ")
    assert swings.problem.text() == "Type a number from 0 to 100."
    assert "1 of 8" in texts(swings)
    swings.reject()


def test_leaving_changes_nothing(swings, desk, stored):
    before = desk.evaluations.export(stored)
    swings._first.choose("cost")
    swings._go_on()
    swings.reject()
    assert desk.evaluations.export(stored) == before


def test_the_swings_of_a_stakeholder_are_theirs(bench, desk, stored, dialog):
    owner = next(one.key for one in bench.session.sets if one.name == "Owner")
    bench.session.show_set(owner)
    bench.weights.ask_swings()
    sheet = dialog(SwingSheet)
    sheet._first.choose("eu")
    for _ in range(10):
        sheet._go_on()
    row = next(row for row in desk.evaluations.sheet(stored).people if row.id == owner)
    assert row.kept.method == "swing"
    assert desk.evaluations.problem(stored).weights.method == "direct"


def test_without_needs_there_is_a_sentence(bench, dialog):
    bench.weights.start_from_needs()
    assert "There are no needs yet. They are written down with the client." in texts(dialog(NeedsWeightsSheet))
    dialog(NeedsWeightsSheet).reject()


def test_needs_are_shown_beside_the_weights_of_now_and_taken_as_one_step(bench, desk, stored, dialog, window):
    client = desk.clients.create(ClientDraft("Harbour Bakeries")).value
    engagement = desk.clients.add_engagement(client, EngagementDraft("Desk")).value
    desk.evaluations.edit(stored, engagement_id=engagement)
    for key, importance, today in (("learn", 5, 1), ("cost", 3, 3)):
        need = desk.needs.add(engagement, NeedDraft(quote="…", importance=importance, satisfaction=today)).value
        requirement = desk.needs.add_requirement(need, RequirementDraft("…")).value
        desk.evaluations.link_requirement(requirement, desk.evaluations.sheet(stored).criteria[key])
    window.current_page()._ask_sheet(stored)
    window.commands.run("evaluations.from_needs")
    sheet = dialog(NeedsWeightsSheet)
    rows = {row.key: row for row in sheet.table.rows_model.rows}
    assert (rows["learn"].opportunity, rows["cost"].opportunity, rows["eu"].opportunity) == (9, 3, None)
    assert rows["learn"].before == pytest.approx(0.12)
    sheet._take()
    weights = bench.session.weights
    assert weights["learn"] == pytest.approx(3 * weights["cost"])
    assert weights["eu"] == pytest.approx(2 * weights["cost"])
    assert desk.undo_state().undo == "Start weights from the needs"
