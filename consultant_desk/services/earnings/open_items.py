"""What is approved and not paid: each item with the one reason it is open and at most one thing to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.rates import Converted, Rates
from consultant_desk.domain.earnings.reason_words import reason_words
from consultant_desk.domain.earnings.reasons import Action, PayoutOf, Reason, Standing, reason
from consultant_desk.domain.earnings.reasons import Urgency as Marked
from consultant_desk.domain.money import Money
from consultant_desk.formats import Formats
from consultant_desk.services.earnings.terms import TermsBook
from consultant_desk.services.rows.earnings import NextAction, OpenItemRow, Urgency

_URGENCY = {Marked.WRONG: Urgency.LATE, Marked.KEPT_BACK: Urgency.WARN, Marked.WAITS: Urgency.WAIT}
_ACTION = {
    Action.NONE: None,
    Action.ASK_PROGRAMME: NextAction.ASK,
    Action.DISPUTE: NextAction.DISPUTE,
    Action.RENEW_FORM: NextAction.RENEW_FORM,
    Action.IMPORT: NextAction.IMPORT,
    Action.ADD_TERMS: NextAction.ADD_TERMS,
}


def open_items(
    session: Session, lines: Sequence[LedgerLine], book: TermsBook, rates: Rates, base: str, today: date
) -> tuple[OpenItemRow, ...]:
    """Return open lines as rows, the most days late first."""
    standings = standings_of(session, lines, book, today)
    payouts = payouts_of_open(session)
    formats, day = Formats.of_user(), today.isoformat()
    rows = []
    for line in lines:
        terms = book.on(line.programme_id, line.date)
        standing = standings.get((line.account_id, line.currency))
        why = reason(line, day, terms, standing, payouts.get(line.id))
        rows.append(_row(line, why, formats, rates, base, today))
    return tuple(sorted(rows, key=lambda row: (-row.days_late, row.expected_on or "9999", row.client, row.id)))


def _row(line: LedgerLine, why: Reason, formats: Formats, rates: Rates, base: str, today: date) -> OpenItemRow:
    amount = Money(line.effect_minor, line.currency)
    worth = rates.convert(amount, base, line.date)
    return OpenItemRow(
        id=line.commission_id,
        part=line.part,
        client_id=line.client_id,
        client=line.client or line.ref or line.customer,
        programme_id=line.programme_id,
        programme=line.programme or line.account,
        amount=amount,
        base=worth.amount if isinstance(worth, Converted) else None,
        expected_on=why.expected_on,
        days_late=why.late,
        urgency=_URGENCY[why.urgency],
        reason=reason_words(why, formats, today),
        action=_ACTION[why.action],
    )


def standings_of(
    session: Session, lines: Iterable[LedgerLine], book: TermsBook, today: date
) -> Mapping[tuple[str, str], Standing]:
    """Return where each account stands by currency: what is due, its threshold, form, hold and last statement."""
    due: dict[tuple[str, str], int] = defaultdict(int)
    threshold: dict[tuple[str, str], int] = {}
    for line in lines:
        key = (line.account_id, line.currency)
        due[key] += line.effect_minor
        terms = book.on(line.programme_id, today.isoformat())
        if terms is not None and terms.threshold_minor and terms.currency in ("", line.currency):
            threshold[key] = max(threshold.get(key, 0), terms.threshold_minor)
    rows = session.connection().exec_driver_sql(
        "SELECT a.id, coalesce(a.tax_form_until, ''), coalesce(a.held_since, ''), coalesce((SELECT max(f.period_to) "
        "FROM import_file f WHERE f.account_id = a.id AND f.deleted_at IS NULL), '') "
        "FROM account a WHERE a.deleted_at IS NULL"
    )
    accounts = {row[0]: row for row in rows}
    found = {}
    for key, minor in due.items():
        _id, form, held, last = accounts.get(key[0], ("", "", "", ""))
        found[key] = Standing(
            due_minor=minor,
            threshold_minor=threshold.get(key, 0),
            tax_form_until=form,
            held_since=held,
            last_statement=last,
        )
    return found


def payouts_of_open(session: Session) -> Mapping[str, PayoutOf]:
    """Return the payout each open line belongs to, by line id, with how much that payout fell short."""
    rows = session.connection().exec_driver_sql(
        "SELECT i.commission_id, i.part, coalesce(nullif(p.reference, ''), p.external_id), coalesce(p.paid_on, ''), "
        "p.gross_minor, (SELECT sum(o.amount_minor) FROM payout_item o WHERE o.payout_id = p.id "
        "AND o.deleted_at IS NULL) FROM payout_item i JOIN payout p ON p.id = i.payout_id AND p.deleted_at IS NULL "
        "JOIN cache_ledger_line l ON l.commission_id = i.commission_id AND l.part = i.part "
        "WHERE i.deleted_at IS NULL AND l.payment <> 'paid'"
    )
    found = {}
    for commission, part, reference, day, gross, items in rows:
        short = 0 if gross is None else max(0, items - gross)
        found[f"{commission}:{part}" if part else commission] = PayoutOf(reference, day, short)
    return found
