from __future__ import annotations

import pytest

from consultant_desk.domain.evaluation.units import counted_unit, figure, range_with_unit, with_unit, without_sign


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("months", "month"), ("hours a week", "hour a week"), ("boxes", "box"), ("queries", "query"),
        ("matches", "match"), ("houses", "house"), ("uses", "use"), ("cases", "case"), ("prices", "price"),
        ("areas", "area"), ("videos", "video"), ("steps", "step"), ("licences", "licence"),
        ("invoices", "invoice"), ("minutes", "minute"), ("days/month", "day/month"),
    ],
)  # fmt: skip
def test_one_takes_the_singular_of_an_english_plural(unit, one):
    assert counted_unit(unit, 1) == one
    assert counted_unit(unit, -1) == one
    assert counted_unit(unit, 12) == unit


@pytest.mark.parametrize(
    "unit",
    [
        "", "h", "s", "ms", "kg", "%", "of 5", "Mbps", "mbps", "GBs", "access", "status", "series", "€/month", "km/h",
        "lens", "iops", "gflops", "caches", "axes", "indices", "buses", "bonuses", "canvas", "saas", "cookies",
    ],
)  # fmt: skip
def test_other_units_stay_as_they_are(unit):
    assert counted_unit(unit, 1) == unit


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (-1.0, "−1"), (-0.0, "0"), (12500.0, "12,500"), (2.5, "2.5"), (-0.004, "−0.004"), (1e14, "100,000,000,000,000"),
        (1 / 3, "0.333333"), (-1 / 30_000, "−0.0000333333"), (0.1 + 0.2, "0.3"), (1e-15, "0.000000000000001"),
        (0.9999999, "1"),
    ],
)  # fmt: skip
def test_a_raw_value_is_written_out_with_a_true_minus(number, written):
    assert figure(number) == written


@pytest.mark.parametrize(
    ("text", "unit", "written"),
    [
        ("1", "EUR", "€1"), ("−10", "€", "−€10"), ("+12,500", "USD", "+$12,500"), ("0,5", "¥", "¥0,5"),
        ("1", "months", "1 month"), ("−1", "CHF", "−1 CHF"), ("5", "€/month", "5 €/month"), ("7", "", "7"),
    ],
)  # fmt: skip
def test_a_currency_stands_before_its_number_and_after_the_sign_of_it(text, unit, written):
    number = -1.0 if text.startswith("−") else 1.0
    assert with_unit(text, unit, number) == written


@pytest.mark.parametrize(
    ("low", "high", "unit", "written"),
    [
        ("10", "20", "EUR", "€10–20"), ("−10", "20", "EUR", "−€10 – €20"), ("−10", "20", "°C", "−10 – 20 °C"),
        ("0", "1", "months", "0–1 months"), ("1", "2", "", "1–2"),
    ],
)  # fmt: skip
def test_two_ends_name_their_unit_once_but_for_a_currency_below_nought(low, high, unit, written):
    assert range_with_unit(low, high, unit) == written


@pytest.mark.parametrize("typed", ["-€10", "€-10", "-10 €", "€ -10", "-10"])
def test_what_is_typed_with_a_currency_sign_is_read_without_it(typed):
    assert without_sign(typed).strip() == "-10"
