"""The forecast: approved in full, pending and recurring less usual reversals, as a range by month and currency."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.forecast import OVERDUE, UNDATED, ForecastRow, forecast
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.reversals import reversal_rates, wilson
from consultant_desk.domain.earnings.series import find_series
from consultant_desk.domain.earnings.states import Approval, Payment
from consultant_desk.domain.earnings.terms import Cycle, LockRule, Terms
from tests.domain.earnings.lines import line

TODAY, UNTIL = "2026-11-19", "2027-02-17"
TERMS = Terms(
    "2020-01-01", "EUR", percent=Decimal(20), lock=LockRule.DAYS, lock_days=30, cycle=Cycle.MONTHLY, cycle_day=15
)
PENDING = Approval.PENDING
HISTORY = [line(f"h{n}", 100, payment=Payment.PAID) for n in range(8)] + [
    line(f"r{n}", 0, amount_minor=100, approval=Approval.DECLINED) for n in range(2)
]


def terms_of(programme_id: str, _day: str) -> Terms | None:
    return None if programme_id == "unknown" else TERMS


def expect(lines: list[LedgerLine], *, series: bool = False) -> tuple[ForecastRow, ...]:
    every = [*HISTORY, *lines]
    found = find_series(every, TODAY) if series else ()
    return forecast(every, found, reversal_rates(every, TODAY), terms_of, TODAY, UNTIL).rows


def test_what_is_approved_counts_in_full_in_the_month_it_is_paid() -> None:
    rows = expect([line("a", 5000, date="2026-11-01")])
    assert rows == (ForecastRow("2026-12", "EUR", 5000, 0, 0, 5000, 5000, 5000),)


def test_pending_counts_less_the_usual_reversals_with_the_bounds_of_their_rate() -> None:
    (row,) = expect([line("p", 10_000, date="2026-11-01", approval=PENDING)])
    share = wilson(2, 10)
    assert (row.pending_minor, row.likely_minor) == (10_000, 8_000)
    assert row.low_minor == round(10_000 * (1 - share.high))
    assert row.high_minor == round(10_000 * (1 - share.low))


def test_what_is_approved_and_late_is_overdue_and_what_is_paid_later_than_asked_for_counts_not_at_all() -> None:
    lines = [line("late", 100, date="2026-01-01"), line("far", 100, date="2027-01-17")]
    pending = line("wait", 10, date="2026-01-01", approval=PENDING)
    rows = expect([*lines, pending, line("now", 50, date="2026-11-01")])
    assert [(row.month, row.approved_minor, row.pending_minor) for row in rows] == [
        (OVERDUE, 100, 0), ("2026-11", 0, 10), ("2026-12", 50, 0)
    ]  # fmt: skip


def test_a_year_ahead_holds_twelve_payments_and_none_that_is_past() -> None:
    for first, today in (("2026-05-01", "2026-11-29"), ("2026-05-29", "2026-11-29"), ("2026-05-12", "2026-11-12")):
        days = [f"2026-{month:02}{first[7:]}" for month in range(5, 10)]
        paid = [line(f"s{n}", 1410, date=day, customer="k", programme_id="unknown") for n, day in enumerate(days)]
        paid = [one._replace(payment=Payment.PAID) for one in paid]
        series = find_series(paid, today, {}, {"net": "2026-09-30"})
        until = f"2027{today[4:]}"
        (row,) = forecast(paid, series, {}, terms_of, today, until).rows
        assert row.recurring_minor == 12 * 1410


def test_what_has_no_date_is_shown_apart_and_not_in_the_total() -> None:
    lines = [line("u", 700, programme_id="unknown"), line("a", 100, date="2026-11-01")]
    every = [*HISTORY, *lines]
    found = forecast(every, (), reversal_rates(every, TODAY), terms_of, TODAY, UNTIL)
    assert [(row.month, row.approved_minor) for row in found.rows] == [(UNDATED, 700), ("2026-12", 100)]
    assert [row.approved_minor for row in found.totals()] == [100]


def test_a_clawback_to_be_netted_lowers_this_month() -> None:
    (row,) = expect([line("k", -300, part="clawback")])
    assert (row.month, row.approved_minor, row.likely_minor) == ("2026-11", -300, -300)


def test_currencies_are_never_added_up() -> None:
    rows = expect([line("a", 100, date="2026-11-01"), line("b", 100, date="2026-11-01", currency="JPY")])
    assert [row.currency for row in rows] == ["EUR", "JPY"]


def test_a_programme_without_history_may_bring_all_or_nothing() -> None:
    lines = [line("p", 1000, date="2026-11-01", approval=PENDING, programme_id="new")]
    found = forecast([*HISTORY, *lines], (), reversal_rates(HISTORY, TODAY), terms_of, TODAY, UNTIL)
    (row,) = found.rows
    assert (row.low_minor, row.likely_minor, row.high_minor) == (0, 800, 1000)
    assert found.without_history == ("new",)


def test_a_running_series_brings_its_next_payments_in_the_months_they_are_paid() -> None:
    days = ("2026-09-01", "2026-10-01", "2026-11-01")
    lines = [line(f"s{n}", 1000, date=day, customer="k", payment=Payment.PAID) for n, day in enumerate(days)]
    rows = expect(lines, series=True)
    assert [(row.month, row.recurring_minor) for row in rows] == [("2027-01", 1000), ("2027-02", 1000)]


def test_settled_and_declined_lines_are_not_expected_again() -> None:
    assert expect([]) == ()


lines_of = st.lists(
    st.builds(
        LedgerLine._replace,
        st.just(line("x", 1)),
        id=st.uuids().map(str),
        effect_minor=st.integers(-500, 5000),
        date=st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 11, 19)).map(str),
        approval=st.sampled_from(Approval),
        payment=st.sampled_from(Payment),
        programme_id=st.sampled_from(["", "b", "unknown"]),
        currency=st.sampled_from(["EUR", "JPY"]),
    ),
    max_size=25,
)


@given(lines_of)
def test_the_likely_figure_lies_in_the_range_and_the_total_is_the_sum_of_its_months(lines: list[LedgerLine]) -> None:
    found = forecast(lines, (), reversal_rates(lines, TODAY), terms_of, TODAY, UNTIL)
    for row in found.rows:
        assert row.low_minor <= row.likely_minor <= row.high_minor
    for total in found.totals():
        months = [row for row in found.rows if row.currency == total.currency and row.month != UNDATED]
        assert total.likely_minor == sum(row.likely_minor for row in months)
