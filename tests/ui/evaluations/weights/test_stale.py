"""Weights given for another scale: said on the row, in the foot and under the matrix, and answered there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from consultant_desk.domain.evaluation.problem import Linear
from consultant_desk.services.evaluations import CriterionDraft
from ui.evaluations.criteria_foot import CriteriaFoot
from ui.evaluations.criteria_model import Column

SENTENCE = "Weight given for 16 h to 2 h, the scale is now 30 h to 2 h."


@pytest.fixture
def stale(bench, desk, stored, window):
    sheet = desk.evaluations.sheet(stored)
    item = next(one for one in sheet.problem.criteria if one.id == "learn")
    desk.evaluations.edit_criterion(sheet.criteria["learn"], replace(CriterionDraft.of(item), value=Linear(30, 2)))
    window.current_page()._ask_sheet(stored)
    bench.session.select("learn")
    return bench


@pytest.fixture
def foot(stale):
    return stale.criteria.findChild(CriteriaFoot)


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def test_it_is_said_where_the_weight_stands(stale, foot):
    assert SENTENCE in texts(foot)
    rows = stale.criteria.table.rows
    spoken = rows.index(rows.row_of("learn"), Column.WEIGHT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith(SENTENCE)
    assert stale.session.warnings[0].code == "stale_weight"
    assert stale.session.warnings[0].text == f"Ease of learning: w{SENTENCE[1:]}"
    stale.criteria.table.viewport().grab()


def test_it_is_a_warning_under_the_matrix(stale):
    stale.go("scores")
    assert any(text.startswith("Ease of learning: weight given for 16 h") for text in texts(stale.scores))


def test_the_rescaled_weight_is_taken_by_one_button(stale, foot, desk):
    assert foot.take.text() == "Take 21.4 %"
    foot.take.setFocus()
    QTest.keyClick(foot.take, Qt.Key.Key_Space)
    assert stale.session.weights["learn"] == pytest.approx(0.214285714)
    assert stale.session.stale == {}
    assert not foot.take.isVisible()
    assert desk.undo_state().undo == "Rescale weight of Ease of learning"


def test_or_the_weight_is_kept(stale, foot, window):
    assert foot.keep.text() == "Keep 12 %"
    foot.keep.click()
    assert stale.session.weights["learn"] == pytest.approx(0.12)
    assert stale.session.stale == {}
    window.commands.run("edit.undo")
    assert set(stale.session.stale) == {"learn"}


def test_other_rows_are_left_alone(stale, foot):
    stale.session.select("cost")
    assert SENTENCE not in texts(foot)
    assert foot.keep.isHidden()


def test_a_new_weight_answers_it(stale):
    stale.session.put("learn", 0.2)
    assert stale.session.stale == {}


def test_an_order_is_to_be_looked_at_again(stale, foot):
    stale.session.switch_method("rank")
    assert foot.take.isHidden()
    assert f"{SENTENCE} Look at its rank again." in texts(foot)
