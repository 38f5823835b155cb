"""Ledger lines as the rules of reconciliation, forecast and tax need them, with the names they go by."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.identity import commission_id
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.states import Approval, Kind, Payment
from consultant_desk.storage.ledger import AMONG

OPEN = (
    "l.payment <> 'paid' AND l.approval = 'approved' AND l.effect_minor <> 0 AND (l.part = '' OR NOT EXISTS "
    "(SELECT 1 FROM payout_item s WHERE s.commission_id = l.commission_id AND s.part = l.part "
    "AND s.deleted_at IS NULL))"
)
"""Approved, or taken back after payment, and not settled."""

MISSING = (
    "EXISTS (SELECT 1 FROM statement_gap g JOIN import_file f ON f.id = g.import_file_id AND f.deleted_at IS NULL "
    "WHERE g.commission_id = l.commission_id AND g.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM import_file n "
    "WHERE n.account_id = f.account_id AND n.deleted_at IS NULL "
    "AND (n.imported_at, n.rowid) > (f.imported_at, f.rowid) AND n.period_from <= l.day AND n.period_to >= l.day))"
)
"""The last statement that covers the day of a line did not hold it."""

UNEXPLAINED = (
    "NOT EXISTS (SELECT 1 FROM payout_item i WHERE i.payout_id = p.id AND i.deleted_at IS NULL) "
    "AND (p.account_id, coalesce(nullif(p.external_id, ''), p.reference)) NOT IN (SELECT l.account_id, "
    "l.payment_id FROM cache_ledger_line l WHERE l.payment = 'paid' AND l.payment_id <> '')"
)
"""No commission is known to be paid by a payout `p`, neither by a match nor by the payment id of a statement."""

PAYER = "coalesce(nullif(payer, ''), nullif(name, ''), profile)"
"""Who pays from an account: the payer noted there, else what the account goes by."""

_SEEN = "(SELECT min(e.as_of) FROM commission_event e WHERE e.commission_id = l.commission_id AND e.deleted_at IS NULL"
SETTLED = (
    "(SELECT i.commission_id AS id, i.part AS part, min(o.paid_on) AS paid_on FROM payout_item i JOIN payout o "
    "ON o.id = i.payout_id AND o.deleted_at IS NULL WHERE i.deleted_at IS NULL AND o.paid_on <> '' GROUP BY 1, 2)"
)
"""The days of the payouts that are matched with lines."""

NAMED = (
    "(SELECT account_id, external_id, min(paid_on) AS paid_on, min(gross_minor IS NULL AND paid_on = (SELECT "
    "substr(f.as_of, 1, 10) FROM import_file f WHERE f.id = payout.import_file_id) AND NOT EXISTS (SELECT 1 "
    "FROM settlement s WHERE s.payout_id = payout.id AND s.deleted_at IS NULL)) AS is_told FROM payout "
    "WHERE deleted_at IS NULL AND paid_on <> '' AND external_id <> '' GROUP BY 1, 2)"
)
"""The days of the payouts that statements name, by account and payment id.

One that only a statement told of (`is_told`) has no day but the statement's, until it is found at the bank.
"""

_DATED = (
    f"CASE WHEN l.part = '' THEN coalesce({_SEEN} AND e.approval = 'approved'), '') ELSE '' END, "
    f"CASE WHEN l.part = '' THEN coalesce(t.paid_on, n.paid_on, {_SEEN} AND e.payment = 'paid'), '') ELSE '' END"
)
"""What a commission lost after it was paid is of the day it was taken back, not of the one it was approved."""
_DATES_FROM = (
    f"LEFT JOIN {SETTLED} t ON t.id = l.commission_id AND t.part = l.part "
    f"LEFT JOIN {NAMED} n ON n.account_id = l.account_id AND n.external_id = l.payment_id AND l.payment = 'paid' "
)
_UNDATED = "'', ''"
_FROM = (
    "FROM cache_ledger_line l JOIN commission c ON c.id = l.commission_id JOIN account a ON a.id = l.account_id "
    "LEFT JOIN programme p ON p.id = l.programme_id LEFT JOIN client k ON k.id = l.client_id "
    "LEFT JOIN product r ON r.id = coalesce(l.product_id, p.product_id) "
    "LEFT JOIN referral_link i ON i.id = l.link_id "
)
_BY_DAY = itemgetter(4, 0, 1)
_APPROVAL = {one.value: one for one in Approval}
_PAYMENT = {one.value: one for one in Payment}
_KIND = {one.value: one for one in Kind}


def ledger_lines(
    session: Session, where: str = "1", arguments: Sequence[Any] = (), *, dated: bool = False
) -> list[LedgerLine]:
    """Return the lines that a condition on `l` (the ledger), `c`, `a`, `p`, `k`, `r` or `i` selects, by day.

    `dated` also finds when each was first seen approved, and when its payout was made, else it was first seen paid:
    which takes longer.
    """
    rows = session.connection().exec_driver_sql(
        "SELECT l.commission_id, l.part, l.account_id, l.currency, l.day, l.amount_minor, l.effect_minor, l.approval, "
        "l.payment, l.kind, coalesce(nullif(a.name, ''), a.profile), coalesce(p.id, ''), coalesce(p.name, ''), "
        "coalesce(k.id, ''), coalesce(k.name, ''), coalesce(r.id, ''), coalesce(r.name, c.product), "
        "coalesce(i.evaluation_id, ''), coalesce(nullif(a.payer, ''), a.name), coalesce(a.country, ''), c.day_utc, "
        f"l.as_of, l.payment_id, c.external_id, c.reverses, c.customer, c.ref, {MISSING}, "
        f"l.taken_minor, {_DATED if dated else _UNDATED} {_FROM} {_DATES_FROM if dated else ''}WHERE {where}",
        tuple(arguments),
    )
    # Sorted here: the database would carry the wide rows through its sort, which takes twice as long.
    return [_line(row) for row in sorted(rows.all(), key=_BY_DAY)]


def lines_of(session: Session, commissions: Collection[str]) -> list[LedgerLine]:
    """Return the lines of commissions by id, with their days, without what they lost after they were paid."""
    among = (json.dumps(list(commissions)),)
    if not commissions:
        return []
    found = ledger_lines(session, f"l.commission_id {AMONG} AND l.part = ''", among, dated=True)
    hidden = {account: keys_of_payouts(session, account) for account in {line.account_id for line in found}}
    return [one._replace(payment_id="") if one.payment_id in hidden[one.account_id] else one for one in found]


def keys_of_payouts(session: Session, account: str) -> frozenset[str]:
    """Return what payouts of an account that have no reference are named by in observations: nobody else knows it."""
    rows = session.connection().exec_driver_sql(
        "SELECT substr(id, -12), external_id FROM payout WHERE account_id = ? AND reference = '' "
        "AND import_file_id IS NULL",
        (account,),
    )
    return frozenset(key for row in rows for key in row if key)


def _line(row: Any) -> LedgerLine:
    commission, part, account, reverses = row[0], row[1], row[2], row[24]
    original = commission if part else commission_id(account, reverses) if reverses else ""
    return LedgerLine(
        id=f"{commission}:{part}" if part else commission,
        commission_id=commission,
        part=part,
        account_id=account,
        currency=row[3],
        date=row[4],
        amount_minor=row[5],
        effect_minor=row[6],
        approval=_APPROVAL[row[7]],
        payment=_PAYMENT[row[8]],
        kind=_KIND[row[9]],
        account=row[10],
        programme_id=row[11],
        programme=row[12],
        client_id=row[13],
        client=row[14],
        product_id=row[15],
        product=row[16],
        recommendation_id=row[17],
        payer=row[18],
        country=row[19],
        day_utc=row[20],
        as_of=row[21],
        payment_id=row[22],
        external_id=row[23],
        original_id=original,
        customer=row[25],
        ref=row[26],
        in_last_statement=not row[27],
        taken_minor=row[28],
        approved_on=row[29],
        paid_on=row[30],
        recurring=row[9] == Kind.RECURRING.value,
    )
