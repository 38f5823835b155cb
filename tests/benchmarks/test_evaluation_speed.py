"""How fast the core answers at 20 candidates x 12 criteria; run with `make bench`.

Targets on one idle core: scores and ranks 0.1 ms, exact intervals 0.5 ms, a drag step's share of 10 000 cached draws
2 ms and the whole view 16 ms.
"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from consultant_desk.domain.evaluation.evaluate import evaluate, method_check
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.flips import score_flips, smallest_flip
from consultant_desk.domain.evaluation.live import LiveEvaluation
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    Linear,
    PointWeights,
    Problem,
    SimulationOptions,
)
from consultant_desk.domain.evaluation.ranking import ordered, scores
from consultant_desk.domain.evaluation.simulation import draws
from consultant_desk.domain.evaluation.stability import weight_ranges
from consultant_desk.domain.evaluation.tornado import tornado
from consultant_desk.domain.evaluation.values import ValueTable, value_table
from consultant_desk.domain.evaluation.weights import global_weights
from consultant_desk.domain.evaluation.writing import dump

CANDIDATES, CRITERIA = 20, 12


@pytest.fixture(scope="module")
def problem() -> Problem:
    """Return a problem whose every score is uncertain, the slowest kind."""
    random = Random(4)
    criteria = tuple(Criterion(f"c{j}", f"Criterion {j}", Direction.MAX, Linear(0, 10)) for j in range(CRITERIA))
    candidates = tuple(Candidate(f"p{i}", f"Product {i}") for i in range(CANDIDATES))
    middles = [(one.id, other.id, random.uniform(1, 9)) for one in candidates for other in criteria]
    cells = tuple(Cell(one, other, raw, low=raw - 1, high=raw + 1) for one, other, raw in middles)
    points = tuple((criterion.id, random.uniform(1, 10)) for criterion in criteria)
    return Problem("Speed", criteria, PointWeights("direct", points), candidates, cells=cells)


@pytest.fixture(scope="module")
def table(problem: Problem) -> ValueTable:
    return value_table(problem)


@pytest.fixture(scope="module")
def vector(problem: Problem, table: ValueTable) -> tuple[float, ...]:
    return table.vector(global_weights(problem))


@pytest.mark.within(0.1)
def test_scores_and_ranks(benchmark: Any, table: ValueTable, vector: tuple[float, ...]) -> None:
    ranks = benchmark(lambda: ordered(scores(table, vector), range(CANDIDATES)))
    assert len(ranks) == CANDIDATES


@pytest.mark.within(0.5)
def test_exact_intervals(benchmark: Any, table: ValueTable, vector: tuple[float, ...]) -> None:
    points = scores(table, vector)
    order = [row for row, _ in ordered(points, range(CANDIDATES))]
    assert len(benchmark(weight_ranges, table, vector, points, order)) == CRITERIA


@pytest.mark.within(2)
def test_share_of_first_ranks_in_a_drag_step(benchmark: Any, table: ValueTable, vector: tuple[float, ...]) -> None:
    drag = draws(table, range(CANDIDATES), SimulationOptions()).along(vector, 3)
    assert sum(benchmark(drag.first_shares, 0.2).values()) == pytest.approx(1)


@pytest.mark.within(16)
def test_whole_view_of_a_drag_step(benchmark: Any, problem: Problem) -> None:
    step = LiveEvaluation(problem).drag(global_weights(problem), "c3")
    assert benchmark(step, 0.2).verdict.winner is not None


def test_smallest_flip(benchmark: Any, table: ValueTable, vector: tuple[float, ...]) -> None:
    points = scores(table, vector)
    order = [row for row, _ in ordered(points, range(CANDIDATES))]
    assert benchmark(smallest_flip, table, vector, order, points) is not None


def test_flips_of_all_scores(benchmark: Any, problem: Problem, table: ValueTable, vector: tuple[float, ...]) -> None:
    points = scores(table, vector)
    order = [row for row, _ in ordered(points, range(CANDIDATES))]
    assert benchmark(score_flips, problem, table, vector, order, points)


def test_tornado(benchmark: Any, table: ValueTable, vector: tuple[float, ...]) -> None:
    points = scores(table, vector)
    order = [row for row, _ in ordered(points, range(CANDIDATES))]
    assert benchmark(tornado, table, vector, order, points)


def test_other_methods(benchmark: Any, problem: Problem, table: ValueTable, vector: tuple[float, ...]) -> None:
    assert benchmark(method_check, problem, table, vector, range(CANDIDATES)) is not None


def test_view_at_any_weights(benchmark: Any, problem: Problem) -> None:
    live = LiveEvaluation(problem)
    live.prepare()
    assert benchmark(live.at, global_weights(problem)).verdict.winner is not None


def test_everything_but_the_simulation(benchmark: Any, problem: Problem) -> None:
    assert benchmark(evaluate, problem, simulate=False).verdict.winner is not None


def test_everything(benchmark: Any, problem: Problem) -> None:
    assert benchmark(evaluate, problem).verdict.share is not None


def test_reading_a_file(benchmark: Any, problem: Problem) -> None:
    assert benchmark(load, dump(problem)) == problem
