"""The table of all commissions: only the rows in view are fetched, so that a million scroll like a hundred."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from consultant_desk.domain.earnings.states import Kind
from consultant_desk.services.rows.earnings import CommissionRow, CommissionSort
from ui.earnings.words import KIND_WORDS, STATUS_WORDS, client_cell, money_words, reference_words, short_day
from ui.models.paged import PAGE, PagedModel
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.widgets.buttons import MenuItem
from ui.widgets.table import ColumnsTable

SORTS = (
    CommissionSort.DATE, CommissionSort.CLIENT, CommissionSort.PROGRAMME, CommissionSort.PRODUCT, None,
    CommissionSort.STATUS, CommissionSort.AMOUNT,
)  # fmt: skip
"""What each column sorts by; None where it does not."""
DESCENDING_FIRST = frozenset({CommissionSort.DATE, CommissionSort.AMOUNT})
PRODUCT, ROOM_FOR_PRODUCT = 3, 700
"""Beside the details of a commission a small window has no room for the product: the amount goes first."""
MISSING = "not in the last statement that should have held it"


def columns(today: Callable[[], date]) -> tuple[Column[CommissionRow], ...]:
    """Return the columns of a commission."""

    def client(row: CommissionRow) -> Cell:
        cell = client_cell(row.client, row.ref)
        if row.is_missing:
            return replace(cell, icon="circle-alert", icon_tone="warn", spoken=f"{cell.spoken or cell.text}, {MISSING}")
        return cell

    def state(row: CommissionRow) -> Cell:
        word, mood = STATUS_WORDS[row.status]
        return Cell(word, chip=mood)

    def reference(row: CommissionRow) -> Cell:
        kind = f"{KIND_WORDS[row.kind]} · " if row.kind not in (Kind.SALE, Kind.RECURRING) else ""
        return Cell((kind + reference_words(row.external_id)).removesuffix(" · "), "text2")

    return (
        Column("Date", lambda row: Cell(short_day(row.date, today().year), "text2"), 116),
        Column("Client", client, least=130),
        Column("Programme", lambda row: Cell(row.programme, "text2"), 168),
        Column("Product", lambda row: Cell(row.product, "text2"), 132),
        Column("Reference", reference, 148),
        Column("State", state, 114),
        Column("Amount", lambda row: Cell(money_words(row.amount)), 132, number=True),
    )


class CommissionTable(ColumnsTable[CommissionRow]):
    """`rows_wanted` asks for pages that are in view, `sort_wanted` for another order.

    `chosen` follows the current row, `picked` the selection; `opened` is sent by Enter or a double click.
    """

    rows_wanted = Signal(object)
    sort_wanted = Signal(object, bool)
    chosen = Signal()
    picked = Signal()
    opened = Signal()
    copy_wanted = Signal()

    def __init__(self, shell: Shell, menu: Callable[[], list[MenuItem]]) -> None:
        model = PagedModel(columns(shell.today))
        super().__init__(model, name="Commissions")
        model.setParent(self)
        self.paged: PagedModel[CommissionRow] = model
        self._menu = menu
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
        header.sectionClicked.connect(self._sort)
        self._sorted = CommissionSort.DATE
        self._descending = True
        model.missed.connect(self._ask_rows)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit())

    @property
    def order(self) -> tuple[CommissionSort, bool]:
        """Return what is sorted by, and whether from the top down."""
        return self._sorted, self._descending

    def show_keys(self, keys: Sequence[int], current: int = -1, picked: Sequence[range] = ()) -> None:
        """Show the rows of these keys; `current` is the place of the one that stays current, `picked` are selected."""
        scrolled = self.verticalScrollBar().value()
        self.paged.show_keys(keys)
        if current >= 0:
            self.go_to(current)
            self.verticalScrollBar().setValue(scrolled)
            self.scrollTo(self.currentIndex())
        elif len(keys):
            self.go_to(picked[0].start if picked else 0)
        if picked:
            selection = QItemSelection()
            for part in picked:
                selection.select(self.paged.index(part.start, 0), self.paged.index(part.stop - 1, 0))
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().select(selection, flags)

    def current_row(self) -> CommissionRow | None:
        """Return the current row; None while it is not there yet."""
        index = self.currentIndex()
        return self.paged.row_at(index.row()) if index.isValid() else None

    def current_key(self) -> int | None:
        """Return the key of the current row."""
        place = self.currentIndex().row()
        return self.paged.keys[place] if 0 <= place < len(self.paged.keys) else None

    def picked_keys(self) -> list[int]:
        """Return the keys of all selected rows."""
        keys: list[int] = []
        for part in self.selectionModel().selection().toList():
            keys += self.paged.keys[part.top() : part.bottom() + 1]
        return keys

    def picked_count(self) -> int:
        """Return how many rows are selected."""
        return sum(part.bottom() - part.top() + 1 for part in self.selectionModel().selection().toList())

    def open_row(self, place: int) -> None:
        """Open the details of a row."""
        if place >= 0:
            self.opened.emit()

    def row_menu(self) -> list[MenuItem] | None:
        """Return what can be done with the selection."""
        return self._menu() if self.currentIndex().isValid() else []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the product out where there is no room for it."""
        self.setColumnHidden(PRODUCT, self.viewport().width() < ROOM_FOR_PRODUCT)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selection, go to the ends."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and self.paged.rowCount():
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self.paged.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def _ask_rows(self) -> None:
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        wanted = self.paged.missing(first, last + PAGE // 4 if last >= 0 else first + PAGE)
        current = self.currentIndex().row()
        if current >= 0:
            wanted |= self.paged.missing(current, current)
        if wanted:
            self.rows_wanted.emit(wanted)

    def _sort(self, column: int) -> None:
        sort = SORTS[column]
        header = self.horizontalHeader()
        if sort is None:
            place = SORTS.index(self._sorted)
        else:
            place = column
            self._descending = not self._descending if sort is self._sorted else sort in DESCENDING_FIRST
            self._sorted = sort
        down = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(place, down)
        if sort is not None:
            self.sort_wanted.emit(self._sorted, self._descending)
