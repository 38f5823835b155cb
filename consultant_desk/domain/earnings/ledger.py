"""The ledger line: one commission as it stands, flat, with the names a report groups by. Services fill it."""

from __future__ import annotations

from typing import NamedTuple

from consultant_desk.domain.earnings.states import Approval, Kind, Payment, Status, status_of


class LedgerLine(NamedTuple):
    """One commission, or the part of one that was taken back after it was paid (`part` is "clawback").

    A named tuple, not a dataclass: a hundred thousand of them are made in a third of the time.

    `date` is the local date of the event, `day_utc` the UTC one; `approved_on`, `paid_on` and `as_of` are ISO dates or
    instants, empty when unknown. `effect_minor` is what the line adds to net earned, `taken_minor` what was taken back
    (positive), in whichever of the four shapes the source told it. `customer` and `ref` are whom the source names. The
    line of a whole commission has that commission's id; `original_id` is the one a reversal belongs to. `payer` and
    `country`: who pays, and from where.
    """

    id: str
    commission_id: str
    account_id: str
    currency: str
    date: str
    amount_minor: int
    effect_minor: int
    approval: Approval
    payment: Payment
    kind: Kind = Kind.SALE
    part: str = ""
    account: str = ""
    programme_id: str = ""
    programme: str = ""
    client_id: str = ""
    client: str = ""
    product_id: str = ""
    product: str = ""
    recommendation_id: str = ""
    payer: str = ""
    country: str = ""
    day_utc: str = ""
    as_of: str = ""
    approved_on: str = ""
    paid_on: str = ""
    payment_id: str = ""
    external_id: str = ""
    original_id: str = ""
    customer: str = ""
    ref: str = ""
    taken_minor: int = 0
    in_last_statement: bool = True
    recurring: bool = False

    @property
    def status(self) -> Status:
        """Return the word a person reads."""
        return status_of(self.approval, self.payment, self.amount_minor, self.kind)

    @property
    def takes_back(self) -> bool:
        """Tell whether the line is an entry that takes money back."""
        return self.effect_minor < 0

    @property
    def is_open(self) -> bool:
        """Tell whether the line is approved (or takes money back) and no payment settled it."""
        return self.payment is not Payment.PAID and self.effect_minor != 0 and self.approval is not Approval.PENDING
