"""Reversal rates: every shape of reversal counts once, and few cases say little."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.reversals import UNKNOWN, all_programmes, reversal_rates, wilson
from consultant_desk.domain.earnings.states import Approval, Kind, Payment
from tests.domain.earnings.lines import line

TODAY = "2026-11-19"
DECLINED = Approval.DECLINED


@pytest.mark.parametrize(("taken", "cases", "low", "high"), [
    (0, 10, "0.0000", "0.2775"), (1, 10, "0.0179", "0.4042"), (5, 10, "0.2366", "0.7634"), (10, 10, "0.7225", "1.0000"),
    (81, 263, "0.2553", "0.3662"), (0, 1, "0.0000", "0.7935"),
])  # fmt: skip
def test_bounds_as_published(taken: int, cases: int, low: str, high: str) -> None:
    """Of 81 in 263 in Newcombe, Statistics in Medicine 17 (1998) 857-872; the others from the formula by hand."""
    found = wilson(taken, cases)
    assert (round(found.low, 4), round(found.high, 4)) == (Decimal(low), Decimal(high))


@given(st.integers(0, 10_000).flatmap(lambda cases: st.tuples(st.integers(0, cases), st.just(cases))))
def test_a_share_lies_within_its_bounds_and_they_within_0_and_1(case: tuple[int, int]) -> None:
    found = wilson(*case)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.known == (case[1] > 0)


def test_more_cases_narrow_the_bounds() -> None:
    few, many = wilson(1, 10), wilson(100, 1000)
    assert few.low < many.low < many.value == few.value < many.high < few.high


def test_each_shape_of_reversal_counts_once() -> None:
    lines = [
        line("kept", 1000),
        line("flip", 0, amount_minor=1500, approval=DECLINED),
        line("zeroed", 0, approval=DECLINED, taken_minor=700),
        line("sold", 4500),
        line("entry", -1500, kind=Kind.CLAWBACK, original_id="sold"),
        line("paid", 900, payment=Payment.PAID),
        line("paid/clawback", -900, part="clawback", kind=Kind.CLAWBACK, original_id="paid"),
        line("orphan", -300, kind=Kind.CLAWBACK, original_id="older than all files"),
        line("pending", 800, approval=Approval.PENDING),
        line("fee", -50, kind=Kind.FEE),
    ]
    rate = reversal_rates(lines, TODAY)[""]
    assert (rate.decided, rate.reversed) == (6, 5)
    (by_amount,) = rate.by_amount
    assert by_amount.decided_minor == 1000 + 1500 + 700 + 4500 + 900 + 300 - 0
    assert by_amount.reversed_minor == 1500 + 700 + 1500 + 900 + 300


def test_an_entry_counts_for_its_original_whatever_programme_and_currency_it_names_itself() -> None:
    lines = [
        line("a", 1000, programme_id="p"),
        line("a/entry", -400, kind=Kind.CLAWBACK, original_id="a"),
        line("b", 1000, programme_id="p"),
        line("b/entry", -900, kind=Kind.CLAWBACK, original_id="b", currency="USD", programme_id="p"),
    ]
    (rate,) = reversal_rates(lines, TODAY).values()
    assert (rate.programme_id, rate.decided, rate.reversed) == ("p", 2, 2)
    (by_amount,) = rate.by_amount
    assert (by_amount.currency, by_amount.decided_minor, by_amount.reversed_minor) == ("EUR", 2000, 400)


def test_only_the_last_twelve_months_count_by_the_date_of_the_original() -> None:
    lines = [
        line("old", 1000, date="2025-11-19"),
        line("old entry", -1000, date="2026-06-01", original_id="old"),
        line("new", 1000, date="2025-11-20"),
    ]
    rate = reversal_rates(lines, TODAY)[""]
    assert (rate.decided, rate.reversed) == (1, 0)


def test_taking_back_twice_takes_no_more_than_there_was() -> None:
    lines = [line("a", 1000), line("b", -800, original_id="a"), line("c", -800, original_id="a")]
    (by_amount,) = reversal_rates(lines, TODAY)[""].by_amount
    assert (by_amount.decided_minor, by_amount.reversed_minor) == (1000, 1000)


def test_one_large_sale_among_small_ones_says_little() -> None:
    lines = [line(f"s{n}", 10) for n in range(50)] + [line("large", 0, amount_minor=100_000, approval=DECLINED)]
    rate = reversal_rates(lines, TODAY)[""]
    assert rate.share.high < Decimal("0.11")
    assert rate.by_amount[0].share.low < Decimal("0.25")
    assert rate.by_amount[0].share.value > Decimal("0.99")


def test_currencies_are_kept_apart_and_programmes_pooled_by_count() -> None:
    lines = [
        line("a", 100),
        line("b", 0, amount_minor=5, currency="JPY", approval=DECLINED),
        line("c", 7, programme_id="p"),
    ]
    rates = reversal_rates(lines, TODAY)
    assert [one.currency for one in rates[""].by_amount] == ["EUR", "JPY"]
    assert all_programmes(rates.values()) == wilson(1, 3)
    assert all_programmes(()) == UNKNOWN
