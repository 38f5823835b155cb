"""A table with rows of 32, quiet headers and hairlines; sorted by a click on a header, moved through by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.icons import draw_icon
from ui.models.lists import Index
from ui.models.table import CELL_ROLE, Cell, Column, RowsTableModel
from ui.theme import SEMIBOLD, theme
from ui.widgets.buttons import MenuItem, build_menu
from ui.widgets.chips import chip_width, draw_chip
from ui.widgets.painting import focus_ring, hairline, painter_on, text_line

RowT = TypeVar("RowT")
RowMenu = Callable[[str], list[MenuItem]]
PAD = 8
EDGE = 24
FLEXIBLE = 170
"""The least a column without a width gets."""
SHRINK = 0.68
"""How far the others shrink before the table scrolls sideways."""


class CellDelegate(QStyledItemDelegate):
    """Draws a cell; the first column starts at the page's margin, the last ends at it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, content and the hairline below."""
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return
        painter.save()
        painter_on(painter)
        rect = QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme().color("tint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme().color("hover"))
        hairline(painter, rect.left(), rect.bottom() - 1, rect.width())
        model = index.model()
        number = isinstance(model, RowsTableModel) and model.columns[index.column()].number
        last = index.column() == model.columnCount() - 1
        area = rect.adjusted(EDGE if index.column() == 0 else PAD, 0, -(EDGE if last else PAD), -1)
        self._content(painter, area, cell, number=number)
        painter.restore()

    def _content(self, painter: QPainter, area: QRectF, cell: Cell, *, number: bool) -> None:
        if cell.chip is not None:
            if cell.text:
                width = min(float(chip_width(cell.text, icon=cell.icon)), area.width())
                draw_chip(
                    painter, QRectF(area.left(), area.center().y() - 10, width, 20), cell.text, cell.chip, cell.icon
                )
            return
        if cell.icon:
            draw_icon(painter, cell.icon, QRectF(area.left(), area.center().y() - 8, 16, 16), theme().color("text2"))
            area = area.adjusted(24, 0, 0, 0)
        font = theme().font("body", weight=SEMIBOLD if cell.bold else None, tabular=number)
        side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
        text_line(painter, area, cell.text, theme().color(cell.tone), font, side)


class TableHeader(QHeaderView):
    """Small quiet titles; an arrow beside the one sorted by."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(theme().height("table_header"))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Draw one title."""
        painter.save()
        painter_on(painter)
        painter.fillRect(rect, theme().color("bg0"))
        hairline(painter, rect.left(), rect.bottom(), rect.width())
        model = self.model()
        column = model.columns[index] if isinstance(model, RowsTableModel) else None
        last = index == model.columnCount() - 1
        area = QRectF(rect).adjusted(EDGE if index == 0 else PAD, 0, -(EDGE if last else PAD), 0)
        if self.sortIndicatorSection() == index and self.isSortIndicatorShown():
            down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            arrow = QRectF(area.right() - 12, area.center().y() - 6, 12, 12)
            draw_icon(painter, "arrow-down" if down else "arrow-up", arrow, theme().color("text3"))
            area = area.adjusted(0, 0, -16, 0)
        side = Qt.AlignmentFlag.AlignRight if column is not None and column.number else Qt.AlignmentFlag.AlignLeft
        title = str(model.headerData(index, Qt.Orientation.Horizontal) or "")
        text_line(painter, area, title, theme().color("text3"), theme().font("small"), side)
        painter.restore()


class RecordTable(QTableView, Generic[RowT]):
    """A table of frozen rows. `chosen` follows the current row, `opened` is sent by Enter or a double click.

    `menu` returns what can be done to the row of a key.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        key: Callable[[RowT], str],
        *,
        name: str,
        menu: RowMenu | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._menu = menu
        self.setAccessibleName(name)
        self.rows_model: RowsTableModel[RowT] = RowsTableModel(columns, key, self)
        self._quiet = False
        self.setModel(self.rows_model)
        self.setItemDelegate(CellDelegate(self))
        self._set_up_view()
        header = TableHeader(self)
        self.setHorizontalHeader(header)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def set_rows(self, rows: Sequence[RowT]) -> None:
        """Show these rows in the sort order chosen; the current key stays current where it is still among them."""
        keep = self.current_key()
        self._quiet = True
        self.rows_model.set_rows(rows)
        header = self.horizontalHeader()
        if header.sortIndicatorSection() >= 0:
            self.rows_model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        if keep:
            self.choose(keep)
        self._quiet = False

    def current_key(self) -> str:
        """Return the key of the current row, or nothing."""
        return self.rows_model.key_at(self.currentIndex().row())

    def choose(self, key: str) -> bool:
        """Make a row current; False when the key is not shown."""
        place = self.rows_model.row_of(key)
        if place < 0:
            return False
        index = self.rows_model.index(place, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns without a width what is left; where that is too little the others shrink first."""
        super().resizeEvent(event)
        room = self.viewport().width()
        columns = self.rows_model.columns
        fixed = sum(column.width for column in columns)
        flexible = [place for place, column in enumerate(columns) if not column.width]
        wanted = FLEXIBLE * len(flexible)
        part = min(1.0, max(SHRINK, (room - wanted) / fixed)) if fixed else 1.0
        for place, column in enumerate(columns):
            if column.width:
                self.setColumnWidth(place, int(column.width * part))
        rest = room - sum(int(column.width * part) for column in columns)
        for place in flexible:
            self.setColumnWidth(place, max(FLEXIBLE, rest // len(flexible)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with J and K as with the arrows, open with Enter."""
        key, plain = (
            event.key(),
            event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier),
        )
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        elif plain and key in (Qt.Key.Key_J, Qt.Key.Key_K):
            place = max(0, self.currentIndex().row() + (1 if key == Qt.Key.Key_J else -1))
            self.choose(self.rows_model.key_at(min(place, self.rows_model.rowCount() - 1)))
        elif event.text() and plain:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done to the row under the mouse, or to the current one by key."""
        if self._menu is None:
            super().contextMenuEvent(event)
            return
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self.setCurrentIndex(self.indexAt(event.pos()))
        if self.current_key():
            build_menu(self, self._menu(self.current_key())).popup(event.globalPos())

    def paintEvent(self, event: object) -> None:
        """Draw the focus ring around the row rather than a cell."""
        super().paintEvent(event)  # type: ignore[arg-type]
        index = self.currentIndex()
        if self.hasFocus() and index.isValid():
            painter = painter_on(QPainter(self.viewport()))
            row = self.visualRect(index)
            focus_ring(painter, QRectF(1, row.top() + 1, self.viewport().width() - 2, row.height() - 2))
            painter.end()

    def _set_up_view(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme().height("table_row"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def _current_changed(self, current: Index, _previous: Index) -> None:
        if not self._quiet and current.isValid():
            self.chosen.emit(self.rows_model.key_at(current.row()))

    def _open(self, place: int) -> None:
        if self.rows_model.key_at(place):
            self.opened.emit(self.rows_model.key_at(place))
