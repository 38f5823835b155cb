"""The forecast of a workspace by month, in the base currency too, and its recurring series. None of it is income."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.forecast import UNDATED, ForecastRow
from consultant_desk.domain.earnings.rates import Rates, add_up
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
from consultant_desk.services.rows.forecast import ExpectedRow, ForecastSheet, SeriesRow

FARTHEST = 3 * 366
"""Days a forecast looks ahead at most: what is later is a guess."""


def forecast_of(session: Session, today: date, until: date) -> ForecastSheet:
    """Return what is to be expected up to a day, in the base currency at today's rates."""
    if not 0 <= (until - today).days <= FARTHEST:
        raise UserError(
            "A forecast looks ahead from today, three years at most.",
            "Nothing was changed.",
            "Choose another last day.",
        )
    base, book = base_currency(session), terms_book(session)
    found = expected(
        open_sums(session, book, None),
        book,
        running_series(session, book, today),
        reversal_rates(session, today),
        today,
        until.isoformat(),
    )
    rates, day = rates_of(session, [today.isoformat()]), today.isoformat()
    dated = [row for row in found.rows if row.month != UNDATED]
    undated = [row for row in found.rows if row.month == UNDATED]
    rows, totals = _in_base(dated, rates, base, day)
    apart, _totals = _in_base(undated, rates, base, day)
    missing = {row.currency for row in found.rows if rates.factor(row.currency, base, day) is None}
    names = {row[0]: row[1] for row in session.connection().exec_driver_sql("SELECT id, name FROM programme")}
    unknown = sorted((names.get(one, "") for one in found.without_history), key=str.casefold)
    likely, low, high = (Money(total, base) for total in totals)
    return ForecastSheet(
        found.until, base, apart + rows, likely, low, high, tuple(sorted(missing)), tuple(one for one in unknown if one)
    )


def _in_base(
    rows: list[ForecastRow], rates: Rates, base: str, day: str
) -> tuple[tuple[ExpectedRow, ...], tuple[int, ...]]:
    """Return rows with their figures in the base currency, and the totals these add up to."""
    known = [place for place, row in enumerate(rows) if rates.factor(row.currency, base, day) is not None]
    columns = []
    for name in ("likely_minor", "low_minor", "high_minor"):
        exact = [rates.exact(getattr(rows[place], name), rows[place].currency, base, day) for place in known]
        parts, total = add_up([one if one is not None else Decimal(0) for one in exact])
        columns.append((dict(zip(known, parts, strict=True)), total))
    made = tuple(
        ExpectedRow(
            row.month, row.currency, row.approved_minor, row.pending_minor, row.recurring_minor, row.likely_minor,
            row.low_minor, row.high_minor, *(parts.get(place) for parts, _total in columns),
        )
        for place, row in enumerate(rows)
    )  # fmt: skip
    return made, tuple(total for _parts, total in columns)


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
        missed=one.missed,
        alert=alert,
    )
