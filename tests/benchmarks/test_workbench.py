"""Speed of reading an evaluation for the workbench and of the list with its verdicts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from consultant_desk.desk import Desk
from consultant_desk.domain.clock import SystemClock
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    Linear,
    PointWeights,
    Problem,
)
from consultant_desk.services.evaluations import ScoreEdit
from consultant_desk.services.evaluations.listing import Standings

SIZES = ((20, 12), (100, 60))


def problem(rows: int, columns: int) -> Problem:
    criteria = tuple(Criterion(f"c{j}", f"Criterion {j}", Direction.MAX, Linear(0, 100)) for j in range(columns))
    candidates = tuple(Candidate(f"p{i}", f"Product {i}", baseline=not i) for i in range(rows))
    cells = tuple(Cell(f"p{i}", f"c{j}", float((7 * i + 11 * j) % 97)) for i in range(rows) for j in range(columns))
    weights = PointWeights("direct", tuple((one.id, 10.0) for one in criteria))
    return Problem(f"{rows} x {columns}", criteria, weights, candidates, cells=cells)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("big") / "Big.desk"
    with Desk.create(folder, name="Big", clock=SystemClock()) as opened:
        for size in SIZES:
            opened.evaluations.add_problem(problem(*size))
        for _ in range(100):
            opened.evaluations.add_problem(problem(5, 9))
        yield opened


@pytest.mark.within(20)
def test_sheet_of_20_by_12(benchmark: BenchmarkFixture, desk: Desk) -> None:
    benchmark(desk.evaluations.sheet, desk.evaluations.find_id("20 x 12"))


@pytest.mark.within(200)
def test_sheet_of_100_by_60(benchmark: BenchmarkFixture, desk: Desk) -> None:
    benchmark(desk.evaluations.sheet, desk.evaluations.find_id("100 x 60"))


@pytest.mark.within(50)
def test_scoring_a_pasted_column_of_20(benchmark: BenchmarkFixture, desk: Desk) -> None:
    evaluation = desk.evaluations.find_id("20 x 12")
    benchmark(desk.evaluations.set_scores, evaluation, [ScoreEdit(f"p{i}", "c0", 5.0 + i) for i in range(20)])


@pytest.mark.within(30)
def test_moving_a_weight_of_12(benchmark: BenchmarkFixture, desk: Desk) -> None:
    benchmark(desk.evaluations.set_share, desk.evaluations.find_id("20 x 12"), "c3", 0.2)


@pytest.mark.within(50)
def test_list_of_100_verdicts_that_are_known(benchmark: BenchmarkFixture, desk: Desk) -> None:
    desk.evaluations.list("5 x 9")
    rows = benchmark(desk.evaluations.list, "5 x 9")
    assert len(rows) == 100


@pytest.mark.within(1000)
def test_list_of_100_verdicts_from_nothing(benchmark: BenchmarkFixture, desk: Desk) -> None:
    def forget() -> None:
        desk.evaluations._standings = Standings()

    benchmark.pedantic(desk.evaluations.list, args=("5 x 9",), setup=forget, rounds=3)
