"""The forecast of a workspace by month, in the base currency too, and its recurring series. None of it is income."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.forecast import UNDATED, ForecastRow
from consultant_desk.domain.earnings.rates import EXACT, Rates, add_up
from consultant_desk.domain.earnings.series import Series
from consultant_desk.domain.money import Money
from consultant_desk.errors import UserError
from consultant_desk.formats import Formats
from consultant_desk.i18n import _
from consultant_desk.services.earnings.expected import expected
from consultant_desk.services.earnings.open_sums import open_sums
from consultant_desk.services.earnings.rates import base_currency, rates_of
from consultant_desk.services.earnings.reversal_rates import reversal_rates
from consultant_desk.services.earnings.series import running_series
from consultant_desk.services.earnings.terms import terms_book
from consultant_desk.services.rows.forecast import BaseRange, ForecastSheet, SeriesRow

FARTHEST = 3 * 366
"""Days a forecast looks ahead at most: what is later is a guess."""


def forecast_of(session: Session, today: date, days: int) -> ForecastSheet:
    """Return what is to be expected in so many days, in the base currency at today's rates."""
    if not 0 <= days <= FARTHEST:
        raise UserError(
            "A forecast looks ahead from today, three years at most.",
            "Nothing was changed.",
            "Choose fewer days.",
        )
    base, book = base_currency(session), terms_book(session)
    until, series = today + timedelta(days=days), running_series(session, book, today)
    sums, reversals = open_sums(session, book, None), reversal_rates(session, today)
    found = expected(sums, book, series, reversals, today, until.isoformat())
    rates, day = rates_of(session, [today.isoformat()]), today.isoformat()
    dated = _in_base([row for row in found.rows if row.month != UNDATED], rates, base, day)
    undated = _in_base([row for row in found.rows if row.month == UNDATED], rates, base, day)
    names = {row[0]: row[1] for row in session.connection().exec_driver_sql("SELECT id, name FROM programme")}
    return ForecastSheet(
        until=found.until,
        base=base,
        low=dated.low,
        high=dated.high,
        missing=dated.rows.count(None),
        rows=found.rows,
        without_history=tuple(sorted({name for one in found.without_history if (name := names.get(one, ""))})),
        series=series,
        likely=dated.likely,
        in_base=(*undated.rows, *dated.rows),
        undated=BaseRange(undated.likely, undated.low, undated.high) if any(undated.rows) else None,
    )


class _InBase(NamedTuple):
    """Rows in the base currency, None without a rate, and the totals the others add up to."""

    rows: tuple[BaseRange | None, ...]
    likely: int
    low: int
    high: int


def _in_base(rows: Sequence[ForecastRow], rates: Rates, base: str, day: str) -> _InBase:
    factors = [rates.factor(row.currency, base, day) for row in rows]
    parts, totals = [], []
    for name in ("likely_minor", "low_minor", "high_minor"):
        exact = [
            EXACT.multiply(getattr(row, name), factor.value)
            for row, factor in zip(rows, factors, strict=True)
            if factor is not None
        ]
        column, total = add_up(exact)
        parts.append(column)
        totals.append(total)
    whole = iter([BaseRange(*figures) for figures in zip(*parts, strict=True)])
    return _InBase(tuple(None if factor is None else next(whole) for factor in factors), *totals)


def series_of(session: Session, today: date) -> tuple[SeriesRow, ...]:
    """Return the recurring series, those that fell silent first, then by when the next payment is expected."""
    formats = Formats.of_user()
    found = [_series_row(one, formats, today) for one in running_series(session, terms_book(session), today)]
    return tuple(
        sorted(
            found, key=lambda row: (not row.alert, row.silent_since, row.next_on or "9999", row.client, row.customer)
        )
    )


def _series_row(one: Series, formats: Formats, today: date) -> SeriesRow:
    alert = ""
    if one.silent_since:
        who = one.client or one.customer
        day = formats.short_day(date.fromisoformat(one.silent_since), today)
        alert = _("{who} may have left {programme}: no payment since the one expected on {day}").format(
            who=who, programme=one.programme or _("the programme"), day=day
        )
    return SeriesRow(
        account_id=one.account_id,
        programme_id=one.programme_id,
        programme=one.programme,
        client_id=one.client_id,
        client=one.client,
        customer=one.customer,
        amount=Money(one.amount_minor, one.currency),
        step=one.step,
        seen=one.seen,
        of=one.of,
        first=one.first,
        last=one.last,
        next_on=one.next_on,
        ends_on=one.ends_on,
        silent_since=one.silent_since,
        awaited_since=one.awaited_since,
        missed=one.missed,
        alert=alert,
    )
