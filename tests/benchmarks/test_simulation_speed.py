"""How fast 100 000 samples are drawn at 20 candidates x 12 criteria, nothing cached; run with `make bench`.

Target on one idle core: 60 ms with fixed scores, whichever scheme. With every score uncertain a triangular number is
drawn for each of 240 cells, 24 million of them, which no target bounds; a big problem is timed with few samples.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from consultant_desk.domain.evaluation.problem import Scheme, SimulationOptions
from consultant_desk.domain.evaluation.simulation import simulate
from consultant_desk.domain.evaluation.values import ValueTable

FIXED = SimulationOptions(samples=100_000, fixed_scores=True)


def uncertain_table(candidates: int, criteria: int) -> ValueTable:
    """Return values of which every one is drawn unless scores are fixed."""
    random = Random(4)
    values = tuple(tuple(random.uniform(10, 90) for _ in range(criteria)) for _ in range(candidates))
    return ValueTable(
        candidates=tuple(f"p{i}" for i in range(candidates)),
        criteria=tuple(f"c{j}" for j in range(criteria)),
        values=values,
        lows=tuple(tuple(value - 10 for value in row) for row in values),
        highs=tuple(tuple(value + 10 for value in row) for row in values),
        known=((True,) * criteria,) * candidates,
    )


def weights_of(criteria: int) -> tuple[float, ...]:
    random = Random(5)
    points = [random.uniform(1, 10) for _ in range(criteria)]
    return tuple(point / sum(points) for point in points)


@pytest.mark.within(60)
@pytest.mark.parametrize("scheme", Scheme)
def test_the_whole_simulation_with_fixed_scores(benchmark: Any, scheme: Scheme) -> None:
    table, weights, options = uncertain_table(20, 12), weights_of(12), replace(FIXED, scheme=scheme)
    assert benchmark(simulate, table, weights, range(20), options).confidence


@pytest.mark.parametrize("scheme", Scheme)
def test_the_whole_simulation_with_every_score_uncertain(benchmark: Any, scheme: Scheme) -> None:
    table, weights = uncertain_table(20, 12), weights_of(12)
    options = replace(FIXED, scheme=scheme, fixed_scores=False)
    run = benchmark.pedantic(simulate, (table, weights, range(20), options), rounds=3)
    assert run.confidence


@pytest.mark.parametrize("scheme", Scheme)
def test_a_hundred_candidates_on_two_hundred_criteria(benchmark: Any, scheme: Scheme) -> None:
    table, weights = uncertain_table(100, 200), weights_of(200)
    options = replace(FIXED, scheme=scheme, samples=10_000)
    run = benchmark.pedantic(simulate, (table, weights, range(100), options), rounds=3)
    assert run.confidence
