"""The tab Tax: the income of a year by payer and country, when it was paid or when it was earned."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from consultant_desk.domain.earnings.tax import Basis
from consultant_desk.domain.earnings.tax_years import NEW_YEAR, year_label, year_of
from consultant_desk.services.rows.tax import TaxRow, TaxYearReport
from consultant_desk.settings import TAX_YEAR_START
from ui.earnings.files import save_csv, save_statement
from ui.earnings.ledger_tab import LedgerTab
from ui.earnings.words import NONE, count_words, currency_name, figure, minor_money
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
        self.words = Text("", tone="text2")
        self.csv = Button("CSV", icon="download", run=self.save)
        self.csv.setAccessibleName("Save the tax year as CSV")
        self.pdf = Button("PDF", icon="file-text", run=self.save_pdf)
        self.pdf.setAccessibleName("Save the statement of the tax year as PDF")
        self.missing = Banner(mood="warn")
        self.missing.hide()
        self.table: RecordTable[TaxRow] = RecordTable(
            self._columns(), lambda row: f"{row.payer}/{row.country}/{row.currency}", name="Income by payer"
        )
        self.nothing = EmptyState("No income counts in this year.", icon="coins")
        self._lay_out()

    def read(self) -> None:
        """Read the year again; one begins on the day the settings say now."""
        start = self._shell.settings.get(TAX_YEAR_START)
        if start != self._start:
            self._start = start
            self.year.set_options(self._years())
        earnings, year, basis = self._shell.desk.earnings, int(self.year.value()), Basis(self.basis.value())
        self._shell.read(lambda: earnings.tax_year(year, basis, start), self._show, key="earnings.tax")

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
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
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

    def _columns(self) -> tuple[Column[TaxRow], ...]:
        def kept(minor: int, row: TaxRow) -> Cell:
            return Cell(minor_money(minor, row.currency) if minor else "", "text2")

        return (
            Column("Payer", lambda row: Cell(row.payer or NONE)),
            Column("Country", lambda row: Cell(row.country or "not known", "text" if row.country else "warn"), 100),
            Column("Movements", lambda row: Cell(str(row.count), "text2"), 96, number=True, sort=lambda row: row.count),
            Column("Amount", lambda row: Cell(minor_money(row.amount, row.currency)), 132, number=True, sort=_amount),
            Column("Fees kept", lambda row: kept(row.fees, row), 112, number=True, sort=lambda row: row.fees),
            Column("Tax kept", lambda row: kept(row.tax, row), 112, number=True, sort=lambda row: row.tax),
            Column("In base currency", self._in_base, 144, number=True, sort=lambda row: row.base or 0),
            Column(
                "Without a rate", lambda row: Cell(str(row.missing) if row.missing else "", "warn"), 120, number=True
            ),
        )

    def _in_base(self, row: TaxRow) -> Cell:
        if self._report is None or row.base is None:
            return Cell(NONE, "text3", spoken="no rate known")
        return Cell(figure(row.base, self._report.base))

    def _show(self, report: TaxYearReport) -> None:
        self._report = report
        known = not report.rows or any(row.base is not None for row in report.rows)
        self.total.setText(minor_money(report.total, report.base) if known else "no rate known")
        counted = "when it was paid" if report.basis is Basis.CASH else "when it was approved, less what was taken back"
        kept = f"; fees of {minor_money(report.total_fees, report.base)} were kept" if report.total_fees else ""
        self.words.setText(
            f"{self._label()}{self._span(report)}, in {currency_name(report.base)}, counted {counted}{kept}"
        )
        parts = _doubts(report)
        self.missing.set_sentence(" ".join(parts))
        self.missing.setVisible(bool(parts))
        self.table.set_rows(report.rows)
        self.table.setVisible(bool(report.rows))
        self.nothing.setVisible(not report.rows)
        if report.rows and not self.table.current_key():
            self.table.go_to(0)

    def panes(self) -> tuple[RecordTable[TaxRow], Dropdown, Segmented]:
        """Return what F6 walks through."""
        return (self.table, self.year, self.basis)


def _amount(row: TaxRow) -> int:
    return row.amount


def _doubts(report: TaxYearReport) -> list[str]:
    """Return in sentences what is in no total."""
    counts = (
        (report.missing, "movement has no rate and is", "movements have no rate and are", "in no total."),
        (report.undated, "payment is", "payments are", "of no known day and counted in no year."),
        (report.unexplained, "payout is", "payouts are", "not explained by commissions, so in no row."),
    )
    return [f"{count_words(count, one, many)} {rest}" for count, one, many, rest in counts if count]
