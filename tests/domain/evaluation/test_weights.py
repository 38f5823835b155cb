"""Weights: groups multiply, the mean of stakeholders, and answers that cannot be normalised."""

from __future__ import annotations

import pytest

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Criterion,
    Direction,
    Linear,
    MeanWeights,
    PointWeights,
    Problem,
    RankFormula,
    RankWeights,
    Stakeholder,
    WeightAnswers,
)
from consultant_desk.domain.evaluation.weights import global_weights, with_share
from consultant_desk.errors import UserError
from tests.domain.evaluation.samples import described, read


def problem(weights: WeightAnswers, *stakeholders: Stakeholder) -> Problem:
    criteria = tuple(Criterion(key, key, Direction.MAX, Linear(0, 1)) for key in "abc")
    return Problem("x", criteria, weights, (Candidate("n", "N"),), stakeholders=stakeholders)


def direct(**points: float) -> PointWeights:
    return PointWeights("direct", tuple(points.items()))


def test_the_weight_of_a_criterion_in_a_group_is_the_product_of_the_local_weights() -> None:
    weights = global_weights(read(described()))
    assert weights == pytest.approx({"price": 0.3, "fit": 0.5 * 100 / 140, "hours": 0.5 * 40 / 140, "sso": 0.2})
    assert list(weights) == ["price", "fit", "hours", "sso"]


def test_the_mean_weight_is_the_mean_of_the_normalised_weights_of_each_person() -> None:
    people = (
        Stakeholder("A", direct(a=100, b=0, c=0)),
        Stakeholder("B", RankWeights(("b", "a", "c"), RankFormula.SUM)),
    )
    weights = global_weights(problem(MeanWeights(), *people))
    assert weights == pytest.approx({"a": (1 + 1 / 3) / 2, "b": 0.25, "c": 1 / 12})


def test_a_criterion_not_weighted_yet_counts_nothing_in_a_draft() -> None:
    assert global_weights(problem(direct(a=1, b=1))) == {"a": 0.5, "b": 0.5, "c": 0.0}


@pytest.mark.parametrize(
    ("weights", "place"),
    [
        (direct(a=0, b=0, c=0), "$.weights"),
        (direct(), "$.weights"),
        (RankWeights((), RankFormula.ROC), "$.weights"),
        (direct(z=1), "$.weights"),
        (MeanWeights(), "$.weights.method"),
    ],
)
def test_weights_that_cannot_be_normalised_are_refused_by_place(weights: WeightAnswers, place: str) -> None:
    with pytest.raises(UserError) as refused:
        evaluate(problem(weights))
    assert refused.value.faults[0].where == place


def test_a_fault_in_a_persons_weights_names_the_person() -> None:
    people = (Stakeholder("A", direct(a=1)), Stakeholder("B", direct(a=0)))
    with pytest.raises(UserError) as refused:
        evaluate(problem(MeanWeights(), *people))
    assert refused.value.faults[0].where == "$.stakeholders[1].weights"


def test_from_a_weight_of_one_the_rest_is_shared_equally() -> None:
    assert with_share({"a": 1.0, "b": 0.0, "c": 0.0}, "a", 0.5) == {"a": 0.5, "b": 0.25, "c": 0.25}


def test_a_single_criterion_keeps_all_the_weight() -> None:
    assert with_share({"a": 1.0}, "a", 0.3) == {"a": 1.0}


def test_a_share_beyond_its_ends_is_held_at_the_end() -> None:
    assert with_share({"a": 0.5, "b": 0.5}, "a", 1.7) == {"a": 1.0, "b": 0.0}
    assert with_share({"a": 0.5, "b": 0.5}, "a", -1) == {"a": 0.0, "b": 1.0}
