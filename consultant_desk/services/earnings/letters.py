"""Letters about a commission, to claim it or to ask for it: facts only, in words a programme's staff can look up."""

from __future__ import annotations

from datetime import date

from consultant_desk.domain.earnings.identity import source_key
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.money import Money
from consultant_desk.formats import Formats
from consultant_desk.i18n import _


def dispute_letter(line: LedgerLine, claimed: Money, today: date, reported: Money | None = None) -> str:
    """Return the text that claims a commission, or what was `reported` less; a person reads it over and sends it."""
    formats = Formats.of_user()
    amounts = [(_("Amount claimed"), formats.money(claimed.minor, claimed.currency))]
    if reported is not None:
        amounts.insert(0, (_("Reported now as"), formats.money(reported.minor, reported.currency)))
    opening = _("My records of the following commission differ from what was paid or reported:")
    request = _("Please tell me why, or pay the amount with the next payout. I can send the statements it stands in.")
    return _letter(opening, [*_facts(line, formats), *amounts], request, today)


def inquiry_letter(line: LedgerLine, expected_on: str, why: str, today: date) -> str:
    """Return the text that asks when a commission is paid; `why` is the reason it is open as far as one sees it."""
    formats = Formats.of_user()
    facts = [*_facts(line, formats), (_("Expected on"), _day(expected_on, formats)), (_("As I see it"), why)]
    opening = _("The following commission is approved and was not paid yet:")
    return _letter(opening, facts, _("Please tell me when it will be paid, or what it waits for."), today)


def _day(text: str, formats: Formats) -> str:
    return formats.long_date(date.fromisoformat(text[:10])) if text else ""


def _facts(line: LedgerLine, formats: Formats) -> list[tuple[str, str]]:
    return [
        (_("Account"), line.account),
        (_("Programme"), line.programme),
        (_("Transaction"), source_key(line.external_id)),
        (_("Date of the sale"), _day(line.date, formats)),
        (_("Sub-id"), line.ref),
        (_("Commission"), formats.money(line.amount_minor, line.currency)),
        (_("Approved on"), _day(line.approved_on, formats)),
        (_("Reported as paid on"), _day(line.paid_on, formats)),
        (_("Payment"), line.payment_id),
    ]


def _letter(opening: str, facts: list[tuple[str, str]], request: str, today: date) -> str:
    listed = "\n".join(f"{name}: {value}" for name, value in facts if value)
    return f"{Formats.of_user().long_date(today)}\n\n{opening}\n\n{listed}\n\n{request}\n"
