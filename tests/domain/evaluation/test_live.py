"""The live view: the same answer as an evaluation, at any weights, and the score at which the winner changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.critical import CriticalScore, critical_score, critical_sentence
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.explain import contrast, contrast_at
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.live import LiveEvaluation
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    Levels,
    Linear,
    Piecewise,
    PointWeights,
    Problem,
    ValueFunction,
)
from consultant_desk.domain.evaluation.ranking import scores
from consultant_desk.domain.evaluation.values import value_table
from consultant_desk.domain.evaluation.weights import global_weights, with_share
from tests.domain.evaluation.strategies import problems
from tests.effort import tried

LEVELS = Levels((("Poor", 0.0), ("Fair", 40.0), ("Good", 100.0)))
FLAT = Piecewise(((0.0, 0.0), (4.0, 50.0), (7.0, 50.0), (10.0, 100.0)), 0.0, 10.0)
SAMPLE = Path(__file__).parents[2] / "oracles" / "harbour-bakeries.evaluation.json"


@pytest.fixture(scope="module")
def problem() -> Problem:
    return load(SAMPLE.read_bytes())


@pytest.fixture(scope="module")
def live(problem: Problem) -> LiveEvaluation:
    return LiveEvaluation(problem)


def test_at_the_stated_weights_the_view_is_the_evaluation(problem: Problem, live: LiveEvaluation) -> None:
    result = evaluate(problem)
    view = live.at(result.weights)
    assert (view.ranking, view.verdict) == (result.ranking, result.verdict)
    assert view.stability == {key: replace(reach, ranking=None) for key, reach in result.stability.items()}


def test_at_other_weights_the_view_is_the_evaluation_with_those(problem: Problem, live: LiveEvaluation) -> None:
    moved = with_share(global_weights(problem), "cost", 0.3)
    result = evaluate(replace(problem, weights=PointWeights("direct", tuple(moved.items()))))
    view = live.at(moved)
    assert [line.candidate for line in view.ranking] == [line.candidate for line in result.ranking]
    assert view.verdict.winner == result.verdict.winner == "contoso"
    assert view.verdict.share == pytest.approx(result.verdict.share or 0, abs=0.0005)
    assert view.verdict.sentence == result.verdict.sentence


def test_dragging_past_a_bound_changes_the_winner(problem: Problem, live: LiveEvaluation) -> None:
    weights = global_weights(problem)
    step = live.drag(weights, "inbox")
    assert step(0.186).verdict.winner == "northwind"
    assert step(0.184).verdict.winner == "contoso"
    assert step(0.22).shares == pytest.approx(live.at(weights).shares, abs=0.0005)
    assert step(0.22).weights == pytest.approx(weights)


def test_a_drag_ends_at_none_and_at_all_of_the_weight(problem: Problem, live: LiveEvaluation) -> None:
    step = live.drag(global_weights(problem), "cost")
    assert step(0.0).weights["cost"] == 0
    assert step(1.0).verdict.winner == "keep"
    assert step(1.0).stability["cost"].winner is None


def test_a_contrast_may_be_taken_at_weights_being_tried(problem: Problem, live: LiveEvaluation) -> None:
    result = evaluate(problem, simulate=False)
    assert contrast_at(live.table, result.weights, "northwind", "contoso") == contrast(result, "northwind", "contoso")


def test_the_score_editor_tells_where_the_winner_changes(problem: Problem) -> None:
    weights = global_weights(problem)
    critical = critical_score(problem, value_table(problem), weights, "contoso", "support")
    assert critical is not None
    assert (critical.winner, critical.better) == ("contoso", True)
    assert critical.raw == pytest.approx(2.67, abs=0.01)
    criterion = next(one for one in problem.criteria if one.id == "support")
    winner = next(one for one in problem.candidates if one.id == "contoso")
    assert critical_sentence(critical, criterion, winner) == "At 2.67 h or less, Contoso Flow would be first."


def test_a_worse_score_of_the_winner_lets_the_runner_up_lead(problem: Problem) -> None:
    weights = global_weights(problem)
    critical = critical_score(problem, value_table(problem), weights, "northwind", "inbox")
    assert critical is not None
    assert (critical.raw, critical.winner, critical.better) == ("Very good", "contoso", False)
    criterion = problem.criteria[0]
    winner = problem.candidates[1]
    assert critical_sentence(critical, criterion, winner) == "At “Very good” or worse, Contoso Flow would be first."


def test_nothing_is_worse_than_the_worst_level_or_better_than_the_best(problem: Problem) -> None:
    criterion = problem.criteria[0]
    assert isinstance(criterion.value, Levels)
    ordered = sorted(criterion.value.levels, key=lambda level: level[1])
    for (name, value), better in ((ordered[0], False), (ordered[-1], True)):
        critical = CriticalScore("northwind", criterion.id, name, value, better, "contoso")
        told = critical_sentence(critical, criterion, problem.candidates[1])
        assert told == f"At “{name}”, Contoso Flow would be first."


def test_a_critical_score_has_no_useless_zeros(problem: Problem) -> None:
    criterion = next(one for one in problem.criteria if one.id == "support")
    critical = CriticalScore("northwind", criterion.id, 17.0, 30.0, better=False, winner="contoso")
    assert critical_sentence(critical, criterion, problem.candidates[1]).startswith("At 17 h or more")


def test_where_no_score_changes_the_winner_none_is_told(problem: Problem) -> None:
    weights = global_weights(problem)
    assert critical_score(problem, value_table(problem), weights, "keep", "report") is None
    unweighted = with_share(weights, "report", 0.0)
    assert critical_score(problem, value_table(problem), unweighted, "contoso", "report") is None


@tried(10)
@given(problems(least_candidates=2, musts=False), st.data())
def test_at_the_critical_score_both_are_level_or_a_level_has_jumped_past(problem: Problem, data: st.DataObject) -> None:
    weights = global_weights(problem)
    table = value_table(problem)
    candidate = data.draw(st.sampled_from(problem.candidates)).id
    criterion = data.draw(st.sampled_from(problem.criteria)).id
    critical = critical_score(problem, value_table(problem), weights, candidate, criterion)
    assume(critical is not None)
    assert critical is not None
    kept = tuple(cell for cell in problem.cells if (cell.candidate, cell.criterion) != (candidate, criterion))
    changed = value_table(replace(problem, cells=(*kept, Cell(candidate, criterion, critical.raw))))
    points = scores(changed, changed.vector(weights))
    winner = points[changed.rows[critical.winner]]
    before = scores(table, table.vector(weights))
    rival = max(before[table.rows[one.id]] for one in problem.candidates if one.id != critical.winner)
    loser = rival if critical.better else points[changed.rows[candidate]]
    if isinstance(critical.raw, str):
        assert winner >= loser - 1e-6
    else:
        assert winner == pytest.approx(loser, abs=1e-5)


def level_pair(value: ValueFunction, given_scores: tuple[float | str, float | str]) -> Problem:
    """Return two products that are level by their cost, and scored on a criterion each."""
    kinds = ("fit", value), ("cost", value)
    criteria = tuple(Criterion(key, key.title(), Direction.MAX, kind) for key, kind in kinds)
    first, second = given_scores
    cells = (
        Cell("a", "fit", first), Cell("b", "fit", second),
        Cell("a", "cost", second), Cell("b", "cost", first),
    )  # fmt: skip
    weights = PointWeights("direct", (("fit", 50.0), ("cost", 50.0)))
    return Problem("Level", criteria, weights, (Candidate("a", "A"), Candidate("b", "B")), cells=cells)


@pytest.mark.parametrize(
    ("value", "given_scores", "candidate", "told"),
    [
        (Linear(0.0, 10.0), (8.0, 4.0), "a", "Below 8, B would be first."),
        (Linear(0.0, 10.0), (8.0, 4.0), "b", "Above 4, B would be first."),
        (Linear(10.0, 0.0), (8.0, 4.0), "a", "Above 8, B would be first."),
        (Linear(0.0, 10.0), (0.0, 4.0), "a", None),
        (Linear(0.0, 10.0), (4.0, 10.0), "b", None),
        (FLAT, (6.0, 1.0), "a", "Below 4, B would be first."),
        (FLAT, (9.0, 5.0), "b", "Above 7, B would be first."),
        (LEVELS, ("Good", "Fair"), "a", "At “Fair” or worse, B would be first."),
        (LEVELS, ("Good", "Fair"), "b", "At “Good”, B would be first."),
        (LEVELS, ("Poor", "Fair"), "a", None),
        (LEVELS, ("Fair", "Good"), "b", None),
    ],
)
def test_where_two_are_level_the_score_there_is_now_decides_nothing(
    value: ValueFunction, given_scores: tuple[float | str, float | str], candidate: str, told: str | None
) -> None:
    problem = level_pair(value, given_scores)
    found = critical_score(problem, value_table(problem), global_weights(problem), candidate, "fit")
    winner = problem.candidates[1]
    assert (critical_sentence(found, problem.criteria[0], winner) if found is not None else None) == told
