"""Earnings by group, by age and by tax year: sums that always add up, and amounts without a rate that are told."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.ageing import Age, AgeRow, age_of, ageing
from consultant_desk.domain.earnings.groups import By, DaySums, GroupRow, converted, group, in_base
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.rates import DayRates, ManualRate, Rates
from consultant_desk.domain.earnings.states import Approval, Kind, Payment
from consultant_desk.domain.earnings.tax import Basis, Calendar, TaxRow, tax_year
from tests.domain.earnings.histories import Story, day, lines_of, stories
from tests.domain.earnings.lines import line
from tests.effort import tried

RATES = Rates(
    [DayRates(day(5 * n), {"JPY": f"{150 + n}.37"}) for n in range(120)],
    [ManualRate(day(0), "KWD", "EUR", Decimal("2.9"))],
)


def test_the_columns_of_a_group() -> None:
    lines = [
        line("a", 500, programme_id="p", programme="Orbit"),
        line("b", 300, programme_id="p", payment=Payment.PAID),
        line("c", 200, programme_id="p", approval=Approval.PENDING),
        line("d", 0, programme_id="p", amount_minor=90, approval=Approval.DECLINED),
        line("e", -100, programme_id="p", kind=Kind.CLAWBACK),
        line("f", 7, currency="JPY"),
    ]
    assert group(lines, By.PROGRAMME) == (
        GroupRow("", "", "JPY", 1, approved_minor=7, net_minor=7),
        GroupRow("p", "Orbit", "EUR", 5, 200, 500, 300, 190, 900),
    )


@pytest.mark.parametrize(("by", "keys"), [
    (By.MONTH, ["2026-05", "2026-06"]), (By.CLIENT, ["", "k"]), (By.STATUS, ["approved", "pending"]),
    (By.PRODUCT, ["", "x"]), (By.RECOMMENDATION, ["", "r"]), (By.ACCOUNT, ["net"]), (By.PAYER, ["", "Acme"]),
])  # fmt: skip
def test_what_rows_stand_for(by: By, keys: list[str]) -> None:
    more = {"client_id": "k", "product_id": "x", "recommendation_id": "r", "payer": "Acme"}
    lines = [line("a", 1, date="2026-05-31", **more), line("b", 2, approval=Approval.PENDING)]
    assert [row.key for row in group(lines, by)] == keys


@tried(25)
@given(stories, st.sampled_from(By))
def test_groups_leave_nothing_out_and_net_is_what_the_columns_say(told: list[Story], by: By) -> None:
    lines = lines_of(told)
    rows = group(lines, by)
    assert sum(row.count for row in rows) == len(lines)
    net: Counter[str] = Counter()
    for one in lines:
        net[one.currency] += one.effect_minor
    for currency in net:
        mine = [row for row in rows if row.currency == currency]
        assert sum(row.net_minor for row in mine) == net[currency]
        entered = sum(-one.effect_minor for one in lines if one.currency == currency and one.takes_back)
        assert sum(row.pending_minor + row.approved_minor + row.paid_minor for row in mine) - entered == net[currency]


@tried(25)
@given(stories, st.sampled_from(By), st.sampled_from(["EUR", "JPY"]))
def test_in_one_currency_every_column_adds_up_and_nothing_without_a_rate_is_in_it(
    told: list[Story], by: By, base: str
) -> None:
    lines = lines_of(told)
    report = in_base(lines, by, RATES, base)
    for column in ("pending_minor", "approved_minor", "paid_minor", "reversed_minor", "net_minor", "count"):
        assert sum(getattr(row, column) for row in report.rows) == getattr(report.total, column)
    assert report.total.count + report.missing == len(lines)
    assert report.missing == sum(RATES.factor(one.currency, base, one.date) is None for one in lines)
    assert bool(report.lacking) == bool(report.missing)
    totals = [in_base(lines, other, RATES, base).total for other in By]
    assert totals == [report.total] * len(totals)


@tried(20)
@given(stories)
def test_sums_a_database_adds_up_by_day_give_the_same_report(told: list[Story]) -> None:
    lines = lines_of(told)
    sums: dict[tuple[str, str, str], list[int]] = {}
    for one in lines:
        (row,) = group([one], By.PROGRAMME)
        known = sums.setdefault((row.key, one.currency, one.date), [0] * 6)
        figures = (1, row.pending_minor, row.approved_minor, row.paid_minor, row.reversed_minor, row.net_minor)
        sums[row.key, one.currency, one.date] = [more + less for more, less in zip(known, figures, strict=True)]
    added = [DaySums(key, "", currency, on, count, row) for (key, currency, on), (count, *row) in sums.items()]
    report, by_line = converted(added, RATES, "EUR"), in_base(lines, By.PROGRAMME, RATES, "EUR")
    assert (report.total, report.missing) == (by_line.total, by_line.missing)
    assert [row.net_minor for row in report.rows] == [row.net_minor for row in by_line.rows]


@pytest.mark.parametrize(("due", "age"), [
    ("", Age.UNDATED), ("2026-11-20", Age.NOT_DUE), ("2026-11-19", Age.NOT_DUE), ("2026-11-18", Age.TO_30),
    ("2026-10-20", Age.TO_30), ("2026-10-19", Age.TO_60), ("2026-08-21", Age.TO_90), ("2026-08-20", Age.OVER_90),
])  # fmt: skip
def test_ages(due: str, age: Age) -> None:
    assert age_of(due, "2026-11-19") is age


def test_ageing_counts_open_items_only_and_keeps_currencies_apart() -> None:
    lines = [
        line("a", 500, date="2026-10-30"),
        line("b", 300, date="2026-11-01"),
        line("c", 100, currency="JPY", date="2026-01-01"),
        line("d", -50, part="clawback"),
        line("paid", 900, payment=Payment.PAID),
        line("pending", 900, approval=Approval.PENDING),
        line("declined", 0, approval=Approval.DECLINED),
    ]
    assert ageing(lines, "2026-11-19", lambda one: one.date) == (
        AgeRow("EUR", Age.TO_30, 2, 800),
        AgeRow("EUR", Age.TO_BE_NETTED, 1, -50),
        AgeRow("JPY", Age.OVER_90, 1, 100),
    )


def paid(key: str, amount: int, on: str, **more: object) -> LedgerLine:
    return line(key, amount, payment=Payment.PAID, paid_on=on, **more)


YEAR = ("2026-01-01", "2026-12-31")


def test_cash_counts_when_paid_and_accrual_when_approved() -> None:
    lines = [
        paid("a", 500, "2027-01-05", approved_on="2026-12-20", payer="Acme", country="US"),
        paid("b", 300, "2026-02-01", date="2025-12-20", payer="Acme", country="US"),
        line(
            "c",
            0,
            amount_minor=70,
            approval=Approval.DECLINED,
            approved_on="2025-12-30",
            as_of="2026-01-05",
            payer="Acme",
        ),
    ]
    cash = tax_year(lines, *YEAR, Basis.CASH, RATES, "EUR")
    assert cash.rows == (TaxRow("Acme", "US", "EUR", 1, 300, 300),)
    accrual = tax_year(lines, *YEAR, Basis.ACCRUAL, RATES, "EUR")
    assert accrual.rows == (TaxRow("Acme", "", "EUR", 1, -70, -70), TaxRow("Acme", "US", "EUR", 1, 500, 500))
    assert accrual.total_minor == 430


def test_a_payment_of_no_known_day_is_told_and_in_no_year() -> None:
    found = tax_year([paid("a", 500, "")], *YEAR, Basis.CASH, RATES, "EUR")
    assert (found.rows, found.undated) == ((), 1)


def test_what_has_no_rate_is_shown_in_its_own_currency_and_counted() -> None:
    lines = [
        paid("a", 500, "2026-12-01", currency="KWD", payer="Acme"),
        paid("b", 1000, "2026-01-03", currency="KWD", payer="Acme"),
    ]
    found = tax_year(lines, *YEAR, Basis.CASH, RATES, "EUR")
    assert found.rows == (TaxRow("Acme", "", "KWD", 2, 1500, 290, missing=1),)
    assert (found.total_minor, found.missing) == (290, 1)


def test_a_sale_late_in_the_evening_belongs_to_the_day_of_the_calendar_that_counts() -> None:
    lines = [line("a", 500, date="2026-06-30", day_utc="2026-07-01")]
    june, july = ("2026-06-01", "2026-06-30"), ("2026-07-01", "2026-07-31")
    assert tax_year(lines, *june, Basis.ACCRUAL, RATES, "EUR").total_minor == 500
    assert tax_year(lines, *july, Basis.ACCRUAL, RATES, "EUR", Calendar.UTC).total_minor == 500
    assert tax_year(lines, *june, Basis.ACCRUAL, RATES, "EUR", Calendar.UTC).total_minor == 0


@tried(20)
@given(stories, st.sampled_from(Basis))
def test_years_side_by_side_hold_everything_once(told: list[Story], basis: Basis) -> None:
    lines = lines_of(told)
    halves = [tax_year(lines, *period, basis, RATES, "EUR") for period in ((day(0), day(200)), (day(201), day(900)))]
    whole = tax_year(lines, day(0), day(900), basis, RATES, "EUR")
    assert sum(row.amount_minor for half in halves for row in half.rows) == sum(row.amount_minor for row in whole.rows)
    assert sum(half.missing for half in halves) == whole.missing
    for found in (*halves, whole):
        assert sum(row.base_minor for row in found.rows) == found.total_minor
