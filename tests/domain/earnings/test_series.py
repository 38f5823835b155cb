"""Recurring series: what is one, how far it is, and when its silence means that the customer left."""

from __future__ import annotations

import pytest

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.series import End, Series, find_series, upcoming
from consultant_desk.domain.earnings.states import Approval, Kind
from tests.domain.earnings.lines import line

TODAY = "2026-11-19"


def monthly(*days: str, amount: int = 900, **more: object) -> list[LedgerLine]:
    named: dict[str, object] = {"customer": "kestrel", "programme_id": "orbit", **more}
    return [line(f"c{n}", amount, date=day, **named) for n, day in enumerate(days)]


def only(lines: list[LedgerLine], end: End | None = None, covered: str = TODAY) -> Series:
    (found,) = find_series(lines, TODAY, {"orbit": end or End()}, {"net": covered})
    return found


RUNNING = monthly("2026-08-12", "2026-09-12", "2026-10-12", "2026-11-12")


def test_regular_months_of_one_customer_are_a_series() -> None:
    found = only(RUNNING, End(months=12))
    assert (found.step, found.seen, found.of, found.amount_minor, found.next_on) == (1, 4, 12, 900, "2026-12-12")
    assert found.runs
    assert found.lines == ("c0", "c1", "c2", "c3")


@pytest.mark.parametrize("lines", [
    monthly("2026-10-12", "2026-11-12"),
    monthly("2026-01-12", "2026-02-12", "2026-06-12", "2026-11-12"),
    monthly("2026-08-12", "2026-09-12", "2026-10-12", customer=""),
    monthly("2026-08-12", "2026-09-12", "2026-10-12", approval=Approval.DECLINED),
    monthly("2026-08-12", "2026-09-12", "2026-10-12", kind=Kind.BONUS),
], ids=["two are no rhythm", "irregular", "nobody named", "declined", "bonuses"])  # fmt: skip
def test_what_is_no_series(lines: list[LedgerLine]) -> None:
    assert find_series(lines, TODAY) == ()


@pytest.mark.parametrize("more", [{"recurring": True}, {"kind": Kind.RECURRING}])
def test_a_source_that_calls_it_recurring_is_believed_from_the_first_payment_on(more: dict[str, object]) -> None:
    assert only(monthly("2026-11-12", **more)).next_on == "2026-12-12"


@pytest.mark.parametrize(("days", "step", "following"), [
    (("2026-02-15", "2026-05-15", "2026-08-15", "2026-11-15"), 3, "2027-02-15"),
    (("2023-11-30", "2024-11-30", "2025-11-30"), 12, "2026-11-30"),
    (("2026-08-31", "2026-09-30", "2026-10-31"), 1, "2026-11-30"),
])  # fmt: skip
def test_quarters_years_and_short_months(days: tuple[str, ...], step: int, following: str) -> None:
    found = only(monthly(*days))
    assert (found.step, found.next_on) == (step, following)


def test_a_missed_month_within_is_counted() -> None:
    found = only(
        monthly("2026-05-12", "2026-06-12", "2026-07-12", "2026-08-12", "2026-10-12", "2026-11-12", recurring=True)
    )
    assert (found.seen, found.missed) == (6, 1)


def test_a_payment_whose_day_is_past_is_missed_and_the_next_one_is_still_to_come() -> None:
    lines = monthly("2026-06-01", "2026-07-01", "2026-08-01", "2026-09-01")
    found = only(lines, covered="2026-09-30")
    assert (found.next_on, found.missed, found.awaited_since, found.silent_since) == ("2026-12-01", 2, "2026-10-01", "")
    assert upcoming(found, "2027-02-01") == ("2026-12-01", "2027-01-01", "2027-02-01")
    covered = only(lines, covered="2026-10-31")
    assert (covered.next_on, covered.missed, covered.silent_since) == ("", 2, "2026-10-01")
    assert upcoming(covered, "2027-02-01") == ()


def test_a_payment_that_is_a_few_days_late_is_neither_missed_nor_expected_again() -> None:
    found = only(monthly("2026-08-12", "2026-09-12", "2026-10-12"))
    assert (found.next_on, found.missed, found.awaited_since, found.due) == ("2026-12-12", 0, "", 1)


def test_payments_that_may_stand_in_a_statement_to_come_count_for_the_end() -> None:
    lines = monthly("2026-06-01", "2026-07-01", "2026-08-01", "2026-09-01")
    found = only(lines, End(count=8), covered="2026-09-30")
    assert upcoming(found, "2027-12-31") == ("2026-12-01", "2027-01-01")
    over = only(lines, End(count=6), covered="2026-09-30")
    assert (over.next_on, over.missed, over.awaited_since) == ("", 2, "2026-10-01")


def test_silence_is_told_only_when_statements_cover_the_day() -> None:
    lines = monthly("2026-06-12", "2026-07-12", "2026-08-12")
    assert only(lines).silent_since == "2026-09-12"
    assert not only(lines).runs
    assert only(lines, covered="2026-09-15").silent_since == ""
    assert only(lines, covered="2026-09-22").silent_since == "2026-09-12"


@pytest.mark.parametrize("end", [End(count=4), End(months=4)])
def test_a_series_that_has_had_all_its_payments_ends_without_alarm(end: End) -> None:
    found = only(RUNNING, end)
    assert (found.next_on, found.silent_since, upcoming(found, "2030-01-01")) == ("", "", ())


def test_payments_to_come_stop_at_the_end_of_the_series() -> None:
    assert upcoming(only(RUNNING, End(count=6)), "2027-12-31") == ("2026-12-12", "2027-01-12")
    assert upcoming(only(RUNNING), "2027-02-12") == ("2026-12-12", "2027-01-12", "2027-02-12")


def test_months_that_were_missed_are_not_made_up_for_after_the_end() -> None:
    lines = monthly("2026-05-12", "2026-06-12", "2026-08-12", "2026-09-12", "2026-10-12", "2026-11-12", recurring=True)
    assert upcoming(only(lines, End(months=8)), "2027-12-31") == ("2026-12-12",)


def test_the_amount_is_the_middle_of_the_last_three_months() -> None:
    lines = [*RUNNING, *monthly("2026-11-13", amount=5_000)]
    lines[-1] = line("extra", 5_000, date="2026-11-13", customer="kestrel", programme_id="orbit")
    assert only(lines).amount_minor == 900
