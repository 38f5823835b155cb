"""What came of a client, a product, a programme or a recommendation: earned, pending and reversed.

The database adds amounts of one day and currency; each figure in the base currency is rounded once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.rates import EXACT, Rates, rounded
from consultant_desk.services.earnings.rates import base_currency, rates_of
from consultant_desk.services.earnings.sums import KEYS
from consultant_desk.services.rows.earnings import GroupBy
from consultant_desk.services.rows.programmes import Earned

_FIGURES = ("earned", "pending", "reversed")


def earned_by(session: Session, by: GroupBy, key: str = "", client_id: str = "") -> Mapping[str, Earned]:
    """Return the figures by the key of a group, of one key, or of one client's lines only, where they are given."""
    column, _name, joins = KEYS[by]
    rows = (
        session.connection()
        .exec_driver_sql(
            f"SELECT {column}, l.currency, l.day, count(*), "
            "sum(CASE WHEN l.approval <> 'pending' THEN l.effect_minor ELSE 0 END), "
            "sum(l.approval <> 'pending' AND l.effect_minor <> 0), "
            "sum(CASE WHEN l.approval = 'pending' THEN l.effect_minor ELSE 0 END), sum(l.approval = 'pending'), "
            "sum(CASE WHEN l.status = 'reversed' THEN abs(l.amount_minor) ELSE 0 END), sum(l.status = 'reversed') "
            f"FROM cache_ledger_line l {joins} WHERE (? = '' OR {column} = ?) AND (? = '' OR l.client_id = ?) "
            "GROUP BY 1, 2, 3",
            (key, key, client_id, client_id),
        )
        .all()
    )
    base = base_currency(session)
    rates = rates_of(session, {row[2] for row in rows if row[1] != base})
    grouped: dict[str, list[Sequence[Any]]] = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(row)
    return {one: _added(base, lines, rates) for one, lines in grouped.items()}


def earned_of(session: Session, by: GroupBy, key: str) -> Earned:
    """Return the figures of one client, product, programme or recommendation, zeros where nothing came."""
    return earned_by(session, by, key).get(key) or Earned(base_currency(session))


def _added(base: str, rows: Iterable[Sequence[Any]], rates: Rates) -> Earned:
    sums: dict[str, dict[str, int]] = {name: defaultdict(int) for name in _FIGURES}
    exact: dict[str, Decimal | None] = dict.fromkeys(_FIGURES, None)
    missing: dict[str, int] = defaultdict(int)
    count = 0
    for _key, currency, day, lines, *figures in rows:
        count += lines
        factor = rates.factor(currency, base, day)
        for name, minor, many in zip(_FIGURES, figures[::2], figures[1::2], strict=True):
            if not minor:
                continue
            sums[name][currency] += minor
            if factor is None:
                missing[name] += many
            else:
                exact[name] = EXACT.add(exact[name] or Decimal(0), EXACT.multiply(Decimal(minor), factor.value))
    earned, pending, taken = (dict(sorted(sums[name].items())) for name in _FIGURES)
    worth = {name: _whole(exact[name], is_empty=not sums[name]) for name in _FIGURES}
    return Earned(
        base, count, earned, pending, taken, worth["earned"], worth["pending"], worth["reversed"], dict(missing)
    )


def _whole(exact: Decimal | None, *, is_empty: bool) -> int | None:
    """Return a figure in whole minor units: nothing is 0, what no rate was found for is not known."""
    if exact is None:
        return 0 if is_empty else None
    return rounded(exact)
