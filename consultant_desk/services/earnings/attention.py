"""What of the ledger wants attention today: rows of statements to be decided, and money that should have arrived."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.rates import converted_sum, rounded
from consultant_desk.domain.money import Money
from consultant_desk.services.earnings.lines import OPEN
from consultant_desk.services.earnings.rates import base_currency, rates_of
from consultant_desk.services.earnings.terms import TermsBook, terms_book
from consultant_desk.services.rows.today import OverdueMoney

OLDEST = date(1990, 1, 1)
"""No programme paid commissions before."""
_SPANS = (
    "WITH s AS MATERIALIZED (SELECT value ->> 0 AS programme, value ->> 1 AS first, value ->> 2 AS last "
    "FROM json_each(?))"
)
_LATE = (  # the ledger is walked once; joined the other way the database walks through the days of each span
    "FROM cache_ledger_line l CROSS JOIN s ON s.programme = l.programme_id AND l.day BETWEEN s.first AND s.last "
    f"WHERE {OPEN} AND l.effect_minor > 0"
)


def rows_to_decide(session: Session) -> int:
    """Return how many rows of statements wait for a decision."""
    row = session.connection().exec_driver_sql(
        "SELECT count(*) FROM statement_row r JOIN import_file f ON f.id = r.import_file_id AND f.deleted_at IS NULL "
        "WHERE r.deleted_at IS NULL AND r.choice IS NULL"
    )
    return int(row.scalar_one())


def overdue_money(session: Session, today: date) -> OverdueMoney | None:
    """Return the commissions that are approved and late, None without any. Only terms tell when one is."""
    book = terms_book(session)
    spans = late_spans(book, today)
    if not spans:
        return None
    base = base_currency(session)
    rows = (
        session.connection()
        .exec_driver_sql(
            f"{_SPANS} SELECT l.currency, CASE WHEN l.currency = ? THEN '' ELSE l.day END, count(*), "
            f"sum(l.effect_minor) {_LATE} GROUP BY 1, 2",
            (json.dumps(spans), base),
        )
        .all()
    )
    if not rows:
        return None
    oldest = session.connection().exec_driver_sql(
        f"{_SPANS} SELECT s.programme, min(l.day) {_LATE} GROUP BY s.programme, s.first", (json.dumps(spans),)
    )
    due = min(book.due_on(programme, day) for programme, day in oldest)
    rates = rates_of(session, {row[1] for row in rows if row[1]})
    found = converted_sum(rates, base, ((day, currency, minor, lines) for currency, day, lines, minor in rows))
    count, days = sum(row[2] for row in rows), (today - date.fromisoformat(due)).days
    return OverdueMoney(count, Money(rounded(found.exact), base), found.missing, days)


def is_money_overdue(session: Session, today: date) -> bool:
    """Tell whether there is any, without adding it up: asked with every change."""
    spans = late_spans(terms_book(session), today)
    found = session.connection().exec_driver_sql(f"{_SPANS} SELECT 1 {_LATE} LIMIT 1", (json.dumps(spans),))
    return bool(spans) and found.first() is not None


def late_spans(book: TermsBook, today: date) -> list[tuple[str, str, str]]:
    """Return (programme, first, last day) of the sales that are late if they are not paid by today.

    Within a version of terms what is sold later is never due earlier, so that the last late day is found by halving.
    """
    found, day = [], today.isoformat()
    for programme, versions in book.versions.items():
        begins = sorted({terms.effective_from for terms in versions})
        for first, after in zip(begins, [*begins[1:], day], strict=True):
            low = date.fromisoformat(first).toordinal() if first else OLDEST.toordinal()
            high = min(date.fromisoformat(after).toordinal(), today.toordinal())  # the first day that is too late
            start = low
            while low < high:
                middle = (low + high) // 2
                due = book.due_on(programme, date.fromordinal(middle).isoformat())
                low, high = (middle + 1, high) if due and due < day else (low, middle)
            if low > start:
                found.append((programme, first, date.fromordinal(low - 1).isoformat()))
    return found
