"""Version 2 of the evaluation file: what it adds, what it refuses, and that version 1 is written where it will do."""

from __future__ import annotations

import json
from decimal import Decimal
from importlib import resources
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.evaluation.canonical import problem_sha256
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Completion, CostKind, PairwiseWeights, Per, SeatPrice
from consultant_desk.domain.evaluation.writing import dump
from tests.domain.evaluation.samples import Tree, described, faults_of, read
from tests.domain.evaluation.test_file import PLACES, STRUCTURE, Bend, add, cut, put
from tests.effort import tried
from tests.services.problems import problems

FOLDER = resources.files("resources.schemas")
VALIDATORS = {
    version: jsonschema.Draft202012Validator(
        json.loads((FOLDER / f"evaluation-{version}.schema.json").read_text(encoding="utf-8"))
    )
    for version in (1, 2)
}

PAIRS = {
    "method": "ahp",
    "ids": ["price", "work", "sso"],
    "rows": [[1, 2, None], ["1/2", 1, 3], [None, "1/3", 1]],
    "completion": "least_squares",
    "within": {"work": {"method": "ahp", "ids": ["fit", "hours"], "rows": [[1, 2], ["1/2", 1]]}},
}


def newest() -> Tree:
    """Return the described file with every key of version 2."""
    tree = described()
    tree["version"] = 2
    tree["criteria"][1]["quality"] = "ISO/IEC 25010: Functional suitability"
    tree["weights"] = json.loads(json.dumps(PAIRS))
    tree["costs"] = [
        {"candidate": "nw", "label": "Licences", "currency": "USD", "from_year": 1, "to_year": 3, "kind": "licence",
         "by_seat": {"seats": 40, "tiers": [[1, "19.00"], [26, "15.50"]], "per": "month", "graduated": True}},
        {"candidate": "nw", "label": "Set-up", "amount": 2500, "currency": "EUR", "kind": "implementation"},
        {"candidate": "keep", "label": "Nothing", "amount": 0, "currency": "EUR"},
    ]  # fmt: skip
    tree["options"]["currency"] = "EUR"
    tree["options"]["rates"] = {"USD": "0.92"}
    return tree


def bent(bend: Bend) -> Tree:
    tree = newest()
    bend(tree)
    return tree


SEATS = ("costs", 0, "by_seat")

SHAPE: list[tuple[Bend, str]] = [
    (put("criteria", 1, "quality", value=7), "$.criteria[1].quality"),
    (put("weights", "completion", value="guess"), "$.weights.completion"),
    (put("costs", 0, "kind", value="bribe"), "$.costs[0].kind"),
    (put(*SEATS, value=[]), "$.costs[0].by_seat"),
    (put(*SEATS, "seats", value=-4), "$.costs[0].by_seat.seats"),
    (put(*SEATS, "seats", value=0), "$.costs[0].by_seat.seats"),
    (put(*SEATS, "seats", value=2.5), "$.costs[0].by_seat.seats"),
    (put(*SEATS, "seats", value=10**9), "$.costs[0].by_seat.seats"),
    (put(*SEATS, "seats", value="Infinity"), "$.costs[0].by_seat.seats"),
    (cut(*SEATS, "seats"), "$.costs[0].by_seat.seats"),
    (cut(*SEATS, "tiers"), "$.costs[0].by_seat.tiers"),
    (put(*SEATS, "tiers", value=[]), "$.costs[0].by_seat.tiers"),
    (put(*SEATS, "tiers", value=[[n, 1] for n in range(1, 1_000)]), "$.costs[0].by_seat.tiers"),
    (put(*SEATS, "tiers", value=[[1, 19, 2]]), "$.costs[0].by_seat.tiers[0]"),
    (put(*SEATS, "tiers", value=[[1, -19]]), "$.costs[0].by_seat.tiers[0][1]"),
    (put(*SEATS, "tiers", value=[[1, "NaN"]]), "$.costs[0].by_seat.tiers[0][1]"),
    (put(*SEATS, "per", value="week"), "$.costs[0].by_seat.per"),
    (put(*SEATS, "graduated", value="yes"), "$.costs[0].by_seat.graduated"),
    (put(*SEATS, "minimum", value=5), "$.costs[0].by_seat.minimum"),
    (cut("costs", 1, "amount"), "$.costs[1].amount"),
    (put("options", "currency", value="euro"), "$.options.currency"),
    (put("options", "rates", value=[]), "$.options.rates"),
    (put("options", "rates", value={"USD": -1}), "$.options.rates.USD"),
    (put("options", "rates", value={"USD": 0}), "$.options.rates.USD"),
    (put("options", "rates", value={"dollar": 1}), "$.options.rates.dollar"),
]
"""What the schema of version 2 can say too."""

MEANING: list[tuple[Bend, str]] = [
    (put(*SEATS, "tiers", value=[[2, 19]]), "$.costs[0].by_seat.tiers[0][0]"),
    (put(*SEATS, "tiers", value=[[1, 19], [26, 15], [26, 12]]), "$.costs[0].by_seat.tiers[2][0]"),
    (put(*SEATS, "tiers", value=[[1, 19], [26, 15], [20, 12]]), "$.costs[0].by_seat.tiers[2][0]"),
    (put(*SEATS, "tiers", value=[[1, 10**15]]), "$.costs[0].by_seat"),
    (put("costs", 0, "amount", value=8490.01), "$.costs[0].amount"),
    (put("costs", 1, "currency", value="CHF"), "$.costs[1].currency"),
    (cut("options", "currency"), "$.options.rates"),
    (put("options", "rates", value={"EUR": 1, "USD": 1}), "$.options.rates.EUR"),
    (cut("options", "rates"), "$.costs[0].currency"),
]
"""What only the reader can see."""


@pytest.mark.parametrize(("bend", "place"), SHAPE + MEANING, ids=lambda item: item if isinstance(item, str) else "")
def test_a_fault_of_version_2_is_named_by_its_place(bend: Bend, place: str) -> None:
    assert place in faults_of(bent(bend))


@pytest.mark.parametrize(("bend", "place"), SHAPE, ids=lambda item: item if isinstance(item, str) else "")
def test_the_schema_of_version_2_refuses_the_same(bend: Bend, place: str) -> None:
    assert not VALIDATORS[2].is_valid(bent(bend))


@pytest.mark.parametrize(("bend", "place"), MEANING, ids=lambda item: item if isinstance(item, str) else "")
def test_what_passes_the_schema_of_version_2_is_still_checked_by_meaning(bend: Bend, place: str) -> None:
    VALIDATORS[2].validate(bent(bend))


@pytest.mark.parametrize(("bend", "place"), STRUCTURE, ids=lambda item: item if isinstance(item, str) else "")
def test_version_2_refuses_what_version_1_refuses(bend: Bend, place: str) -> None:
    tree = described()
    tree["version"] = 2
    bend(tree)
    assert place in faults_of(tree)
    assert not VALIDATORS[2].is_valid(tree)


def test_schema_and_reader_both_take_the_described_file_in_version_2() -> None:
    for version, tree in ((1, described()), (2, newest())):
        jsonschema.Draft202012Validator.check_schema(VALIDATORS[version].schema)
        VALIDATORS[version].validate(tree)
        assert not VALIDATORS[3 - version].is_valid(tree)
        read(tree)


@pytest.mark.parametrize(
    ("bend", "place"),
    [
        (put("criteria", 0, "quality", value=""), "$.criteria[0].quality"),
        (put("weights", value=PAIRS), "$.weights.completion"),
        (put("costs", 0, "kind", value="licence"), "$.costs[0].kind"),
        (put("costs", 0, "by_seat", value={"seats": 1, "tiers": [[1, 1]]}), "$.costs[0].by_seat"),
        (put("options", "currency", value="EUR"), "$.options.currency"),
        (put("options", "rates", value={}), "$.options.rates"),
    ],
)
def test_a_key_of_version_2_in_a_file_of_version_1_is_a_fault_that_says_so(bend: Bend, place: str) -> None:
    tree = described()
    bend(tree)
    assert "version 2" in faults_of(tree)[place]


def test_what_version_2_added_is_read() -> None:
    problem = read(newest())
    assert problem.criteria[1].quality.startswith("ISO/IEC 25010")
    assert isinstance(problem.weights, PairwiseWeights)
    assert problem.weights.completion is Completion.LEAST_SQUARES
    line = problem.costs[0]
    tiers = ((1, Decimal("19.00")), (26, Decimal("15.50")))
    assert (line.kind, line.by_seat) == (CostKind.LICENCE, SeatPrice(40, tiers, Per.MONTH, graduated=True))
    assert line.amount == (25 * Decimal(19) + 15 * Decimal("15.5")) * 12
    assert (problem.options.currency, problem.options.rates) == ("EUR", (("USD", Decimal("0.92")),))


def test_an_amount_beside_a_price_by_seat_may_be_given_when_it_agrees() -> None:
    tree = bent(put("costs", 0, "amount", value="8490"))
    assert read(tree) == read(newest())


def test_what_needs_no_key_of_version_2_is_written_as_version_1() -> None:
    assert json.loads(dump(read(described())))["version"] == 1
    assert json.loads(dump(read(newest())))["version"] == 2
    plain = described()
    plain["version"] = 2
    assert read(plain) == read(described())


@pytest.mark.parametrize(
    "alone",
    [
        put("criteria", 0, "quality", value="Price"),
        put("weights", "within", "work", value={
            "method": "ahp", "ids": ["fit", "hours"], "rows": [[1, None], [None, 1]], "completion": "least_squares",
        }),
        put("stakeholders", 0, "weights", value={
            "method": "ahp", "ids": ["fit", "hours", "price", "sso"],
            "rows": [[1 if a == b else None for a in range(4)] for b in range(4)], "completion": "least_squares",
        }),
        put("costs", 0, "kind", value="licence"),
        put("options", "currency", value="EUR"),
    ],
)  # fmt: skip
def test_each_key_of_version_2_alone_is_kept(alone: Bend) -> None:
    tree = described()
    tree["version"] = 2
    alone(tree)
    text = dump(read(tree))
    assert json.loads(text)["version"] == 2
    assert load(text) == read(tree)


@tried(12)
@given(problems())
def test_whatever_is_written_follows_the_schema_of_its_version(problem: Any) -> None:
    tree = json.loads(dump(problem))
    VALIDATORS[tree["version"]].validate(tree)
    assert load(json.dumps(tree)) == problem


def test_what_decides_something_is_part_of_the_digest_and_the_rest_is_not() -> None:
    digest = problem_sha256(read(newest()))
    for same in (
        put("criteria", 1, "quality", value="another"),
        put("costs", 0, "kind", value="support"),
        put("costs", 0, "by_seat", value={"seats": 1, "tiers": [[1, "707.5"]]}),
    ):
        assert problem_sha256(read(bent(same))) == digest
    for other in (
        put("weights", "completion", value="harker"),
        put("options", "rates", "USD", value="0.93"),
        put(*SEATS, "seats", value=41),
    ):
        assert problem_sha256(read(bent(other))) != digest


def test_a_fault_with_a_number_of_many_digits_stays_one_short_line() -> None:
    line = faults_of(bent(put("costs", 0, "amount", value="1." + "1" * 390)))["$.costs[0].amount"]
    assert len(line) < 200


def test_a_million_tiers_are_refused_in_one_line() -> None:
    tiers = [[place, 1] for place in range(1, 1_000_001)]
    assert list(faults_of(bent(put(*SEATS, "tiers", value=tiers)))) == ["$.costs[0].by_seat.tiers"]


@tried(65)
@given(st.data(), PLACES)
def test_any_value_at_any_place_of_the_costs_is_read_or_refused(data: st.DataObject, value: object) -> None:
    tree = newest()
    spot: Any = data.draw(st.sampled_from([tree["costs"], tree["options"]]))
    while isinstance(spot, dict | list) and spot:
        key = data.draw(st.sampled_from(sorted(spot) if isinstance(spot, dict) else range(len(spot))))
        if not isinstance(spot[key], dict | list) or data.draw(st.booleans()):
            spot[key] = value
            break
        spot = spot[key]
    if not faults_of(tree):
        assert load(dump(read(tree))) == read(tree)


def test_another_line_in_a_currency_with_a_rate_is_no_fault() -> None:
    line = {"candidate": "keep", "label": "Paper", "amount": 1, "currency": "USD"}
    assert faults_of(bent(add("costs", value=line))) == {}
