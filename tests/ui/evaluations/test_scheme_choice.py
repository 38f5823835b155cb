"""Which weights are drawn for the rank shares, chosen in the window: stored as one step, taken back by undo."""

from __future__ import annotations

import pytest

from consultant_desk.domain.evaluation.problem import Scheme, SimulationOptions
from ui.evaluations.scheme_choice import SchemeChoice, beside_the_rule, scheme_options
from ui.evaluations.workbench import RESULT
from ui.widgets.text import Text


@pytest.fixture
def page(window, stored):
    shown = window.current_page()
    shown.open(stored)
    shown.workbench.go(RESULT)
    return shown


def test_a_scheme_that_is_chosen_is_stored_drawn_and_can_be_undone(desk, page):
    stored = desk.evaluations.list()[0].id
    result = page.workbench.result
    before, options = result.shares.as_text(), desk.evaluations.problem(stored).options.simulation
    result.scheme._choose(Scheme.ALL.value)
    kept = desk.evaluations.problem(stored).options.simulation
    assert (kept.scheme, kept.samples) == (Scheme.ALL, 100_000)
    assert result.shares.as_text() != before
    assert page.workbench.result.scheme.value() == Scheme.ALL.value
    desk.undo()
    assert desk.evaluations.problem(stored).options.simulation == options


def test_the_choice_keeps_what_else_is_drawn(qapp, qtbot):
    choice = SchemeChoice()
    qtbot.addWidget(choice)
    asked = SimulationOptions(samples=7, seed=9, spread=0.125, fixed_scores=True)
    choice.show_simulation(asked)
    assert choice.accessibleName() == "Weights drawn: Around ±12.5 %"
    with qtbot.waitSignal(choice.wanted) as wanted:
        choice._choose(Scheme.ALL.value)
    assert wanted.args == [SimulationOptions(Scheme.ALL, 7, 9, 0.125, fixed_scores=True)]


def test_every_scheme_is_offered_in_words():
    assert [one.label for one in scheme_options(SimulationOptions())] == ["All weights", "Order kept", "Around ±20 %"]


def test_shares_that_differ_from_those_of_the_rule_say_why(page):
    result = page.workbench.result
    assert "First in" in result.rules.findChildren(Text)[0].text()
    assert "of 10,000 draws" in result.rules.findChildren(Text)[0].text()
    assert result._drawn.text() == (
        "Each weight ±20 %, scores from low to high. "
        "The verdict rests on 10,000 draws of the same kind; with more of them a share moves by a point or so."
    )
    result.scheme._choose(Scheme.ALL.value)
    assert result._drawn.text() == (
        "Any weights at all, scores from low to high. "
        "The verdict rests on 10,000 draws of its own kind: each weight ±20 %, scores from low to high."
    )
    assert beside_the_rule(SimulationOptions()) == ""


def test_the_two_ranges_of_a_score_say_what_each_of_them_counts(page, desk, stored):
    panes = page.workbench.result.panes
    assert panes._wider.isVisibleTo(page)
    assert "unknown scores only" in panes._wider.text()
