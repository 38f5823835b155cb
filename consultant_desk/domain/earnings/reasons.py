"""Why an earned commission is not paid yet: exactly one reason for each open item, and at most one thing to do.

The first that holds counts, what somebody can act on before what only needs time; `reason_words` says it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.states import Approval, Payment
from consultant_desk.domain.earnings.terms import Cycle, Terms, dates_of


class ReasonKind(StrEnum):
    """Why an item is open, in the order in which they are asked."""

    PAYOUT_SHORT = "payout short"
    TAX_FORM = "tax form expired"
    ON_HOLD = "account on hold"
    TO_BE_NETTED = "to be netted"
    NOT_IN_STATEMENT = "not in the last statement"
    PAYOUT_SENT = "payout sent, statement not imported"
    IN_PAYOUT = "in payout"
    PENDING = "not approved yet"
    NOT_LOCKED = "not locked yet"
    HELD = "on hold after the sale"
    BELOW_THRESHOLD = "below threshold"
    OVERDUE = "locked and overdue"
    IN_CYCLE = "waiting for the payout"
    NO_TERMS = "no terms known"


class Action(StrEnum):
    """What to do next."""

    NONE = ""
    ASK_PROGRAMME = "ask"
    DISPUTE = "dispute"
    RENEW_FORM = "renew form"
    IMPORT = "import"
    ADD_TERMS = "add terms"


class Urgency(StrEnum):
    """How a reason is marked: something is wrong, something keeps it back, or it only needs time."""

    WRONG = "wrong"
    KEPT_BACK = "kept back"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an account in one currency.

    `due_minor` is what is approved and unpaid, `threshold_minor` from what on it is paid (0: no threshold).
    `tax_form_until` is the last day its tax form holds, `held_since` the day the account was put on hold (both may be
    empty). `last_statement` is the end of the latest statement. `sent` and `sent_on` are the reference and day of the
    latest payout that no imported statement explains.
    """

    due_minor: int = 0
    threshold_minor: int = 0
    tax_form_until: str = ""
    held_since: str = ""
    last_statement: str = ""
    sent: str = ""
    sent_on: str = ""


@dataclass(frozen=True, slots=True)
class PayoutOf:
    """The payout an item belongs to: its reference and day, and by how much it fell short (a positive amount)."""

    reference: str
    day: str
    short_minor: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an item is open. `day`, `days`, `amount_minor` of `of_minor` in `currency` and `text` are what it names.

    `expected_on` is when it should be paid (empty: unknown), `late` how many days ago that was, never below 0.
    """

    kind: ReasonKind
    action: Action = Action.NONE
    urgency: Urgency = Urgency.WAITS
    expected_on: str = ""
    late: int = 0
    day: str = ""
    days: int = 0
    amount_minor: int = 0
    of_minor: int = 0
    currency: str = ""
    text: str = ""
    cycle: Cycle | None = None


def reason(
    line: LedgerLine,
    today: str,
    terms: Terms | None = None,
    standing: Standing | None = None,
    payout: PayoutOf | None = None,
    locked_on: str = "",
) -> Reason:
    """Return why an open line is not paid; `locked_on` is the lock date where the source itself tells it."""
    where = standing or Standing()
    dates = dates_of(terms, line.date, locked_on) if terms is not None else None
    expected = dates.expected_on if dates is not None else ""
    late = max(0, _days(expected, today)) if expected else 0

    def because(
        kind: ReasonKind,
        action: Action = Action.NONE,
        urgency: Urgency = Urgency.WAITS,
        *,
        day: str = "",
        days: int = 0,
        amount_minor: int = 0,
        text: str = "",
    ) -> Reason:
        return Reason(kind, action, urgency, expected, late, day, days, amount_minor, currency=line.currency, text=text)

    if payout is not None and payout.short_minor > 0:
        short = because(ReasonKind.PAYOUT_SHORT, Action.DISPUTE, Urgency.WRONG, amount_minor=payout.short_minor)
        return replace(short, day=payout.day, text=payout.reference)
    if where.tax_form_until and where.tax_form_until < today:
        return because(ReasonKind.TAX_FORM, Action.RENEW_FORM, Urgency.WRONG, day=where.tax_form_until)
    if where.held_since:
        return because(ReasonKind.ON_HOLD, Action.ASK_PROGRAMME, Urgency.WRONG, day=where.held_since)
    if line.takes_back:
        return because(ReasonKind.TO_BE_NETTED, amount_minor=-line.effect_minor)
    if not line.in_last_statement:
        return because(ReasonKind.NOT_IN_STATEMENT, Action.ASK_PROGRAMME, Urgency.WRONG, day=where.last_statement)
    if (sent := _sent(line, today, where, payout)) is not None:
        return because(ReasonKind.PAYOUT_SENT, Action.IMPORT, Urgency.KEPT_BACK, text=sent[0], day=sent[1])
    if payout is not None or line.payment is Payment.IN_PAYOUT:
        return because(ReasonKind.IN_PAYOUT, text=payout.reference if payout is not None else line.payment_id)
    if dates is not None and dates.locked_on > today:
        return because(ReasonKind.NOT_LOCKED, day=dates.locked_on)
    if dates is not None and terms is not None and dates.payable_on > today:
        return because(ReasonKind.HELD, day=dates.payable_on, days=terms.hold_days)
    if line.approval is Approval.PENDING:
        asks = Action.ASK_PROGRAMME if late else Action.NONE
        return because(ReasonKind.PENDING, asks, Urgency.KEPT_BACK if late else Urgency.WAITS)
    if 0 < where.due_minor < where.threshold_minor:
        below = because(ReasonKind.BELOW_THRESHOLD, urgency=Urgency.KEPT_BACK, amount_minor=where.due_minor)
        return replace(below, of_minor=where.threshold_minor)
    if terms is None or dates is None or not expected:
        return because(ReasonKind.NO_TERMS, Action.ADD_TERMS, Urgency.KEPT_BACK)
    if late:
        return because(ReasonKind.OVERDUE, Action.ASK_PROGRAMME, Urgency.WRONG, days=late, day=expected)
    return replace(because(ReasonKind.IN_CYCLE, day=expected), cycle=terms.cycle)


def _sent(line: LedgerLine, today: str, where: Standing, payout: PayoutOf | None) -> tuple[str, str] | None:
    """Return the payout that went out after a line was earned and whose statement is missing."""
    if payout is not None and payout.day and payout.day <= today and payout.day > where.last_statement:
        return payout.reference, payout.day
    if payout is None and where.sent_on and line.date < where.sent_on and where.sent_on > where.last_statement:
        return where.sent, where.sent_on
    return None


def _days(first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days
