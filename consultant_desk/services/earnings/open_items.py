"""What is approved and not paid: each item with the one reason it is open and at most one thing to do."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.rates import EXACT, Converted, Rates
from consultant_desk.domain.earnings.reason_words import reason_words
from consultant_desk.domain.earnings.reasons import Action, PayoutOf, Reason, Standing, reason
from consultant_desk.domain.earnings.reasons import Urgency as Marked
from consultant_desk.domain.earnings.terms import dates_of
from consultant_desk.domain.money import Money
from consultant_desk.formats import Formats
from consultant_desk.services.earnings.lines import OPEN, UNEXPLAINED, ledger_lines
from consultant_desk.services.earnings.open_sums import OpenSum
from consultant_desk.services.earnings.terms import TermsBook
from consultant_desk.services.rows.earnings import NextAction, OpenItemRow, Urgency
from consultant_desk.storage.ledger import AMONG

_URGENCY = {Marked.WRONG: Urgency.LATE, Marked.KEPT_BACK: Urgency.WARN, Marked.WAITS: Urgency.WAIT}
_ACTION = {
    Action.NONE: None,
    Action.ASK_PROGRAMME: NextAction.ASK,
    Action.DISPUTE: NextAction.DISPUTE,
    Action.RENEW_FORM: NextAction.RENEW_FORM,
    Action.IMPORT: NextAction.IMPORT,
    Action.ADD_TERMS: NextAction.ADD_TERMS,
}


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


class _Bucket(NamedTuple):
    """How many lines of one programme and day are due when; `day` is empty where no terms tell that."""

    programme_id: str
    day: str
    expected_on: str
    late: int


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
    counts, overdue, count = defaultdict[_Bucket, int](int), Decimal(0), 0
    due = _due(book, today)
    for one in open_now:
        bucket = due(one.programme_id, one.day)
        counts[bucket] += one.lines
        exact = rates.exact(one.minor, one.currency, base, one.day) if bucket.late else None
        if exact is not None:
            overdue, count = EXACT.add(overdue, exact), count + one.lines
    total = sum(counts.values())
    lines = ledger_lines(session, OPEN) if limit is None or total <= limit else _first(session, counts, limit)
    standings = standings_of(session, open_now, book, today)
    payouts = payouts_of_open(session)
    formats, day = Formats.of_user(), today.isoformat()
    reasons = []
    for line in lines:
        terms = book.on(line.programme_id, line.date)
        standing = standings.get((line.account_id, line.currency))
        reasons.append((line, reason(line, day, terms, standing, payouts.get(line.id))))
    reasons.sort(key=lambda one: (-one[1].late, one[1].expected_on or LAST, one[0].date, one[0].id))
    rows = tuple(_row(line, why, formats, rates, base, today) for line, why in reasons)
    return OpenItems(rows, total, overdue, count)


def _due(book: TermsBook, today: date) -> Callable[[str, str], _Bucket]:
    """Return what tells when the open lines of a programme and day are due."""
    known: dict[tuple[str, str], _Bucket] = {}

    def due(programme: str, day: str) -> _Bucket:
        if programme not in book.versions:
            day = ""
        found = known.get((programme, day))
        if found is None:
            terms = book.on(programme, day) if day else None
            expected = dates_of(terms, day).expected_on if terms is not None else ""
            late = max(0, (today - date.fromisoformat(expected)).days) if expected else 0
            found = known[programme, day] = _Bucket(programme, day, expected, late)
        return found

    return due


def _first(session: Session, counts: Mapping[_Bucket, int], limit: int) -> list[LedgerLine]:
    """Return the lines that come first in the order of `open_items`: of what is due on one day, the oldest."""
    by_day: dict[str, list[_Bucket]] = defaultdict(list)
    for one in counts:
        by_day[one.expected_on or LAST].append(one)
    whole: list[_Bucket] = []
    cut: list[_Bucket] = []
    left = limit
    for day in sorted(by_day):
        cut = by_day[day]
        if (more := sum(counts[one] for one in cut)) > left:
            break
        whole, cut, left = whole + cut, [], left - more
    dated = json.dumps(sorted({one.programme_id for one in counts if one.day}))
    keys: list[int] = []
    for buckets, most in ((whole, limit), (cut, left)):
        rows = session.connection().exec_driver_sql(
            f"SELECT l.id FROM cache_ledger_line l WHERE {OPEN} AND coalesce(l.programme_id, '') || '|' || "
            f"CASE WHEN l.programme_id {AMONG} THEN l.day ELSE '' END {AMONG} "
            "ORDER BY l.day, l.commission_id, l.part LIMIT ?",
            (dated, json.dumps([f"{one.programme_id}|{one.day}" for one in buckets]), most if buckets else 0),
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
        urgency=_URGENCY[why.urgency],
        reason=reason_words(why, formats, today),
        action=_ACTION[why.action],
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
