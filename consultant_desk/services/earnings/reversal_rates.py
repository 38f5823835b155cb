"""How often programmes take back what they approved, counted by the database over twelve months."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.identity import commission_id
from consultant_desk.domain.earnings.reversals import LOOK_BACK, ReversalRate, wilson
from consultant_desk.storage.ledger import AMONG

_NO_SALES = "('clawback', 'fee', 'adjustment')"


def reversal_rates(session: Session, today: date) -> Mapping[str, ReversalRate]:
    """Return the rate of each programme that decided something, by its id, counted in commissions.

    The same as `domain.earnings.reversals` counts: an entry that takes back belongs to its original, on that one's
    day; one whose original is older than all statements counts by itself.
    """
    since, until = (today - timedelta(days=LOOK_BACK)).isoformat(), today.isoformat()
    connection = session.connection()
    decided: dict[str, int] = defaultdict(int)
    taken: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    counted = connection.exec_driver_sql(
        "SELECT coalesce(l.programme_id, ''), coalesce(p.name, ''), count(*) FROM cache_ledger_line l "
        "LEFT JOIN programme p ON p.id = l.programme_id WHERE l.part = '' AND l.day > ? AND l.day <= ? "
        f"AND l.approval <> 'pending' AND l.kind NOT IN {_NO_SALES} GROUP BY 1",
        (since, until),
    )
    for programme, name, count in counted:
        decided[programme], names[programme] = count, name
    flipped = connection.exec_driver_sql(
        "SELECT coalesce(l.programme_id, ''), l.commission_id FROM cache_ledger_line l WHERE l.day > ? AND l.day <= ? "
        f"AND l.part = '' AND l.taken_minor > 0 AND l.kind NOT IN {_NO_SALES} UNION "
        "SELECT coalesce(o.programme_id, ''), o.commission_id FROM cache_ledger_line l CROSS JOIN cache_ledger_line o "
        "ON o.commission_id = l.commission_id AND o.part = '' WHERE l.part <> '' AND l.effect_minor < 0 "
        "AND o.day > ? AND o.day <= ?",
        (since, until, since, until),
    )
    for programme, commission in flipped:
        taken[programme].add(commission)
    _entries(session, since, until, decided, taken, names)
    return {
        key: ReversalRate(key, names.get(key, ""), count, len(taken[key]), wilson(len(taken[key]), count))
        for key, count in sorted(decided.items())
        if count
    }


def _entries(
    session: Session,
    since: str,
    until: str,
    decided: dict[str, int],
    taken: dict[str, set[str]],
    names: dict[str, str],
) -> None:
    """Count the negative rows that take a commission back."""
    connection = session.connection()
    rows = connection.exec_driver_sql(
        "SELECT l.commission_id, l.account_id, c.reverses, coalesce(l.programme_id, ''), coalesce(p.name, ''), l.day "
        "FROM cache_ledger_line l JOIN commission c ON c.id = l.commission_id "
        "LEFT JOIN programme p ON p.id = l.programme_id "
        "WHERE l.part = '' AND l.kind = 'clawback' AND l.approval = 'approved' AND l.effect_minor < 0"
    ).all()
    originals = {row[0]: commission_id(row[1], row[2]) for row in rows if row[2]}
    known = connection.exec_driver_sql(
        f"SELECT commission_id, coalesce(programme_id, ''), day FROM cache_ledger_line WHERE part = '' "
        f"AND commission_id {AMONG}",
        (json.dumps(sorted(set(originals.values()))),),
    )
    there = {row[0]: (row[1], row[2]) for row in known}
    for commission, _account, _reverses, programme, name, day in rows:
        original = originals.get(commission, "")
        if original in there:
            owner, sold = there[original]
            if since < sold <= until:
                taken[owner].add(original)
        elif since < day <= until:
            decided[programme] += 1
            taken[programme].add(commission)
            names.setdefault(programme, name)
