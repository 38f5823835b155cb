"""F6 walks through the panes of an evaluation, and in each of them the keyboard can be seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.evaluations.ranking_list import RankingList
from ui.theme import Mode, theme

STEPS = ("need", "criteria", "products", "scores", "result")


@pytest.fixture
def bench(page, stored, window, qtbot):
    page.open(stored, "criteria")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return page.workbench


def walk(window):
    """Yield who has the keyboard after each F6, once round."""
    for _ in range(len(window.current_page().panes()) + 1):
        QTest.keyClick(window, Qt.Key.Key_F6)
        yield QApplication.focusWidget()


def looks_different_without_the_keyboard(widget):
    having = widget.grab().toImage()
    widget.clearFocus()
    without = widget.grab().toImage()
    widget.setFocus()
    return having != without


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize("step", STEPS)
def test_each_pane_shows_that_it_has_the_keyboard(bench, window, step, mode):
    theme().set_mode(mode)
    bench.go(step)
    bench.take_focus()
    blind = [one for one in walk(window) if not looks_different_without_the_keyboard(one)]
    assert blind == []


@pytest.mark.parametrize("step", STEPS)
def test_the_steps_are_reached_in_every_step_although_one_had_the_keyboard_before(bench, window, step):
    bench.steps.focus_current()
    bench.go(step)
    bench.take_focus()
    (current,) = {one for one in walk(window) if bench.steps.isAncestorOf(one)}
    assert current.isChecked()


@pytest.mark.parametrize("step", STEPS[:-1])
def test_the_ranking_is_one_of_the_panes_where_it_is_shown(bench, window, step):
    bench.go(step)
    bench.take_focus()
    assert bench.panel.rows in walk(window)


def test_while_nothing_is_ranked_the_walk_passes_over_it(bench, window, page, desk):
    page.open(desk.evaluations.create("Empty").value, "criteria")
    page.workbench.take_focus()
    assert not [one for one in walk(window) if isinstance(one, RankingList)]


def test_the_arrows_walk_over_the_ranking_and_enter_looks_at_a_product(bench, window):
    bench.go("scores")
    rows = bench.panel.rows
    bench.panel.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    second = bench.session.result.ranking[1].candidate
    assert bench.session.names()[second] in rows.accessibleDescription()
    assert bench.session.candidate != second
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert bench.session.candidate == second
    assert rows.hasFocus()
