"""A group is weighed as one from its menu, and its criteria one by one again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu

from consultant_desk.domain.evaluation.weights import global_weights
from ui.evaluations.criteria_step import APART, AS_ONE


def choose(step, key, words):
    step._open_row_menu(key, step.table.mapToGlobal(QPoint(40, 40)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next((one for one in menu.actions() if one.text() == words), None)
    if action is not None:
        action.trigger()
    menu.close()
    return action is not None


def test_a_group_becomes_one_weight_and_is_taken_apart_again(page, desk, stored):
    page.open(stored)
    bench = page.workbench
    before = dict(bench.session.weights)
    assert choose(bench.criteria, "desk", AS_ONE)
    assert bench.session.levels == ("", "desk")
    assert dict(bench.session.weights) == pytest.approx(before, abs=1e-8)
    assert not choose(bench.criteria, "desk", AS_ONE)
    assert choose(bench.criteria, "desk", APART)
    assert bench.session.levels == ("",)
    assert global_weights(desk.evaluations.problem(stored)) == pytest.approx(before, abs=1e-8)


def test_criteria_offer_neither(page, stored):
    page.open(stored)
    assert not choose(page.workbench.criteria, "inbox", AS_ONE)
    assert not choose(page.workbench.criteria, "inbox", APART)
