"""What moved an account's balance and when, and the roll-forward that ties it for any period.

Pending is no movement: what is not approved is not owed. A commission that was declined without ever being approved
moved nothing; one declined later was earned on the one day and taken back on the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.states import Approval, Kind, Payment


class Move(StrEnum):
    """What a movement is."""

    EARNED = "earned"
    REVERSED = "reversed"
    PAID = "paid"


class Movement(NamedTuple):
    """One movement of a line on a day; a positive amount adds to what was earned, reversed or paid."""

    move: Move
    day: str
    minor: int


@dataclass(frozen=True, slots=True)
class RollForward:
    """opening + earned - reversed - paid = closing, in minor units, of one account and currency."""

    account_id: str
    account: str
    currency: str
    opening_minor: int
    earned_minor: int
    reversed_minor: int
    paid_minor: int

    @property
    def closing_minor(self) -> int:
        """Return what the account owes at the end of the period."""
        return self.opening_minor + self.earned_minor - self.reversed_minor - self.paid_minor


def movements(line: LedgerLine) -> list[Movement]:
    """Return how a line moved its account's balance; what was paid was owed by then, whenever that was first seen."""
    if line.approval is Approval.PENDING:
        return []
    begun = (line.approved_on or line.date)[:10]
    if line.payment is Payment.PAID and line.paid_on:
        begun = min(begun, line.paid_on[:10])
    found = []
    if line.takes_back and line.kind not in {Kind.FEE, Kind.ADJUSTMENT}:
        found.append(Movement(Move.REVERSED, begun, -line.effect_minor))
    elif line.approval is not Approval.DECLINED or line.approved_on:
        taken = line.taken_minor
        if line.effect_minor + taken:
            found.append(Movement(Move.EARNED, begun, line.effect_minor + taken))
        if taken:
            found.append(Movement(Move.REVERSED, max((line.as_of or line.date)[:10], begun), taken))
    if line.payment is Payment.PAID and line.effect_minor:
        found.append(Movement(Move.PAID, (line.paid_on or line.as_of or line.date)[:10], line.effect_minor))
    return found


def roll_forward(lines: Iterable[LedgerLine], first: str, last: str) -> tuple[RollForward, ...]:
    """Return the roll-forward of every account and currency from one day to another, both included."""
    sums: dict[tuple[str, str], list[int]] = {}
    names: dict[str, str] = {}
    places = {Move.EARNED: 1, Move.REVERSED: 2, Move.PAID: 3}
    for line in lines:
        names.setdefault(line.account_id, line.account)
        row = sums.setdefault((line.account_id, line.currency), [0, 0, 0, 0])
        for move, day, minor in movements(line):
            if day < first:
                row[0] += minor if move is Move.EARNED else -minor
            elif day <= last:
                row[places[move]] += minor
    return tuple(
        RollForward(account, names[account], currency, *figures)
        for (account, currency), figures in sorted(sums.items())
        if any(figures)
    )
