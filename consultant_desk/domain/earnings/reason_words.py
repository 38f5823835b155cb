"""The reason for an open item as a short sentence, and its action as the text of a button."""

from __future__ import annotations

from datetime import date

from consultant_desk.domain.currencies import exponent
from consultant_desk.domain.earnings.reasons import Action, Reason, ReasonKind
from consultant_desk.domain.earnings.terms_words import cycle_words
from consultant_desk.domain.money import major
from consultant_desk.formats import Formats
from consultant_desk.i18n import _, ngettext


def reason_words(reason: Reason, formats: Formats, today: date) -> str:
    """Say why an item is open: "Below payout threshold: USD 38.00 of 50.00"."""
    day = _day(reason.day, formats, today)
    match reason.kind:
        case ReasonKind.PAYOUT_SHORT:
            short = formats.money(reason.amount_minor, reason.currency)
            return _("Payout of {day} is {amount} short").format(day=day, amount=short)
        case ReasonKind.TAX_FORM:
            return _("Tax form expired on {day}").format(day=day)
        case ReasonKind.ON_HOLD:
            return _("Account on hold since {day}").format(day=day)
        case ReasonKind.TO_BE_NETTED:
            return _("Taken back; the next payouts are netted")
        case ReasonKind.NOT_IN_STATEMENT:
            return _("Not in the last statement of {day}").format(day=day) if day else _("Not in the last statement")
        case ReasonKind.PAYOUT_SENT:
            named = reason.text or day
            return _("Payout {name} sent; statement not imported").format(name=named)
        case ReasonKind.IN_PAYOUT:
            return _("In payout {name}").format(name=reason.text) if reason.text else _("In a payout")
        case ReasonKind.PENDING:
            return _("Not approved by the programme yet")
        case ReasonKind.NOT_LOCKED:
            return _("Locks on {day}").format(day=day)
        case ReasonKind.HELD:
            held = ngettext("{count}-day hold", "{count}-day hold", reason.days)
            return _("Locks on {day}, {hold}").format(day=day, hold=held)
        case ReasonKind.BELOW_THRESHOLD:
            have, need = (_plain(one, reason.currency, formats) for one in (reason.amount_minor, reason.of_minor))
            return _("Below payout threshold: {currency} {have} of {need}").format(
                currency=reason.currency, have=have, need=need
            )
        case ReasonKind.OVERDUE:
            return ngettext("Locked and overdue by {count} day", "Locked and overdue by {count} days", reason.days)
        case ReasonKind.IN_CYCLE:
            return cycle_words(reason.cycle) if reason.cycle is not None else _("Waits for the payout")
        case ReasonKind.NO_TERMS:
            return _("No terms of payment are known")


def action_words(action: Action) -> str:
    """Return the text of the button for what to do next, empty when there is nothing to do."""
    return {
        Action.NONE: "",
        Action.ASK_PROGRAMME: _("Ask programme"),
        Action.DISPUTE: _("Dispute"),
        Action.RENEW_FORM: _("Renew form"),
        Action.IMPORT: _("Import"),
        Action.ADD_TERMS: _("Add terms"),
    }[action]


def _day(day: str, formats: Formats, today: date) -> str:
    return formats.short_day(date.fromisoformat(day[:10]), today) if day else ""


def _plain(minor: int, currency: str, formats: Formats) -> str:
    return formats.number(major(minor, currency), decimals=exponent(currency))
