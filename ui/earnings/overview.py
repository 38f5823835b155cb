"""The first tab: four figures, the last twelve months, the programmes, and what is approved and not paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from consultant_desk.domain.earnings.reasons import Urgency
from consultant_desk.domain.money import Money
from consultant_desk.services.rows.earnings import MonthSum, OpenItemRow, Overview, ProgrammeSum
from ui.charts.months_chart import MonthFigures, MonthsChart, MonthWords
from ui.earnings.open_items import OpenItemsTable, narrowed
from ui.earnings.tiles import Tiles
from ui.earnings.words import (
    URGENCY_MARKS,
    count_words,
    millions,
    minor_money,
    money_words,
    month_label,
    share_text,
    symbol,
    thousands,
    whole,
    whole_or_none,
)
from ui.entry import month_text
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.widgets.buttons import Button, Kind, MenuItem, open_menu
from ui.widgets.panels import Banner, ScrollArea, Surface
from ui.widgets.table import EDGE, RecordTable
from ui.widgets.text import Text

PROGRAMMES, BESIDE, UPPER = 444, 820, 264
"""Width of the programmes, the width from which they stand beside the chart, and the height of both."""
ITEMS = 236
"""The least height of the open items: with less the page scrolls."""
MUCH_REVERSED = 0.15
"""From this share of reversals a programme is worth a look."""


class ProgrammesTable(RecordTable[ProgrammeSum]):
    """What each programme paid this year and owes now, and all of them together in the last line."""

    def __init__(self, currency: str) -> None:
        def amount(value: int, row: ProgrammeSum, part: str) -> Cell:
            if part in row.unknown:
                return Cell("no rate", "warn", spoken="no rate known")
            return Cell(whole_or_none(value, currency), bold=not row.id, spoken=minor_money(value, currency))

        super().__init__(
            (
                Column("Programme", lambda row: Cell(row.name, bold=not row.id), least=110),
                Column("Paid", lambda row: amount(row.paid, row, "paid"), 60, number=True),
                Column("Approved", lambda row: amount(row.approved, row, "approved"), 62, number=True),
                Column("Pending", lambda row: amount(row.pending, row, "pending"), 56, number=True),
                Column("Reversed", _reversed, 75, number=True),
            ),
            lambda row: row.id,
            name="Programmes: paid this year, approved and pending now",
        )
        self.setSortingEnabled(False)  # the total is the last line and stays there
        self.horizontalHeader().setSectionsClickable(False)

    def show_programmes(self, programmes: Sequence[ProgrammeSum]) -> None:
        """Show the programmes and their total."""
        parts = ("paid", "approved", "pending")
        paid, approved, pending = (sum(getattr(one, part) for one in programmes) for part in parts)
        unknown = frozenset(part for part in parts if _is_unknown(programmes, part))
        total = ProgrammeSum("", "Total", paid, approved, pending, None, unknown=unknown)
        self.set_rows([*programmes, total] if programmes else [])


class OpenItems(QWidget):
    """The open items below their heading; `opened` and `act` carry an item, `csv_wanted` asks for a file."""

    opened = Signal(object)
    act = Signal(object)
    csv_wanted = Signal()

    def __init__(self, shell: Shell, currency: str) -> None:
        super().__init__()
        self._currency = currency
        self._rows: tuple[OpenItemRow, ...] = ()
        self._all, self._worth = 0, Money(0, currency)
        self._urgency: Urgency | None = None
        self._programme = ""
        self.table = OpenItemsTable(shell.today, currency)
        self.table.opened.connect(self._open)
        self.table.act.connect(self.act)
        self.setFocusProxy(self.table)
        self._title = Text("Approved and unpaid", bold=True)
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._count = Text("", tone="text2", tabular=True)
        self.filter = Button("Filter", Kind.QUIET, icon="list-filter")
        self.filter.clicked.connect(lambda _checked=False: open_menu(self.filter, self._choices()))
        self.csv = Button("CSV", Kind.QUIET, icon="download", run=self.csv_wanted.emit)
        self.csv.setAccessibleName("Save the open items as CSV")
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 6, 16, 6)
        bar.setSpacing(8)
        for widget, stretch in ((self._title, 0), (self._count, 1), (self.filter, 0), (self.csv, 0)):
            bar.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        self.setMinimumHeight(ITEMS)

    def show_items(self, rows: tuple[OpenItemRow, ...], count: int, worth: Money) -> None:
        """Show these items, the latest first; all there are, `count`, come to `worth`."""
        self._rows, self._all, self._worth = rows, max(count, len(rows)), worth
        if self._programme not in {row.programme_id for row in rows}:
            self._programme = ""
        self._show()

    def narrow(self, urgency: Urgency | None = None, programme: str = "") -> None:
        """Show only those of an urgency and a programme."""
        self._urgency, self._programme = urgency, programme
        self._show()

    def _show(self) -> None:
        rows = sorted(narrowed(self._rows, self._urgency, self._programme), key=lambda row: -row.days_late)
        self.table.set_rows(rows)
        if rows and not self.table.current_key():
            self.table.go_to(0)
        self._count.setText(self._counted(rows))
        self.filter.set_label("Filtered" if self._urgency or self._programme else "Filter")

    def _counted(self, rows: Sequence[OpenItemRow]) -> str:
        whole = count_words(self._all, "item", "items")
        if self._urgency or self._programme:
            known = sum(row.base.minor for row in rows if row.base is not None)
            worth = minor_money(known, self._currency) if _has_rate(rows) else "no rate known"
            return f"{count_words(len(rows), 'item', 'items')}, {worth}, of {whole}"
        first = f", the first {count_words(len(rows), 'item', 'items')}" if len(rows) < self._all else ""
        worth = money_words(self._worth) if self._worth.minor or _has_rate(rows) else "no rate known"
        return f"{whole}, {worth}{first}"

    def _choices(self) -> list[MenuItem]:
        programmes = dict(
            sorted({row.programme_id: row.programme for row in self._rows}.items(), key=lambda one: one[1])
        )
        plain = not self._urgency and not self._programme
        return [
            MenuItem("All", self.narrow, checked=plain),
            MenuItem(""),
            *(
                MenuItem(
                    URGENCY_MARKS[one][2].capitalize(),
                    partial(self.narrow, one, self._programme),
                    checked=self._urgency is one,
                )
                for one in Urgency
            ),
            MenuItem(""),
            *(
                MenuItem(name[:60], partial(self.narrow, self._urgency, key), checked=self._programme == key)
                for key, name in programmes.items()
            ),
        ]

    def _open(self, _key: str) -> None:
        row = self.table.current_row()
        if row is not None:
            self.opened.emit(row)


class OverviewTab(ScrollArea):
    """All of it, in one base currency.

    `month_opened` carries "2026-11", `programme_opened` an id, `item_opened` and `act` an open item.
    `waiting_wanted` asks for the statements of which rows are to be decided.
    """

    month_opened = Signal(str)
    programme_opened = Signal(str)
    item_opened = Signal(object)
    act = Signal(object)
    csv_wanted = Signal()
    waiting_wanted = Signal()

    def __init__(self, shell: Shell, currency: str) -> None:
        super().__init__(margins=(0, 0, 0, 0), spacing=0)
        self.currency = currency
        self.tiles = Tiles()
        self.chart = MonthsChart()
        self._heading = Text(f"Earned in the last 12 months, {symbol(currency)}", bold=True, parent=self.chart)
        self.programmes = ProgrammesTable(currency)
        self.items = OpenItems(shell, currency)
        self._left = Surface("bg0", lines=("bottom",))
        inner = QVBoxLayout(self._left)
        inner.setContentsMargins(24, 14, 24, 4)
        inner.addWidget(self.chart)
        self._right = Surface("bg0", lines=("left", "bottom"))
        beside = QVBoxLayout(self._right)
        beside.setContentsMargins(1, 14, 0, 1)
        beside.setSpacing(0)
        self._period = Text("", bold=True)
        self._period.setContentsMargins(EDGE, 0, EDGE, 0)
        beside.addWidget(self._period)
        beside.addWidget(self.programmes)
        self._upper = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._upper.setSpacing(0)
        self._upper.addWidget(self._left, 1)
        self._upper.addWidget(self._right)
        self.waiting = Banner(mood="warn", action=("Decide", self.waiting_wanted.emit))
        self.waiting.hide()
        self.column.addWidget(self.waiting)
        self.column.addWidget(self.tiles)
        self.column.addLayout(self._upper)
        self.column.addWidget(self.items, 1)
        self.chart.opened.connect(self.month_opened)
        self.programmes.opened.connect(self.programme_opened)
        self.items.opened.connect(self.item_opened)
        self.items.act.connect(self.act)
        self.items.csv_wanted.connect(self.csv_wanted)
        self.setFocusProxy(self.items)
        self._place()

    def show_overview(self, overview: Overview) -> None:
        """Show all figures."""
        held = count_words(overview.held_rows, "row of a statement waits", "rows of statements wait")
        self.waiting.set_sentence(
            f"{held} for a decision and {'is' if overview.held_rows == 1 else 'are'} not counted."
        )
        self.waiting.setVisible(overview.held_rows > 0)
        self.tiles.show_tiles(overview.tiles)
        self.chart.show_months(_months(overview.months), _words(self.currency))
        self._period.setText(f"Paid in {overview.year}, approved and pending now, {symbol(self.currency)}")
        self.programmes.show_programmes(overview.programmes)
        self.items.show_items(overview.open_items, overview.open_count, overview.tiles.approved)

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 walks through."""
        return (self.items.table, self.chart, self.programmes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the programmes below the chart where both find no room beside each other."""
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        """Return the size of the usual window."""
        return QSize(1240, 800)

    def _place(self) -> None:
        beside = self.width() >= BESIDE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._upper.setDirection(way)
        self._left.setFixedHeight(UPPER)
        self._right.setFixedHeight(UPPER if beside else 254)
        self._right.setFixedWidth(PROGRAMMES if beside else max(self.width(), 1))
        self._heading.adjustSize()
        self._heading.move(0, 0)


def _is_unknown(programmes: Sequence[ProgrammeSum], part: str) -> bool:
    """Tell whether there is something of a part, but nothing with a rate."""
    return any(part in one.unknown for one in programmes) and not any(getattr(one, part) for one in programmes)


def _reversed(row: ProgrammeSum) -> Cell:
    if not row.id:
        return Cell("")
    much = row.reversed_share is not None and row.reversed_share >= MUCH_REVERSED
    spoken = ""
    if row.reversed_share is not None and row.low is not None and row.high is not None:
        spoken = f"{share_text(row.reversed_share)}, between {share_text(row.low)} and {share_text(row.high)}"
    return Cell(share_text(row.reversed_share), "warn" if much else "text2", spoken=spoken)


def _months(months: Sequence[MonthSum]) -> list[MonthFigures]:
    last = months[-1].month[:4] if months else ""
    return [
        MonthFigures(
            one.month,
            month_label(one.month, year=place == 0 and one.month[:4] != last),
            month_text(date.fromisoformat(f"{one.month}-01")),
            (one.paid, one.approved, one.pending),
        )
        for place, one in enumerate(months)
    ]


def _words(currency: str) -> MonthWords:
    return MonthWords(
        lambda minor: minor_money(minor, currency),
        lambda minor: whole(minor, currency),
        lambda minor: thousands(minor, currency),
        lambda minor: millions(minor, currency),
    )


def _has_rate(rows: Sequence[OpenItemRow]) -> bool:
    """Tell whether a sum says anything: it does of no rows, and of rows of which one has a rate."""
    return not rows or any(row.base is not None for row in rows)
