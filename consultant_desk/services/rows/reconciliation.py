"""What reconciling payouts with commissions and bank lines found, before and after it is written."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.earnings.balances import FlagKind
from consultant_desk.domain.earnings.cash import ArrivedBy
from consultant_desk.domain.earnings.payouts import MatchedBy, PayoutState
from consultant_desk.domain.money import Money


@dataclass(frozen=True, slots=True)
class PayoutMatchRow:
    """A payout and the commissions that explain it. `is_new`: it is made from a credit of a known payer.

    `difference` is gross less what the commissions say; below 0 the payout is short. `suggestions` are sets of lines
    that would explain it, where no one set does without doubt.
    """

    payout_id: str
    account: str
    reference: str
    paid_on: str
    gross: Money
    state: PayoutState
    by: MatchedBy | None
    lines: tuple[str, ...]
    difference: Money
    suggestions: tuple[tuple[str, ...], ...] = ()
    is_new: bool = False
    payer: str = ""
    """What the line of the bank says of who paid, of one that is made from a credit."""


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """A payout and the line of a bank or wallet it arrived as; `fee` was kept on the way, `fx` gained by the rate.

    `payer` is what the line says of who paid.
    """

    payout_id: str
    bank_line_id: str
    account: str
    booked_on: str
    amount: Money
    by: ArrivedBy
    fee: Money
    fx: Money | None
    payer: str = ""


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One thing to know, as a sentence."""

    kind: FlagKind
    account: str
    sentence: str
    amount: Money
    lines: tuple[str, ...] = ()
    payout_id: str = ""


@dataclass(frozen=True, slots=True)
class CreditRow:
    """A credit of a bank or wallet that no payout was found for."""

    id: str
    account: str
    booked_on: str
    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class ReconcileSheet:
    """What reconciling does, or did: payouts explained and arrived, what to know, credits of unknown payers."""

    matches: tuple[PayoutMatchRow, ...]
    arrivals: tuple[ArrivalRow, ...]
    flags: tuple[FlagRow, ...]
    credits_left: tuple[CreditRow, ...]
    waiting: tuple[str, ...]
    """Payouts of which nothing is seen on any account."""

    @property
    def undecided(self) -> int:
        """Return how many payouts need a decision."""
        return sum(1 for match in self.matches if match.state is PayoutState.ASK)

    @property
    def changes(self) -> int:
        """Return how many matches are written."""
        return len(self.arrivals) + sum(1 for match in self.matches if match.lines or match.is_new)
