from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.brand import Brand, Logo
from consultant_desk.domain.evaluation.problem import (
    CostLine,
    DirectValue,
    MeanWeights,
    Piecewise,
    RankFormula,
    RankWeights,
)
from consultant_desk.domain.money import Money
from consultant_desk.domain.snapshot import ReportSnapshot
from reports.wire import WireError, decode, dumps, encode, loads, parse
from tests.reports.sample import sample_problem, sample_snapshot


def test_a_snapshot_comes_back_as_it_was():
    snapshot = sample_snapshot(brand=Brand("X", logo=Logo(b"\x89PNG\0", 3, 4)))
    assert loads(ReportSnapshot, dumps(snapshot)) == snapshot


def test_every_kind_of_scale_and_weight_comes_back():
    problem = sample_problem()
    first, second, *rest = problem.criteria
    curve = Piecewise(((0.0, 0.0), (6.0, 80.0), (10.0, 100.0)), 0.0, 10.0)
    criteria = (replace(first, value=curve), replace(second, value=DirectValue()), *rest)
    costs = (CostLine("northwind", "Licences", Decimal("4800.50"), "EUR", 1, 3),)
    for weights in (MeanWeights(), RankWeights(("inbox", "order"), RankFormula.ROC)):
        changed = replace(problem, criteria=criteria, weights=weights, costs=costs)
        snapshot = sample_snapshot(problem=changed)
        assert loads(ReportSnapshot, dumps(snapshot)) == snapshot


@given(st.text())
def test_any_text_comes_back(text):
    assert loads(Brand, dumps(Brand(text))) == Brand(text)


@pytest.mark.parametrize(
    "data",
    [
        {"minor": "1", "currency": "EUR"},
        {"minor": 1.5, "currency": "EUR"},
        {"minor": True, "currency": "EUR"},
        {"minor": 1},
        {"minor": 1, "currency": "EUR", "more": 0},
        [],
        None,
    ],
)
def test_data_of_another_shape_is_refused(data):
    with pytest.raises(WireError):
        decode(Money, data)


@pytest.mark.parametrize("text", ["{", "NaN", '{"a": 1, "a": 2}', "[" * 100_000, "\xff"])
def test_what_is_not_strict_json_is_refused(text):
    with pytest.raises(WireError):
        parse(text.encode("latin-1"))


def test_a_number_that_is_not_finite_is_not_sent():
    with pytest.raises(WireError, match="finite"):
        encode(float("nan"))


def test_what_is_sent_is_plain_json():
    assert json.loads(dumps(Money(5, "EUR"))) == {"minor": 5, "currency": "EUR"}
