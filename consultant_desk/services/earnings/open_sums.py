"""What is pending or open, added up once by the database for all that reads it: tiles, open items, the forecast."""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultant_desk.services.earnings.lines import OPEN
from consultant_desk.services.earnings.terms import TermsBook
from consultant_desk.storage.bulk import plain_rows
from consultant_desk.storage.ledger import AMONG

_PENDING = "l.approval = 'pending' AND l.payment <> 'paid' AND l.effect_minor <> 0"


class OpenSum(NamedTuple):
    """Lines that every rule treats alike: those of one day, or of all days where neither terms nor a rate ask for it.

    `day` is empty then. Entries that take back are sums of their own, below 0. `sold` is the day as far as terms ask
    for it, and `due` when they say it is paid (empty: they do not).
    """

    account_id: str
    programme_id: str
    day: str
    currency: str
    is_pending: bool
    lines: int
    minor: int
    sold: str
    due: str


def open_sums(session: Session, book: TermsBook, base: str | None) -> list[OpenSum]:
    """Return all that is pending or open, by day where amounts are converted to `base` (None: nothing is)."""
    connection = session.connection()
    accounts, programmes = (
        {row[0]: row[1] for row in connection.exec_driver_sql(f"SELECT rowid, id FROM {table}")}
        for table in ("account", "programme")
    )
    rows = plain_rows(  # by the numbers of rows: sorting by ids takes twice as long
        connection,
        "SELECT a.rowid, p.rowid, "
        f"CASE WHEN l.currency = coalesce(?, l.currency) AND NOT l.programme_id {AMONG} THEN '' ELSE l.day END, "
        "l.currency, l.approval = 'pending', count(*), sum(l.effect_minor) FROM cache_ledger_line l "
        "JOIN account a ON a.id = l.account_id LEFT JOIN programme p ON p.id = l.programme_id "
        f"WHERE ({_PENDING}) OR ({OPEN}) GROUP BY 2, 3, 4, 5, 1, l.effect_minor < 0",
        (base, json.dumps(sorted(book.versions))),
    )
    found, versions, due_on = [], book.versions, book.due_on
    for account, programme, day, currency, pending, lines, minor in rows:
        named = programmes.get(programme, "")
        sold = day if named in versions else ""
        due = due_on(named, sold) if sold else ""
        found.append(OpenSum(accounts[account], named, day, currency, bool(pending), lines, minor, sold, due))
    return found
