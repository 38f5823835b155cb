from __future__ import annotations

import pytest

from consultant_desk.domain.evaluation.live import LiveEvaluation
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    DirectValue,
    MustHave,
    MustOp,
    PointWeights,
    Problem,
    SimulationOptions,
)
from consultant_desk.domain.evaluation.score_ranges import score_ranges
from consultant_desk.domain.evaluation.values import value_table

OPTIONS = SimulationOptions(samples=10_000, seed=11)


def problem_of(*rows: tuple[float | None, ...], must: MustHave | None = None) -> Problem:
    names = [f"c{place}" for place in range(len(rows[0]))]
    return Problem(
        "x",
        tuple(Criterion(name, name, Direction.MAX, DirectValue(), must=must) for name in names),
        PointWeights("direct", tuple((name, 1.0) for name in names)),
        tuple(Candidate(f"a{place}", f"A{place}") for place in range(len(rows))),
        cells=tuple(
            Cell(f"a{place}", name, value)
            for place, row in enumerate(rows)
            for name, value in zip(names, row, strict=True)
        ),
    )


def test_nine_in_ten_draws_of_an_unknown_score_leave_out_a_twentieth_at_either_end() -> None:
    found = score_ranges(value_table(problem_of((None,), (40.0,))), (1.0,), OPTIONS)
    assert found["a0"] == (pytest.approx(5.0, abs=1.0), pytest.approx(95.0, abs=1.0))
    assert found["a1"] == (pytest.approx(40.0), pytest.approx(40.0))


def test_weights_are_drawn_with_a_sum_of_one() -> None:
    found = score_ranges(value_table(problem_of((80.0, 80.0))), (0.3, 0.7), OPTIONS)
    assert found["a0"] == (pytest.approx(80.0), pytest.approx(80.0))


def test_when_every_candidate_fails_a_must_have_nobody_comes_first() -> None:
    problem = problem_of((10.0, 20.0), (30.0, 10.0), must=MustHave(MustOp.AT_LEAST, 90.0))
    live = LiveEvaluation(problem)
    for view in (live.at({"c0": 0.5, "c1": 0.5}), live.drag({"c0": 0.5, "c1": 0.5}, "c0")(0.2)):
        assert view.shares == {}
        assert view.verdict.winner is None
        assert all(line.rank is None for line in view.ranking)
