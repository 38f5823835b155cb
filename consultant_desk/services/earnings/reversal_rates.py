"""How often programmes take back what they approved, counted by the database over twelve months."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.identity import commission_id
from consultant_desk.domain.earnings.reversals import LOOK_BACK, ReversalRate, wilson
from consultant_desk.storage.ledger import AMONG

_SALE = (
    "l.part = '' AND l.effect_minor >= 0 AND l.day > ? AND l.day <= ? AND l.approval <> 'pending' "
    "AND l.kind NOT IN ('clawback', 'fee', 'adjustment')"
)
"""What was sold and decided between two days."""


def reversal_rates(session: Session, today: date) -> Mapping[str, ReversalRate]:
    """Return the rate of each programme that decided something, by its id, counted in commissions.

    The same as `domain.earnings.reversals` counts: an entry that takes back belongs to its original, on that one's
    day; one whose original is older than all statements counts by itself.
    """
    since, until = (today - timedelta(days=LOOK_BACK)).isoformat(), today.isoformat()
    connection = session.connection()
    programmes = connection.exec_driver_sql("SELECT rowid, id, name FROM programme").all()
    ids = {None: ""} | {row[0]: row[1] for row in programmes}
    names = {"": ""} | {row[1]: row[2] for row in programmes}
    counted = connection.exec_driver_sql(  # by the number of the row: sorting by ids takes twice as long
        "SELECT p.rowid, count(*), sum(l.taken_minor > 0) FROM cache_ledger_line l "
        f"LEFT JOIN programme p ON p.id = l.programme_id WHERE {_SALE} GROUP BY 1",
        (since, until),
    )
    decided, taken = Counter[str](), Counter[str]()
    for number, count, flipped in counted:
        decided[ids[number]], taken[ids[number]] = count, flipped
    originals, orphans = _entries(session, since, until)
    found = connection.exec_driver_sql(
        f"SELECT coalesce(l.programme_id, ''), count(*) FROM cache_ledger_line l WHERE {_SALE} "
        f"AND l.taken_minor = 0 AND l.commission_id {AMONG} GROUP BY 1",
        (since, until, json.dumps(sorted(originals))),
    )
    for programme, count in found:
        taken[programme] += count
    return {
        key: ReversalRate(
            key, names[key], count + orphans[key], taken[key] + orphans[key],
            wilson(taken[key] + orphans[key], count + orphans[key]),
        )
        for key, count in sorted((decided | dict.fromkeys(orphans.keys() - decided.keys(), 0)).items())
    }  # fmt: skip


def _entries(session: Session, since: str, until: str) -> tuple[set[str], Counter[str]]:
    """Return the commissions that something of its own takes back, and how many such rows have no original here.

    What a paid commission lost is a part of it; a negative row names its original, which may be older than all
    statements: it then counts by itself, for its programme.
    """
    connection = session.connection()
    rows = connection.exec_driver_sql(
        "SELECT l.account_id, c.reverses, coalesce(l.programme_id, ''), l.day FROM cache_ledger_line l "
        "JOIN commission c ON c.id = l.commission_id "
        "WHERE l.part = '' AND l.kind NOT IN ('fee', 'adjustment') AND l.approval <> 'pending' AND l.effect_minor < 0"
    ).all()
    named = [(commission_id(row[0], row[1]) if row[1] else "", row[2], row[3]) for row in rows]
    there = connection.exec_driver_sql(
        f"SELECT commission_id FROM cache_ledger_line WHERE part = '' AND effect_minor >= 0 AND commission_id {AMONG}",
        (json.dumps(sorted({original for original, _, _ in named})),),
    )
    known = {row[0] for row in there}
    orphans = Counter(one for original, one, day in named if original not in known and since < day <= until)
    parts = connection.exec_driver_sql(
        "SELECT commission_id FROM cache_ledger_line WHERE part <> '' AND effect_minor < 0"
    )
    return known | {row[0] for row in parts}, orphans
