from __future__ import annotations

import pytest

from consultant_desk.domain.evaluation.units import counted_unit


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
