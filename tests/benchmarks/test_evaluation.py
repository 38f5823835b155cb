"""Speed of the evaluation core on 20 products and 12 criteria."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.live import LiveEvaluation
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    Linear,
    PointWeights,
    Problem,
)
from consultant_desk.domain.evaluation.ranking import ordered, scores
from consultant_desk.domain.evaluation.stability import weight_ranges
from consultant_desk.domain.evaluation.values import value_table
from consultant_desk.domain.evaluation.weights import global_weights
from tests.benchmarks.conftest import Within

PRODUCTS, CRITERIA = 20, 12
ALL_ROWS = tuple(range(PRODUCTS))


def numbers() -> Iterator[int]:
    """Yield figures 0..100 without a pattern that repeats within the problem."""
    state = 7
    while True:
        state = (state * 1103515245 + 12345) % (1 << 31)
        yield (state >> 16) % 101


@pytest.fixture(scope="module")
def problem() -> Problem:
    draw = numbers()
    criteria = tuple(Criterion(f"c{i}", f"Criterion {i}", Direction.MAX, Linear(0, 100)) for i in range(CRITERIA))
    candidates = tuple(Candidate(f"p{i}", f"Product {i}") for i in range(PRODUCTS))
    cells = tuple(
        Cell(candidate.id, criterion.id, value=float(value), low=max(0.0, value - 10.0), high=min(100.0, value + 10.0))
        for candidate in candidates
        for criterion, value in zip(criteria, draw, strict=False)
    )
    points = PointWeights("direct", tuple((criterion.id, 5.0 + next(draw)) for criterion in criteria))
    return Problem("Benchmark", criteria, points, candidates, cells=cells)


def test_scores_and_ranks(within: Within, problem: Problem) -> None:
    table = value_table(problem)
    vector = table.vector(global_weights(problem))
    within(0.1, lambda: ordered(scores(table, vector), ALL_ROWS))


def test_exact_intervals(within: Within, problem: Problem) -> None:
    table = value_table(problem)
    vector = table.vector(global_weights(problem))
    points = scores(table, vector)
    order = [row for row, _ in ordered(points, ALL_ROWS)]
    within(0.5, lambda: weight_ranges(table, vector, points, order))


def test_a_step_of_a_drag_with_10_000_cached_draws(within: Within, problem: Problem) -> None:
    live = LiveEvaluation(problem)
    step = live.drag(global_weights(problem), "c3")
    shares = cycle(share / 100 for share in range(100))
    within(2.0, lambda: step(next(shares)))


def test_everything_but_the_simulation(benchmark: BenchmarkFixture, problem: Problem) -> None:
    benchmark(lambda: evaluate(problem, simulate=False))


def test_the_whole_answer_with_the_10_000_draws_of_the_verdict(benchmark: BenchmarkFixture, problem: Problem) -> None:
    benchmark(lambda: evaluate(problem))
