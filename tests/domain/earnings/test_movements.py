"""The roll-forward ties for any history and any period."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant_desk.domain.earnings.balances import balances_of
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.movements import Move, Movement, RollForward, movements, roll_forward
from consultant_desk.domain.earnings.states import Approval, Kind, Payment
from tests.domain.earnings.histories import Story, day, lines_of, stories
from tests.domain.earnings.lines import line
from tests.effort import tried

days = st.integers(-5, 500)


@tried(40)
@given(stories, days, st.integers(0, 200), st.integers(0, 200))
def test_opening_and_closing_are_what_was_owed_on_the_days(
    told: list[Story], start: int, length: int, more: int
) -> None:
    lines = lines_of(told)
    end = start + length
    rows = {(row.account_id, row.currency): row for row in roll_forward(lines, day(start), day(end))}
    for account in "ab":
        for currency in ("EUR", "JPY", "KWD"):
            row = rows.get((account, currency), RollForward(account, "", currency, 0, 0, 0, 0))
            same = [story for story in told if (story.account, story.currency) == (account, currency)]
            assert row.opening_minor == sum(story.owed(day(start - 1)) for story in same)
            assert row.closing_minor == sum(story.owed(day(end)) for story in same)
    following = {(row.account_id, row.currency): row for row in roll_forward(lines, day(end + 1), day(end + more))}
    for key, row in rows.items():
        assert (following[key].opening_minor if key in following else 0) == row.closing_minor


@tried(50)
@given(stories)
def test_at_the_end_all_that_is_owed_is_what_is_open(told: list[Story]) -> None:
    lines = lines_of(told)
    closing = {(row.account_id, row.currency): row.closing_minor for row in roll_forward(lines, day(0), day(2000))}
    for balance in balances_of(lines):
        assert closing.get((balance.account_id, balance.currency), 0) == balance.net_due_minor


@tried(40)
@given(stories)
def test_earned_less_reversed_is_the_net_of_what_was_decided(told: list[Story]) -> None:
    lines = lines_of(told)
    rows = roll_forward(lines, day(0), day(2000))
    decided = [one for one in lines if one.approval is not Approval.PENDING]
    assert sum(row.earned_minor - row.reversed_minor for row in rows) == sum(one.effect_minor for one in decided)
    assert sum(row.paid_minor for row in rows) == sum(one.effect_minor for one in lines if one.payment is Payment.PAID)


EARNED, REVERSED, PAID = Move.EARNED, Move.REVERSED, Move.PAID


@pytest.mark.parametrize(
    ("one", "moves"),
    [
        (line("pending", 5, approval=Approval.PENDING), []),
        (line("approved", 5, approved_on="2026-07-01"), [(EARNED, "2026-07-01", 5)]),
        (line("never approved", 0, amount_minor=5, approval=Approval.DECLINED, as_of="2026-07-01"), []),
        (
            line(
                "flip",
                0,
                amount_minor=5,
                approval=Approval.DECLINED,
                approved_on="2026-06-05",
                as_of="2026-07-01T10:00:00Z",
            ),
            [(EARNED, "2026-06-05", 5), (REVERSED, "2026-07-01", 5)],
        ),
        (
            line("zeroed", 0, taken_minor=5, approval=Approval.DECLINED, approved_on="2026-06-05", as_of="2026-07-01"),
            [(EARNED, "2026-06-05", 5), (REVERSED, "2026-07-01", 5)],
        ),
        (
            line("returned in part", 3, taken_minor=2, as_of="2026-07-01"),
            [(EARNED, "2026-06-01", 5), (REVERSED, "2026-07-01", 2)],
        ),
        (line("entry", -5, kind=Kind.CLAWBACK), [(REVERSED, "2026-06-01", 5)]),
        (
            line("netted", -5, kind=Kind.CLAWBACK, payment=Payment.PAID, paid_on="2026-08-01"),
            [(REVERSED, "2026-06-01", 5), (PAID, "2026-08-01", -5)],
        ),
        (line("fee", -5, kind=Kind.FEE), [(EARNED, "2026-06-01", -5)]),
        (
            line("paid", 5, payment=Payment.PAID, paid_on="2026-08-01"),
            [(EARNED, "2026-06-01", 5), (PAID, "2026-08-01", 5)],
        ),
    ],
    ids=lambda value: value.id if isinstance(value, LedgerLine) else "",
)
def test_how_each_kind_of_line_moves_the_balance(one: LedgerLine, moves: list[tuple[Move, str, int]]) -> None:
    assert movements(one) == [Movement(*move) for move in moves]
