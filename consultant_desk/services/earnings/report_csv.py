"""Reports of earnings as CSV: UTF-8, amounts with a point in whole units, no text that becomes a formula."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence

from consultant_desk.domain.money import major
from consultant_desk.imports.table import guarded
from consultant_desk.services.rows.forecast import ForecastSheet
from consultant_desk.services.rows.tax import AgeingReport, RollForwardReport, TaxYearReport

_Row = tuple[str | int, ...]


def forecast_csv(sheet: ForecastSheet) -> bytes:
    """Return a forecast; the month of what has no date is empty."""
    names = ("Likely", "Low", "High")
    heads = ("Month", "Currency", "Approved", "Pending", "Recurring", *names, *(f"{one} {sheet.base}" for one in names))
    rows: list[_Row] = []
    for row, base in zip(sheet.rows, sheet.in_base, strict=True):
        gross = (row.approved_minor, row.pending_minor, row.recurring_minor)
        ends = (row.likely_minor, row.low_minor, row.high_minor)
        in_base = (None,) * 3 if base is None else (base.likely, base.low, base.high)
        rows.append((row.month, row.currency, *_amounts(row.currency, *gross, *ends), *_amounts(sheet.base, *in_base)))
    return _table(heads, rows)


def ageing_csv(report: AgeingReport) -> bytes:
    """Return open items by age; "1-30" is written out, which a spreadsheet would take for a date."""
    rows: list[_Row] = []
    for row in report.rows:
        amounts = (*_amounts(row.currency, row.amount), *_amounts(report.base, row.base))
        age = row.age.value.replace("-", " to ")
        rows.append((guarded(row.payer), row.currency, age, row.count, *amounts, row.missing))
    return _table(("Payer", "Currency", "Age in days", "Items", "Amount", f"In {report.base}", "Without a rate"), rows)


def roll_forward_csv(report: RollForwardReport) -> bytes:
    """Return a roll-forward with whether each row ties."""
    heads = (
        "Account",
        "Currency",
        "From",
        "To",
        "Opening",
        "Earned",
        "Reversed",
        "Paid",
        "Closing",
        "Open now",
        "Ties",
    )
    rows: list[_Row] = []
    for row in report.rows:
        figures = (row.opening, row.earned, row.reversed, row.paid, row.closing, row.open_now)
        before = (guarded(row.account), row.currency, report.first, report.last)
        rows.append((*before, *_amounts(row.currency, *figures), "yes" if row.ties else "no"))
    return _table(heads, rows)


def tax_year_csv(report: TaxYearReport) -> bytes:
    """Return a tax year by payer; fees and tax are what payouts kept back."""
    heads = (
        "Payer", "Country", "Movements", "Amount", "Currency", "In base currency", "Base currency", "Without rate",
        "Fees", "Tax withheld", "Fees in base currency", "Tax in base currency", "First day", "Last day", "Basis",
    )  # fmt: skip
    period = (report.first, report.last, report.basis.value)
    rows: list[_Row] = []
    for row in report.rows:
        amount, fees, tax = _amounts(row.currency, row.amount, row.fees, row.tax)
        base, base_fees, base_tax = _amounts(report.base, row.base, row.base_fees, row.base_tax)
        payer = (guarded(row.payer), guarded(row.country))
        in_base = (base, report.base, row.missing)
        rows.append((*payer, row.count, amount, row.currency, *in_base, fees, tax, base_fees, base_tax, *period))
    return _table(heads, rows)


def _amounts(currency: str, *minors: int | None) -> tuple[str, ...]:
    return tuple("" if minor is None else f"{major(minor, currency):f}" for minor in minors)


def _table(heads: Sequence[str], rows: Iterable[_Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8", "replace")
