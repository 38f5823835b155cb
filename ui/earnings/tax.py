"""The tab Tax: the income of a year by payer and country, when it was paid or when it was earned."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from consultant_desk.domain.earnings.tax import Basis, TaxRow, TaxYear
from ui.earnings.files import save_csv
from ui.earnings.ledger_tab import LedgerTab
from ui.earnings.words import NONE, count_words, currency_name, figure, minor_money, symbol
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
        self._year: TaxYear | None = None
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
        earnings, asked = self._shell.desk.earnings, self._asked()
        self._shell.read(lambda: earnings.tax(*asked), self._show, key="earnings.tax")

    def save(self) -> None:
        """Ask for a file and save the year as CSV."""
        earnings, asked = self._shell.desk.earnings, self._asked()
        name = f"income {self.year.value()}, {self.basis.value()}.csv"
        save_csv(self, self._shell, name, lambda: earnings.tax_csv(*asked))

    def _asked(self) -> tuple[str, str, Basis]:
        year = self.year.value()
        return f"{year}-01-01", f"{year}-12-31", Basis(self.basis.value())

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
        return (
            Column("Payer", lambda row: Cell(row.payer or NONE)),
            Column("Country", lambda row: Cell(row.country or "not known", "text" if row.country else "warn"), 120),
            Column(
                "Movements", lambda row: Cell(str(row.count), "text2"), 108, number=True, sort=lambda row: row.count
            ),
            Column(
                "Amount", lambda row: Cell(minor_money(row.amount_minor, row.currency)), 160, number=True, sort=_amount
            ),
            Column("In base currency", self._in_base, 160, number=True, sort=lambda row: row.base_minor),
            Column(
                "Without a rate", lambda row: Cell(str(row.missing) if row.missing else "", "warn"), 124, number=True
            ),
        )

    def _in_base(self, row: TaxRow) -> Cell:
        if self._year is None or row.missing == row.count:
            return Cell(NONE, "text3", spoken="no rate known")
        return Cell(figure(row.base_minor, self._year.base))

    def _show(self, year: TaxYear) -> None:
        self._year = year
        known = not year.rows or any(row.missing < row.count for row in year.rows)
        self.total.setText(minor_money(year.total_minor, year.base) if known else "no rate known")
        counted = "when it was paid" if year.basis is Basis.CASH else "when it was approved, less what was taken back"
        self.words.setText(
            f"{self.year.value()}, in {currency_name(year.base)} ({symbol(year.base)}), counted {counted}"
        )
        parts = [
            f"{count_words(year.missing, 'movement has', 'movements have')} no rate and are in no total."
            if year.missing
            else "",
            f"{count_words(year.undated, 'payment is', 'payments are')} of no known day and count in no year."
            if year.undated
            else "",
        ]
        self.missing.set_sentence(" ".join(part for part in parts if part))
        self.missing.setVisible(any(parts))
        self.table.set_rows(year.rows)
        self.table.setVisible(bool(year.rows))
        self.nothing.setVisible(not year.rows)
        if year.rows and not self.table.current_key():
            self.table.go_to(0)

    def panes(self) -> tuple[RecordTable[TaxRow], Dropdown, Segmented]:
        """Return what F6 walks through."""
        return (self.table, self.year, self.basis)


def _amount(row: TaxRow) -> int:
    return row.amount_minor
