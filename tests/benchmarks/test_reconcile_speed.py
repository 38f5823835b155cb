"""Speed of matching a hundred thousand commissions with two thousand payouts, and those with ten thousand lines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from consultant_desk.domain.earnings.cash import CashLine, match_cash
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.payouts import Payout, PayoutState
from consultant_desk.domain.earnings.rates import Rates
from consultant_desk.domain.earnings.reconcile import reconcile
from consultant_desk.domain.earnings.states import Approval, Payment

FIRST = date(2020, 1, 1)


def lines() -> list[LedgerLine]:
    return [
        LedgerLine(f"l{n}", f"l{n}", f"a{n % 3}", "EUR", str(FIRST + timedelta(days=n // 50)), n % 977 + 1, n % 977 + 1,
                   Approval.APPROVED, Payment.OPEN)
        for n in range(100_000)
    ]  # fmt: skip


def payouts(unmatched: int) -> list[Payout]:
    """Return payouts every third day of all that is open, the last `unmatched` of amounts nothing adds up to."""
    days = [str(FIRST + timedelta(days=3 * n + 3)) for n in range(666)]
    found = []
    for account in ("a0", "a1", "a2"):
        open_lines = [one for one in lines() if one.account_id == account]
        for n, day in enumerate(days):
            start = str(FIRST + timedelta(days=3 * n))
            total = sum(one.effect_minor for one in open_lines[: n * 50 + 200][-400:] if start <= one.date < day)
            odd = n >= len(days) - unmatched
            found.append(
                Payout(f"{account}-{n}", account, day, "EUR", total + odd, net_minor=total + odd, reference=f"R{n:05}")
            )
    return found


@pytest.mark.within(3000)
@pytest.mark.parametrize("unmatched", [0, 600], ids=["all explained", "nine of ten not"])
def test_explaining_two_thousand_payouts(benchmark: BenchmarkFixture, unmatched: int) -> None:
    every, sent = lines(), payouts(unmatched)
    found = benchmark.pedantic(reconcile, (every, sent), rounds=2)
    assert sum(match.state is not PayoutState.EXACT for match in found.matches) == 3 * unmatched


@pytest.mark.within(1500)
def test_finding_two_thousand_payouts_among_ten_thousand_lines(benchmark: BenchmarkFixture) -> None:
    sent = payouts(0)
    came = [CashLine(f"c{n}", "bank", one.date, "EUR", one.net_minor, text="transfer") for n, one in enumerate(sent)]
    came += [
        CashLine(f"x{n}", "bank", str(FIRST + timedelta(days=n // 4)), "EUR", 1, text=f"other {n}")
        for n in range(8_000)
    ]
    found = benchmark.pedantic(match_cash, (sent, came, Rates()), rounds=2)
    assert len(found.arrivals) + len(found.suggestions) + len(found.waiting) == len(sent)
