"""What is pending or open, added up once by the database for all that reads it: tiles, open items, the forecast."""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultant_desk.services.earnings.lines import OPEN
from consultant_desk.services.earnings.terms import TermsBook
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
    rows = session.connection().exec_driver_sql(
        "SELECT l.account_id, coalesce(l.programme_id, ''), "
        f"CASE WHEN l.currency = coalesce(?, l.currency) AND NOT l.programme_id {AMONG} THEN '' ELSE l.day END, "
        "l.currency, l.approval = 'pending', count(*), sum(l.effect_minor) FROM cache_ledger_line l "
        f"WHERE ({_PENDING}) OR ({OPEN}) GROUP BY 2, 3, 4, 5, 1, l.effect_minor < 0",
        (base, json.dumps(sorted(book.versions))),
    )
    found, versions, due_on = [], book.versions, book.due_on
    for account, programme, day, currency, pending, lines, minor in rows.all():
        sold = day if programme in versions else ""
        due = due_on(programme, sold) if sold else ""
        found.append(OpenSum(account, programme, day, currency, pending, lines, minor, sold, due))
    return found
