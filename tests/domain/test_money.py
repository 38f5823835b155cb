"""Money: whole minor units of one currency, exact, split without loss."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.money import MixedCurrencies, Money, major, minor, split, totals

amounts = st.integers(-(10**15), 10**15)
shares = st.lists(st.decimals(0, 10**6, places=4), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("units", "currency", "whole"),
    [(1234, "EUR", "12.34"), (1234, "JPY", "1234"), (1234, "KWD", "1.234"), (-5, "USD", "-0.05")],
)
def test_an_amount_in_whole_units(units: int, currency: str, whole: str) -> None:
    assert major(units, currency) == Decimal(whole)
    assert Money(units, currency).major == Decimal(whole)


@pytest.mark.parametrize(
    ("whole", "currency", "units"),
    [("12.345", "EUR", 1234), ("12.355", "EUR", 1236), ("-12.345", "EUR", -1234), ("0.5", "JPY", 0), ("1.5", "JPY", 2)],
)
def test_half_a_minor_unit_goes_to_the_even_one(whole: str, currency: str, units: int) -> None:
    assert minor(Decimal(whole), currency) == units


@given(amounts, st.sampled_from(["EUR", "JPY", "KWD", "CLF"]))
def test_whole_units_and_back_is_the_same(units: int, currency: str) -> None:
    assert minor(major(units, currency), currency) == units


def test_two_currencies_do_not_add_up_and_do_not_compare() -> None:
    euro, dollar = Money(1, "EUR"), Money(1, "USD")
    for wrong in (lambda: euro + dollar, lambda: euro - dollar, lambda: euro < dollar, lambda: euro <= dollar):
        with pytest.raises(MixedCurrencies):
            wrong()


@given(amounts, amounts)
def test_money_adds_and_takes_away_as_its_units_do(first: int, second: int) -> None:
    assert Money(first, "EUR") + Money(second, "EUR") == Money(first + second, "EUR")
    assert Money(first, "EUR") - Money(second, "EUR") == Money(first, "EUR") + -Money(second, "EUR")


def test_totals_are_kept_apart_by_currency() -> None:
    assert totals([Money(5, "USD"), Money(1, "EUR"), Money(-2, "USD")]) == {"EUR": 1, "USD": 3}


@given(amounts, shares)
def test_parts_add_up_to_what_was_split_and_are_within_one_of_their_share(total: int, parts: list[Decimal]) -> None:
    found = split(total, parts)
    assert sum(found) == total
    whole = sum(parts)
    if whole:
        assert all(abs(part - total * share / whole) < 1 for part, share in zip(found, parts, strict=True))


def test_what_is_left_goes_to_the_largest_remainder_and_of_equal_ones_to_the_first() -> None:
    assert split(100, [Decimal(1)] * 3) == (34, 33, 33)
    assert split(-100, [Decimal(1)] * 3) == (-34, -33, -33)
    assert split(10, [Decimal("0.25"), Decimal("0.35"), Decimal("0.4")]) == (3, 3, 4)


def test_nothing_to_go_by_leaves_all_in_the_first_part() -> None:
    assert split(7, [Decimal(0), Decimal(0)]) == (7, 0)
    assert split(7, []) == ()


def test_shares_of_very_different_size_lose_nothing() -> None:
    tiny = [Decimal(1), Decimal("1e-40")]
    assert split(10**45, tiny) == (10**45 - 10**5, 10**5)
