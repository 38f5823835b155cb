"""Recurring series in a workspace: who pays month by month, how far it is, and who fell silent."""

from __future__ import annotations

import json
from datetime import date, timedelta

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.series import End, Series, find_series
from consultant_desk.domain.earnings.states import Approval, Kind, Payment
from consultant_desk.services.earnings.terms import TermsBook
from consultant_desk.storage.ledger import AMONG

RECENT = 500
"""Days in which a series has to have been paid once to be looked at: a yearly one shows."""

_WHO = "coalesce(nullif(c.customer, ''), nullif(c.ref, ''), l.client_id, '')"
_SERIAL = f"l.part = '' AND l.effect_minor > 0 AND (l.kind = '{Kind.RECURRING}' OR l.programme_id {AMONG})"


def running_series(session: Session, book: TermsBook, today: date) -> tuple[Series, ...]:
    """Return the series that sources call recurring or whose programme's terms recur.

    Each counts from its very first payment, however long ago that was.
    """
    ends = {
        programme: End(terms.recurring_months, terms.recurring_count)
        for programme in book.versions
        if (terms := book.on(programme, today.isoformat())) is not None and terms.recurs
    }
    programmes = json.dumps(sorted(ends))
    connection = session.connection()
    if (
        connection.exec_driver_sql(f"SELECT 1 FROM cache_ledger_line l WHERE {_SERIAL} LIMIT 1", (programmes,)).first()
        is None
    ):
        return ()
    rows = connection.exec_driver_sql(
        f"WITH paying AS MATERIALIZED (SELECT DISTINCT l.account_id AS account, coalesce(l.programme_id, '') AS "
        f"programme, {_WHO} AS who, l.currency AS currency FROM cache_ledger_line l "
        f"JOIN commission c ON c.id = l.commission_id WHERE l.day > ? AND {_SERIAL}) "
        "SELECT l.commission_id, l.account_id, l.currency, l.day, l.amount_minor, l.effect_minor, l.approval, "
        "l.payment, l.kind, coalesce(l.programme_id, ''), coalesce(p.name, ''), coalesce(k.id, ''), "
        "coalesce(k.name, ''), c.customer, c.ref FROM cache_ledger_line l "
        "JOIN commission c ON c.id = l.commission_id JOIN paying s ON s.account = l.account_id "
        f"AND s.programme = coalesce(l.programme_id, '') AND s.who = {_WHO} AND s.currency = l.currency "
        "LEFT JOIN programme p ON p.id = l.programme_id LEFT JOIN client k ON k.id = l.client_id "
        f"WHERE {_SERIAL} ORDER BY l.day, l.commission_id",
        ((today - timedelta(days=RECENT)).isoformat(), programmes, programmes),
    )
    lines = [
        LedgerLine(
            id=row[0],
            commission_id=row[0],
            account_id=row[1],
            currency=row[2],
            date=row[3],
            amount_minor=row[4],
            effect_minor=row[5],
            approval=Approval(row[6]),
            payment=Payment(row[7]),
            kind=Kind(row[8]),
            programme_id=row[9],
            programme=row[10],
            client_id=row[11],
            client=row[12],
            customer=row[13],
            ref=row[14],
            recurring=row[8] == Kind.RECURRING,
        )
        for row in rows.all()
    ]
    covered = connection.exec_driver_sql(
        "SELECT account_id, max(period_to) FROM import_file WHERE deleted_at IS NULL GROUP BY 1"
    )
    return find_series(lines, today.isoformat(), ends, {account: day for account, day in covered if day})
