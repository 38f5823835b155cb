"""Terms of a programme: dates, tiers and what a client brings, by examples of real programmes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.expected import TierPart, for_client, for_sale
from consultant_desk.domain.earnings.terms import (
    Cycle,
    Dates,
    LockRule,
    Terms,
    Tier,
    TierBasis,
    TierPeriod,
    dates_of,
    faults,
    next_payout,
    period_of,
    terms_on,
)
from consultant_desk.domain.earnings.terms_words import rate_words, terms_words
from consultant_desk.domain.money import Money
from consultant_desk.formats import Formats

PLAIN = Terms("2026-01-01", "USD", percent=Decimal(20))
PARTNERSTACK = replace(
    PLAIN, lock=LockRule.DAY_OF_MONTH, lock_days=7, cycle_day=13, threshold_minor=500, cookie_days=90
)
GB = Formats("en_GB")


def test_a_version_holds_from_its_day_to_the_next() -> None:
    newer = replace(PLAIN, effective_from="2026-06-15", percent=Decimal(30))
    versions = [newer, PLAIN]
    assert terms_on(versions, "2025-12-31") is None
    assert terms_on(versions, "2026-06-14") == PLAIN
    assert terms_on(versions, "2026-06-15") == newer


def test_of_two_versions_of_one_day_the_one_entered_last_holds() -> None:
    corrected = replace(PLAIN, percent=Decimal(25))
    assert terms_on([PLAIN, corrected], "2026-02-01") == corrected


@pytest.mark.parametrize(("terms", "day", "expected"), [
    (PARTNERSTACK, "2026-06-20", Dates("2026-07-07", "2026-07-07", "2026-07-13")),
    (PARTNERSTACK, "2026-12-31", Dates("2027-01-07", "2027-01-07", "2027-01-13")),
    (replace(PLAIN, lock=LockRule.IMMEDIATE, hold_days=60, cycle_day=5), "2026-09-25",
     Dates("2026-09-25", "2026-11-24", "2026-12-05")),
    (replace(PLAIN, lock=LockRule.DAYS, lock_days=30, cycle=Cycle.WEEKLY, cycle_day=5), "2026-09-01",
     Dates("2026-10-01", "2026-10-01", "2026-10-02")),
    (replace(PLAIN, lock=LockRule.DAYS, lock_days=30, cycle=Cycle.NET, cycle_day=15), "2026-09-01",
     Dates("2026-10-01", "2026-10-01", "2026-10-16")),
    (replace(PLAIN, lock=LockRule.IMMEDIATE, cycle=Cycle.QUARTERLY, cycle_day=31, cycle_month=3), "2026-10-01",
     Dates("2026-10-01", "2026-10-01", "2026-12-31")),
    (replace(PLAIN, lock=LockRule.IMMEDIATE, cycle=Cycle.QUARTERLY, cycle_day=15), "2026-10-16",
     Dates("2026-10-16", "2026-10-16", "2027-01-15")),
    (replace(PLAIN, lock=LockRule.IMMEDIATE, cycle=Cycle.ON_REQUEST, forfeiture_days=180), "2026-01-01",
     Dates("2026-01-01", "2026-01-01", "2026-01-01", "2026-06-30")),
    (replace(PLAIN, lock=LockRule.DAY_OF_MONTH, lock_days=31, cycle_day=31), "2027-01-31",
     Dates("2027-02-28", "2027-02-28", "2027-02-28")),
    (PLAIN, "2026-06-20", Dates()),
])  # fmt: skip
def test_dates_of_a_commission(terms: Terms, day: str, expected: Dates) -> None:
    assert dates_of(terms, day) == expected


def test_a_lock_date_the_source_tells_wins() -> None:
    assert dates_of(PARTNERSTACK, "2026-06-20", "2026-08-01").expected_on == "2026-08-13"
    assert dates_of(PLAIN, "2026-06-20", "2026-08-02").expected_on == "2026-09-01"


def cyclic(cycle: Cycle, day: int, month: int) -> Terms:
    return replace(PLAIN, cycle=cycle, cycle_day=1 + day % 7 if cycle is Cycle.WEEKLY else day, cycle_month=month)


cycles = st.builds(cyclic, st.sampled_from(Cycle), st.integers(1, 31), st.integers(1, 3))


@given(cycles, st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_payout_comes_on_or_after_the_day_and_within_its_cycle(terms: Terms, day: date) -> None:
    longest = {Cycle.WEEKLY: 6, Cycle.MONTHLY: 31, Cycle.QUARTERLY: 92, Cycle.NET: 31, Cycle.ON_REQUEST: 0}[terms.cycle]
    assert timedelta(0) <= next_payout(terms, day) - day <= timedelta(days=longest)


@pytest.mark.parametrize(("period", "key"), [
    (TierPeriod.MONTH, "2026-06"), (TierPeriod.QUARTER, "2026-Q2"), (TierPeriod.YEAR, "2026"), (TierPeriod.ALWAYS, ""),
])  # fmt: skip
def test_periods_of_tiers(period: TierPeriod, key: str) -> None:
    assert period_of(replace(PLAIN, tier_period=period), "2026-06-30") == key


BY_COUNT = replace(PLAIN, tiers=(Tier(2, percent=Decimal(25)), Tier(5, flat_minor=9_900)))
BY_AMOUNT = replace(
    PLAIN, tier_basis=TierBasis.AMOUNT, tiers=(Tier(100_000, percent=Decimal(25)), Tier(200_000, percent=Decimal(30)))
)


@pytest.mark.parametrize(("already", "amount"), [(0, 2000), (1, 2000), (2, 2500), (4, 2500), (5, 9900)])
def test_the_sale_after_a_count_of_sales_is_paid_by_the_next_tier(already: int, amount: int) -> None:
    found = for_sale(BY_COUNT, Money(10_000, "USD"), already)
    assert found is not None
    assert found.amount == Money(amount, "USD")


def test_a_sale_that_passes_marks_is_split_there() -> None:
    found = for_sale(BY_AMOUNT, Money(250_000, "USD"), 50_000)
    assert found is not None
    assert found.parts == (TierPart(0, 50_000, 10_000), TierPart(1, 100_000, 25_000), TierPart(2, 100_000, 30_000))
    assert found.amount == Money(65_000, "USD")


@given(st.integers(0, 10**7), st.integers(0, 10**6))
def test_parts_of_tiers_add_up_to_sale_and_commission(sale: int, already: int) -> None:
    found = for_sale(BY_AMOUNT, Money(sale, "USD"), already)
    assert found is not None
    assert sum(part.sale_minor for part in found.parts) == sale
    assert sum(part.amount_minor for part in found.parts) == found.amount.minor


@pytest.mark.parametrize("terms", [replace(PLAIN, percent=None), replace(BY_AMOUNT, currency="GBP")])
def test_what_the_terms_do_not_settle_is_not_made_up(terms: Terms) -> None:
    assert for_sale(terms, Money(10_000, "USD")) is None
    assert for_client(terms, Money(10_000, "USD")) is None


def test_an_amount_per_sale_is_in_the_currency_of_the_terms() -> None:
    found = for_sale(replace(PLAIN, percent=None, flat_minor=5_000), Money(10_000, "JPY"))
    assert found is not None
    assert found.amount == Money(5_000, "USD")


RECURRING = replace(PLAIN, recurs=True)


@pytest.mark.parametrize(("terms", "more", "amount", "payments"), [
    (PLAIN, {}, 24_000, 1),
    (PLAIN, {"payments_a_year": 12}, 2_000, 1),
    (RECURRING, {"payments_a_year": 12}, 24_000, 12),
    (RECURRING, {"payments_a_year": 12, "horizon_months": 36}, 72_000, 36),
    (replace(RECURRING, recurring_months=6), {"payments_a_year": 12, "horizon_months": 36}, 12_000, 6),
    (replace(RECURRING, recurring_count=3), {"payments_a_year": 12}, 6_000, 3),
    (replace(RECURRING, recurring_months=12), {"horizon_months": 36}, 24_000, 1),
    (replace(RECURRING, recurring_months=18), {"horizon_months": 36}, 48_000, 2),
    (replace(RECURRING, percent=None, flat_minor=1_000), {"payments_a_year": 12}, 12_000, 12),
    (replace(RECURRING, tiers=(Tier(6, percent=Decimal(10)),)), {"payments_a_year": 12}, 18_000, 12),
])  # fmt: skip
def test_what_a_client_of_1200_a_year_brings(terms: Terms, more: dict[str, int], amount: int, payments: int) -> None:
    found = for_client(terms, Money(120_000, "USD"), **more)
    assert found is not None
    assert (found.amount.minor, found.payments) == (amount, payments)


def test_thirds_of_a_year_are_rounded_once() -> None:
    found = for_client(replace(RECURRING, percent=Decimal("33.3")), Money(1_000, "USD"), payments_a_year=12)
    assert found is not None
    assert found.amount.minor == 333


def test_terms_in_plain_words() -> None:
    terms = replace(
        PARTNERSTACK, recurs=True, recurring_months=12, hold_days=30, forfeiture_days=180, tiers=BY_COUNT.tiers
    )
    assert terms_words(terms, GB) == (
        "20\N{NO-BREAK SPACE}% of each payment for 12 months.",
        "25\N{NO-BREAK SPACE}% for more than 2 sales in a month.",
        "US$99.00 for more than 5 sales in a month.",
        "Locked on day 7 of the next month.",
        "Held for 30 days after the sale.",
        "Paid monthly on day 13 from US$5.00.",
        "Lost after 180 days below the threshold.",
        "A click counts for 90 days.",
    )


@pytest.mark.parametrize(("terms", "said"), [
    (PLAIN, "20\N{NO-BREAK SPACE}% of the sale"),
    (replace(PLAIN, percent=None, flat_minor=5_000), "US$50.00 per sale"),
    (RECURRING, "20\N{NO-BREAK SPACE}% of each payment for as long as the client pays"),
    (replace(RECURRING, recurring_count=1), "20\N{NO-BREAK SPACE}% of each payment at most once"),
    (replace(RECURRING, percent=None, flat_minor=100), "US$1.00 with each payment for as long as the client pays"),
    (replace(PLAIN, percent=None), "No rate is entered"),
])  # fmt: skip
def test_rates_in_plain_words(terms: Terms, said: str) -> None:
    assert rate_words(terms, GB) == said


any_terms = st.builds(
    Terms,
    st.just("2026-01-01"),
    st.just("USD"),
    lock=st.sampled_from(LockRule),
    lock_days=st.integers(0, 31),
    cycle=st.sampled_from(Cycle),
    cycle_day=st.integers(1, 7),
    tier_basis=st.sampled_from(TierBasis),
)


@given(any_terms)
def test_every_kind_of_terms_has_words(terms: Terms) -> None:
    assert all(sentence.endswith(".") for sentence in terms_words(terms, GB))


@pytest.mark.parametrize(("change", "where"), [
    ({"percent": Decimal(101)}, "rate"), ({"flat_minor": 5}, "rate"), ({"percent": None, "flat_minor": -1}, "rate"),
    ({"tiers": (Tier(5, percent=Decimal(1)), Tier(5, percent=Decimal(2)))}, "tiers"), ({"tiers": (Tier(5),)}, "tier 1"),
    ({"lock": LockRule.DAY_OF_MONTH, "lock_days": 32}, "lock days"), ({"hold_days": -1}, "hold days"),
    ({"cycle": Cycle.WEEKLY, "cycle_day": 8}, "cycle day"), ({"cycle_month": 4}, "cycle month"),
])  # fmt: skip
def test_terms_that_cannot_be_meant_are_told(change: dict[str, object], where: str) -> None:
    assert [fault.where for fault in faults(replace(PLAIN, **change))] == [where]  # type: ignore[arg-type]
    assert not faults(PARTNERSTACK)
