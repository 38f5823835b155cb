"""A table with rows of 32, quiet headers and hairlines; sorted by a click on a header, moved through by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from ui.models.table import CELL_ROLE, WAITING, Cell, Column, ColumnsModel, RowsTableModel
from ui.theme import SEMIBOLD, theme
from ui.widgets.buttons import MenuItem, build_menu
from ui.widgets.chips import chip_width, draw_chip
from ui.widgets.painting import focus_ring, hairline, painter_on, text_line, text_width

RowT = TypeVar("RowT")
RowMenu = Callable[[str], list[MenuItem]]
PAD, NUMBER_PAD = 8, 2
EDGE = 24
SHRINK = 0.68
"""How far the others shrink before the table scrolls sideways."""
MEASURED = 12
"""How many of the longest figures of a column are measured."""
NAME = 96
"""What is left of a name at least where figures need its room."""
WIDEST_FIGURE = 320
"""No figure takes more room than this: it is a text then."""


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
        self.ground(painter, option)
        if cell is WAITING and index.column():
            painter.restore()  # one mark for the row: a jump through a million paints nothing that is not there
            return
        model = index.model()
        number = isinstance(model, ColumnsModel) and model.columns[index.column()].number
        last = index.column() == model.columnCount() - 1
        left = EDGE if index.column() == 0 else NUMBER_PAD if number else PAD
        area = rect.adjusted(left, 0, -(EDGE if last else PAD), -1)
        self._content(painter, area, cell, number=number)
        painter.restore()

    def ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Draw what lies below the content: selected, pointed at or plain, with the hairline."""
        rect, state = QRectF(option.rect), option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme().color("tint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme().color("hover"))
        hairline(painter, rect.left(), rect.bottom() - 1, rect.width())

    def _content(self, painter: QPainter, area: QRectF, cell: Cell, *, number: bool) -> None:
        if cell.chip is not None:
            if cell.text:
                width = min(float(chip_width(cell.text, icon=cell.icon)), area.width())
                draw_chip(
                    painter, QRectF(area.left(), area.center().y() - 10, width, 20), cell.text, cell.chip, cell.icon
                )
            return
        if cell.icon:
            mark = QRectF(area.left(), area.center().y() - 8, 16, 16)
            draw_icon(painter, cell.icon, mark, theme().color(cell.icon_tone))
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
        column = model.columns[index] if isinstance(model, ColumnsModel) else None
        last = index == model.columnCount() - 1
        left = EDGE if index == 0 else NUMBER_PAD if column is not None and column.number else PAD
        area = QRectF(rect).adjusted(left, 0, -(EDGE if last else PAD), 0)
        if self.sortIndicatorSection() == index and self.isSortIndicatorShown():
            down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            arrow = QRectF(area.right() - 12, area.center().y() - 6, 12, 12)
            draw_icon(painter, "arrow-down" if down else "arrow-up", arrow, theme().color("text3"))
            area = area.adjusted(0, 0, -16, 0)
        side = Qt.AlignmentFlag.AlignRight if column is not None and column.number else Qt.AlignmentFlag.AlignLeft
        title = str(model.headerData(index, Qt.Orientation.Horizontal) or "")
        text_line(painter, area, title, theme().color("text3"), theme().font("small"), side)
        painter.restore()


class ColumnsTable(QTableView, Generic[RowT]):
    """What every table looks like and how it is moved through, whatever holds its rows.

    `opened_row` and `menu_row` are for subclasses: Enter or a double click on a row, and the menu of the current one.
    """

    def __init__(self, rows: ColumnsModel[RowT], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._columns_model = rows
        self.setModel(rows)
        self.setItemDelegate(CellDelegate(self))
        self._set_up_view()
        header = TableHeader(self)
        self.setHorizontalHeader(header)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.doubleClicked.connect(lambda index: self.open_row(index.row()))

    def open_row(self, place: int) -> None:
        """Open the record of a row."""

    def row_menu(self) -> list[MenuItem] | None:
        """Return what can be done to the current row, None where nothing is offered."""
        return None

    def go_to(self, place: int) -> None:
        """Make a row the current and only selected one."""
        index = self._columns_model.index(place, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)

    def figure_width(self, place: int) -> int:
        """Return the width a column needs so that none of its figures is cut; 0 where it may be cut."""
        del place
        return 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give the columns without a width what is left; where that is too little the others shrink first.

        A column of figures never has less than they need: names give way to it, then the table scrolls sideways.
        """
        room = self.viewport().width()
        columns = self._columns_model.columns
        shown = [place for place in range(len(columns)) if not self.isColumnHidden(place)]
        flexible = [place for place in shown if not columns[place].width]
        wanted = sum(columns[place].least for place in flexible)
        fixed = {place: columns[place].width for place in shown if columns[place].width}
        widths, added = self._shrunk(fixed, room - wanted)
        for place, width in widths.items():
            self.setColumnWidth(place, width)
        rest = room - sum(widths.values())
        for place in flexible:
            least = columns[place].least
            least = max(min(NAME, least), least - added // len(flexible))
            self.setColumnWidth(place, max(least, rest // len(flexible)))

    def _shrunk(self, fixed: Mapping[int, int], room: int) -> tuple[dict[int, int], int]:
        """Return the widths of columns in this room, and by how much figures take more than their share of it."""
        part = min(1.0, max(SHRINK, room / sum(fixed.values()))) if fixed else 1.0
        shares = {place: int(width * part) for place, width in fixed.items()}
        needs = {place: max(share, self.figure_width(place)) for place, share in shares.items()}
        wide = {place for place, share in shares.items() if needs[place] > share}
        others = sum(width for place, width in fixed.items() if place not in wide)
        if wide and others:  # they shrink further where that makes room
            left = room - sum(needs[place] for place in wide)
            part = min(part, max(SHRINK, left / others))
            for place in fixed.keys() - wide:
                needs[place] = max(int(fixed[place] * part), self.figure_width(place))
        return needs, sum(needs.values()) - sum(shares.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with J and K as with the arrows, open with Enter."""
        key, plain = (
            event.key(),
            event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier),
        )
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_row(self.currentIndex().row())
        elif plain and key in (Qt.Key.Key_J, Qt.Key.Key_K):
            place = max(0, self.currentIndex().row() + (1 if key == Qt.Key.Key_J else -1))
            if self._columns_model.rowCount():
                self.go_to(min(place, self._columns_model.rowCount() - 1))
        elif event.text() and plain:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done to the row under the mouse, or to the current one by key."""
        under = self.indexAt(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Mouse and not self.selectionModel().isSelected(under):
            self.setCurrentIndex(under)
        items = self.row_menu()
        if items is None:
            super().contextMenuEvent(event)
        elif items:
            build_menu(self, items).popup(event.globalPos())

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


class RecordTable(ColumnsTable[RowT]):
    """A table of frozen rows. `chosen` follows the current row, `opened` is sent by Enter or a double click.

    `menu` returns what can be done to the row of a key; rows that are `sums` of others stay last in any order.
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
        sums: Callable[[RowT], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        rows = RowsTableModel(columns, key, sums=sums)
        super().__init__(rows, name=name, parent=parent)
        rows.setParent(self)
        self.rows_model: RowsTableModel[RowT] = rows
        self._menu = menu
        self._quiet = False
        self._figure_widths: dict[int, int] = {}
        self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(self._current_changed)

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
        self._measure()
        self.fit_columns()

    def figure_width(self, place: int) -> int:
        """Return the width of the widest figure of a column with its margins."""
        return self._figure_widths.get(place, 0)

    def _measure(self) -> None:
        """Measure the longest figures of each column of numbers; figures of a column have digits of one width."""
        fonts = {bold: theme().font("body", weight=SEMIBOLD if bold else None, tabular=True) for bold in (False, True)}
        columns = self.rows_model.columns
        for place, column in enumerate(columns):
            if not column.number:
                continue
            cells = sorted((column.cell(row) for row in self.rows_model.rows), key=lambda cell: -len(cell.text))
            widest = max((text_width(cell.text, fonts[cell.bold]) for cell in cells[:MEASURED]), default=0)
            edges = (EDGE if place == 0 else NUMBER_PAD) + (EDGE if place == len(columns) - 1 else PAD)
            self._figure_widths[place] = min(widest + edges + 1, WIDEST_FIGURE) if widest else 0

    def current_key(self) -> str:
        """Return the key of the current row, or nothing."""
        return self.rows_model.key_at(self.currentIndex().row())

    def choose(self, key: str) -> bool:
        """Make a row current; False when the key is not shown."""
        place = self.rows_model.row_of(key)
        if place < 0:
            return False
        self.go_to(place)
        return True

    def row_menu(self) -> list[MenuItem] | None:
        """Return what can be done to the current row."""
        if self._menu is None:
            return None
        return self._menu(self.current_key()) if self.current_key() else []

    def open_row(self, place: int) -> None:
        """Tell which record to open."""
        if self.rows_model.key_at(place):
            self.opened.emit(self.rows_model.key_at(place))

    def _current_changed(self, current: Index, _previous: Index) -> None:
        if not self._quiet and current.isValid():
            self.chosen.emit(self.rows_model.key_at(current.row()))
