"""A payout of an account and what explains it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MatchedBy(StrEnum):
    """What a match rests on."""

    HAND = "by hand"
    REFERENCE = "reference"
    PAYMENT = "sum of one payment"
    OLDEST_FIRST = "oldest-first sum"
    SUBSET = "unique subset sum"


class PayoutState(StrEnum):
    """How far a payout is explained."""

    EXACT = "matched"
    DIFFERENCE = "matched with difference"
    ASK = "needs decision"
    UNMATCHED = "unmatched payout"


class Rest(StrEnum):
    """What the difference between a payout and the commissions a person picked for it was."""

    OPEN = "open"
    """Nobody knows: it is still owed, or not explained."""
    FEE = "fee"
    TAX = "tax"
    EXCHANGE = "exchange"
    """The exchange rate, or rounding."""


@dataclass(frozen=True, slots=True)
class Payout:
    """Money an account sent: `gross_minor` is what it settles, net = gross + fee + tax (both negative or nothing)."""

    id: str
    account_id: str
    date: str
    currency: str
    gross_minor: int
    fee_minor: int = 0
    tax_minor: int = 0
    net_minor: int = 0
    reference: str = ""


@dataclass(frozen=True, slots=True)
class PayoutMatch:
    """What explains a payout. `difference_minor` is gross less what the lines say; below 0 the payout is short.

    `suggestions` are sets of line ids that would explain it, when no one set does so without doubt.
    """

    payout_id: str
    state: PayoutState
    lines: tuple[str, ...] = ()
    by: MatchedBy | None = None
    difference_minor: int = 0
    suggestions: tuple[tuple[str, ...], ...] = ()
