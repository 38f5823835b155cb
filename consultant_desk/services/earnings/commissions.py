"""The table of commissions: which lines a filter means, a page of them, what they come to, one with its history."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.identity import commission_id
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.states import Kind, Status
from consultant_desk.domain.money import Money
from consultant_desk.errors import UserError
from consultant_desk.services.earnings.aged import aged
from consultant_desk.services.earnings.lines import MISSING, OPEN, PAYER, keys_of_payouts, ledger_lines
from consultant_desk.services.rows.earnings import (
    CommissionEventRow,
    CommissionFilter,
    CommissionRow,
    CommissionSheet,
    CommissionSort,
    CommissionSums,
)
from consultant_desk.storage.ledger import AMONG

_JOINS = {
    "c": "JOIN commission c ON c.id = l.commission_id",
    "p": "LEFT JOIN programme p ON p.id = l.programme_id",
    "k": "LEFT JOIN client k ON k.id = l.client_id",
    "r": "LEFT JOIN product r ON r.id = coalesce(l.product_id, p.product_id)",
    "i": "LEFT JOIN referral_link i ON i.id = l.link_id",
}
_ORDER = {
    CommissionSort.DATE: ("l.day", ""),
    CommissionSort.CLIENT: ("coalesce(k.name, '') COLLATE NOCASE", "k"),
    CommissionSort.PROGRAMME: ("coalesce(p.name, '') COLLATE NOCASE", "p"),
    CommissionSort.PRODUCT: ("coalesce(r.name, '') COLLATE NOCASE", "pr"),
    CommissionSort.STATUS: ("l.status", ""),
    CommissionSort.AMOUNT: ("l.amount_minor", ""),
}
_SEARCHED = (
    "c.external_id", "c.ref", "c.product", "c.order_ref", "c.customer", "l.payment_id", "p.name", "k.name",
)  # fmt: skip
_ROW = (
    "SELECT l.id, l.commission_id, l.part, l.day, coalesce(k.name, ''), coalesce(p.name, ''), "
    "coalesce(r.name, c.product), c.external_id, l.kind, l.status, l.amount_minor, l.currency, c.ref, l.payment_id, "
    f"l.payment <> 'paid' AND l.status IN ('pending', 'approved') AND {MISSING} "
    f"FROM cache_ledger_line l {' '.join(_JOINS[one] for one in 'cpkr')} "
)

PAID_BY = (
    "((l.commission_id, l.part) IN (SELECT o.commission_id, o.part FROM payout_item o WHERE o.payout_id = ? "
    "AND o.deleted_at IS NULL) OR (l.payment = 'paid' AND l.part = '' AND l.account_id = ? "
    f"AND l.payment_id {AMONG}))"
)
"""A line that a payout pays: one it was matched with, or one a statement says it paid."""


def keys_of_lines(
    session: Session, chosen: CommissionFilter, today: date, sort: CommissionSort, *, descending: bool
) -> Sequence[int]:
    """Return the keys of the lines a filter means, in order; `rows_of` gives the lines of some of them."""
    column, joined = _ORDER[sort]
    condition, arguments, needed = _condition(session, chosen, today)
    joins = " ".join(_JOINS[one] for one in "cpkri" if one in set(joined) | needed)
    way = "DESC" if descending else "ASC"
    first = f"l.currency, {column} {way}" if sort is CommissionSort.AMOUNT else f"{column} {way}"
    rows = session.connection().exec_driver_sql(
        f"SELECT l.id FROM cache_ledger_line l {joins} WHERE {condition} ORDER BY {first}, l.day {way}, l.id {way}",
        tuple(arguments),
    )
    return [row[0] for row in rows]


def key_of(session: Session, commission: str) -> int | None:
    """Return the key of the line of a commission; None when it is not there any more."""
    found = session.connection().exec_driver_sql(
        "SELECT id FROM cache_ledger_line WHERE commission_id = ? AND part = ''", (commission,)
    )
    key: int | None = found.scalar()
    return key


def rows_of(session: Session, keys: Sequence[int]) -> tuple[CommissionRow, ...]:
    """Return the lines of these keys in their order; a key whose line is gone is passed over."""
    rows = session.connection().exec_driver_sql(f"{_ROW} WHERE l.id {AMONG}", (json.dumps(list(keys)),))
    found = {row[0]: _row(row) for row in rows}
    return tuple(found[key] for key in keys if key in found)


def lines_of_filter(session: Session, chosen: CommissionFilter, today: date) -> list[LedgerLine]:
    """Return the lines a filter means with all that is known of them, by date."""
    condition, arguments, _ = _condition(session, chosen, today)
    return ledger_lines(session, condition, arguments, dated=True)


def sums_of_filter(session: Session, chosen: CommissionFilter, today: date) -> CommissionSums:
    """Return what the lines of a filter come to."""
    condition, arguments, needed = _condition(session, chosen, today)
    return _sums(session, " ".join(_JOINS[one] for one in "cpkri" if one in needed), condition, arguments)


def sums_of_keys(session: Session, keys: Sequence[int]) -> CommissionSums:
    """Return what some lines come to."""
    return _sums(session, "", f"l.id {AMONG}", [json.dumps(list(keys))])


def sheet_of(session: Session, commission: str) -> CommissionSheet:
    """Return one commission with its history; `UserError` when it is not there any more."""
    connection = session.connection()
    row = connection.exec_driver_sql(f"{_ROW} WHERE l.commission_id = ? AND l.part = ''", (commission,)).first()
    if row is None:
        raise UserError("This commission is no longer here.", "Nothing was changed.", "Look at the list again.")
    facts = connection.exec_driver_sql(
        "SELECT coalesce(l.client_id, ''), coalesce(l.programme_id, ''), coalesce(l.product_id, p.product_id, ''), "
        "coalesce(i.evaluation_id, ''), coalesce(nullif(a.name, ''), a.profile), c.customer, c.order_ref, c.reverses, "
        "l.account_id, l.event, l.currency, l.taken_minor + coalesce((SELECT t.taken_minor FROM cache_ledger_line t "
        "WHERE t.commission_id = l.commission_id AND t.part <> ''), 0) "
        "FROM cache_ledger_line l JOIN commission c ON c.id = l.commission_id "
        "JOIN account a ON a.id = l.account_id LEFT JOIN programme p ON p.id = l.programme_id "
        "LEFT JOIN referral_link i ON i.id = l.link_id WHERE l.commission_id = ? AND l.part = ''",
        (commission,),
    ).one()
    events = connection.exec_driver_sql(
        "SELECT e.id, e.as_of, e.created_at, coalesce(f.name, e.source), e.approval, e.payment, e.amount_minor, "
        "e.amount_currency, e.payment_id, e.reason, e.sale_minor, e.sale_currency FROM commission_event e "
        "LEFT JOIN import_file f ON f.id = e.import_file_id WHERE e.commission_id = ? AND e.deleted_at IS NULL "
        "ORDER BY e.as_of, e.created_at, e.id",
        (commission,),
    ).all()
    current = next((one for one in events if one[0] == facts[9]), events[-1])
    keys, shown = keys_of_payouts(session, facts[8]), _row(row)
    return CommissionSheet(
        row=replace(shown, payment_id="") if shown.payment_id in keys else shown,
        client_id=facts[0],
        programme_id=facts[1],
        product_id=facts[2],
        evaluation_id=facts[3],
        account=facts[4],
        sale=Money(current[10], current[11]) if current[10] is not None else None,
        customer=facts[5],
        order_ref=facts[6],
        reason=current[9],
        original_id=commission_id(facts[8], facts[7]) if facts[7] else "",
        taken=Money(facts[11], facts[10]),
        events=tuple(
            CommissionEventRow(
                as_of=one[1],
                recorded_at=one[2],
                source=one[3],
                approval=one[4],
                payment=one[5],
                amount=Money(one[6], one[7]),
                payment_id="" if one[8] in keys else one[8],
                reason=one[9],
                is_current=one[0] == facts[9],
            )
            for one in events
        ),
    )


def _payment(session: Session, payout_id: str) -> tuple[str, str, str]:
    """Return the arguments of `PAID_BY`: payout, account, and a JSON list of what a statement may call the payment."""
    row = session.connection().exec_driver_sql(
        "SELECT account_id, external_id, reference FROM payout WHERE id = ? AND deleted_at IS NULL", (payout_id,)
    )
    account, *names = row.first() or ("", "", "")
    return payout_id, account, json.dumps(sorted({one for one in names if one}))


def _row(row: Any) -> CommissionRow:
    return CommissionRow(
        id=row[1],
        part=row[2],
        date=row[3],
        client=row[4],
        programme=row[5],
        product=row[6],
        external_id=row[7],
        kind=Kind(row[8]),
        status=Status(row[9]),
        amount=Money(row[10], row[11]),
        ref=row[12],
        payment_id=row[13],
        is_missing=bool(row[14]),
    )


def _sums(session: Session, joins: str, condition: str, arguments: Sequence[Any]) -> CommissionSums:
    rows = session.connection().exec_driver_sql(
        "SELECT l.currency, l.status, count(*), sum(l.amount_minor), sum(l.effect_minor), sum(l.taken_minor) "
        f"FROM cache_ledger_line l {joins} WHERE {condition} GROUP BY 1, 2 ORDER BY 1",
        tuple(arguments),
    )
    count, amounts = 0, defaultdict[str, dict[Status, int]](dict)
    net, back = defaultdict[str, int](int), defaultdict[str, int](int)
    for currency, status, lines, amount, effect, taken in rows:
        count += lines
        amounts[currency][Status(status)] = amount
        net[currency] += effect
        back[currency] += taken
    return CommissionSums(count, dict(amounts), dict(net), dict(back))


def _condition(session: Session, chosen: CommissionFilter, today: date) -> tuple[str, list[Any], set[str]]:
    """Return the condition of a filter, its arguments, and the letters of the tables it needs joined."""
    parts, arguments, needed = ["1"], list[Any](), set[str]()

    def add(part: str, *values: Any, joined: str = "") -> None:
        parts.append(part)
        arguments.extend(values)
        needed.update(joined)

    for column, value in (
        ("l.programme_id", chosen.programme_id),
        ("l.client_id", chosen.client_id),
        ("l.account_id", chosen.account_id),
        ("l.currency", chosen.currency),
    ):
        if value:
            add(f"{column} = ?", value)
    if chosen.product_id:
        add("coalesce(l.product_id, p.product_id) = ?", chosen.product_id, joined="p")
    if chosen.evaluation_id:
        add("i.evaluation_id = ?", chosen.evaluation_id, joined="i")
    if chosen.statuses:
        add(f"l.status {AMONG}", json.dumps(sorted(one.value for one in chosen.statuses)))
    if chosen.kinds:
        add(f"l.kind {AMONG}", json.dumps(sorted(one.value for one in chosen.kinds)))
    if chosen.date_from:
        add("l.day >= ?", chosen.date_from)
    if chosen.date_to:
        add("l.day <= ?", chosen.date_to)
    if chosen.unassigned:
        add("l.client_id IS NULL")
    if chosen.payer:
        add(f"l.account_id IN (SELECT id FROM account WHERE {PAYER} = ?)", chosen.payer)
    if chosen.open_only:
        add(f"({OPEN})")
    if chosen.payout_id:
        add(PAID_BY, *_payment(session, chosen.payout_id))
    if chosen.age is not None:
        condition, values = aged(session, chosen.age, today)
        add(f"({condition})", *values)
    for word in chosen.text.split()[:8]:
        pattern = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        matches = " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in _SEARCHED)
        add(f"({matches})", *([pattern] * len(_SEARCHED)), joined="cpk")
    return " AND ".join(parts), arguments, needed
