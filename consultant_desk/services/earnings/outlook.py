"""What is to come and what was income: the forecast and the tax year of a workspace, by the rules of the domain."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.forecast import UNDATED, forecast
from consultant_desk.domain.earnings.rates import EXACT, rounded
from consultant_desk.domain.earnings.tax import Basis, TaxYear, tax_year
from consultant_desk.domain.money import major
from consultant_desk.imports.table import guarded
from consultant_desk.services.earnings.lines import OPEN, ledger_lines
from consultant_desk.services.earnings.rates import base_currency, rates_of
from consultant_desk.services.earnings.reversal_rates import reversal_rates
from consultant_desk.services.earnings.series import running_series
from consultant_desk.services.earnings.terms import terms_book
from consultant_desk.services.rows.forecast import ForecastSheet

TAX_HEADERS = (
    "Payer",
    "Country",
    "Movements",
    "Amount",
    "Currency",
    "In base currency",
    "Base currency",
    "Without rate",
)


def forecast_of(session: Session, today: date, days: int) -> ForecastSheet:
    """Return what is expected in so many days."""
    base, book, day = base_currency(session), terms_book(session), today.isoformat()
    until = (today + timedelta(days=days)).isoformat()
    lines = ledger_lines(session, f"({OPEN}) OR l.status = 'pending'")
    series, reversals = running_series(session, book, today), reversal_rates(session, today)
    found = forecast(lines, series, reversals, book.on, day, until)
    rates = rates_of(session, [day])
    low, high, missing = Decimal(0), Decimal(0), 0
    for row in found.rows:
        if row.month == UNDATED:
            continue
        ends = [rates.exact(minor, row.currency, base, day) for minor in (row.low_minor, row.high_minor)]
        if ends[0] is None or ends[1] is None:
            missing += 1
            continue
        low, high = EXACT.add(low, ends[0]), EXACT.add(high, ends[1])
    names = {line.programme_id: line.programme for line in lines} | {one.programme_id: one.programme for one in series}
    unknown = tuple(sorted(name for one in found.without_history if (name := names.get(one, ""))))
    return ForecastSheet(until, base, rounded(low), rounded(high), missing, found.rows, unknown, series)


def tax_of(session: Session, first: str, last: str, basis: Basis) -> TaxYear:
    """Return the income of a period by payer and country."""
    base = base_currency(session)
    lines = ledger_lines(session, dated=True)
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    days = [(begin + timedelta(days=ahead)).isoformat() for ahead in range((end - begin).days + 1)]
    return tax_year(lines, first, last, basis, rates_of(session, days), base)


def tax_csv(year: TaxYear) -> bytes:
    """Return a tax year as UTF-8 CSV that a spreadsheet opens; no text becomes a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(TAX_HEADERS)
    for row in year.rows:
        amounts = (str(major(row.amount_minor, row.currency)), row.currency, str(major(row.base_minor, year.base)))
        writer.writerow([guarded(row.payer), guarded(row.country), row.count, *amounts, year.base, row.missing])
    return text.getvalue().encode("utf-8-sig")
