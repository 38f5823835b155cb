"""Sums of the ledger by month, programme, product, client, recommendation or status, added up by the database.

The database adds amounts of one day and currency; each printed figure in the base currency is rounded once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal, localcontext
from typing import Any

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.rates import EXACT, Factors, Rates, add_up
from consultant_desk.domain.earnings.states import Status
from consultant_desk.services.earnings.rates import base_currency, rates_of
from consultant_desk.services.rows.earnings import EarningsGroup, EarningsReport, GroupBy, MissingRate
from consultant_desk.storage.bulk import plain_rows

_PROGRAMME = "LEFT JOIN programme p ON p.id = l.programme_id"
KEYS: Mapping[GroupBy, tuple[str, str]] = {
    GroupBy.MONTH: ("substr(l.day, 1, 7)", ""),
    GroupBy.PROGRAMME: ("p.rowid", _PROGRAMME),
    GroupBy.PRODUCT: ("r.rowid", f"{_PROGRAMME} LEFT JOIN product r ON r.id = coalesce(l.product_id, p.product_id)"),
    GroupBy.CLIENT: ("k.rowid", "LEFT JOIN client k ON k.id = l.client_id"),
    GroupBy.RECOMMENDATION: (
        "v.rowid",
        "LEFT JOIN referral_link i ON i.id = l.link_id LEFT JOIN evaluation v ON v.id = i.evaluation_id",
    ),
    GroupBy.STATUS: ("l.status", ""),
}
"""By group: the SQL of its key, and what has to be joined for it. Records go by the number of their row: to sort and to
fetch a hundred thousand of those takes half the time of their ids; `named` tells what they stand for."""

_TABLES = {
    GroupBy.PROGRAMME: ("programme", "name"),
    GroupBy.PRODUCT: ("product", "name"),
    GroupBy.CLIENT: ("client", "name"),
    GroupBy.RECOMMENDATION: ("evaluation", "title"),
}
_PLACES = {Status.PENDING.value: 0, Status.APPROVED.value: 1, Status.PAID.value: 2}


class _Same(dict[Any, tuple[str, str]]):
    """Keys that are the text they are shown as."""

    def __missing__(self, key: Any) -> tuple[str, str]:
        return key, key


def named(session: Session, by: GroupBy) -> Mapping[Any, tuple[str, str]]:
    """Return the id and the name of what a key of the SQL stands for; None is what has no such record."""
    if by not in _TABLES:
        return _Same()
    table, title = _TABLES[by]
    rows = session.connection().exec_driver_sql(f"SELECT rowid, id, {title} FROM {table}")
    return {None: ("", "")} | {number: (one, name) for number, one, name in rows.all()}


def report_of(session: Session, by: GroupBy, first: str = "", last: str = "") -> EarningsReport:
    """Return the sums of lines from one day to another (ISO, both included; empty: no limit), each group by currency.

    Reversed is what was taken back, positive, whether a source zeroes it or enters it as a negative line.
    """
    key, joins = KEYS[by]
    base = base_currency(session)
    rows = list(
        plain_rows(
            session.connection(),
            f"SELECT {key}, l.currency, CASE WHEN l.currency = ? THEN '' ELSE l.day END, l.status, "
            "count(*), sum(l.effect_minor), sum(l.taken_minor) "
            f"FROM cache_ledger_line l {joins} WHERE (? = '' OR l.day >= ?) AND (? = '' OR l.day <= ?) "
            "GROUP BY 1, 2, 3, 4",
            (base, first, first, last, last),
        )
    )
    return _added(by, base, rows, named(session, by), rates_of(session, {row[2] for row in rows if row[1] != base}))


def _added(by: GroupBy, base: str, rows: Any, known: Mapping[Any, tuple[str, str]], rates: Rates) -> EarningsReport:
    names: dict[str, str] = {}
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * 6)
    exact: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    missing: dict[tuple[str, str], int] = defaultdict(int)
    lacking: dict[str, Counter[str]] = defaultdict(Counter)
    factors = Factors(rates, base)
    with localcontext(EXACT):
        for number, currency, day, status, count, effect, taken in rows:
            key, name = known[number]
            group = (key, currency)
            names[key] = name
            held = sums[group]
            if status in _PLACES:
                held[_PLACES[status]] += effect
            held[3] += taken
            held[4] += effect
            held[5] += count
            factor = factors[currency, day]
            if factor is None:
                missing[group] += count
                lacking[currency][day] += count
            else:
                exact[group] += effect * factor
    order = sorted(sums, key=lambda group: (group[0] == "", names[group[0]].casefold(), group[0], group[1]))
    with_rate = [group for group in order if missing[group] < sums[group][5]]
    parts, total = add_up([exact[group] for group in with_rate])
    worth = dict(zip(with_rate, parts, strict=True))
    groups = tuple(
        EarningsGroup(
            key=group[0],
            name=names[group[0]],
            currency=group[1],
            count=sums[group][5],
            pending=sums[group][0],
            approved=sums[group][1],
            paid=sums[group][2],
            reversed=sums[group][3],
            net=sums[group][4],
            base_net=worth.get(group),
            missing=missing[group],
        )
        for group in order
    )
    rates_missing = tuple(
        MissingRate(currency, days.total(), min(days), max(days)) for currency, days in sorted(lacking.items())
    )
    base_net = total if with_rate or not order else None
    return EarningsReport(by, base, groups, sum(missing.values()), rates_missing, base_net)
