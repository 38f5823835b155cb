"""The tab Tax: the income of a year by payer and country, when it was paid or when it was earned."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from consultant_desk.domain.earnings.tax import Basis
from consultant_desk.services.rows.tax import TaxRow, TaxYearReport
from ui.earnings.files import save_csv
from ui.earnings.ledger_tab import LedgerTab
from ui.earnings.words import NONE, count_words, currency_name, figure, minor_money
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
        this = shell.today().year
        self.year = Dropdown([Option(str(this - back), str(this - back)) for back in range(YEARS)], name="Year")
        self.year.chosen.connect(lambda _value: self.read())
        self.basis = Segmented(BASES, name="When income counts")
        self.basis.chosen.connect(lambda _value: self.read())
        self.total = Text("", "heading", tabular=True)
        self.words = Text("", tone="text2")
        self.csv = Button("CSV", icon="download", run=self.save)
        self.csv.setAccessibleName("Save the tax year as CSV")
        self.missing = Banner(mood="warn")
        self.missing.hide()
        self.table: RecordTable[TaxRow] = RecordTable(
            self._columns(), lambda row: f"{row.payer}/{row.country}/{row.currency}", name="Income by payer"
        )
        self.nothing = EmptyState("No income counts in this year.", icon="coins")
        self._lay_out()

    def read(self) -> None:
        """Read the year again."""
        earnings, year, basis = self._shell.desk.earnings, int(self.year.value()), Basis(self.basis.value())
        self._shell.read(lambda: earnings.tax_year(year, basis), self._show, key="earnings.tax")

    def save(self) -> None:
        """Ask for a file and save the year as CSV."""
        earnings, basis, year = self._shell.desk.earnings, Basis(self.basis.value()), self.year.value()
        name = f"income {self.year.value()}, {self.basis.value()}.csv"
        save_csv(self, self._shell, name, lambda: earnings.tax_csv(f"{year}-01-01", f"{year}-12-31", basis))

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
        self.words.setText(f"{self.year.value()}, in {currency_name(report.base)}, counted {counted}{kept}")
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
