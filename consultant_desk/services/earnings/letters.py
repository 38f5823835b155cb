"""The letter that claims a commission: facts only, in the words a programme's staff can look up."""

from __future__ import annotations

from datetime import date

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.money import Money
from consultant_desk.formats import Formats
from consultant_desk.i18n import _


def dispute_letter(line: LedgerLine, claimed: Money, today: date) -> str:
    """Return the text of a letter about one commission; a person reads it over and sends it."""
    formats = Formats.of_user()

    def day(text: str) -> str:
        return formats.long_date(date.fromisoformat(text[:10])) if text else ""

    facts = [
        (_("Account"), line.account),
        (_("Programme"), line.programme),
        (_("Transaction"), line.external_id),
        (_("Date of the sale"), day(line.date)),
        (_("Sub-id"), line.ref),
        (_("Commission"), formats.money(line.amount_minor, line.currency)),
        (_("Approved on"), day(line.approved_on)),
        (_("Reported as paid on"), day(line.paid_on)),
        (_("Payment"), line.payment_id),
        (_("Amount claimed"), formats.money(claimed.minor, claimed.currency)),
    ]
    listed = "\n".join(f"{name}: {value}" for name, value in facts if value)
    opening = _("My records of the following commission differ from what was paid or reported:")
    request = _("Please tell me why, or pay the amount with the next payout. I can send the statements it stands in.")
    return f"{formats.long_date(today)}\n\n{opening}\n\n{listed}\n\n{request}\n"
