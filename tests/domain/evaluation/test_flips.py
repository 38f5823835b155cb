"""The smallest changes that make another candidate first: applied, they do; nothing smaller does."""

from __future__ import annotations

import random
from dataclasses import replace
from math import dist

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.flips import smallest_flip
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    DirectValue,
    Levels,
    PointWeights,
    Problem,
)
from consultant_desk.domain.evaluation.ranking import ordered, scores
from consultant_desk.domain.evaluation.raws import raw_shown
from consultant_desk.domain.evaluation.result import RankedCandidate, Result
from consultant_desk.domain.evaluation.values import value_table
from tests.domain.evaluation.samples import harbour
from tests.domain.evaluation.strategies import problems
from tests.effort import tried


def direct(rows: list[list[float]], points: list[float]) -> Problem:
    """A problem whose scores are values."""
    criteria = tuple(Criterion(f"c{place}", f"C{place}", Direction.MAX, DirectValue()) for place in range(len(points)))
    return Problem(
        title="Direct",
        criteria=criteria,
        weights=PointWeights("direct", tuple((one.id, point) for one, point in zip(criteria, points, strict=True))),
        candidates=tuple(Candidate(f"a{place}", f"A{place}") for place in range(len(rows))),
        cells=tuple(
            Cell(f"a{row}", f"c{place}", value) for row, line in enumerate(rows) for place, value in enumerate(line)
        ),
    )


def score_under(line: RankedCandidate, weights: dict[str, float]) -> float:
    return sum(weights[key] * value for key, value in line.values.items())


def flip_of(problem: Problem) -> tuple[Result, list[float]]:
    result = evaluate(problem, simulate=False)
    return result, list(result.weights.values())


values = st.integers(0, 100).map(float)


@st.composite
def tables(draw: st.DrawFn) -> Problem:
    count = draw(st.integers(2, 6))
    rows = draw(st.lists(st.lists(values, min_size=count, max_size=count), min_size=2, max_size=5))
    return direct(rows, draw(st.lists(st.integers(0, 20).map(float), min_size=count, max_size=count).filter(any)))


@tried(55)
@given(tables())
def test_at_the_changed_weights_the_rival_is_level_and_none_is_negative(problem: Problem) -> None:
    result, _ = flip_of(problem)
    flip = result.smallest_flip
    assume(flip is not None)
    assert flip is not None
    assert sum(flip.weights.values()) == pytest.approx(1)
    assert min(flip.weights.values()) >= 0
    winner, rival = result.of(result.verdict.winner or ""), result.of(flip.rival)
    assert score_under(rival, dict(flip.weights)) == pytest.approx(score_under(winner, dict(flip.weights)), abs=1e-6)
    assert flip.distance == pytest.approx(dist(list(flip.weights.values()), list(result.weights.values())))


@tried(55)
@given(tables(), st.integers(0, 10_000))
def test_no_weights_nearer_than_that_let_anybody_else_lead(problem: Problem, seed: int) -> None:
    result, weights = flip_of(problem)
    flip, source = result.smallest_flip, random.Random(seed)
    table = value_table(problem)
    (winner,) = [table.rows[result.verdict.winner or ""]]
    for _ in range(200):
        drawn = [source.expovariate(1) for _ in weights]
        other = [one / sum(drawn) for one in drawn]
        part = source.random()
        tried = [part * one + (1 - part) * two for one, two in zip(weights, other, strict=True)]
        points = scores(table, tried)
        if max(points) > points[winner] + 1e-7:
            assert flip is not None
            assert dist(tried, weights) >= flip.distance - 1e-6


def test_two_criteria_flip_where_their_lines_cross() -> None:
    result, _ = flip_of(direct([[80, 20], [30, 90]], [70, 30]))
    flip = result.smallest_flip
    assert flip is not None
    assert flip.rival == "a1"
    assert list(flip.weights.values()) == pytest.approx([70 / 120, 50 / 120])


def test_a_change_that_would_need_a_negative_weight_stops_at_nothing() -> None:
    result, weights = flip_of(direct([[100, 0, 50], [0, 10, 60]], [98, 1, 1]))
    flip = result.smallest_flip
    assert flip is not None
    assert min(flip.weights.values()) >= 0
    assert flip.distance > 0.5
    assert weights[0] == pytest.approx(0.98)


def test_nobody_overtakes_one_that_is_better_everywhere() -> None:
    result, _ = flip_of(direct([[80, 70], [40, 60]], [1, 1]))
    assert result.smallest_flip is None
    assert evaluate(direct([[80, 70]], [1, 1]), simulate=False).smallest_flip is None


def test_a_tie_needs_no_change_at_all() -> None:
    result, weights = flip_of(direct([[60, 60], [60, 60]], [2, 1]))
    assert result.smallest_flip is not None
    assert result.smallest_flip.distance == 0
    assert list(result.smallest_flip.weights.values()) == pytest.approx(weights)


def test_two_hundred_criteria_and_a_hundred_candidates_have_an_answer() -> None:
    source = random.Random(7)
    rows = [[source.uniform(0, 100) for _ in range(200)] for _ in range(100)]
    table = value_table(direct(rows, [source.uniform(1, 5) for _ in range(200)]))
    weights = [1 / 200] * 200
    points = scores(table, weights)
    order = [row for row, _ in ordered(points, range(100))]
    flip = smallest_flip(table, weights, order, points)
    assert flip is not None
    tried = list(flip.weights.values())
    again = scores(table, tried)
    assert again[table.rows[flip.rival]] == pytest.approx(again[order[0]])


@tried(15)
@given(problems(least_candidates=2, musts=False))
def test_a_score_that_is_moved_as_far_as_told_changes_the_winner_and_one_moved_less_does_not(problem: Problem) -> None:
    result = evaluate(problem, simulate=False)
    assume(result.verdict.margin is not None and result.verdict.margin > 1e-6)
    criteria = {one.id: one for one in problem.criteria}
    cells = dict(problem.cell_index())
    for flip in result.score_flips:
        cell = cells.get((flip.candidate, flip.criterion))
        unknown = cell is None or cell.unknown
        if flip.change is None or unknown or isinstance(criteria[flip.criterion].value, Levels):
            continue
        start = raw_shown(criteria[flip.criterion], cell)
        beyond = _winner_with(problem, flip.candidate, flip.criterion, start + flip.change * (1 + 1e-6))
        assert beyond is None or abs(beyond[1]) < 1e-3 or beyond[0] == flip.winner
        short = _winner_with(problem, flip.candidate, flip.criterion, start + flip.change * 0.98)
        assert short is None or short[0] == result.verdict.winner or abs(short[1]) < 1e-6


def _winner_with(problem: Problem, candidate: str, criterion: str, raw: float) -> tuple[str | None, float] | None:
    """The winner and the margin with one score replaced; None where a value function is flat and nothing moves."""
    others = tuple(one for one in problem.cells if (one.candidate, one.criterion) != (candidate, criterion))
    moved = replace(problem, cells=(*others, Cell(candidate, criterion, raw)))
    verdict = evaluate(moved, simulate=False, whole=False).verdict
    return verdict.winner, verdict.margin or 0.0


def test_levels_move_in_points_and_a_weight_of_nothing_never_flips() -> None:
    result = evaluate(harbour(), simulate=False)
    changes = {(one.candidate, one.criterion): one for one in result.score_flips}
    assert changes["contoso", "inbox"].change == pytest.approx(20)
    assert changes["contoso", "inbox"].winner == "contoso"
    assert changes["northwind", "inbox"].winner == "contoso"
    weightless = evaluate(direct([[80, 20], [30, 90]], [1, 0]), simulate=False)
    assert {one.change for one in weightless.score_flips if one.criterion == "c1"} == {None}


def test_every_candidate_that_can_win_has_a_line_for_every_criterion() -> None:
    problem = harbour()
    result = evaluate(problem, simulate=False)
    assert len(result.score_flips) == len(problem.candidates) * len(problem.criteria)
    assert not any(one.change == 0 for one in result.score_flips)
