"""The first tab of the earnings section: the figures of the year, the months, the programmes, what is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.forecast import forecast
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.rates import EXACT, Rates, add_up, rounded
from consultant_desk.domain.earnings.reversals import ReversalRate
from consultant_desk.domain.money import Money
from consultant_desk.services.earnings.lines import OPEN, ledger_lines
from consultant_desk.services.earnings.open_items import open_items
from consultant_desk.services.earnings.rates import base_currency, rates_of
from consultant_desk.services.earnings.reversal_rates import reversal_rates
from consultant_desk.services.earnings.series import running_series
from consultant_desk.services.earnings.terms import TermsBook, terms_book
from consultant_desk.services.rows.earnings import EarningsTiles, MonthSum, Overview, ProgrammeSum

AHEAD = 90
"""Days the forecast of the tile looks ahead."""
MONTHS = 12
_STATES = ("paid", "approved", "pending")


@dataclass(slots=True)
class _Totals:
    """Exact sums in the base currency, and how many amounts had no rate."""

    rates: Rates
    base: str
    missing: int = 0

    def of(self, minor: int, currency: str, day: str, count: int) -> Decimal:
        """Return what an amount is worth; 0 and counted as missing where there is no rate."""
        exact = self.rates.exact(minor, currency, self.base, day)
        if exact is None:
            self.missing += count
            return Decimal(0)
        return exact


def overview_of(session: Session, today: date, year: int) -> Overview:
    """Return the overview of a year as it is today."""
    base, book = base_currency(session), terms_book(session)
    sums = _year_sums(session, year)
    lines = ledger_lines(session, f"({OPEN}) OR l.status = 'pending'")
    months = _months(today)
    month_sums = _month_sums(session, months)
    days = {row[3] for row in sums} | {row[2] for row in month_sums} | {line.date for line in lines}
    totals = _Totals(rates_of(session, days), base)
    programmes, paid, approved, pending = _programmes(sums, totals, reversal_rates(session, today))
    open_lines = [line for line in lines if line.status.value != "pending"]
    items = open_items(session, open_lines, book, totals.rates, base, today)
    overdue = [item for item in items if item.days_late and item.base is not None]
    low, high = _expected(session, lines, book, totals, today)
    payouts, unmatched = _payouts(session, year)
    tiles = EarningsTiles(
        paid=Money(paid, base),
        payouts=payouts,
        unmatched=unmatched,
        approved=Money(approved, base),
        overdue=Money(sum(item.base.minor for item in overdue if item.base is not None), base),
        overdue_items=len(overdue),
        pending=Money(pending, base),
        expected_low=Money(low, base),
        expected_high=Money(high, base),
        missing=totals.missing,
    )
    held, is_empty = _held(session)
    return Overview(year, base, tiles, _by_month(month_sums, months, totals), programmes, items, held, is_empty)


def _year_sums(session: Session, year: int) -> Sequence[tuple[str, str, str, str, str, int, int]]:
    """Return (programme id, name, currency, day, state, effect, count): paid in the year, and all that is open."""
    rows = session.connection().exec_driver_sql(
        "SELECT coalesce(l.programme_id, ''), coalesce(p.name, ''), l.currency, "
        "CASE WHEN l.payment = 'paid' THEN substr(l.as_of, 1, 10) ELSE l.day END, "
        "CASE WHEN l.payment = 'paid' THEN 'paid' ELSE l.approval END, sum(l.effect_minor), count(*) "
        "FROM cache_ledger_line l LEFT JOIN programme p ON p.id = l.programme_id "
        "WHERE l.approval <> 'declined' AND l.effect_minor <> 0 "
        f"AND (l.payment = 'paid' AND l.as_of >= ? AND l.as_of < ? OR l.approval = 'pending' OR {OPEN}) "
        "GROUP BY 1, 3, 4, 5",
        (f"{year}-01-01", f"{year + 1}-01-01"),
    )
    return [(a, b, c, d, e, f, g) for a, b, c, d, e, f, g in rows]


def _programmes(
    sums: Iterable[tuple[str, str, str, str, str, int, int]], totals: _Totals, rates: Mapping[str, ReversalRate]
) -> tuple[tuple[ProgrammeSum, ...], int, int, int]:
    """Return the programmes, and the totals of paid, approved and pending; each column adds up to its total."""
    exact: dict[str, dict[str, Decimal]] = defaultdict(lambda: dict.fromkeys(_STATES, Decimal(0)))
    names: dict[str, str] = {}
    for programme, name, currency, day, state, minor, count in sums:
        names[programme] = name
        held = exact[programme]
        held[state] = EXACT.add(held[state], totals.of(minor, currency, day, count))
    order = sorted(exact, key=lambda one: (-(exact[one]["paid"] + exact[one]["approved"]), names[one].casefold(), one))
    columns = {state: add_up([exact[one][state] for one in order]) for state in _STATES}
    found = []
    for place, one in enumerate(order):
        rate = rates.get(one)
        known = rate is not None and rate.share.known
        found.append(
            ProgrammeSum(
                id=one,
                name=names[one],
                paid=columns["paid"][0][place],
                approved=columns["approved"][0][place],
                pending=columns["pending"][0][place],
                reversed_share=float(rate.share.value) if rate is not None and known else None,
                low=float(rate.share.low) if rate is not None and known else None,
                high=float(rate.share.high) if rate is not None and known else None,
            )
        )
    return tuple(found), columns["paid"][1], columns["approved"][1], columns["pending"][1]


def _months(today: date) -> tuple[str, ...]:
    """Return the last twelve months with the running one, the oldest first."""
    first = today.year * 12 + today.month - MONTHS
    return tuple(f"{number // 12}-{number % 12 + 1:02}" for number in range(first, first + MONTHS))


def _month_sums(session: Session, months: Sequence[str]) -> Sequence[tuple[str, str, str, int, int]]:
    """Return (state, currency, day, effect, count) of what was earned in these months."""
    rows = session.connection().exec_driver_sql(
        "SELECT CASE WHEN payment = 'paid' THEN 'paid' ELSE approval END, currency, day, sum(effect_minor), count(*) "
        "FROM cache_ledger_line WHERE day >= ? AND day < ? AND approval <> 'declined' AND effect_minor <> 0 "
        "GROUP BY 1, 2, 3",
        (f"{months[0]}-01", f"{months[-1]}-99"),
    )
    return [(a, b, c, d, e) for a, b, c, d, e in rows]


def _by_month(
    sums: Iterable[tuple[str, str, str, int, int]], months: Sequence[str], totals: _Totals
) -> tuple[MonthSum, ...]:
    exact = {month: dict.fromkeys(_STATES, Decimal(0)) for month in months}
    counted = _Totals(totals.rates, totals.base)  # the tile counts what has no rate once
    for state, currency, day, minor, count in sums:
        held = exact[day[:7]]
        held[state] = EXACT.add(held[state], counted.of(minor, currency, day, count))
    return tuple(MonthSum(month, *(rounded(exact[month][state]) for state in _STATES)) for month in months)


def _expected(
    session: Session, lines: Sequence[LedgerLine], book: TermsBook, totals: _Totals, today: date
) -> tuple[int, int]:
    """Return the ends of what is expected in `AHEAD` days, in the base currency at the latest rates."""
    until = (today + timedelta(days=AHEAD)).isoformat()
    series = running_series(session, book, today)
    found = forecast(lines, series, reversal_rates(session, today), book.on, today.isoformat(), until)
    low, high = Decimal(0), Decimal(0)
    rates = rates_of(session, [today.isoformat()])
    for row in found.totals():
        for value, is_low in ((row.low_minor, True), (row.high_minor, False)):
            exact = rates.exact(value, row.currency, totals.base, today.isoformat())
            if exact is not None:
                low, high = (EXACT.add(low, exact), high) if is_low else (low, EXACT.add(high, exact))
    return rounded(low), rounded(high)


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
