"""The tab Tax: the income of a year by payer and country, when it was paid or when it was earned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from consultant_desk.domain.earnings.tax import Basis
from consultant_desk.domain.earnings.tax_years import NEW_YEAR, year_label, year_of
from consultant_desk.services.rows.tax import TaxRow, TaxYearReport
from consultant_desk.settings import TAX_YEAR_START
from ui.earnings.files import save_csv, save_statement
from ui.earnings.ledger_tab import LedgerTab
from ui.earnings.words import ADDS_UP, NONE, count_words, currency_name, figure, minor_money
from ui.entry import date_text
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.widgets.buttons import Button
from ui.widgets.choice import Dropdown, Option, Segmented
from ui.widgets.panels import Banner, EmptyState, Surface
from ui.widgets.table import RecordTable
from ui.widgets.text import Text

YEARS = 7
"""Years that are offered: so long papers are kept."""
BASES = (Option(Basis.CASH.value, "When paid"), Option(Basis.ACCRUAL.value, "When earned"))


ALL, TOTAL = "All payers", "Total"


@dataclass(frozen=True, slots=True)
class TaxLine:
    """A line of the table: a payer in one currency, or, with a title, what several come to.

    The total in the base currency of several others has no `amount`, since no sum goes across currencies.
    """

    row: TaxRow
    title: str = ""
    has_amount: bool = True


class TaxTab(LedgerTab):
    """One year of income."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._report: TaxYearReport | None = None
        self._start = shell.settings.get(TAX_YEAR_START)
        self.year = Dropdown(self._years(), name="Tax year")
        self.year.chosen.connect(lambda _value: self.read())
        self.basis = Segmented(BASES, name="When income counts")
        self.basis.chosen.connect(lambda _value: self.read())
        self.total = Text("", "heading", tabular=True)
        self.words = Text("", tone="text2", wrap=True)
        self.csv = Button("CSV", icon="download", run=self.save)
        self.csv.setAccessibleName("Save the tax year as CSV")
        self.pdf = Button("PDF", icon="file-text", run=self.save_pdf)
        self.pdf.setAccessibleName("Save the statement of the tax year as PDF")
        self.missing = Banner(mood="warn")
        self.missing.hide()
        self.table: RecordTable[TaxLine] = RecordTable(
            self._columns(), _key, name="Income by payer", sums=lambda line: bool(line.title)
        )
        self.nothing = EmptyState("No income counts in this year.", icon="coins")
        self._lay_out()

    def read(self) -> None:
        """Read the year again; one begins on the day the settings say now."""
        self._follow_setting()
        earnings, (basis, year, start) = self._shell.desk.earnings, self._chosen()
        self._shell.read(lambda: earnings.tax_year(year, basis, start), self._show, key="earnings.tax")

    def showEvent(self, event: QShowEvent) -> None:
        """Read again where the day on which a tax year begins was changed meanwhile: a setting changes no record."""
        super().showEvent(event)
        if self._shell.settings.get(TAX_YEAR_START) != self._start:
            self.read()

    def save(self) -> None:
        """Ask for a file and save the year as CSV."""
        earnings = self._shell.desk.earnings
        basis, year, start = self._chosen()
        name = f"income {self._label('-')}, {basis.value}.csv"
        save_csv(self, self._shell, name, lambda: earnings.tax_csv(year, basis, start))

    def save_pdf(self) -> None:
        """Ask for a file and save the statement of the year for the accountant."""
        basis, year, start = self._chosen()
        save_statement(self, self._shell, year, basis, start)

    def _chosen(self) -> tuple[Basis, int, str]:
        return Basis(self.basis.value()), int(self.year.value()), self._start

    def _follow_setting(self) -> None:
        start = self._shell.settings.get(TAX_YEAR_START)
        if start == self._start:
            return
        was_this, kept = self.year.value() == self._years()[0].value, self.year.value()
        self._start = start
        years = self._years()
        self.year.set_options(years, "" if was_this or kept not in {one.value for one in years} else kept)

    def _years(self) -> list[Option]:
        this = year_of(self._shell.today(), self._start)
        return [Option(str(year), year_label(year, self._start)) for year in range(this, this - YEARS, -1)]

    def _label(self, join: str = "/") -> str:
        return year_label(int(self.year.value()), self._start).replace("/", join)

    def _span(self, report: TaxYearReport) -> str:
        """Return the days of a year that is not a calendar year."""
        if self._start == NEW_YEAR:
            return ""
        return f" ({date_text(report.first)} to {date_text(report.last)})"

    def _lay_out(self) -> None:
        bar = Surface("bg0", lines=("bottom",))
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 12, 24, 13)
        row.setSpacing(16)
        row.addWidget(self.total)
        row.addWidget(self.words, 1)
        row.addWidget(self.year)
        row.addWidget(self.basis)
        row.addWidget(self.csv)
        row.addWidget(self.pdf)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.missing)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        self.setFocusProxy(self.table)

    def _columns(self) -> tuple[Column[TaxLine], ...]:
        def country(line: TaxLine) -> Cell:
            if line.title:
                return Cell("")
            return Cell(line.row.country or "not known", "text" if line.row.country else "warn")

        def amount(line: TaxLine) -> Cell:
            if not line.has_amount:
                return Cell("", spoken="in several currencies")
            return Cell(minor_money(line.row.amount, line.row.currency), bold=bool(line.title))

        def kept(minor: int, line: TaxLine) -> Cell:
            return Cell(minor_money(minor, line.row.currency) if minor else "", "text2", bold=bool(line.title))

        def count(minor: int, line: TaxLine) -> Cell:
            return Cell(str(minor), "text2", bold=bool(line.title))

        return (
            Column("Payer", lambda line: Cell(line.title or line.row.payer or NONE, bold=bool(line.title)), least=140),
            Column("Country", country, 100),
            Column("Movements", lambda line: count(line.row.count, line), 96, number=True, sort=_count),
            Column("Amount", amount, 132, number=True, sort=_amount),
            Column(
                "Fees kept", lambda line: kept(line.row.fees, line), 112, number=True, sort=lambda one: one.row.fees
            ),
            Column("Tax kept", lambda line: kept(line.row.tax, line), 112, number=True, sort=lambda one: one.row.tax),
            Column("In base currency", self._in_base, 144, number=True, sort=_base, tip=ADDS_UP),
            Column(
                "Without a rate",
                lambda line: Cell(str(line.row.missing) if line.row.missing else "", "warn", bold=bool(line.title)),
                120,
                number=True,
            ),
        )

    def _in_base(self, line: TaxLine) -> Cell:
        if self._report is None or line.row.base is None:
            return Cell(NONE, "text3", spoken="no rate known")
        return Cell(figure(line.row.base, self._report.base), bold=bool(line.title))

    def _show(self, report: TaxYearReport) -> None:
        self._report = report
        known = not report.rows or any(row.base is not None for row in report.rows)
        self.total.setText(minor_money(report.total, report.base) if known else "no rate known")
        counted = "when it was paid" if report.basis is Basis.CASH else "when it was approved, less what was taken back"
        self.words.setText(f"{self._label()}{self._span(report)}, in {currency_name(report.base)}, counted {counted}")
        parts = _doubts(report)
        self.missing.set_sentence(" ".join(parts))
        self.missing.setVisible(bool(parts))
        self.table.set_rows(with_sums(report))
        self.table.setVisible(bool(report.rows))
        self.nothing.setVisible(not report.rows)
        if report.rows and not self.table.current_key():
            self.table.go_to(0)

    def panes(self) -> tuple[RecordTable[TaxLine], Dropdown, Segmented]:
        """Return what F6 walks through."""
        return (self.table, self.year, self.basis)


def with_sums(report: TaxYearReport) -> list[TaxLine]:
    """Return the rows, what several payers of a currency come to where there is more than one, and the total."""
    lines = [TaxLine(row) for row in report.rows]
    if not report.rows:
        return lines
    currencies = sorted({row.currency for row in report.rows})
    if len(currencies) == 1:  # the total in the base currency says it
        whole = _sum_of(report.rows)
        return [*lines, TaxLine(_in_base_of(report, whole.currency, whole.amount, whole.fees, whole.tax), TOTAL)]
    for currency in currencies:
        its = [row for row in report.rows if row.currency == currency]
        if len(its) > 1:
            lines.append(TaxLine(_sum_of(its), ALL))
    total = _in_base_of(report, report.base, 0, report.total_fees, report.total_tax)
    return [*lines, TaxLine(total, TOTAL, has_amount=False)]


def _sum_of(rows: Sequence[TaxRow]) -> TaxRow:
    """Return rows of one currency as one."""

    def known(bases: Sequence[int | None]) -> int | None:
        found = [base for base in bases if base is not None]
        return sum(found) if found else None

    return TaxRow(
        payer="",
        country="",
        currency=rows[0].currency,
        count=sum(row.count for row in rows),
        amount=sum(row.amount for row in rows),
        fees=sum(row.fees for row in rows),
        tax=sum(row.tax for row in rows),
        base=known([row.base for row in rows]),
        base_fees=known([row.base_fees for row in rows]),
        base_tax=known([row.base_tax for row in rows]),
        missing=sum(row.missing for row in rows),
    )


def _in_base_of(report: TaxYearReport, currency: str, amount: int, fees: int, tax: int) -> TaxRow:
    """Return the total of a report, with what stands beside it in a currency."""
    known = any(row.base is not None for row in report.rows)
    return TaxRow(
        payer="",
        country="",
        currency=currency,
        count=sum(row.count for row in report.rows),
        amount=amount,
        fees=fees,
        tax=tax,
        base=report.total if known else None,
        base_fees=report.total_fees,
        base_tax=report.total_tax,
        missing=report.missing,
    )


def _key(line: TaxLine) -> str:
    return f"{line.title}/{line.row.payer}/{line.row.country}/{line.row.currency}"


def _amount(line: TaxLine) -> int:
    return line.row.amount


def _base(line: TaxLine) -> int:
    return line.row.base or 0


def _fees(line: TaxLine) -> int:
    return line.row.fees


def _count(line: TaxLine) -> int:
    return line.row.count


def _doubts(report: TaxYearReport) -> list[str]:
    """Return in sentences what is in no total, and what counts on a day that is not its own."""
    its_day = "has no day but that of the statement that calls it paid, and counts on it"
    their_day = "have no day but that of the statement that calls them paid, and count on it"
    counts = (
        (report.missing, "movement has no rate and is in no total", "movements have no rate and are in no total"),
        (report.undated, "payment is of no known day and in no year", "payments are of no known day and in no year"),
        (report.of_statement, f"payment {its_day}", f"payments {their_day}"),
    )
    told = [f"{count_words(count, one, many)}." for count, one, many in counts if count]
    if report.unexplained:
        amounts = " and ".join(minor_money(one.minor, one.currency) for one in report.unexplained)
        told.append(f"{amounts} received, not explained by any commission and in no row: see Payouts.")
    return told
