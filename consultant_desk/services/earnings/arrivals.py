"""Which payouts a statement tells of have arrived at the bank already: said before the statement is applied."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.plan import PlanAction, StatementPlan
from consultant_desk.domain.earnings.statement import LineRole
from consultant_desk.domain.earnings.states import Payment
from consultant_desk.formats import Formats
from consultant_desk.i18n import _
from consultant_desk.services.earnings.payout_records import cash_lines

MOST = 5
"""How many payouts are spoken of."""
_NEW = (PlanAction.NEW, PlanAction.STATUS_CHANGE)


def arrival_notes(session: Session, plan: StatementPlan, today: date) -> tuple[str, ...]:
    """Return a sentence for each payout that one credit, and no other, matches to the cent."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for item in plan.items.singles.values():
        line = item.line
        is_paid = line.role is LineRole.COMMISSION and line.payment is Payment.PAID
        if is_paid and line.payment_id and item.action in _NEW:
            sums[line.payment_id, line.currency] += line.effect_minor
    for block, place in plan.items.new_where(lambda said: said.payment is Payment.PAID):
        if payment_id := block.payment_id[place]:
            sums[payment_id, block.currency[place]] += block.effect_minor[place]
    if not sums:
        return ()
    credits_: dict[tuple[str, int], list[str]] = defaultdict(list)
    for cash in cash_lines(session):
        if cash.amount_minor > 0 and not cash.is_exchange:
            credits_[cash.currency, cash.gross_minor].append(cash.date)
    formats, notes = Formats.of_user(), list[str]()
    for (payment, currency), minor in sorted(sums.items(), reverse=True):
        found = credits_.get((currency, minor), [])
        if len(found) == 1 and len(notes) < MOST:
            day = formats.short_day(date.fromisoformat(found[0]), today)
            notes.append(
                _("Payout {id} of {amount} matches the bank line of {day} exactly.").format(
                    id=payment, amount=formats.money(minor, currency), day=day
                )
            )
    return tuple(notes)
