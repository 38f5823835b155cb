"""What changed between two states of an evaluation is said completely and in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from consultant_desk.domain.evaluation.canonical import problem_sha256
from consultant_desk.domain.evaluation.differences import Part, differences
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Confidence,
    CostLine,
    Criterion,
    Direction,
    EvidenceState,
    Group,
    Linear,
    MustHave,
    MustOp,
    PointWeights,
    Problem,
    Stakeholder,
)
from consultant_desk.domain.evaluation.writing import dump
from tests.domain.evaluation.strategies import problems
from tests.effort import tried

PLAIN = Problem(
    title="Desk",
    groups=(Group("work", "Desk work"),),
    criteria=(
        Criterion("price", "Price", Direction.MIN, Linear(60, 10), unit="EUR"),
        Criterion("fit", "Fit", Direction.MAX, Linear(0, 10), group="work"),
    ),
    weights=PointWeights("direct", (("price", 30.0), ("fit", 70.0))),
    candidates=(Candidate("nw", "Northwind"), Candidate("keep", "Spreadsheet", baseline=True)),
    cells=(Cell("nw", "price", 25.0), Cell("nw", "fit", 8.0, 7.0, 9.0)),
    stakeholders=(Stakeholder("Owner", PointWeights("direct", (("price", 50.0), ("fit", 50.0)))),),
    costs=(CostLine("nw", "Licences", Decimal("4800.00"), "EUR", 1, 3),),
)


def told(after: Problem, before: Problem = PLAIN) -> list[str]:
    return [one.text for one in differences(before, after)]


def cells(*changed: Cell) -> Problem:
    return replace(PLAIN, cells=changed)


def with_price(**values: object) -> Problem:
    return replace(PLAIN, criteria=(replace(PLAIN.criteria[0], **values), PLAIN.criteria[1]))  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (with_price(name="Price per seat"), ["Renamed: Price → Price per seat"]),
        (with_price(value=Linear(80, 10)), ["Price, scale: 60 to 10 → 80 to 10"]),
        (with_price(must=MustHave(MustOp.AT_MOST, 50.0)), ["Price, must-have: nothing → at most 50"]),
        (with_price(group="work"), ["Price, group: nothing → Desk work"]),
        (
            replace(PLAIN, weights=PointWeights("direct", (("price", 40.0), ("fit", 60.0)))),
            ["Price: 30.0 % → 40.0 %", "Fit: 70.0 % → 60.0 %"],
        ),
        (
            replace(PLAIN, weights=PointWeights("direct", (("price", 6.25), ("fit", 93.75)))),
            ["Price: 30.0 % → 6.3 %", "Fit: 70.0 % → 93.8 %"],
        ),
        (
            replace(PLAIN, weights=PointWeights("swing", (("price", 30.0), ("fit", 70.0)))),
            ["Answers: given anew; each weight stays within a tenth of a percent"],
        ),
        (replace(PLAIN, stakeholders=()), ["Owner: stakeholder removed"]),
        (
            replace(PLAIN, candidates=(*PLAIN.candidates, Candidate("cf", "Contoso"))),
            ["Contoso: product added"],
        ),
        (cells(Cell("nw", "price", 22.0), PLAIN.cells[1]), ["Northwind, Price: €25 → €22"]),
        (cells(PLAIN.cells[0]), ["Northwind, Fit: 8 (7 to 9) → unknown"]),
        (
            cells(PLAIN.cells[0], replace(PLAIN.cells[1], confidence=Confidence.HIGH)),
            ["Northwind, Fit, support: none → none; confidence high"],
        ),
        (
            cells(replace(PLAIN.cells[0], evidence_state=EvidenceState.TESTED, evidence=("E1",)), PLAIN.cells[1]),
            ["Northwind, Price, support: none → tested; evidence E1"],
        ),
        (
            replace(PLAIN, costs=(replace(PLAIN.costs[0], amount=Decimal(5000)),)),
            [
                "Northwind, Licences: 4,800 EUR a year, years 1 to 3, other → 5,000 EUR a year, years 1 to 3, other",
            ],
        ),
    ],
)
def test_each_change_is_told_with_its_place_and_both_states(after: Problem, expected: list[str]) -> None:
    assert told(after) == expected


def test_a_removed_criterion_is_told_once_and_not_again_for_each_of_its_scores() -> None:
    after = replace(
        PLAIN,
        criteria=PLAIN.criteria[:1],
        cells=PLAIN.cells[:1],
        weights=PointWeights("direct", (("price", 30.0),)),
        stakeholders=(),
    )
    found = differences(PLAIN, after)
    assert [(one.part, one.text) for one in found] == [
        (Part.CRITERIA, "Fit: criterion removed"),
        (Part.WEIGHTS, "Price: 30.0 % → 100.0 %"),
        (Part.WEIGHTS, "Owner: stakeholder removed"),
    ]


def test_texts_that_decide_nothing_are_no_difference() -> None:
    noted = replace(PLAIN, title="Another", cells=tuple(replace(one, rationale="Said so") for one in PLAIN.cells))
    assert told(noted) == []


def test_weights_that_do_not_decide_any_more_are_told_without_figures() -> None:
    assert told(replace(PLAIN, weights=PointWeights("direct", (("price", 0.0), ("fit", 0.0))))) == [
        "Answers: given anew; they do not decide yet"
    ]


@tried(13)
@given(problems(), problems())
def test_two_problems_differ_in_at_least_one_line_exactly_when_their_digests_differ(
    before: Problem, after: Problem
) -> None:
    assert bool(differences(before, after)) == (problem_sha256(before) != problem_sha256(after))


@tried(20)
@given(problems())
def test_a_problem_read_back_from_its_file_does_not_differ(problem: Problem) -> None:
    assert differences(load(dump(problem)), problem) == ()
