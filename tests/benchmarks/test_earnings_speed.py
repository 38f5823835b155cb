"""Speed of every report over a hundred thousand ledger lines."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from consultant_desk.domain.earnings.ageing import ageing
from consultant_desk.domain.earnings.entries import entries
from consultant_desk.domain.earnings.forecast import forecast
from consultant_desk.domain.earnings.groups import By, group, in_base
from consultant_desk.domain.earnings.journal_text import hledger_text
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.movements import roll_forward
from consultant_desk.domain.earnings.rates import DayRates, Rates
from consultant_desk.domain.earnings.reasons import Standing, reason
from consultant_desk.domain.earnings.reversals import reversal_rates
from consultant_desk.domain.earnings.series import find_series
from consultant_desk.domain.earnings.states import Approval, Kind, Payment
from consultant_desk.domain.earnings.tax import Basis, tax_year
from consultant_desk.domain.earnings.terms import LockRule, Terms

TODAY = "2026-11-19"
TERMS = Terms("2020-01-01", "EUR", percent=Decimal(20), lock=LockRule.DAYS, lock_days=30, cycle_day=15)
FIRST = date(2023, 1, 1)
RATES = Rates(DayRates(str(FIRST + timedelta(days=n)), {"USD": "1.1", "GBP": f"0.8{n % 100:02}"}) for n in range(1_500))


@cache
def lines() -> tuple[LedgerLine, ...]:
    return tuple(_line(n) for n in range(100_000))


def _line(n: int) -> LedgerLine:
    day = str(FIRST + timedelta(days=n // 70))
    approval = (Approval.APPROVED, Approval.APPROVED, Approval.PENDING, Approval.DECLINED)[n % 4]
    payment = Payment.PAID if n % 4 == 0 else Payment.OPEN
    return LedgerLine(
        f"l{n}", f"l{n}", f"a{n % 5}", ("EUR", "USD", "GBP")[n % 3_000 % 3], day, 1_000 + n % 900,
        0 if approval is Approval.DECLINED else 1_000 + n % 900, approval, payment, (Kind.SALE, Kind.RECURRING)[n % 2],
        programme_id=f"p{n % 3_000 % 37}", programme=f"Programme {n % 3_000 % 37}", client_id=f"c{n % 400}",
        customer=f"k{n % 3_000}",
        payer=f"payer {n % 30}", country="US", approved_on=day, paid_on=day if payment is Payment.PAID else "",
    )  # fmt: skip


@pytest.mark.within(500)
@pytest.mark.parametrize("by", [By.MONTH, By.PROGRAMME, By.CLIENT])
def test_groups(benchmark: BenchmarkFixture, by: By) -> None:
    assert benchmark.pedantic(group, (lines(), by), rounds=2)


@pytest.mark.within(1_000)
def test_groups_in_one_currency(benchmark: BenchmarkFixture) -> None:
    assert benchmark.pedantic(in_base, (lines(), By.CLIENT, RATES, "EUR"), rounds=2).rows


@pytest.mark.within(700)
@pytest.mark.parametrize("basis", Basis)
def test_a_tax_year(benchmark: BenchmarkFixture, basis: Basis) -> None:
    assert benchmark.pedantic(tax_year, (lines(), "2025-01-01", "2025-12-31", basis, RATES, "EUR"), rounds=2).rows


@pytest.mark.within(500)
def test_the_roll_forward(benchmark: BenchmarkFixture) -> None:
    assert benchmark.pedantic(roll_forward, (lines(), "2025-01-01", "2025-12-31"), rounds=2)


@pytest.mark.within(500)
def test_ageing(benchmark: BenchmarkFixture) -> None:
    assert benchmark.pedantic(ageing, (lines(), TODAY, lambda line: line.date), rounds=2)


@pytest.mark.within(500)
def test_reversal_rates(benchmark: BenchmarkFixture) -> None:
    assert benchmark.pedantic(reversal_rates, (lines(), TODAY), rounds=2)


@pytest.mark.within(700)
def test_series(benchmark: BenchmarkFixture) -> None:
    assert benchmark.pedantic(find_series, (lines(), TODAY), rounds=2)


@pytest.mark.within(700)
def test_the_forecast(benchmark: BenchmarkFixture) -> None:
    rates = reversal_rates(lines(), TODAY)
    found = benchmark.pedantic(forecast, (lines(), (), rates, lambda *_: TERMS, TODAY, "2027-02-17"), rounds=2)
    assert found.rows


@pytest.mark.within(500)
def test_reasons_of_ten_thousand_open_items(benchmark: BenchmarkFixture) -> None:
    some = [line for line in lines()[:40_000] if line.is_open]
    assert len(some) == 10_000
    assert benchmark.pedantic(lambda: [reason(line, TODAY, TERMS, Standing()) for line in some], rounds=2)


@pytest.mark.within(4_000)
def test_the_export_for_hledger(benchmark: BenchmarkFixture) -> None:
    assert benchmark.pedantic(lambda: hledger_text(entries(lines())), rounds=2)
