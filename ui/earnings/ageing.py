"""What is owed by payer and currency, in steps of how long it is overdue; each figure leads to its commissions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from consultant_desk.domain.earnings.ageing import Age
from consultant_desk.services.rows.earnings import CommissionFilter
from consultant_desk.services.rows.tax import AgeingReport, AgeingRow
from ui.earnings.files import save_csv
from ui.earnings.words import ADDS_UP, AGE_WORDS, NONE, count_words, figure, minor_money, short_day, symbol
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.theme import ColorName
from ui.widgets.buttons import MenuItem
from ui.widgets.painting import focus_ring, painter_on
from ui.widgets.panels import Banner, EmptyState
from ui.widgets.table import RecordTable

ALL = "All payers"
TITLES: dict[Age, str] = {
    Age.NOT_DUE: "Not due",
    Age.TO_30: "1–30 days",
    Age.TO_60: "31–60 days",
    Age.TO_90: "61–90 days",
    Age.OVER_90: "Over 90",
    Age.UNDATED: "No date",
    Age.TO_BE_NETTED: "To be netted",
}
"""What stands above the figures of an age; those between 1 and 90 are days late."""
TONES: dict[Age, ColorName] = {Age.TO_90: "warn", Age.OVER_90: "bad", Age.UNDATED: "text2"}
SELDOM = frozenset({Age.UNDATED, Age.TO_BE_NETTED})
"""Ages that have a column only where something is of them: a small window needs the room."""
FIRST = 2
"""The column of the first age."""


@dataclass(frozen=True, slots=True)
class PayerAges:
    """What one payer owes in one currency by age, in minor units; without a payer that of all of them together."""

    payer: str
    currency: str
    amounts: dict[Age, int]
    counts: dict[Age, int]
    base: int | None

    @property
    def total(self) -> int:
        """Return all of it."""
        return sum(self.amounts.values())


class AgeingTable(RecordTable[PayerAges]):
    """One line for a payer and currency. `bucket_opened` carries payer, currency and the age of a figure, or None."""

    bucket_opened = Signal(str, str, object)

    def __init__(self) -> None:
        self._base = ""
        super().__init__(self._declared(), _key, name="Owed by age", menu=self._choices)
        self.setSortingEnabled(False)  # what all payers owe stands last
        self.horizontalHeader().setSectionsClickable(False)

    def show_report(self, report: AgeingReport) -> None:
        """Show what each payer owes, and all of them where a currency has several."""
        self._base = report.base
        self.set_rows(by_payer(report.rows))
        there = {row.age for row in report.rows if row.count}
        for place, age in enumerate(Age, FIRST):
            self.setColumnHidden(place, age in SELDOM and age not in there)
        self.fit_columns()

    def go_to(self, place: int) -> None:
        """Make a row the current one, in the column that was current."""
        index = self.rows_model.index(place, max(self.currentIndex().column(), 0))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)

    def open_row(self, place: int) -> None:
        """Tell which figure is meant: that of the current column, else the whole row."""
        row = self.rows_model.row_at(place) if 0 <= place < self.rows_model.rowCount() else None
        if row is not None:
            self._open(row, age_at(self.currentIndex().column()))

    def paintEvent(self, event: object) -> None:
        """Draw the focus around the figure that Enter opens; elsewhere it is around the row."""
        index = self.currentIndex()
        if age_at(index.column()) is None:
            super().paintEvent(event)
            return
        QTableView.paintEvent(self, event)  # type: ignore[arg-type]
        if self.hasFocus():
            painter = painter_on(QPainter(self.viewport()))
            focus_ring(painter, QRectF(self.visualRect(index)).adjusted(1, 1, -1, -2))
            painter.end()

    def _open(self, row: PayerAges, age: Age | None) -> None:
        if age is None or row.counts.get(age):
            self.bucket_opened.emit(row.payer, row.currency, age)

    def _choices(self, key: str) -> list[MenuItem]:
        row = self.rows_model.row_at(self.rows_model.row_of(key))
        if row is None:
            return []
        count = sum(row.counts.values())
        ages = [
            MenuItem(
                f"{AGE_WORDS[age]}: {count_words(row.counts[age], 'item', 'items')}", partial(self._open, row, age)
            )
            for age in Age
            if row.counts.get(age)
        ]
        return [
            MenuItem(f"Show all {count_words(count, 'item', 'items')}", partial(self._open, row, None), "coins"),
            MenuItem(""),
            *ages,
        ]

    def _declared(self) -> tuple[Column[PayerAges], ...]:
        def of_age(age: Age) -> Column[PayerAges]:
            def cell(row: PayerAges) -> Cell:
                if not row.counts.get(age):
                    return Cell("", spoken="nothing")
                items = count_words(row.counts[age], "item", "items")
                text = figure(row.amounts[age], row.currency)
                return Cell(text, TONES.get(age, "text"), bold=not row.payer, spoken=f"{text}, {items}")

            return Column(TITLES[age], cell, 96, number=True)

        def in_base(row: PayerAges) -> Cell:
            if row.base is None:
                return Cell(NONE, "text3", spoken="no rate known")
            return Cell(figure(row.base, self._base), "text2", bold=not row.payer)

        return (
            Column("Payer", lambda row: Cell(row.payer or ALL, bold=not row.payer), least=140),
            Column("Currency", lambda row: Cell(row.currency, "text2"), 88),
            *(of_age(age) for age in Age),
            Column("Total", lambda row: Cell(figure(row.total, row.currency), bold=True), 108, number=True),
            Column("In base currency", in_base, 136, number=True, tip=ADDS_UP),
        )


class AgeingPart(QWidget):
    """The table. `told` says that `total` and `words` are others, `wanted` carries the filter of a figure."""

    told = Signal()
    wanted = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.total, self.words = "", ""
        self.missing = Banner(mood="warn")
        self.missing.hide()
        self.table = AgeingTable()
        self.table.bucket_opened.connect(self._want)
        self.nothing = EmptyState(
            "Nothing is owed to you: what was approved is paid.", icon="circle-check", title="All paid"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.missing)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        self.nothing.hide()
        self.setFocusProxy(self.table)

    def read(self) -> None:
        """Read what is owed again."""
        self._shell.read(self._shell.desk.earnings.ageing, self._show, key="earnings.ageing")

    def save(self) -> None:
        """Ask for a file and save it as CSV."""
        day = self._shell.today().isoformat()
        save_csv(self, self._shell, f"owed by age, {day}.csv", self._shell.desk.earnings.ageing_csv)

    def _want(self, payer: str, currency: str, age: Age | None) -> None:
        # Without an age all that is open is meant: approved, and what is to be netted.
        wanted = CommissionFilter(payer=payer, currency=currency, age=age, open_only=age is None)
        self.wanted.emit(wanted)

    def _show(self, report: AgeingReport) -> None:
        known = not report.rows or any(row.base is not None for row in report.rows)
        self.total = f"{minor_money(report.total, report.base)} owed" if known else "no rate known"
        late = [row for row in report.rows if row.age in (Age.TO_30, Age.TO_60, Age.TO_90, Age.OVER_90)]
        day = short_day(report.today, self._shell.today().year)
        overdue = f"{count_words(sum(row.count for row in late), 'item', 'items')} overdue" if late else "none overdue"
        self.words = f"on {day}, {overdue}. Enter shows what a figure is made of."
        self.missing.set_sentence(
            f"{count_words(report.missing, 'item has no rate and is', 'items have no rate and are')} in no total of "
            f"{symbol(report.base)}."
        )
        self.missing.setVisible(report.missing > 0)
        self.table.show_report(report)
        self.table.setVisible(bool(report.rows))
        self.nothing.setVisible(not report.rows)
        if report.rows and not self.table.current_key():
            self.table.go_to(0)
        self.told.emit()


def age_at(column: int) -> Age | None:
    """Return the age whose figures stand in a column, None in the others."""
    ages = tuple(Age)
    return ages[column - FIRST] if FIRST <= column < FIRST + len(ages) else None


def by_payer(rows: Iterable[AgeingRow]) -> list[PayerAges]:
    """Return one line for each payer and currency, and one for all payers of a currency where there are several."""
    found: dict[tuple[str, str], list[AgeingRow]] = {}
    for row in rows:
        found.setdefault((row.payer, row.currency), []).append(row)
    lines = [_line(*key, its) for key, its in found.items()]
    for currency in sorted({line.currency for line in lines}):
        several = [one for (_payer, code), its in found.items() if code == currency for one in its]
        if sum(line.currency == currency for line in lines) > 1:
            lines.append(_line("", currency, several))
    return lines


def _line(payer: str, currency: str, rows: Iterable[AgeingRow]) -> PayerAges:
    amounts, counts, bases = dict[Age, int](), dict[Age, int](), list[int]()
    for row in rows:
        amounts[row.age] = amounts.get(row.age, 0) + row.amount
        counts[row.age] = counts.get(row.age, 0) + row.count
        bases += [] if row.base is None else [row.base]
    return PayerAges(payer, currency, amounts, counts, sum(bases) if bases else None)


def _key(row: PayerAges) -> str:
    return f"{row.payer}/{row.currency}"
