"""What moved the balance of each account in a period: opening + earned − reversed − paid = closing, if it ties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consultant_desk.services.rows.earnings import CommissionFilter
from consultant_desk.services.rows.tax import RollForwardReport, RollForwardRow
from ui.earnings.files import save_csv
from ui.earnings.periods import TAX_YEAR, PeriodChoice, span_words
from ui.earnings.words import NONE, count_words, figure, minor_money
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.widgets.panels import Banner, EmptyState
from ui.widgets.table import RecordTable

BEGINNING = date.min.isoformat()
ALL = "All accounts"
OPEN_NOW = 7
"""The column of what is open now, which an earlier period has nothing to do with."""


class RollForwardPart(QWidget):
    """The table of a period. `told` says that `total` and `words` are others; `period` stands in the bar of the tab.

    `wanted` carries the filter of the commissions a line is made of.
    """

    told = Signal()
    wanted = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.total, self.words = "", ""
        self.period = PeriodChoice(shell, named=TAX_YEAR)
        self.period.days_chosen.connect(lambda _first, _last: self.read())
        self.broken = Banner(mood="bad")
        self.broken.hide()
        self.table: RecordTable[RollForwardRow] = RecordTable(
            _columns(), lambda row: f"{row.account_id}/{row.currency}", name="Roll-forward"
        )
        self.table.opened.connect(self._want)
        self.table.setSortingEnabled(False)  # what all accounts come to stands last
        self.table.horizontalHeader().setSectionsClickable(False)
        self.nothing = EmptyState("Nothing was owed, earned or paid in this period.", icon="coins")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.broken)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        self.nothing.hide()
        self.setFocusProxy(self.table)

    def showEvent(self, event: QShowEvent) -> None:
        """Read again where "this tax year" is another by now: the setting changes no record."""
        super().showEvent(event)
        if self.period.follow_setting():
            self.read()

    def read(self) -> None:
        """Read the period again."""
        self.period.follow_setting()
        earnings, (first, last) = self._shell.desk.earnings, self._days()
        self._shell.read(lambda: earnings.roll_forward(first, last), self._show, key="earnings.roll_forward")

    def save(self) -> None:
        """Ask for a file and save the period as CSV."""
        earnings, (first, last) = self._shell.desk.earnings, self._days()
        since = f"{first.isoformat()} to " if first > date.min else "until "
        name = f"roll-forward {since}{last.isoformat()}.csv"
        save_csv(self, self._shell, name, lambda: earnings.roll_forward_csv(first, last))

    def _want(self, key: str) -> None:
        # Opening and closing count all that was sold until then, not only what was sold in the period.
        account, _, currency = key.partition("/")
        self.wanted.emit(CommissionFilter(account_id=account, currency=currency, date_to=self._days()[1].isoformat()))

    def _days(self) -> tuple[date, date]:
        """Return both ends: an open one is the beginning, or today."""
        first, last = self.period.days
        return date.fromisoformat(first or BEGINNING), date.fromisoformat(last) if last else self._shell.today()

    def _show(self, report: RollForwardReport) -> None:
        broken = sum(not row.ties for row in report.rows)
        until_now = any(row.open_now is not None for row in report.rows)
        first = "" if report.first == BEGINNING else report.first
        ties = f"Every line ties{', also with what is open now' if until_now else ''}." if report.rows else ""
        opens = "Enter shows the commissions of a line." if report.rows else ""
        self.words = f"{span_words(first, report.last)}. {'' if broken else ties} {opens}".strip()
        self.broken.set_sentence(
            f"{count_words(broken, 'line does', 'lines do')} not tie. Check the data in the settings: the ledger is "
            "compared there with what the statements said."
        )
        self.broken.setVisible(broken > 0)
        self.table.set_rows(with_totals(report.rows))
        self.table.setColumnHidden(OPEN_NOW, not until_now)
        self.table.setVisible(bool(report.rows))
        self.nothing.setVisible(not report.rows)
        if report.rows and not self.table.current_key():
            self.table.go_to(0)
        self.told.emit()


def with_totals(rows: Sequence[RollForwardRow]) -> list[RollForwardRow]:
    """Return the rows, and behind them what all accounts of a currency come to where there are several."""
    found = list(rows)
    for currency in sorted({row.currency for row in rows}):
        its = [row for row in rows if row.currency == currency]
        if len(its) > 1:
            known = [row.open_now for row in its if row.open_now is not None]
            open_now = sum(known) if len(known) == len(its) else None
            found.append(
                RollForwardRow(
                    account_id="",
                    account=ALL,
                    currency=currency,
                    opening=sum(row.opening for row in its),
                    earned=sum(row.earned for row in its),
                    reversed=sum(row.reversed for row in its),
                    paid=sum(row.paid for row in its),
                    closing=sum(row.closing for row in its),
                    open_now=open_now,
                )
            )
    return found


def _columns() -> tuple[Column[RollForwardRow], ...]:
    def part(title: str, name: str, *, bold: bool = False, ends: bool = True) -> Column[RollForwardRow]:
        def cell(row: RollForwardRow) -> Cell:
            minor = getattr(row, name)
            if minor is None or (minor == 0 and not ends):
                return Cell(NONE, "text3", spoken="nothing")
            return Cell(figure(minor, row.currency), bold=bold or not row.account_id)

        return Column(title, cell, 104, number=True)

    def state(row: RollForwardRow) -> Cell:
        if row.ties:
            return Cell("Ties", chip="good")
        off = row.closing - (row.opening + row.earned - row.reversed - row.paid)
        off = off or (row.open_now or 0) - row.closing
        return Cell(f"Off by {minor_money(off, row.currency)}", chip="bad")

    return (
        Column("Account", lambda row: Cell(row.account, bold=not row.account_id), least=140),
        Column("Currency", lambda row: Cell(row.currency, "text2"), 84),
        part("Opening", "opening"),
        part("+ Earned", "earned", ends=False),
        part("− Reversed", "reversed", ends=False),
        part("− Paid", "paid", ends=False),
        part("= Closing", "closing", bold=True),
        part("Open now", "open_now"),
        Column("", state, 132),
    )
