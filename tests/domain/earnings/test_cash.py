"""Payouts on their way to the bank: exact, less fees, in another currency, over a wallet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.cash import Arrival, ArrivedBy, CashLine, Chain, Exchange, match_cash
from consultant_desk.domain.earnings.payouts import Payout
from consultant_desk.domain.earnings.rates import DayRates, Rates

RATES = Rates(
    [DayRates("2026-09-18", {"USD": "1.0956", "GBP": "0.85310"}), DayRates("2026-09-21", {"USD": "1.1", "GBP": "0.86"})]
)


def payout(key: str, net: int, day: str = "2026-09-20", currency: str = "USD", reference: str = "") -> Payout:
    return Payout(key, "net", day, currency, net, net_minor=net, reference=reference)


def cash(
    key: str, amount: int, day: str = "2026-09-22", currency: str = "USD", account: str = "bank", **more: object
) -> CashLine:
    return CashLine(key, account, day, currency, amount, **more)  # type: ignore[arg-type]


def test_the_statements_of_a_wallet_and_a_bank_as_known() -> None:
    payouts = [
        payout("impact", 123450, "2026-09-19"),
        payout("awin", 4500, "2026-09-20", "GBP"),
        payout("stripe", 10000, "2026-09-05"),
    ]
    lines = [
        cash("5KB", 123250, "2026-09-20", account="paypal", fee_minor=-200, text="Impact Tech, Inc."),
        cash("6KB", 4500, "2026-09-21", "GBP", "paypal", text="Awin Ltd"),
        cash("7KB-I", -4500, "2026-09-21", "GBP", "paypal", pair="7KB-J", is_exchange=True),
        cash("7KB-J", 5910, "2026-09-21", "USD", "paypal", pair="7KB-I", is_exchange=True),
        cash("9KB", -129160, "2026-09-23", account="paypal"),
        cash("bank-1", 129160, "2026-09-24", text="PAYPAL TRANSFER WITHDRAWAL"),
        cash("bank-2", 10000, "2026-09-07", text="STRIPE PAYOUT po_1"),
    ]
    found = match_cash(payouts, lines, RATES)
    assert set(found.arrivals) == {
        Arrival("impact", "5KB", ArrivedBy.FEE_TOLD, -200),
        Arrival("awin", "6KB", ArrivedBy.AMOUNT),
        Arrival("stripe", "bank-2", ArrivedBy.AMOUNT),
    }
    assert found.chains == (Chain("9KB", "bank-1"),)
    assert found.exchanges == (Exchange("7KB-I", "7KB-J", 5910 - 5756),)
    assert not found.suggestions
    assert not found.waiting


@pytest.mark.parametrize(("day", "arrives"), [("2026-09-30", True), ("2026-10-01", False)])
def test_ten_days_is_as_far_as_it_goes(day: str, arrives: bool) -> None:
    found = match_cash([payout("p", 500)], [cash("b", 500, day)], RATES)
    assert bool(found.arrivals) is arrives
    assert bool(found.waiting) is not arrives


def test_weekly_payouts_of_the_same_amount_are_paired_in_order() -> None:
    payouts = [payout(f"p{n}", 5000, f"2026-09-{1 + 7 * n:02}") for n in range(4)]
    lines = [cash(f"b{n}", 5000, f"2026-09-{3 + 7 * n:02}") for n in range(4)]
    found = match_cash(payouts, lines, RATES)
    assert [(one.payout_id, one.cash_id) for one in found.arrivals] == [(f"p{n}", f"b{n}") for n in range(4)]


def test_the_last_of_them_may_still_be_on_its_way() -> None:
    payouts = [payout(f"p{n}", 5000, f"2026-09-{1 + 7 * n:02}") for n in range(4)]
    found = match_cash(payouts, [cash(f"b{n}", 5000, f"2026-09-{3 + 7 * n:02}") for n in range(3)], RATES)
    assert [(one.payout_id, one.cash_id) for one in found.arrivals] == [(f"p{n}", f"b{n}") for n in range(3)]
    assert found.waiting == ("p3",)


def test_one_line_between_two_payouts_of_its_amount_is_asked_about() -> None:
    found = match_cash(
        [payout("p", 500, "2026-09-01"), payout("q", 500, "2026-09-08")], [cash("b", 500, "2026-09-10")], RATES
    )
    assert found.suggestions == {"p": ("b",), "q": ("b",)}


def test_two_lines_of_the_amount_for_one_payout_are_asked_about() -> None:
    found = match_cash([payout("p", 500)], [cash("a", 500), cash("b", 500)], RATES)
    assert not found.arrivals
    assert found.suggestions == {"p": ("a", "b")}
    assert match_cash([payout("p", 500)], [cash("a", 500), cash("b", 500)], RATES, {"p": "b"}).arrivals == (
        Arrival("p", "b", ArrivedBy.HAND),
    )


def test_a_fee_nobody_told_is_taken_when_nothing_else_is_near() -> None:
    found = match_cash([payout("p", 10_000)], [cash("b", 9_750)], RATES)
    assert found.arrivals == (Arrival("p", "b", ArrivedBy.FEE, -250),)
    two = match_cash([payout("p", 10_000)], [cash("a", 9_750), cash("b", 9_800)], RATES)
    assert two.suggestions == {"p": ("a", "b")}


def test_more_than_was_sent_is_never_a_fee() -> None:
    assert match_cash([payout("p", 10_000)], [cash("b", 10_001)], RATES).waiting == ("p",)


def test_a_conversion_by_the_bank_shows_what_its_rate_brought() -> None:
    found = match_cash([payout("p", 10956, "2026-09-18")], [cash("b", 9_900, currency="EUR")], RATES)
    assert found.arrivals == (Arrival("p", "b", ArrivedBy.RATE, fx_minor=-100),)


def test_without_a_rate_another_currency_matches_by_reference_only() -> None:
    sent = payout("p", 5000, currency="KWD", reference="INV-77")
    assert match_cash([sent], [cash("b", 15_000, currency="EUR")], RATES).waiting == ("p",)
    found = match_cash([sent], [cash("b", 15_000, currency="EUR", text="Acme (INV-77)")], RATES)
    assert found.arrivals == (Arrival("p", "b", ArrivedBy.REFERENCE),)


@pytest.mark.parametrize("text", ["INV-770", "XINV-77", "inv 77", ""])
def test_a_reference_is_a_whole_word(text: str) -> None:
    assert not match_cash([payout("p", 5000, reference="INV-77")], [cash("b", 1, text=text)], RATES).arrivals


def test_two_withdrawals_of_one_amount_leave_the_credit_open() -> None:
    lines = [cash("w1", -500, account="wallet"), cash("w2", -500, account="wallet"), cash("b", 500, "2026-09-24")]
    assert match_cash([], lines, RATES).chains == ()


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 28)), max_size=8),
       st.lists(st.tuples(st.integers(-5, 5).filter(bool), st.integers(1, 28)), max_size=8))  # fmt: skip
def test_a_line_is_used_once_and_a_payout_is_in_exactly_one_place(
    sent: list[tuple[int, int]], came: list[tuple[int, int]]
) -> None:
    payouts = [payout(f"p{n}", 1000 * amount, f"2026-09-{day:02}") for n, (amount, day) in enumerate(sent)]
    lines = [
        cash(f"c{n}", 1000 * amount, f"2026-09-{day:02}", account="ab"[n % 2]) for n, (amount, day) in enumerate(came)
    ]
    found = match_cash(payouts, lines, RATES)
    used = [one.cash_id for one in found.arrivals] + [one.in_id for one in found.chains]
    assert len(used) == len(set(used))
    places = [one.payout_id for one in found.arrivals] + list(found.suggestions) + list(found.waiting)
    assert sorted(places) == sorted(one.id for one in payouts)
