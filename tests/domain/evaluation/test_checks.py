"""Warnings: each is given when it should be, and none stops the evaluation."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    CostLine,
    Criterion,
    Direction,
    Linear,
    MustHave,
    MustOp,
    PointWeights,
    Problem,
)
from consultant_desk.domain.evaluation.result import EvaluationWarning


def problem(columns: dict[str, list[float | None]], weights: dict[str, float] | None = None) -> Problem:
    """Return a problem whose columns are scores on scales 0..10."""
    count = len(next(iter(columns.values())))
    criteria = tuple(Criterion(key, key.title(), Direction.MAX, Linear(0, 10)) for key in columns)
    cells = tuple(Cell(f"p{row}", key, score) for key, column in columns.items() for row, score in enumerate(column))
    points = tuple((weights or dict.fromkeys(columns, 1.0)).items())
    candidates = tuple(Candidate(f"p{row}", f"Product {row}") for row in range(count))
    return Problem("x", criteria, PointWeights("direct", points), candidates, cells=cells)


def warned(one: Problem) -> dict[str, EvaluationWarning]:
    return {warning.code: warning for warning in evaluate(one).warnings}


RISING: list[float | None] = [1.0, 2.0, 3.0, 4.0, 5.5]


def test_criteria_that_go_together_are_named_strongest_pair_first() -> None:
    columns = {"speed": RISING, "noise": [9.0, 1.0, 6.0, 2.0, 4.0], "pace": [2.0, 3.0, 4.0, 5.0, 6.5]}
    warning = warned(problem({**columns, "tempo": [1.0, 2.0, 3.1, 4.0, 5.5]}))["correlated"]
    assert (warning.criterion, warning.other) == ("speed", "pace")
    assert "r = 1.00" in warning.text
    assert "and 2 more" in warning.text


def test_four_candidates_are_too_few_to_call_criteria_alike() -> None:
    assert "correlated" not in warned(problem({"speed": RISING[:4], "pace": RISING[:4]}))


def test_opposite_criteria_are_not_called_alike() -> None:
    assert "correlated" not in warned(problem({"speed": RISING, "pace": RISING[::-1]}))


def test_cost_as_a_criterion_beside_cost_lines_is_counted_twice() -> None:
    one = problem({"price": [1.0, 2.0], "fit": [2.0, 1.0]})
    costly = replace(
        one,
        criteria=(replace(one.criteria[0], cost=True), one.criteria[1]),
        costs=(CostLine("p0", "Licences", Decimal(100), "EUR"),),
    )
    assert warned(costly)["cost_twice"].criterion == "price"
    assert "cost_twice" not in warned(replace(costly, costs=()))


def test_a_score_outside_its_scale_is_named_with_its_candidate() -> None:
    warning = warned(problem({"speed": [11.0, 2.0]}))["clipped"]
    assert (warning.criterion, warning.candidate) == ("speed", "p0")


def test_only_the_end_that_lies_outside_is_named() -> None:
    one = problem({"age": [6.0, 2.0]})
    scale = replace(one.criteria[0], direction=Direction.MIN, value=Linear(36, 1), unit="months")
    ranged = (replace(one.cells[0], low=0.0, high=6.0), one.cells[1])
    text = warned(replace(one, criteria=(scale,), cells=ranged))["clipped"].text
    assert text.startswith("Product 0: the end 0 months of the score on Age lies outside")
    text = warned(replace(one, criteria=(scale,), cells=(replace(one.cells[0], value=40.0), one.cells[1])))
    assert "the score 40 months on Age lies outside" in text["clipped"].text


def test_a_candidate_that_is_out_makes_the_others_neither_alike_nor_different() -> None:
    one = problem({"owner": [8.0] * 5 + [0.0], "texts": [5.0] * 5 + [0.0], "fit": [1.0, 6.0, 3.0, 9.0, 2.0, 4.0]})
    assert warned(one)["correlated"].criterion == "owner"
    strict = replace(one.criteria[0], must=MustHave(MustOp.AT_LEAST, value=5.0))
    told = evaluate(replace(one, criteria=(strict, *one.criteria[1:]))).warnings
    assert "correlated" not in {warning.code for warning in told}
    same = [warning for warning in told if warning.code == "constant"]
    assert [warning.criterion for warning in same] == ["owner", "texts"]
    assert same[0].text == "Owner is the same for every candidate that can win and decides nothing."


def test_an_unknown_score_makes_criteria_neither_alike_nor_equal() -> None:
    unknown: list[float | None] = [None, 8.0, 8.0, 8.0, 8.0]
    assert not {"correlated", "constant"} & set(warned(problem({"speed": unknown, "pace": unknown, "fit": RISING})))


@pytest.mark.parametrize(
    ("columns", "weights", "code"),
    [
        ({"speed": [4.0, 4.0], "fit": [1.0, 2.0]}, None, "constant"),
        ({"speed": [4.0, 5.0], "fit": [1.0, 2.0]}, {"speed": 1.0, "fit": 0.0}, "zero_weight"),
        ({"speed": [4.0]}, None, "one_candidate"),
        ({"speed": [None, None], "fit": [1.0, 2.0]}, None, "all_unknown"),
        ({"speed": [None, 1.0], "fit": [None, 2.0]}, None, "all_unknown"),
        ({"speed": [None] * 6, "fit": [None] * 6}, None, "all_unknown"),
        ({"speed": [4.0] * 6, "fit": [4.0] * 6}, None, "constant"),
    ],
)
def test_an_odd_problem_is_answered_with_a_warning(
    columns: dict[str, list[float | None]], weights: dict[str, float] | None, code: str
) -> None:
    assert code in warned(problem(columns, weights))


def test_an_ordinary_problem_has_no_warnings() -> None:
    assert warned(problem({"speed": [1.0, 5.0, 3.0], "fit": [7.0, 2.0, 4.0]})) == {}


def test_a_criterion_with_all_the_weight_has_no_interval() -> None:
    result = evaluate(problem({"speed": [4.0, 5.0], "fit": [1.0, 2.0]}, {"speed": 1.0, "fit": 0.0}))
    assert result.stability["speed"].winner is None
    assert result.stability["speed"].ranking is None
    assert result.stability["fit"].winner == (0.0, 1.0)


def test_candidates_of_one_name_are_pointed_out() -> None:
    one = problem({"fit": [8.0, 4.0, 6.0]})
    first, second, third = one.candidates
    assert "same_name" not in warned(one)
    same = replace(one, candidates=(first, replace(second, name=" product  0 "), third))
    told = warned(same)["same_name"]
    assert told.text == "2 candidates are called Product 0, and nothing printed tells them apart."
