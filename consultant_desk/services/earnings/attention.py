"""What of the ledger wants attention today: rows of statements to be decided, and money that should have arrived."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.rates import converted_sum, rounded
from consultant_desk.domain.money import Money
from consultant_desk.services.earnings.open_sums import open_sums
from consultant_desk.services.earnings.rates import base_currency, rates_of
from consultant_desk.services.earnings.terms import terms_book
from consultant_desk.services.rows.today import OverdueMoney


def rows_to_decide(session: Session) -> int:
    """Return how many rows of statements wait for a decision."""
    row = session.connection().exec_driver_sql(
        "SELECT count(*) FROM statement_row r JOIN import_file f ON f.id = r.import_file_id AND f.deleted_at IS NULL "
        "WHERE r.deleted_at IS NULL AND r.choice IS NULL"
    )
    return int(row.scalar_one())


def overdue_money(session: Session, today: date) -> OverdueMoney | None:
    """Return the commissions that are approved and late, None without any. Only terms tell when one is."""
    book, day = terms_book(session), today.isoformat()
    if not book.versions:
        return None
    base = base_currency(session)
    late = [one for one in open_sums(session, book, base) if not one.is_pending and one.due and one.due < day]
    if not late:
        return None
    rates = rates_of(session, {one.day for one in late if one.currency != base})
    found = converted_sum(rates, base, ((one.day, one.currency, one.minor, one.lines) for one in late))
    count = sum(one.lines for one in late)
    first = min(one.due for one in late)
    days = (today - date.fromisoformat(first)).days
    return OverdueMoney(count, Money(rounded(found.exact), base), found.missing, days)
