"""Published worked examples: those of the additive model and of the weight methods.

The cases of other methods are in the tests of these; they are told apart by the `method` field, and a new case of a
method covered here is taken up by itself.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    CostLine,
    Criterion,
    Direction,
    DirectValue,
    Linear,
    Piecewise,
    PointWeights,
    Problem,
    RankFormula,
    ValueFunction,
)
from consultant_desk.domain.evaluation.result import RankedCandidate, VerdictKind
from consultant_desk.domain.evaluation.values import value_of
from consultant_desk.domain.evaluation.weights import local_weights, rank_weights

Case = dict[str, Any]

FOLDER = Path(__file__).parents[2] / "oracles" / "evaluation"
CASES: tuple[Case, ...] = tuple(json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json")))

ELSEWHERE = {"ahp_matrix", "promethee2", "topsis", "vikor"}
"""Methods of the cases that the additive model does not answer."""


def cases(method: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in CASES if case["method"] == method]


def problem_of(case: Case, functions: list[ValueFunction]) -> Problem:
    """Return a case with a matrix as a problem whose criteria have these value functions."""
    criteria = tuple(
        Criterion(f"c{place}", one["name"], Direction(one["direction"]), function)
        for place, (one, function) in enumerate(zip(case["criteria"], functions, strict=True))
    )
    points = tuple((criterion.id, float(weight)) for criterion, weight in zip(criteria, case["weights"], strict=True))
    candidates = tuple(Candidate(f"a{place}", name) for place, name in enumerate(case["alternatives"]))
    cells = tuple(
        Cell(candidate.id, criterion.id, raw)
        for candidate, row in zip(candidates, case["matrix"], strict=True)
        for criterion, raw in zip(criteria, row, strict=True)
    )
    return Problem(case["title"], criteria, PointWeights("direct", points), candidates, cells=cells)


def ranked(problem: Problem) -> list[RankedCandidate]:
    """Return the ranking in the order of the file."""
    return sorted(evaluate(problem, simulate=False).ranking, key=lambda line: line.candidate)


def fixed(direction: str, bounds: list[float]) -> Linear:
    low, high = bounds
    return Linear(low, high) if direction == "max" else Linear(high, low)


def test_every_case_is_of_a_method_known_here_or_elsewhere() -> None:
    here = {"additive", "weighted_sum", "spotis", "swing_weights", "rank_weights", "value_function_points"}
    here |= {"value_for_money"}
    assert {case["method"] for case in CASES} <= here | ELSEWHERE
    assert len(CASES) >= 15


@pytest.mark.parametrize("case", cases("additive"))
def test_the_additive_aggregate_agrees(case: Case) -> None:
    lines = ranked(problem_of(case, [DirectValue()] * len(case["criteria"])))
    assert [line.score for line in lines] == pytest.approx(case["expected"]["scores"], abs=case["tolerance"])


@pytest.mark.parametrize("case", cases("spotis"))
def test_the_additive_value_is_the_complement_of_spotis_on_fixed_bounds(case: Case) -> None:
    functions = [
        fixed(criterion["direction"], bounds)
        for criterion, bounds in zip(case["criteria"], case["parameters"]["bounds"], strict=True)
    ]
    lines = ranked(problem_of(case, list(functions)))
    distances = [1 - line.score / 100 for line in lines]
    assert distances == pytest.approx(case["expected"]["scores_lower_better"], abs=case["tolerance"])
    assert [line.rank for line in lines] == case["expected"]["ranks"]


@pytest.mark.parametrize("case", cases("weighted_sum"))
def test_scales_taken_from_the_products_at_hand_tie_as_published(case: Case) -> None:
    assert case["parameters"] == {"normalisation": "minmax"}
    columns = list(zip(*case["matrix"], strict=True))
    functions = [
        fixed(criterion["direction"], [min(column), max(column)])
        for criterion, column in zip(case["criteria"], columns, strict=True)
    ]
    lines = ranked(problem_of(case, list(functions)))
    assert [line.score / 100 for line in lines] == pytest.approx(case["expected"]["scores"], abs=case["tolerance"])
    assert [line.rank for line in lines] == case["expected"]["ranks"]


@pytest.mark.parametrize("case", cases("weighted_sum"))
def test_scales_owned_by_the_criteria_tell_the_same_products_apart(case: Case) -> None:
    result = evaluate(problem_of(case, [Linear(20, 0), Linear(10, 0)]), simulate=False)
    assert [line.rank for line in result.ranking] == [1, 2]
    assert result.verdict.kind is not VerdictKind.NONE


@pytest.mark.parametrize("case", cases("swing_weights"))
def test_swing_points_give_the_published_weights(case: Case) -> None:
    points = tuple((f"c{place}", float(point)) for place, point in enumerate(case["parameters"]["points"]))
    weights = local_weights(PointWeights("swing", points))
    assert list(weights.values()) == pytest.approx(case["expected"]["weights"], abs=case["tolerance"])


@pytest.mark.parametrize("case", cases("rank_weights"))
def test_a_rank_order_gives_the_published_weights(case: Case) -> None:
    weights = rank_weights(case["parameters"]["n"], RankFormula(case["parameters"]["kind"]))
    assert sum(weights) == pytest.approx(1)
    expected = case["expected"]
    by_rank = expected.get("by_rank") or {str(rank): one for rank, one in enumerate(expected["weights"], 1)}
    found = {rank: weights[int(rank) - 1] for rank in by_rank}
    assert found == pytest.approx(by_rank, abs=case["tolerance"])


@pytest.mark.parametrize("case", cases("value_function_points"))
def test_value_functions_agree_at_the_published_points(case: Case) -> None:
    for function, expected in zip(case["parameters"]["functions"], case["expected"]["values"], strict=True):
        points = tuple((raw, 100 * value) for raw, value in zip(function["x"], function["v"], strict=True))
        rising = points[-1][1] > points[0][1]
        worst, best = (points[0][0], points[-1][0]) if rising else (points[-1][0], points[0][0])
        for shape in (Piecewise(points, worst, best), Linear(worst, best)):
            values = [value_of(shape, raw) / 100 for raw in function["at"]]
            assert values == pytest.approx(expected, abs=case["tolerance"])


@pytest.mark.parametrize("case", cases("value_for_money"))
def test_each_step_along_the_frontier_costs_what_is_published_for_one_more_point(case: Case) -> None:
    totals, spent = [], 0
    for _, extra in case["matrix"]:
        spent += extra
        totals.append(spent)
    benefit = Criterion("benefit", "Benefit", Direction.MAX, DirectValue())
    candidates = tuple(Candidate(f"a{place}", name) for place, name in enumerate(case["alternatives"]))
    problem = Problem(
        case["title"],
        (benefit,),
        PointWeights("direct", (("benefit", 1.0),)),
        candidates,
        cells=tuple(Cell(one.id, "benefit", row[0]) for one, row in zip(candidates, case["matrix"], strict=True)),
        costs=tuple(
            CostLine(one.id, "Rent", Decimal(total), "USD") for one, total in zip(candidates, totals, strict=True)
        ),
    )
    worth = evaluate(problem, simulate=False).value_for_money
    assert worth is not None
    assert worth.frontier == tuple(one.id for one in candidates)
    gains = [worth.benefit[step.end] - worth.benefit[step.start] for step in worth.steps]
    assert gains == pytest.approx(case["expected"]["benefit_steps"])
    paid = [float(step.cost_per_point) for step in worth.steps]
    assert paid == pytest.approx(case["expected"]["cost_per_point"], abs=case["tolerance"])


def test_rank_order_centroids_of_three_are_the_published_ones() -> None:
    assert rank_weights(3, RankFormula.ROC) == pytest.approx((11 / 18, 5 / 18, 2 / 18))
    assert rank_weights(3, RankFormula.SUM) == pytest.approx((3 / 6, 2 / 6, 1 / 6))
    assert rank_weights(3, RankFormula.RECIPROCAL) == pytest.approx((6 / 11, 3 / 11, 2 / 11))
