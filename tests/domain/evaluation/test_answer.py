"""The answer as JSON: stable keys that follow their schema, and the options of the command line."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from consultant_desk.domain.evaluation.answer import result_to_json, with_options
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Problem, SimulationOptions
from consultant_desk.errors import UserError
from tests.domain.evaluation.strategies import problems
from tests.effort import tried

SCHEMA = json.loads((resources.files("resources.schemas") / "result-1.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
SAMPLE = Path(__file__).parents[2] / "oracles" / "harbour-bakeries.evaluation.json"


@pytest.fixture(scope="module")
def problem() -> Problem:
    return load(SAMPLE.read_bytes())


def answered(problem: Problem) -> dict[str, Any]:
    """Return the answer as a reader of the JSON text gets it."""
    answer: dict[str, Any] = json.loads(json.dumps(result_to_json(evaluate(problem)), allow_nan=False))
    return answer


def test_the_answer_to_the_sample_follows_the_schema(problem: Problem) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    answer = answered(problem)
    VALIDATOR.validate(answer)
    assert list(answer) == [
        "format", "version", "problem_sha256", "weights", "ranking", "verdict", "stability", "smallest_flip",
        "score_flips", "tornado", "simulation", "methods", "value_for_money", "stakeholders",
        "disagreements", "warnings",
    ]  # fmt: skip
    assert answer["stability"]["eu"]["winner"] == [0.0, 1.0]
    assert "would_rank" not in answer["ranking"][0]


@tried(15)
@given(problems())
def test_every_answer_follows_the_schema(problem: Problem) -> None:
    answer = answered(problem)
    VALIDATOR.validate(answer)
    assert "simulation" not in answer
    assert ("stability" in answer) == (answer["verdict"]["winner"] is not None)


def test_a_seed_or_a_number_of_samples_asks_for_a_simulation(problem: Problem) -> None:
    simulation = with_options(problem, samples=500, seed=3).options.simulation
    assert simulation == SimulationOptions(samples=500, seed=3)
    assert answered(with_options(problem, samples=500, seed=3))["simulation"]["samples"] == 500


def test_without_options_the_file_decides(problem: Problem) -> None:
    assert with_options(problem) == problem


def test_the_weights_of_a_stakeholder_decide(problem: Problem) -> None:
    answer = answered(with_options(problem, stakeholder="Owner"))
    assert answer["verdict"]["winner"] == "contoso"
    scores = {line["candidate"]: line["score"] for line in answer["ranking"]}
    assert (scores["contoso"], scores["northwind"]) == pytest.approx((73.0, 70.7), abs=0.06)


@pytest.mark.parametrize(
    ("options", "place"),
    [
        ({"scheme": "wild"}, "--scheme"),
        ({"samples": 0}, "--samples"),
        ({"samples": 10**9}, "--samples"),
        ({"seed": -1}, "--seed"),
        ({"stakeholder": "Nobody"}, "--stakeholder"),
        ({"stakeholder": ""}, "--stakeholder"),
    ],
)
def test_an_option_that_cannot_be_met_is_named(problem: Problem, options: dict[str, Any], place: str) -> None:
    with pytest.raises(UserError) as refused:
        with_options(problem, **options)
    assert refused.value.faults[0].where == place
