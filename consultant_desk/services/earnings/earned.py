"""What came of a client, a product, a programme or a recommendation: earned, pending and reversed.

The database adds amounts of one day and currency; each figure in the base currency is rounded once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, localcontext
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.rates import EXACT, Factors, rounded
from consultant_desk.services.earnings.rates import base_currency, rates_of
from consultant_desk.services.earnings.sums import KEYS, named
from consultant_desk.services.rows.earnings import GroupBy
from consultant_desk.services.rows.programmes import Earned
from consultant_desk.storage.bulk import plain_rows

_FIGURES = ("earned", "pending", "reversed")


def earned_by(session: Session, by: GroupBy, key: str = "", client_id: str = "") -> Mapping[str, Earned]:
    """Return the figures by the id of a record, of one, or of one client's lines only, where they are given."""
    column, joins = KEYS[by]
    ids = {number: one for number, (one, _name) in named(session, by).items() if not key or one == key}
    if key and not ids:
        return {}
    base = base_currency(session)
    only = next(iter(ids)) if key else None
    rows = list(
        plain_rows(
            session.connection(),
            f"SELECT {column}, l.currency, CASE WHEN l.currency = ? THEN '' ELSE l.day END, count(*), "
            "sum(CASE WHEN l.approval <> 'pending' THEN l.effect_minor ELSE 0 END), "
            "sum(l.approval <> 'pending' AND l.effect_minor <> 0), "
            "sum(CASE WHEN l.approval = 'pending' THEN l.effect_minor ELSE 0 END), sum(l.approval = 'pending'), "
            "sum(l.taken_minor), sum(l.taken_minor <> 0) "
            f"FROM cache_ledger_line l {joins} WHERE (? IS NULL OR {column} = ?) AND (? = '' OR l.client_id = ?) "
            "GROUP BY 1, 2, 3 ORDER BY 1",
            (base, only, only, client_id, client_id),
        )
    )
    factors = Factors(rates_of(session, {row[2] for row in rows if row[1] != base}), base)
    grouped = groupby(rows, key=lambda row: row[0])
    return {ids[number]: _added(base, lines, factors) for number, lines in grouped}


def earned_of(session: Session, by: GroupBy, key: str) -> Earned:
    """Return the figures of one client, product, programme or recommendation, zeros where nothing came."""
    return earned_by(session, by, key).get(key) or Earned(base_currency(session))


def _added(base: str, rows: Iterable[Sequence[Any]], factors: Factors) -> Earned:
    sums: dict[str, dict[str, int]] = {name: defaultdict(int) for name in _FIGURES}
    exact: dict[str, Decimal | None] = dict.fromkeys(_FIGURES, None)
    missing: dict[str, int] = defaultdict(int)
    count = 0
    with localcontext(EXACT):
        for _key, currency, day, lines, earned, earned_lines, pending, pending_lines, taken, taken_lines in rows:
            count += lines
            factor = factors[currency, day]
            for name, minor, many in (
                ("earned", earned, earned_lines), ("pending", pending, pending_lines), ("reversed", taken, taken_lines)
            ):  # fmt: skip
                if not minor:
                    continue
                sums[name][currency] += minor
                if factor is None:
                    missing[name] += many
                else:
                    exact[name] = (exact[name] or 0) + minor * factor
    has = {name: dict(sorted(sums[name].items())) for name in _FIGURES}
    worth = {name: _whole(exact[name], is_empty=not sums[name]) for name in _FIGURES}
    return Earned(
        base,
        count,
        has["earned"],
        has["pending"],
        has["reversed"],
        worth["earned"],
        worth["pending"],
        worth["reversed"],
        dict(missing),
    )


def _whole(exact: Decimal | None, *, is_empty: bool) -> int | None:
    """Return a figure in whole minor units: nothing is 0, what no rate was found for is not known."""
    if exact is None:
        return 0 if is_empty else None
    return rounded(exact)
