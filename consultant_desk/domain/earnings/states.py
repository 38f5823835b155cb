"""The two axes a commission moves on, and the four words that are shown for where it stands."""

from __future__ import annotations

from enum import StrEnum


class Approval(StrEnum):
    """What the programme says of the sale."""

    PENDING = "pending"
    APPROVED = "approved"
    DECLINED = "declined"


class Payment(StrEnum):
    """Where the money is: not asked for, in a payout that was announced, or paid."""

    OPEN = "open"
    IN_PAYOUT = "in payout"
    PAID = "paid"


class Status(StrEnum):
    """The projection a person reads."""

    PENDING = "pending"
    APPROVED = "approved"
    PAID = "paid"
    REVERSED = "reversed"


class Kind(StrEnum):
    """What a commission is for. A clawback and a fee take money away."""

    SALE = "sale"
    LEAD = "lead"
    RECURRING = "recurring"
    BONUS = "bonus"
    BOUNTY = "bounty"
    TIER = "tier"
    CLAWBACK = "clawback"
    FEE = "fee"
    ADJUSTMENT = "adjustment"


class ReversalShape(StrEnum):
    """How a source tells that a commission is taken back.

    FLIP: the same row says so, its amount stays and counts nothing (Awin, ShareASale). ENTRY: a new negative row (CJ,
    Amazon, ClickBank). ZEROED: the same row with amount 0 (impact.com). DELTA: rows are changes to be added up (eBay).
    """

    FLIP = "flip"
    ENTRY = "entry"
    ZEROED = "zeroed"
    DELTA = "delta"


def status_of(approval: Approval, payment: Payment, amount_minor: int, kind: Kind) -> Status:
    """Return the word for a state; an entry that takes money back reads "reversed" wherever it stands."""
    if approval is Approval.DECLINED or (kind is Kind.CLAWBACK and amount_minor <= 0):
        return Status.REVERSED
    if payment is Payment.PAID:
        return Status.PAID
    return Status.APPROVED if approval is Approval.APPROVED else Status.PENDING
