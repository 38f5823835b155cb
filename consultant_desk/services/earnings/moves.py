"""How lines moved what accounts owe, added up by the database: the rules of `domain.earnings.movements` in SQL.

A commission counts on the day it was first seen approved, or paid where that was before; what is taken back on the day
that was seen, a payment on the day of the payout that is known to pay it, else on the day it was first seen paid.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.tax import Basis
from consultant_desk.services.earnings.lines import NAMED, OPEN, SETTLED

_LINES = f"""
WITH several AS (
    SELECT commission_id FROM commission_event GROUP BY 1 HAVING count(*) > 1
), seen AS MATERIALIZED (
    SELECT e.commission_id AS id, min(CASE WHEN e.approval = 'approved' THEN e.as_of END) AS approved,
    min(CASE WHEN e.payment = 'paid' THEN e.as_of END) AS paid
    FROM several s CROSS JOIN commission_event e ON e.commission_id = s.commission_id
    WHERE e.deleted_at IS NULL GROUP BY 1
), settled AS MATERIALIZED {SETTLED}, named AS MATERIALIZED {NAMED}, dated AS (
    SELECT l.account_id, l.programme_id, l.currency, l.day, l.effect_minor AS effect, l.approval, l.as_of,
    CASE WHEN l.effect_minor < 0 AND l.kind NOT IN ('fee', 'adjustment') THEN 1 ELSE 0 END AS takes_back,
    l.taken_minor AS taken,
    CASE WHEN l.part <> '' THEN '' WHEN s.id IS NOT NULL THEN coalesce(s.approved, '')
    WHEN l.approval = 'approved' THEN l.as_of ELSE '' END AS approved_on,
    l.payment = 'paid' OR (l.part <> '' AND t.id IS NOT NULL) AS is_paid,
    l.event, CASE WHEN t.paid_on IS NOT NULL THEN 0 WHEN n.paid_on IS NOT NULL THEN n.is_told END AS of_statement,
    substr(coalesce(t.paid_on, n.paid_on,
    CASE WHEN l.part <> '' THEN '' WHEN s.id IS NOT NULL THEN s.paid ELSE l.as_of END, ''), 1, 10) AS paid_on
    FROM cache_ledger_line l LEFT JOIN seen s ON s.id = l.commission_id
    LEFT JOIN settled t ON t.id = l.commission_id AND t.part = l.part
    LEFT JOIN named n ON n.account_id = l.account_id AND n.external_id = l.payment_id AND l.payment = 'paid'
    WHERE l.approval <> 'pending'
), begun AS (
    SELECT *, min(substr(coalesce(nullif(approved_on, ''), day), 1, 10),
    CASE WHEN is_paid AND paid_on <> '' THEN paid_on ELSE '9999' END) AS begun FROM dated
), moved AS (
    SELECT account_id, programme_id, currency, effect, is_paid, paid_on, event, of_statement, begun,
    CASE WHEN takes_back OR (approval = 'declined' AND approved_on = '') THEN 0 ELSE effect + taken END AS earned,
    CASE WHEN takes_back THEN -effect WHEN approval = 'declined' AND approved_on = '' THEN 0 ELSE taken END AS reversed,
    CASE WHEN takes_back THEN begun ELSE max(substr(coalesce(nullif(as_of, ''), day), 1, 10), begun) END AS reversed_on,
    CASE WHEN is_paid THEN effect ELSE 0 END AS paid,
    coalesce(nullif(paid_on, ''), nullif(substr(as_of, 1, 10), ''), day) AS left_on FROM begun
)
"""


class Balance(NamedTuple):
    """The roll-forward of one account and currency."""

    account_id: str
    currency: str
    opening: int
    earned: int
    reversed: int
    paid: int

    @property
    def closing(self) -> int:
        """Return what the account owes at the end."""
        return self.opening + self.earned - self.reversed - self.paid


class Income(NamedTuple):
    """Income of one key and currency on a day; the day is empty where the amount needs no rate."""

    key: str
    currency: str
    day: str
    lines: int
    minor: int


def balances(session: Session, first: str, last: str) -> list[Balance]:
    """Return the roll-forward of every account and currency from one day to another, both included."""
    flows = (("begun", "earned"), ("reversed_on", "reversed"), ("left_on", "paid"))
    before = " - ".join(f"CASE WHEN {day} < :first THEN {minor} ELSE 0 END" for day, minor in flows)
    within = (f"sum(CASE WHEN {day} BETWEEN :first AND :last THEN {minor} ELSE 0 END)" for day, minor in flows)
    rows = session.connection().exec_driver_sql(
        f"{_LINES} SELECT account_id, currency, sum({before}), {', '.join(within)} FROM moved GROUP BY 1, 2",
        {"first": first, "last": last},
    )
    return [one for one in (Balance(*row) for row in rows.all()) if any(one[2:])]


def open_by_account(session: Session) -> dict[tuple[str, str], int]:
    """Return what the open items come to by account and currency."""
    rows = session.connection().exec_driver_sql(
        f"SELECT l.account_id, l.currency, sum(l.effect_minor) FROM cache_ledger_line l WHERE {OPEN} GROUP BY 1, 2"
    )
    return {(account, currency): minor for account, currency, minor in rows}


def income(session: Session, basis: Basis, first: str, last: str, base: str, key: str = "account_id") -> list[Income]:
    """Return what came in, by the SQL `key` ("account_id", "programme_id" or "substr(day, 1, 7)") and currency.

    On the cash basis that is what was paid; on the accrual basis what was earned less what was taken back.
    """
    if basis is Basis.CASH:
        days = "SELECT account_id, programme_id, currency, paid_on AS day, paid AS minor FROM moved WHERE is_paid"
    else:
        days = (
            "SELECT account_id, programme_id, currency, CASE n WHEN 1 THEN begun ELSE reversed_on END AS day, "
            "CASE n WHEN 1 THEN earned ELSE -reversed END AS minor "
            "FROM moved CROSS JOIN (SELECT 1 AS n UNION ALL SELECT 2)"
        )
    rows = session.connection().exec_driver_sql(
        f"{_LINES} SELECT coalesce({key}, ''), currency, CASE WHEN currency = :base THEN '' ELSE day END, count(*), "
        f"sum(minor) FROM ({days}) WHERE minor <> 0 AND day BETWEEN :first AND :last GROUP BY 1, 2, 3",
        {"first": first, "last": last, "base": base},
    )
    return [Income(*row) for row in rows.all()]


def without_own_day(session: Session, first: str, last: str) -> tuple[int, int]:
    """Return how many lines are paid on a day nobody knows, and how many of a period on that of a statement only."""
    row: Sequence[Any] = (
        session.connection()
        .exec_driver_sql(
            f"{_LINES} SELECT count(*) FILTER (WHERE paid_on = ''), "
            "count(*) FILTER (WHERE paid_on BETWEEN ? AND ? AND coalesce(of_statement, EXISTS (SELECT 1 "
            "FROM commission_event e JOIN import_file f ON f.id = e.import_file_id WHERE e.id = moved.event "
            "AND e.source = 'statement' AND e.as_of = f.as_of))) FROM moved WHERE paid <> 0",
            (first, last),
        )
        .one()
    )
    return int(row[0]), int(row[1])
