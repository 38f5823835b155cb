"""The first tab of the earnings section: the figures of the year, the months, the programmes, what is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.forecast import UNDATED, ForecastRow
from consultant_desk.domain.earnings.rates import EXACT, Factors, Rates, add_up, rounded
from consultant_desk.domain.earnings.reversals import ReversalRate
from consultant_desk.domain.money import Money
from consultant_desk.services.earnings.expected import expected
from consultant_desk.services.earnings.lines import NAMED, SETTLED
from consultant_desk.services.earnings.open_items import open_items
from consultant_desk.services.earnings.open_sums import OpenSum, open_sums
from consultant_desk.services.earnings.rates import base_currency, rates_of
from consultant_desk.services.earnings.reversal_rates import reversal_rates
from consultant_desk.services.earnings.series import running_series
from consultant_desk.services.earnings.terms import TermsBook, terms_book
from consultant_desk.services.rows.earnings import EarningsTiles, MonthSum, OpenItemRow, Overview, ProgrammeSum
from consultant_desk.storage.bulk import plain_rows

AHEAD = 90
"""Days the forecast of the tile looks ahead."""
MONTHS = 12
_STATES = ("paid", "approved", "pending")


_YearSum = tuple[str, str, str, str, int, int]
"""Programme id, currency, day, state, effect and count; the day is empty where no rate is needed."""


@dataclass(slots=True)
class _Totals:
    """What amounts are worth in the base currency, and how many had no rate."""

    factors: Factors
    missing: int = 0

    def of(self, minor: int, currency: str, day: str, count: int) -> Decimal:
        """Return what an amount is worth; 0 and counted as missing where there is no rate."""
        factor = self.factors[currency, day]
        if factor is None:
            self.missing += count
            return Decimal(0)
        return EXACT.multiply(minor, factor)


class _Range(NamedTuple):
    """The ends of what is expected in the base currency, and how many currencies have no rate and are left out."""

    low: int
    high: int
    lacking: int


def overview_of(session: Session, today: date, year: int) -> Overview:
    """Return the overview of a year as it is today."""
    base, book = base_currency(session), terms_book(session)
    open_now = open_sums(session, book, base)
    sums = _year_sums(session, year, base) + [
        (one.programme_id, one.currency, one.day, "pending" if one.is_pending else "approved", one.minor, one.lines)
        for one in open_now
    ]
    months = _months(today)
    month_sums = _month_sums(session, months, base)
    days = {row[2] for row in sums if row[1] != base} | {row[2] for row in month_sums if row[1] != base}
    rates = rates_of(session, days)
    totals = _Totals(Factors(rates, base))
    reversals = reversal_rates(session, today)
    names = {row[0]: row[1] for row in session.connection().exec_driver_sql("SELECT id, name FROM programme")}
    programmes, paid, approved, pending, lacking = _programmes(sums, names, totals, reversals)
    items = open_items(session, open_now, book, rates, base, today)
    dated, undated = _expected(session, open_now, book, reversals, base, today)
    lacking["expected"], lacking["undated"] = dated.lacking, undated.lacking
    payouts, unmatched = _payouts(session, year)
    tiles = EarningsTiles(
        paid=Money(paid, base),
        payouts=payouts,
        unmatched=unmatched,
        approved=Money(approved, base),
        overdue=Money(rounded(items.overdue), base),
        overdue_items=items.overdue_count,
        pending=Money(pending, base),
        expected_low=Money(dated.low, base),
        expected_high=Money(dated.high, base),
        missing=totals.missing,
        lacking=lacking,
        undated_low=undated.low,
        undated_high=undated.high,
    )
    held, is_empty = _held(session)
    by_month = _by_month(month_sums, months, totals)
    return Overview(year, base, tiles, by_month, programmes, items.rows, held, is_empty, items.count)


def all_open_items(session: Session, today: date) -> tuple[OpenItemRow, ...]:
    """Return every open item, where the overview shows only the first."""
    base, book = base_currency(session), terms_book(session)
    open_now = open_sums(session, book, base)
    rates = rates_of(session, {one.day for one in open_now if one.currency != base})
    return open_items(session, open_now, book, rates, base, today, None).rows


def _year_sums(session: Session, year: int, base: str) -> list[_YearSum]:
    """Return what was paid in the year: by the day of the payout, else the day it was first seen paid."""
    rows = plain_rows(
        session.connection(),
        "SELECT programme, currency, CASE WHEN currency = ? THEN '' ELSE substr(day, 1, 10) END, 'paid', sum(effect), "
        "count(*) FROM (SELECT coalesce(l.programme_id, '') AS programme, l.currency, l.effect_minor AS effect, "
        "coalesce(t.paid_on, n.paid_on, l.as_of) AS day FROM cache_ledger_line l "
        f"LEFT JOIN {SETTLED} t ON t.id = l.commission_id AND t.part = l.part "
        f"LEFT JOIN {NAMED} n ON n.account_id = l.account_id AND n.external_id = l.payment_id "
        "WHERE l.payment = 'paid' AND l.approval <> 'declined' AND l.effect_minor <> 0) "
        "WHERE day >= ? AND day < ? GROUP BY 1, 2, 3",
        (base, f"{year}-01-01", f"{year + 1}-01-01"),
    )
    return [(a, b, c, d, e, f) for a, b, c, d, e, f in rows]


def _programmes(
    sums: Iterable[_YearSum], names: Mapping[str, str], totals: _Totals, rates: Mapping[str, ReversalRate]
) -> tuple[tuple[ProgrammeSum, ...], int, int, int, dict[str, int]]:
    """Return the programmes, the totals of paid, approved and pending, and how many amounts each leaves out.

    Each column adds up to its total.
    """
    lacking = dict.fromkeys(_STATES, 0)
    known: set[tuple[str, str]] = set()
    left_out: set[tuple[str, str]] = set()
    exact: dict[str, dict[str, Decimal]] = defaultdict(lambda: dict.fromkeys(_STATES, Decimal(0)))
    with localcontext(EXACT):
        for programme, currency, day, state, minor, count in sums:
            held, factor = exact[programme], totals.factors[currency, day]
            if factor is None:
                lacking[state] += count
                left_out.add((programme, state))
            else:
                known.add((programme, state))
                held[state] += minor * factor
    totals.missing += sum(lacking.values())
    order = sorted(
        exact, key=lambda one: (-(exact[one]["paid"] + exact[one]["approved"]), names.get(one, "").casefold(), one)
    )
    columns = {state: add_up([exact[one][state] for one in order]) for state in _STATES}
    found = []
    for place, one in enumerate(order):
        rate = rates.get(one)
        has_share = rate is not None and rate.share.known
        found.append(
            ProgrammeSum(
                id=one,
                name=names.get(one, ""),
                paid=columns["paid"][0][place],
                approved=columns["approved"][0][place],
                pending=columns["pending"][0][place],
                reversed_share=float(rate.share.value) if rate is not None and has_share else None,
                low=float(rate.share.low) if rate is not None and has_share else None,
                high=float(rate.share.high) if rate is not None and has_share else None,
                unknown=frozenset(state for state in _STATES if (one, state) in left_out - known),
            )
        )
    return tuple(found), columns["paid"][1], columns["approved"][1], columns["pending"][1], lacking


def _months(today: date) -> tuple[str, ...]:
    """Return the last twelve months with the running one, the oldest first."""
    first = today.year * 12 + today.month - MONTHS
    return tuple(f"{number // 12}-{number % 12 + 1:02}" for number in range(first, first + MONTHS))


def _month_sums(session: Session, months: Sequence[str], base: str) -> Sequence[tuple[str, str, str, int, int]]:
    """Return (state, currency, day, effect, count) of what was earned in these months; base amounts by month."""
    rows = plain_rows(
        session.connection(),
        "SELECT CASE WHEN payment = 'paid' THEN 'paid' ELSE approval END, currency, "
        "CASE WHEN currency = ? THEN substr(day, 1, 7) || '-01' ELSE day END, sum(effect_minor), count(*) "
        "FROM cache_ledger_line WHERE day >= ? AND day < ? AND approval <> 'declined' AND effect_minor <> 0 "
        "GROUP BY 1, 2, 3",
        (base, f"{months[0]}-01", f"{months[-1]}-99"),
    )
    return [(a, b, c, d, e) for a, b, c, d, e in rows]


def _by_month(
    sums: Iterable[tuple[str, str, str, int, int]], months: Sequence[str], totals: _Totals
) -> tuple[MonthSum, ...]:
    exact = {month: dict.fromkeys(_STATES, Decimal(0)) for month in months}
    counted = _Totals(totals.factors)  # the tile counts what has no rate once
    for state, currency, day, minor, count in sums:
        held = exact[day[:7]]
        held[state] = EXACT.add(held[state], counted.of(minor, currency, day, count))
    return tuple(MonthSum(month, *(rounded(exact[month][state]) for state in _STATES)) for month in months)


def _expected(
    session: Session,
    sums: Sequence[OpenSum],
    book: TermsBook,
    reversals: Mapping[str, ReversalRate],
    base: str,
    today: date,
) -> tuple[_Range, _Range]:
    """Return what is expected in `AHEAD` days and what has no date, in the base currency at the latest rates."""
    until = (today + timedelta(days=AHEAD)).isoformat()
    found = expected(sums, book, running_series(session, book, today), reversals, today, until)
    rates, day = rates_of(session, [today.isoformat()]), today.isoformat()
    undated = [row for row in found.rows if row.month == UNDATED]
    return _range(found.totals(), rates, base, day), _range(undated, rates, base, day)


def _range(rows: Iterable[ForecastRow], rates: Rates, base: str, day: str) -> _Range:
    low, high, lacking = Decimal(0), Decimal(0), 0
    for row in rows:
        factor = rates.factor(row.currency, base, day)
        if factor is None:
            lacking += 1
        else:
            low = EXACT.add(low, EXACT.multiply(row.low_minor, factor.value))
            high = EXACT.add(high, EXACT.multiply(row.high_minor, factor.value))
    return _Range(rounded(low), rounded(high), lacking)


def _payouts(session: Session, year: int) -> tuple[int, int]:
    """Return how many payouts the year had, and how many of them no bank line was found for."""
    row = (
        session.connection()
        .exec_driver_sql(
            "SELECT count(*), coalesce(sum(NOT EXISTS (SELECT 1 FROM settlement s WHERE s.payout_id = p.id "
            "AND s.deleted_at IS NULL)), 0) FROM payout p WHERE p.deleted_at IS NULL AND substr(p.paid_on, 1, 4) = ?",
            (str(year),),
        )
        .one()
    )
    return int(row[0]), int(row[1])


def _held(session: Session) -> tuple[int, bool]:
    """Return how many rows of statements wait for a decision, and whether there is nothing in the ledger at all."""
    row = (
        session.connection()
        .exec_driver_sql(
            "SELECT (SELECT count(*) FROM statement_row WHERE deleted_at IS NULL AND choice IS NULL), "
            "NOT EXISTS (SELECT 1 FROM cache_ledger_line) "
            "AND NOT EXISTS (SELECT 1 FROM payout WHERE deleted_at IS NULL) "
            "AND NOT EXISTS (SELECT 1 FROM programme WHERE deleted_at IS NULL)"
        )
        .one()
    )
    return int(row[0]), bool(row[1])
