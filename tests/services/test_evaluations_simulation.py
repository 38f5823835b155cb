"""What an evaluation draws can be chosen: one step each, kept in the file, free also while weights are locked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consultant_desk.desk import Desk
from consultant_desk.domain.evaluation.canonical import problem_sha256
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Scheme, SimulationOptions
from consultant_desk.errors import UserError

ALL = SimulationOptions(Scheme.ALL, samples=5_000, seed=7)


def stored(desk: Desk, evaluation: str) -> SimulationOptions | None:
    return desk.evaluations.problem(evaluation).options.simulation


@pytest.mark.parametrize("scheme", Scheme)
def test_an_evaluation_draws_what_was_chosen(desk: Desk, harbour: str, scheme: Scheme) -> None:
    asked = SimulationOptions(scheme, samples=2_000, seed=3, spread=0.1, fixed_scores=True)
    desk.evaluations.set_simulation(harbour, asked)
    assert stored(desk, harbour) == asked
    drawn = evaluate(desk.evaluations.problem(harbour)).simulation
    assert drawn is not None
    assert drawn.options == asked


def test_a_choice_is_one_step_that_can_be_undone(desk: Desk, harbour: str) -> None:
    before = stored(desk, harbour)
    desk.evaluations.set_simulation(harbour, ALL)
    desk.evaluations.set_simulation(harbour, replace(ALL, seed=8))
    desk.undo()
    assert stored(desk, harbour) == ALL
    desk.undo()
    assert stored(desk, harbour) == before
    desk.redo()
    assert stored(desk, harbour) == ALL


def test_nothing_but_the_verdicts_own_is_drawn_where_nothing_is_asked_for(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_simulation(harbour, ALL)
    desk.evaluations.set_simulation(harbour, None)
    result = evaluate(desk.evaluations.problem(harbour))
    assert (stored(desk, harbour), result.simulation) == (None, None)
    assert result.verdict.share is not None


def test_the_other_options_stay(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_currency(harbour, "EUR")
    desk.evaluations.set_rates(harbour, {"USD": "0.9"})
    before = desk.evaluations.problem(harbour)
    desk.evaluations.set_simulation(harbour, ALL)
    after = desk.evaluations.problem(harbour)
    assert after == replace(before, options=replace(before.options, simulation=ALL))
    assert problem_sha256(after) == problem_sha256(before)


def test_the_file_and_a_copy_carry_the_choice(desk: Desk, harbour: str) -> None:
    desk.evaluations.set_simulation(harbour, replace(ALL, fixed_scores=True))
    assert load(desk.evaluations.export(harbour)).options.simulation == replace(ALL, fixed_scores=True)
    assert stored(desk, desk.evaluations.duplicate(harbour).value) == replace(ALL, fixed_scores=True)


def test_what_is_drawn_can_be_chosen_while_weights_and_scores_are_locked(desk: Desk, harbour: str) -> None:
    desk.evaluations.lock(harbour)
    desk.evaluations.set_simulation(harbour, ALL)
    assert stored(desk, harbour) == ALL


@pytest.mark.parametrize(
    "values",
    [
        {"samples": 0},
        {"samples": 1_000_001},
        {"seed": -1},
        {"seed": 2**63},
        {"spread": -0.1},
        {"spread": 1.5},
        {"spread": float("nan")},
    ],
)
def test_what_the_file_cannot_hold_is_refused_in_words(desk: Desk, harbour: str, values: dict[str, float]) -> None:
    before = stored(desk, harbour)
    with pytest.raises(UserError, match="cannot be"):
        desk.evaluations.set_simulation(harbour, replace(ALL, **values))  # type: ignore[arg-type]  # any field
    assert stored(desk, harbour) == before


def test_an_evaluation_that_went_is_named(desk: Desk, harbour: str) -> None:
    desk.evaluations.trash(harbour)
    with pytest.raises(UserError, match="no longer here"):
        desk.evaluations.set_simulation(harbour, ALL)
