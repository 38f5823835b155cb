"""The list beside a record: rows of a fixed height, moved through with J and K or the arrows, opened with Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.icons import draw_icon
from ui.models.lists import ROW_ROLE, Index, ListRow, ListRowsModel
from ui.theme import SEMIBOLD, theme
from ui.widgets.painting import focus_ring, hairline, painter_on, text_line, text_width

MARGIN = 16


class ListRowDelegate(QStyledItemDelegate):
    """Draws a row in one, two or three lines."""

    def __init__(self, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = lines
        heights = {1: "palette_row", 2: "list_two_lines", 3: "list_three_lines"}
        self._height = theme().height(heights[lines])

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the fixed height; headings have their own."""
        row = index.data(ROW_ROLE)
        heading = isinstance(row, ListRow) and row.heading
        return QSize(0, theme().height("group_row") if heading else self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, text and the hairline below."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, ListRow):
            return
        painter.save()
        painter_on(painter)
        rect = QRectF(option.rect)
        if row.heading:
            self._heading(painter, rect, row)
            painter.restore()
            return
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme().color("tint" if selected else "hover"))
        hairline(painter, rect.left(), rect.bottom() - 1, rect.width())
        self._text(painter, rect, row, bold=selected or row.bold)
        if selected and state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRectF, row: ListRow) -> None:
        painter.fillRect(rect, theme().color("bg1"))
        hairline(painter, rect.left(), rect.bottom() - 1, rect.width())
        area = rect.adjusted(MARGIN, 0, -MARGIN, 0)
        text_line(painter, area, row.title, theme().color("text"), theme().font("body", weight=SEMIBOLD))
        text_line(
            painter,
            area,
            row.right,
            theme().color("text3"),
            theme().font("small", tabular=True),
            Qt.AlignmentFlag.AlignRight,
        )

    def _text(self, painter: QPainter, rect: QRectF, row: ListRow, *, bold: bool) -> None:
        left = rect.left() + MARGIN
        if row.icon:
            draw_icon(
                painter, row.icon, QRectF(left, rect.top() + (self._height - 16) / 2, 16, 16), theme().color("text2")
            )
            left += 28
        right = rect.right() - MARGIN
        top = rect.top() + (self._height - {1: 20, 2: 36, 3: 58}[self._lines]) / 2
        small, body = theme().font("small", tabular=True), theme().font("body", weight=SEMIBOLD if bold else None)
        edge = Qt.AlignmentFlag.AlignRight
        room = _beside(row.right, small, (right - left) * 0.4)
        text_line(painter, QRectF(left, top, right - left - room, 20), row.title, theme().color("text"), body)
        text_line(painter, QRectF(right - room, top, room, 20), row.right, theme().color(row.right_tone), small, edge)
        if self._lines == 1:
            return
        room = _beside(row.right_note, small, (right - left) * 0.6)
        tone = theme().color("text2")
        text_line(painter, QRectF(left, top + 19, right - left - room, 16), row.note, tone, small)
        text_line(painter, QRectF(right - room, top + 19, room, 16), row.right_note, tone, small, edge)
        if self._lines == 3:
            text_line(painter, QRectF(left, top + 40, right - left, 16), row.third, theme().color("text3"), small)


def _beside(text: str, font: QFont, most: float) -> int:
    """Return the room of what stands at the right of a line: what is long there is elided, never the line itself."""
    return min(text_width(text, font) + 12, int(most)) if text else 0


class RecordList(QListView):
    """A list of `ListRow`. `chosen` follows the current row, `opened` is sent by Enter or a double click."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, *, name: str, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = ListRowsModel(self)
        self._quiet = False
        self.setModel(self._model)
        self.setItemDelegate(ListRowDelegate(lines, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.activated.connect(lambda index: self._open(index.row()))

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """Return the rows shown."""
        return self._model.rows

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these rows; the current key stays current where it is still among them, silently."""
        keep, place = self.current_key(), self.currentIndex().row()
        scrolled = self.verticalScrollBar().value()
        self.setUniformItemSizes(not any(row.heading for row in rows))
        self._quiet = True
        self._model.set_rows(rows)
        self._quiet = False
        found = self._model.row_of(keep)
        if found >= 0:
            self._select(found, quiet=True)
            self.verticalScrollBar().setValue(scrolled)
        elif keep and rows:
            self._select(self._nearest(min(place, len(rows) - 1), 1), quiet=False)

    def current_key(self) -> str:
        """Return the key of the current row, or nothing."""
        index = self.currentIndex()
        return self._model.rows[index.row()].key if index.isValid() else ""

    def choose(self, key: str) -> bool:
        """Make a row current and tell about it; False when the key is not shown."""
        place = self._model.row_of(key)
        if place < 0:
            return False
        self._select(place, quiet=False)
        return True

    def choose_first(self) -> None:
        """Make the first row current and tell about it."""
        if self._model.rows:
            self._select(self._nearest(0, 1), quiet=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with J and K as with the arrows, open with Enter."""
        key, plain = (
            event.key(),
            event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier),
        )
        if plain and key in (Qt.Key.Key_J, Qt.Key.Key_Down):
            self._step(1)
        elif plain and key in (Qt.Key.Key_K, Qt.Key.Key_Up):
            self._step(-1)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        elif event.text() and plain:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        if self._model.rows:
            start = self.currentIndex().row() + by if self.currentIndex().isValid() else 0
            self._select(self._nearest(start, by), quiet=False)

    def _nearest(self, start: int, by: int) -> int:
        rows = self._model.rows
        place = start
        while 0 <= place < len(rows) and rows[place].heading:
            place += by
        return place if 0 <= place < len(rows) else self.currentIndex().row()

    def _select(self, place: int, *, quiet: bool) -> None:
        index = self._model.index(place, 0)
        if not index.isValid():
            return
        was, self._quiet = self._quiet, quiet
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._quiet = was
        self.scrollTo(index)

    def _current_changed(self, current: Index, _previous: Index) -> None:
        if not self._quiet and current.isValid():
            self.chosen.emit(self._model.rows[current.row()].key)

    def _open(self, place: int) -> None:
        if 0 <= place < len(self._model.rows):
            self.opened.emit(self._model.rows[place].key)
