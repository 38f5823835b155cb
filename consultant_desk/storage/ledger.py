"""The ledger as it stands: `cache_ledger_line` holds the fold of every commission's observations.

It follows every transaction that changes commissions, whichever way that came (import, undo, sync), can be made again
from the records at any time, and is checked against them. The rules are those of `domain.earnings.fold`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from consultant_desk.domain.earnings.fold import CLAWBACK, Observation, fold
from consultant_desk.domain.earnings.states import Approval, Kind, Payment, Status

KINDS = frozenset({"commission", "commission_event"})
"""The kinds of record the ledger is made from."""

AMONG = "IN (SELECT value FROM json_each(?))"
"""The condition that a column is one of many values, bound as one JSON list: SQLite's way around its limit of marks."""

_COLUMNS = (
    "commission_id, part, account_id, programme_id, link_id, client_id, product_id, day, kind, approval, payment, "
    "status, amount_minor, effect_minor, taken_minor, currency, as_of, payment_id, event"
)
_INSERT = f"INSERT INTO cache_ledger_line ({_COLUMNS}) "
_DECLINED = f"e.approval = '{Approval.DECLINED}'"
_STATUS = (
    f"CASE WHEN {_DECLINED} OR (c.kind = '{Kind.CLAWBACK}' AND e.amount_minor <= 0) THEN '{Status.REVERSED}' "
    f"WHEN e.payment = '{Payment.PAID}' THEN '{Status.PAID}' "
    f"WHEN e.approval = '{Approval.APPROVED}' THEN '{Status.APPROVED}' ELSE '{Status.PENDING}' END"
)
_TAKEN = (
    f"CASE WHEN {_DECLINED} THEN max(e.amount_minor, coalesce(e.was_minor, 0), 0) "
    f"WHEN c.kind = '{Kind.CLAWBACK}' AND e.amount_minor <= 0 THEN -e.amount_minor "
    f"WHEN e.approval = '{Approval.PENDING}' OR coalesce(e.was_minor, 0) <= 0 THEN 0 "
    "ELSE max(e.was_minor - e.amount_minor, 0) END"
)
_PART = f"(e.source = 'delta' AND {_DECLINED})"
"""What is left of such a one is for the fold to say."""
_FACTS = "c.id, c.account_id, c.programme_id, c.link_id, c.client_id, c.product_id, c.day, c.kind"
_SINGLE = (
    "SELECT c.id, '', c.account_id, c.programme_id, c.link_id, c.client_id, c.product_id, c.day, c.kind, e.approval, "
    f"e.payment, {_STATUS}, e.amount_minor, CASE WHEN {_DECLINED} THEN 0 ELSE e.amount_minor END, {_TAKEN}, "
    "e.amount_currency, e.as_of, e.payment_id, e.id FROM {ids} t "
    "CROSS JOIN commission c ON c.id = t.id AND c.deleted_at IS NULL "
    "CROSS JOIN commission_event e ON {event} AND e.deleted_at IS NULL "
    f"WHERE NOT {_PART} AND NOT "
    "{others}"
)
"""Commissions with one observation, which most have: their state is that observation."""

_SEVERAL = (
    f"SELECT {_FACTS}, e.amount_currency, e.id, e.as_of, e.approval, e.payment, e.amount_minor, e.payment_id, "
    "e.source = 'delta', coalesce(e.was_minor, 0) FROM {ids} t "
    "CROSS JOIN commission c ON c.id = t.id AND c.deleted_at IS NULL "
    "CROSS JOIN commission_event e ON e.commission_id = c.id AND e.deleted_at IS NULL "
    f"WHERE ({_PART} OR "
    "{others}) ORDER BY t.id"
)
_ALL = {
    "ids": "commission",
    "event": "e.commission_id = c.id",
    "others": "EXISTS (SELECT 1 FROM commission_event o WHERE o.commission_id = c.id AND o.rowid <> e.rowid)",
}
_TOUCHED = {
    "ids": "temp.touched",
    "event": "e.rowid = t.event",
    "others": "EXISTS (SELECT 1 FROM commission_event o WHERE o.commission_id = t.id AND o.rowid IS NOT t.event)",
}
"""Where the commissions come from, their one observation, and whether there are others (those taken back count)."""
_RANGE = "SELECT record FROM journal_entry WHERE txn = ? AND op = 'R' AND kind"


def follow(connection: Connection, txn: int, kinds: Iterable[str]) -> None:
    """Bring the ledger up to the journal entries of a transaction that changed records of `kinds`."""
    if KINDS.isdisjoint(kinds):
        return
    _touch(
        connection,
        f"SELECT commission_id, rowid FROM commission_event WHERE import_file_id IN ({_RANGE} = "
        "'commission_event') UNION ALL SELECT e.commission_id, e.rowid FROM journal_entry j JOIN commission_event e "
        "ON e.id = j.record WHERE j.txn = ? AND j.kind = 'commission_event' AND j.op <> 'R' UNION ALL "
        f"SELECT id, NULL FROM commission WHERE import_file_id IN ({_RANGE} = 'commission') UNION ALL "
        "SELECT record, NULL FROM journal_entry WHERE txn = ? AND kind = 'commission' AND op <> 'R'",
        (txn, txn, txn, txn),
    )
    connection.exec_driver_sql("DELETE FROM cache_ledger_line WHERE commission_id IN (SELECT id FROM temp.touched)")
    _fill(connection)


def rebuild(connection: Connection) -> None:
    """Make the ledger again from the records."""
    connection.exec_driver_sql("DELETE FROM cache_ledger_line")
    _touch(connection, "SELECT commission_id, rowid FROM commission_event", ())
    _fill(connection)


def faults(connection: Connection) -> int:
    """Return how many lines of the ledger are missing, too many, or not what the observations come to.

    It works on a connection that cannot write: what should stand there is folded here and compared.
    """
    stored = {
        (row[0], row[1]): tuple(row) for row in connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM cache_ledger_line")
    }
    wanted = [tuple(row) for row in connection.exec_driver_sql(_SINGLE.format(**_ALL))]
    wanted += _folded(connection.exec_driver_sql(_SEVERAL.format(**_ALL)))
    wrong = sum(1 for line in wanted if stored.pop((line[0], line[1]), None) != line)
    return wrong + len(stored)


def _touch(connection: Connection, query: str, arguments: tuple[object, ...]) -> None:
    """Note the commissions of a query, each once, with the first of its observations that comes."""
    connection.exec_driver_sql(
        "CREATE TEMP TABLE IF NOT EXISTS touched (id TEXT PRIMARY KEY, event INTEGER) WITHOUT ROWID"
    )
    connection.exec_driver_sql("DELETE FROM temp.touched")
    # Grouping them would sort a hundred thousand ids that come in their order anyway.
    connection.exec_driver_sql(f"INSERT OR IGNORE INTO temp.touched {query}", arguments)


def _fill(connection: Connection) -> None:
    touched = connection.exec_driver_sql("SELECT count(*) FROM temp.touched").scalar_one()
    if connection.exec_driver_sql(_INSERT + _SINGLE.format(**_TOUCHED)).rowcount < touched:
        marks = ", ".join("?" * len(_COLUMNS.split(", ")))
        lines = list(_folded(connection.exec_driver_sql(_SEVERAL.format(**_TOUCHED))))
        if lines:
            connection.exec_driver_sql(f"{_INSERT} VALUES ({marks})", lines)
    connection.exec_driver_sql("DELETE FROM temp.touched")


def _folded(rows: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield the lines of commissions whose observations come in rows of `_SEVERAL`, one after the other."""
    for _, group in groupby(rows, key=lambda row: row[0]):
        found = list(group)
        commission, account, programme, link, client, product, day, kind = found[0][:8]
        state = fold(
            [
                Observation(one, as_of, Approval(approval), Payment(payment), minor, payment_id, bool(is_delta), was)
                for one, as_of, approval, payment, minor, payment_id, is_delta, was in (row[9:] for row in found)
            ]
        )
        status = state.status(Kind(kind))
        currency = next(row[8] for row in found if row[9] == state.event)
        counted = state.effect_minor - state.change_minor
        facts = (account, programme, link, client, product)
        yield (
            commission, "", *facts, day, kind, state.approval.value, state.payment.value, status.value,
            state.amount_minor, counted, state.taken_minor(Kind(kind)), currency, state.as_of,
            state.payment_id, state.event,
        )  # fmt: skip
        if state.change_minor:
            yield (
                commission, CLAWBACK, *facts, state.change_as_of[:10], Kind.CLAWBACK.value, Approval.APPROVED.value,
                Payment.OPEN.value, Status.REVERSED.value if state.change_minor < 0 else Status.APPROVED.value,
                state.change_minor, state.change_minor, max(-state.change_minor, 0), currency, state.change_as_of, "",
                state.event,
            )  # fmt: skip
