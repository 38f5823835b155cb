from __future__ import annotations

import pytest

from consultant_desk.domain.evaluation.units import counted_unit, figure


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("months", "month"), ("hours a week", "hour a week"), ("boxes", "box"), ("queries", "query"),
        ("matches", "match"), ("invoices", "invoice"), ("minutes", "minute"), ("days/month", "day/month"),
    ],
)  # fmt: skip
def test_one_takes_the_singular_of_an_english_plural(unit, one):
    assert counted_unit(unit, 1) == one
    assert counted_unit(unit, -1) == one
    assert counted_unit(unit, 12) == unit


@pytest.mark.parametrize(
    "unit",
    ["", "h", "s", "ms", "kg", "%", "of 5", "Mbps", "mbps", "GBs", "access", "status", "series", "€/month", "km/h"],
)
def test_other_units_stay_as_they_are(unit):
    assert counted_unit(unit, 1) == unit


@pytest.mark.parametrize(
    ("number", "written"),
    [(-1.0, "−1"), (-0.0, "0"), (12500.0, "12,500"), (2.5, "2.5"), (-0.004, "−0.004"), (1e14, "100,000,000,000,000")],
)
def test_a_raw_value_is_written_out_with_a_true_minus(number, written):
    assert figure(number) == written
