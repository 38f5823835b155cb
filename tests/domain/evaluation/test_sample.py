"""The sample evaluation against figures computed by an independent script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.evaluation.weights import leaf_weights
from consultant_desk.domain.evaluation.writing import dump

ORACLES = Path(__file__).parents[2] / "oracles"
EXPECTED = json.loads((ORACLES / "harbour-bakeries.expected.json").read_text(encoding="utf-8"))
TOLERANCE = EXPECTED["tolerance"]


@pytest.fixture(scope="module")
def problem() -> Problem:
    return load((ORACLES / "harbour-bakeries.evaluation.json").read_bytes())


@pytest.fixture(scope="module")
def result(problem: Problem) -> Result:
    return evaluate(problem)


def test_scores_and_their_order_are_those_expected(result: Result) -> None:
    scores = {line.candidate: line.score for line in result.ranking}
    assert list(scores) == list(EXPECTED["scores"])
    assert scores == pytest.approx(EXPECTED["scores"], abs=TOLERANCE)
    assert [line.rank for line in result.ranking] == [1, 2, 3, 4, 5]


def test_an_unknown_cell_opens_the_expected_range(result: Result) -> None:
    line = result.of("tailspin")
    assert [line.low, line.high] == pytest.approx(EXPECTED["range"]["tailspin"], abs=TOLERANCE)
    assert line.coverage == pytest.approx(0.94)


@pytest.mark.parametrize("criterion", EXPECTED["winner_interval_percent"])
def test_the_winner_keeps_its_place_within_the_expected_interval(result: Result, criterion: str) -> None:
    winner = result.stability[criterion].winner
    assert winner is not None
    percent = [100 * bound for bound in winner]
    assert percent == pytest.approx(EXPECTED["winner_interval_percent"][criterion], abs=TOLERANCE)


def test_the_verdict_is_the_expected_one(result: Result) -> None:
    verdict, expected = result.verdict, EXPECTED["verdict"]
    assert (verdict.kind, verdict.winner, verdict.runner_up) == (
        expected["kind"],
        expected["winner"],
        expected["runner_up"],
    )
    assert verdict.share == pytest.approx(expected["share"], abs=expected["tolerance"])
    assert verdict.margin == pytest.approx(EXPECTED["margin"], abs=0.01)
    assert verdict.least_room is not None
    assert (verdict.least_room.criterion, round(verdict.least_room.relative, 2)) == ("inbox", 0.16)
    assert verdict.sentence == "Northwind Desk, closely followed by Contoso Flow"


@pytest.mark.parametrize("person", range(3))
def test_each_stakeholder_weighs_as_expected(problem: Problem, person: int) -> None:
    stakeholder = problem.stakeholders[person]
    weights = leaf_weights(problem, stakeholder.weights)
    assert sum(weights.values()) == pytest.approx(1)
    assert stakeholder.name in EXPECTED["stakeholder_scores"]


def test_the_file_survives_a_round_trip(problem: Problem) -> None:
    assert load(dump(problem)) == problem


def test_the_criteria_that_go_together_are_those_of_the_mock_up(result: Result) -> None:
    (warning,) = result.warnings
    assert (warning.code, warning.criterion, warning.other) == ("correlated", "inbox", "support")
    assert "r = 0.97" in warning.text
