"""What is approved and not paid: each item with the one reason it is open and at most one thing to do."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.rates import Converted, Rates, converted_sum
from consultant_desk.domain.earnings.reason_words import reason_words
from consultant_desk.domain.earnings.reasons import PayoutOf, Reason, Standing, reason
from consultant_desk.domain.money import Money
from consultant_desk.formats import Formats
from consultant_desk.services.earnings.lines import OPEN, UNEXPLAINED, ledger_lines
from consultant_desk.services.earnings.open_sums import OpenSum
from consultant_desk.services.earnings.terms import TermsBook
from consultant_desk.services.rows.earnings import OpenItemRow
from consultant_desk.storage.ledger import AMONG

LAST = "9999"
"""Comes after every day."""
SHOWN = 1_000
"""Open items that get a row; further ones count in the sums only."""


@dataclass(frozen=True, slots=True)
class OpenItems:
    """The first open items as rows, how many there are, and what of them is overdue and has a rate."""

    rows: tuple[OpenItemRow, ...]
    count: int
    overdue: Decimal
    overdue_count: int


def open_items(
    session: Session,
    sums: Sequence[OpenSum],
    book: TermsBook,
    rates: Rates,
    base: str,
    today: date,
    limit: int | None = SHOWN,
) -> OpenItems:
    """Return what is open, the most days late first, then the oldest; the database added up what gets no row."""
    open_now = [one for one in sums if not one.is_pending]
    due: dict[str, dict[tuple[str, str], int]] = {}
    late: dict[tuple[str, str], list[int]] = {}
    day = today.isoformat()
    for one in open_now:
        expected, key = one.due or LAST, (one.programme_id, one.sold)
        lines_of = due.setdefault(expected, {})
        lines_of[key] = lines_of.get(key, 0) + one.lines
        if expected < day:
            sum_of = late.setdefault((one.currency, one.day), [0, 0])
            sum_of[0] += one.minor
            sum_of[1] += one.lines
    overdue = converted_sum(
        rates, base, ((sold, currency, minor, many) for (currency, sold), (minor, many) in late.items())
    )
    total = sum(one.lines for one in open_now)
    lines = ledger_lines(session, OPEN) if limit is None or total <= limit else _first(session, due, limit)
    standings = standings_of(session, open_now, book, today)
    payouts = payouts_of_open(session)
    formats = Formats.of_user()
    reasons = []
    for line in lines:
        terms = book.on(line.programme_id, line.date)
        standing = standings.get((line.account_id, line.currency))
        reasons.append((line, reason(line, day, terms, standing, payouts.get(line.id))))
    reasons.sort(key=lambda one: (-one[1].late, one[1].expected_on or LAST, one[0].date, one[0].id))
    rows = tuple(_row(line, why, formats, rates, base, today) for line, why in reasons)
    return OpenItems(rows, total, overdue.exact, sum(many for _minor, many in late.values()) - overdue.missing)


def _first(session: Session, due: Mapping[str, Mapping[tuple[str, str], int]], limit: int) -> list[LedgerLine]:
    """Return the lines that come first in the order of `open_items`: of what is due on one day, the oldest.

    `due` holds by the day they are due how many lines there are of a programme and day (empty: of all days).
    """
    whole: list[tuple[str, str]] = []
    cut: list[tuple[str, str]] = []
    left = limit
    for day in sorted(due):
        if (more := sum(due[day].values())) > left:
            cut = list(due[day])
            break
        whole, left = whole + list(due[day]), left - more
    dated = json.dumps(sorted({programme for programme, day in (*whole, *cut) if day}))
    keys: list[int] = []
    for buckets, most in ((whole, limit), (cut, left)):
        if not buckets:
            continue
        rows = session.connection().exec_driver_sql(
            f"SELECT l.id FROM cache_ledger_line l WHERE {OPEN} AND coalesce(l.programme_id, '') || '|' || "
            f"CASE WHEN l.programme_id {AMONG} THEN l.day ELSE '' END {AMONG} "
            "ORDER BY l.day, l.commission_id, l.part LIMIT ?",
            (dated, json.dumps([f"{programme}|{day}" for programme, day in buckets]), most),
        )
        keys += [row[0] for row in rows]
    return ledger_lines(session, f"l.id {AMONG}", (json.dumps(keys),))


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
        urgency=why.urgency,
        reason=reason_words(why, formats, today),
        action=why.action,
    )


def standings_of(
    session: Session, sums: Iterable[OpenSum], book: TermsBook, today: date
) -> Mapping[tuple[str, str], Standing]:
    """Return where each account stands by currency: what is due, its threshold, form, hold, statement and payout."""
    connection, day = session.connection(), today.isoformat()
    due: dict[tuple[str, str], int] = defaultdict(int)
    threshold: dict[tuple[str, str], int] = {}
    programmes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in sums:
        due[one.account_id, one.currency] += one.minor
        programmes[one.account_id, one.currency].add(one.programme_id)
    for key, found_there in programmes.items():
        for terms in (book.on(programme, day) for programme in found_there):
            if terms is not None and terms.threshold_minor and terms.currency in ("", key[1]):
                threshold[key] = max(threshold.get(key, 0), terms.threshold_minor)
    accounts = {
        row[0]: row[1:]
        for row in connection.exec_driver_sql(
            "SELECT a.id, coalesce(a.tax_form_until, ''), coalesce(a.held_since, ''), coalesce((SELECT "
            "max(f.period_to) FROM import_file f WHERE f.account_id = a.id AND f.deleted_at IS NULL), '') "
            "FROM account a WHERE a.deleted_at IS NULL"
        )
    }
    sent = _unexplained(session, day)
    found = {}
    for key, minor in due.items():
        form, held, last = accounts.get(key[0], ("", "", ""))
        reference, sent_on = sent.get(key, ("", ""))
        found[key] = Standing(
            due_minor=minor,
            threshold_minor=threshold.get(key, 0),
            tax_form_until=form,
            held_since=held,
            last_statement=last,
            sent=reference,
            sent_on=sent_on,
        )
    return found


def _unexplained(session: Session, today: str) -> Mapping[tuple[str, str], tuple[str, str]]:
    """Return by account and currency the reference and day of the latest payout that no statement explains."""
    rows = session.connection().exec_driver_sql(
        "SELECT p.account_id, p.gross_currency, coalesce(nullif(p.reference, ''), p.external_id), p.paid_on "
        "FROM payout p WHERE p.deleted_at IS NULL AND p.gross_currency <> '' AND p.paid_on <> '' AND p.paid_on <= ? "
        f"AND {UNEXPLAINED} "
        "ORDER BY p.paid_on, p.id",
        (today,),
    )
    return {(account, currency): (reference, day) for account, currency, reference, day in rows}


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
