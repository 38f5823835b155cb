"""Rates: known answers, then what holds for any amount."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.rates import (
    Converted,
    DayRates,
    ManualRate,
    Missing,
    Rates,
    add_up,
    converted_sum,
    rounded,
)
from consultant_desk.domain.money import Money
from consultant_desk.imports.rates import read_rates

ORACLES = Path(__file__).parents[2] / "oracles" / "statements"
CASES = json.loads((ORACLES / "fx.json").read_text("utf-8"))["rows"]
ECB = read_rates((ORACLES / "eurofxref-hist.csv").read_bytes()).days
FRIDAY, SUNDAY = "2026-09-18", "2026-09-20"


def manual(base: str, quote: str, rate: str, day: str = FRIDAY) -> ManualRate:
    return ManualRate(day, base, quote, Decimal(rate))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['amount_minor']} {case['currency']} {case['date']}")
def test_known_answers(case: dict[str, str | int | None]) -> None:
    amount = Money(int(case["amount_minor"] or 0), str(case["currency"]))
    found = Rates(ECB).convert(amount, str(case["base"]), str(case["date"]))
    if case["expected_minor"] is None:
        assert found == Missing(amount.currency, str(case["base"]), str(case["date"]))
    else:
        expected = Money(int(case["expected_minor"] or 0), str(case["base"]))
        assert found == Converted(expected, str(case["rate_date"]))


def test_the_last_rate_reaches_seven_days_and_not_eight() -> None:
    rates = Rates([DayRates("2026-09-01", {"USD": "2"})])
    assert isinstance(rates.convert(Money(200, "USD"), "EUR", "2026-09-08"), Converted)
    assert isinstance(rates.convert(Money(200, "USD"), "EUR", "2026-09-09"), Missing)


def test_a_later_rate_is_never_used() -> None:
    rates = Rates([DayRates("2026-09-02", {"USD": "2"})])
    assert isinstance(rates.convert(Money(200, "USD"), "EUR", "2026-09-01"), Missing)


def test_an_entered_rate_wins_over_the_ecb_on_its_day_only() -> None:
    rates = Rates(ECB, [manual("EUR", "USD", "2")])
    assert rates.convert(Money(200, "USD"), "EUR", FRIDAY) == Converted(Money(100, "EUR"), FRIDAY, manual=True)
    assert rates.convert(Money(109, "USD"), "EUR", "2026-09-17") == Converted(Money(100, "EUR"), "2026-09-17")


@pytest.mark.parametrize(
    "entered", [manual("EUR", "KWD", "0.4"), manual("KWD", "EUR", "2.5")], ids=["euro first", "dinar first"]
)
@pytest.mark.parametrize(("base", "expected"), [("EUR", 250), ("USD", 274), ("JPY", 407)])
def test_a_currency_the_ecb_lacks_converts_by_an_entered_rate(entered: ManualRate, base: str, expected: int) -> None:
    found = Rates(ECB, [entered]).convert(Money(1000, "KWD"), base, SUNDAY)
    assert found == Converted(Money(expected, base), FRIDAY, manual=True)


@pytest.mark.parametrize(("base", "expected"), [("USD", 300), ("EUR", 274), ("GBP", 234)])
def test_an_entered_pair_without_the_euro_is_used_directly_and_crossed(base: str, expected: int) -> None:
    found = Rates(ECB, [manual("KWD", "USD", "3")]).convert(Money(1000, "KWD"), base, FRIDAY)
    assert found == Converted(Money(expected, base), FRIDAY, manual=True)


def test_a_pair_and_the_rate_it_is_crossed_with_both_lie_within_seven_days() -> None:
    rates = Rates([DayRates("2026-09-01", {"USD": "2"})], [manual("KWD", "USD", "3", "2026-09-05")])
    assert rates.convert(Money(1000, "KWD"), "EUR", "2026-09-08") == Converted(
        Money(150, "EUR"), "2026-09-01", manual=True
    )
    assert isinstance(rates.convert(Money(1000, "KWD"), "EUR", "2026-09-09"), Missing)


def test_the_rate_entered_last_for_a_pair_counts() -> None:
    rates = Rates(ECB, [manual("KWD", "USD", "3"), manual("USD", "KWD", "0.25")])
    assert rates.convert(Money(1000, "KWD"), "USD", FRIDAY) == Converted(Money(400, "USD"), FRIDAY, manual=True)


def test_the_same_currency_needs_no_rate() -> None:
    assert Rates().convert(Money(5, "KWD"), "KWD", SUNDAY) == Converted(Money(5, "KWD"), SUNDAY)


@pytest.mark.parametrize("rate", ["0", "-1"])
def test_no_rate_is_nothing_or_less(rate: str) -> None:
    with pytest.raises(ValueError, match="no rate"):
        Rates((), [manual("EUR", "USD", rate)])


def test_a_sum_leaves_out_and_counts_what_has_no_rate() -> None:
    amounts = [(FRIDAY, "USD", 10956, 1), (FRIDAY, "KWD", 500, 2), (SUNDAY, "RUB", 500, 1), (SUNDAY, "EUR", 1, 1)]
    found = converted_sum(Rates(ECB), "EUR", amounts)
    assert found.amount == Money(10001, "EUR")
    assert (found.missing, {one.currency for one in found.lacking}) == (3, {"KWD", "RUB"})


lines = st.lists(
    st.tuples(st.sampled_from([FRIDAY, SUNDAY, "2026-09-17"]), st.sampled_from(["USD", "JPY", "GBP", "EUR", "KWD"]),
              st.integers(-(10**9), 10**9)),
    max_size=30,
)  # fmt: skip


@given(lines)
def test_a_sum_is_the_same_when_a_database_added_the_days_up_before(amounts: list[tuple[str, str, int]]) -> None:
    rates = Rates(ECB)
    days: dict[tuple[str, str], list[int]] = {}
    for day, currency, units in amounts:
        days.setdefault((day, currency), []).append(units)
    one_by_one = converted_sum(rates, "EUR", [(*amount, 1) for amount in amounts])
    by_day = converted_sum(rates, "EUR", [(*key, sum(units), len(units)) for key, units in days.items()])
    assert (one_by_one.amount, one_by_one.missing) == (by_day.amount, by_day.missing)


@given(st.lists(st.integers(-(10**9), 10**9), max_size=20), st.sampled_from([1, 100, 1000]))
def test_printed_lines_add_up_to_the_printed_total(values: list[int], unit: int) -> None:
    parts, total = add_up(values, unit)
    assert sum(parts) == total == rounded(Decimal(sum(values)) / unit)
    assert all(abs(part - Decimal(value) / unit) < 1 for part, value in zip(parts, values, strict=True))


def test_the_columns_of_the_drawn_table_add_up() -> None:
    assert add_up([345_600, 231_000, 160_000, 142_800, 28_550], 100) == ((3456, 2310, 1600, 1428, 286), 9080)


@given(st.integers(-(10**12), 10**12), st.decimals("0.0001", 10**5, places=4))
def test_one_rounding_half_to_even(units: int, rate: Decimal) -> None:
    rates = Rates([DayRates(FRIDAY, {"USD": str(rate)})])
    found = rates.convert(Money(units, "USD"), "EUR", FRIDAY)
    assert isinstance(found, Converted)
    assert found.amount.minor == round(Fraction(units) / Fraction(rate))


@pytest.mark.parametrize(("units", "rate", "expected"), [(42, "12", 4), (30, "12", 2), (3, "1.2", 2), (-42, "12", -4)])
def test_a_tie_that_comes_from_thirds_is_a_tie(units: int, rate: str, expected: int) -> None:
    found = Rates([DayRates(FRIDAY, {"USD": rate})]).convert(Money(units, "USD"), "EUR", FRIDAY)
    assert found == Converted(Money(expected, "EUR"), FRIDAY)


def test_a_sum_of_thirds_is_whole() -> None:
    rates = Rates([DayRates(FRIDAY, {"USD": "3"})])
    assert converted_sum(rates, "EUR", [(FRIDAY, "USD", 1, 1)] * 3 + [(FRIDAY, "USD", 3, 1)] * 2).amount.minor == 3
