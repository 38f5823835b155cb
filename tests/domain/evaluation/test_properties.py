"""What must hold for every problem: no reversal, no dependence on order or unit, sums that add up, exact intervals."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import fsum

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.explain import contrast
from consultant_desk.domain.evaluation.musts import MustOutcome, must_outcomes
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    Linear,
    PointWeights,
    Problem,
)
from consultant_desk.domain.evaluation.ranking import eligible, ordered, scores
from consultant_desk.domain.evaluation.result import Result, VerdictKind
from consultant_desk.domain.evaluation.stability import WHOLE
from consultant_desk.domain.evaluation.values import value_table
from consultant_desk.domain.evaluation.weights import global_weights, with_share
from tests.domain.evaluation.strategies import problems, tidy
from tests.effort import tried

THIRTY = tried(30)
"""Problems are slow to make: thirty are tried in the suite."""


def plainly(problem: Problem) -> Result:
    return evaluate(problem, simulate=False)


def without(problem: Problem, candidate: str) -> Problem:
    return replace(
        problem,
        candidates=tuple(one for one in problem.candidates if one.id != candidate),
        cells=tuple(cell for cell in problem.cells if cell.candidate != candidate),
    )


@THIRTY
@given(problems(least_candidates=2), st.data())
def test_removing_a_losing_candidate_changes_no_score_and_not_the_order(problem: Problem, data: st.DataObject) -> None:
    before = plainly(problem)
    loser = data.draw(st.sampled_from([line.candidate for line in before.ranking[1:]]))
    after = plainly(without(problem, loser))
    assert [line.candidate for line in after.ranking] == [
        line.candidate for line in before.ranking if line.candidate != loser
    ]
    assert all(after.of(line.candidate).score == line.score for line in before.ranking if line.candidate != loser)


@THIRTY
@given(problems(least_candidates=2))
def test_the_order_of_candidates_and_criteria_in_the_file_changes_nothing(problem: Problem) -> None:
    turned = replace(
        problem,
        candidates=problem.candidates[::-1],
        criteria=problem.criteria[::-1],
        cells=problem.cells[::-1],
    )
    before, after = plainly(problem), plainly(turned)
    for line in before.ranking:
        other = after.of(line.candidate)
        assert (other.rank, other.would_rank) == (line.rank, line.would_rank)
        assert (other.score, other.low, other.high) == pytest.approx((line.score, line.low, line.high))
    assert before.problem_sha256 == after.problem_sha256


@THIRTY
@given(problems(least_candidates=2, musts=False), tidy(0.5, 20), tidy(-100, 100))
def test_another_unit_of_a_criterion_changes_no_score(problem: Problem, factor: float, shift: float) -> None:
    linear = [criterion for criterion in problem.criteria if isinstance(criterion.value, Linear)]
    assume(linear)
    target = linear[0]
    assert isinstance(target.value, Linear)

    def moved(raw: float | str | None) -> float | str | None:
        return raw * factor + shift if isinstance(raw, float | int) else raw

    scale = Linear(target.value.worst * factor + shift, target.value.best * factor + shift)
    other = replace(
        problem,
        criteria=tuple(replace(one, value=scale) if one is target else one for one in problem.criteria),
        cells=tuple(
            replace(cell, value=moved(cell.value), low=moved(cell.low), high=moved(cell.high))
            if cell.criterion == target.id
            else cell
            for cell in problem.cells
        ),
    )
    expected = {line.candidate: line.score for line in plainly(problem).ranking}
    assert {line.candidate: line.score for line in plainly(other).ranking} == pytest.approx(expected, abs=1e-6)


@THIRTY
@given(problems(least_candidates=2))
def test_contributions_sum_to_the_score_and_a_contrast_to_the_margin(problem: Problem) -> None:
    result = plainly(problem)
    first, second = result.ranking[0], result.ranking[1]
    assert fsum(first.contributions.values()) == first.score
    why = contrast(result, first.candidate, second.candidate)
    assert fsum(points for _, points in why.parts) == why.margin
    assert why.margin == pytest.approx(first.score - second.score, abs=1e-9)
    assert [points for _, points in why.parts] == sorted((points for _, points in why.parts), reverse=True)


@THIRTY
@given(problems())
def test_scores_lie_within_their_range_and_the_range_within_0_and_100(problem: Problem) -> None:
    result = plainly(problem)
    assert fsum(result.weights.values()) == pytest.approx(1)
    for line in result.ranking:
        assert -1e-9 <= line.low <= line.score + 1e-9
        assert line.score <= line.high + 1e-9 <= 100 + 1e-6
        assert 0 <= line.coverage <= 1
        assert line.high - line.low == pytest.approx(100 * (1 - line.coverage), abs=1e-6)


@THIRTY
@given(problems(least_candidates=2), st.data())
def test_a_candidate_with_the_same_scores_shares_the_rank(problem: Problem, data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(problem.candidates))
    twin = Candidate("twin", "Twin")
    cells = [replace(cell, candidate=twin.id) for cell in problem.cells if cell.candidate == original.id]
    result = plainly(replace(problem, candidates=(*problem.candidates, twin), cells=(*problem.cells, *cells)))
    assert result.of(twin.id).rank == result.of(original.id).rank
    assert result.of(twin.id).score == result.of(original.id).score
    if result.verdict.winner == original.id:
        assert result.verdict.tie
        assert result.verdict.kind is VerdictKind.NONE


@THIRTY
@given(problems(least_candidates=2, musts=False))
def test_a_criterion_without_weight_decides_nothing(problem: Problem) -> None:
    weights = global_weights(problem)
    points = tuple((key, weight) for key, weight in weights.items())
    idle = Criterion("idle", "Idle", Direction.MAX, Linear(0, 1))
    cells = tuple(Cell(one.id, "idle", place % 2) for place, one in enumerate(problem.candidates))
    more = replace(
        problem,
        criteria=(*problem.criteria, idle),
        weights=PointWeights("direct", (*points, ("idle", 0.0))),
        cells=(*problem.cells, *cells),
    )
    before, after = plainly(problem), plainly(more)
    assert [line.candidate for line in before.ranking] == [line.candidate for line in after.ranking]
    assert "zero_weight" in {warning.code for warning in after.warnings}


@THIRTY
@given(problems(), st.data())
def test_an_unknown_must_have_never_passes(problem: Problem, data: st.DataObject) -> None:
    ruled = [criterion for criterion in problem.criteria if criterion.must is not None]
    assume(ruled)
    criterion = data.draw(st.sampled_from(ruled))
    candidate = data.draw(st.sampled_from(problem.candidates))
    blank = replace(
        problem,
        cells=tuple(cell for cell in problem.cells if (cell.candidate, cell.criterion) != (candidate.id, criterion.id)),
    )
    result = plainly(blank)
    assert criterion.id in result.of(candidate.id).unknown_musts
    if result.verdict.winner == candidate.id:
        assert result.verdict.kind is not VerdictKind.CLEAR


@THIRTY
@given(problems(least_candidates=2))
def test_a_candidate_that_fails_a_must_have_is_listed_but_never_first(problem: Problem) -> None:
    result = plainly(problem)
    ranked = [line for line in result.ranking if line.rank is not None]
    assert all(not line.failed_musts for line in ranked)
    assert [line.rank for line in result.ranking[len(ranked) :]] == [None] * (len(result.ranking) - len(ranked))
    assert all(line.would_rank is not None for line in result.ranking if line.rank is None)
    assert result.verdict.winner == (ranked[0].candidate if ranked else None)


@THIRTY
@given(problems(least_candidates=2))
def test_a_dominating_candidate_scores_at_least_as_much(problem: Problem) -> None:
    result = plainly(problem)
    for line in result.ranking:
        assert line.candidate not in line.dominated_by
        for rival in line.dominated_by:
            assert result.of(rival).low >= line.high - 1e-9


@THIRTY
@given(problems(least_candidates=2))
def test_intervals_agree_with_a_grid_of_weights(problem: Problem) -> None:
    result = plainly(problem)
    table = value_table(problem)
    fit = eligible(table, must_outcomes(problem))
    assume(fit)
    order = [table.rows[line.candidate] for line in result.ranking if line.rank is not None]
    for criterion, reach in result.stability.items():
        if reach.winner is None or reach.ranking is None:
            assert result.weights[criterion] >= WHOLE
            continue
        for step in range(26):
            share = step / 25
            points = scores(table, table.vector(with_share(result.weights, criterion, share)))
            top = max(points[row] for row in fit)
            leads = points[order[0]] >= top - 1e-7
            kept = all(points[a] >= points[b] - 1e-7 for a, b in pairwise(order))
            if reach.winner[0] + 1e-6 < share < reach.winner[1] - 1e-6:
                assert leads, (criterion, share, reach)
            if share < reach.winner[0] - 1e-6 or share > reach.winner[1] + 1e-6:
                assert points[order[0]] <= top + 1e-7
            if reach.ranking[0] + 1e-6 < share < reach.ranking[1] - 1e-6:
                assert kept, (criterion, share, reach)


@THIRTY
@given(problems(least_candidates=2))
def test_the_rival_beyond_a_bound_is_level_with_the_winner_at_it(problem: Problem) -> None:
    result = plainly(problem)
    table = value_table(problem)
    for criterion, reach in result.stability.items():
        for flip in (reach.below, reach.above):
            if flip is not None:
                points = scores(table, table.vector(with_share(result.weights, criterion, flip.bound)))
                winner = table.rows[result.verdict.winner or ""]
                assert points[winner] == pytest.approx(points[table.rows[flip.rival]], abs=1e-6)


@THIRTY
@given(problems(least_candidates=2), st.data(), tidy(0, 1))
def test_moving_one_weight_keeps_the_proportions_of_the_others(
    problem: Problem, data: st.DataObject, share: float
) -> None:
    weights = global_weights(problem)
    moved_one = data.draw(st.sampled_from(list(weights)))
    moved = with_share(weights, moved_one, share)
    assert fsum(moved.values()) == pytest.approx(1)
    if len(weights) > 1:
        assert moved[moved_one] == pytest.approx(share)
    others = [key for key in weights if key != moved_one]
    rest = fsum(weights[key] for key in others)
    if rest > 1e-9:
        for key in others:
            assert moved[key] == pytest.approx(weights[key] * (1 - share) / rest)


def test_ranks_are_competition_ranks_with_ties_in_the_order_of_the_file() -> None:
    assert ordered([50.0, 70.0, 70.0 + 1e-12, 10.0], range(4)) == ((1, 1), (2, 1), (0, 3), (3, 4))


def test_without_candidates_there_is_no_winner_and_no_crash() -> None:
    problem = Problem("x", (Criterion("c", "C", Direction.MAX, Linear(0, 1)),), PointWeights("direct", (("c", 1),)), ())
    result = evaluate(problem)
    assert (result.ranking, result.verdict.winner, result.verdict.kind) == ((), None, VerdictKind.NONE)
    assert must_outcomes(problem) == {}
    assert MustOutcome() == MustOutcome((), ())
