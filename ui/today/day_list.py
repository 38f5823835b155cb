"""The list of Today: rows of 38 with what to do at their right; J K move, D done, Z snooze, Enter open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QItemSelectionModel, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.icons import draw_icon
from ui.models.lists import Index
from ui.theme import SEMIBOLD, theme
from ui.today.rows import Deed, TodayRow
from ui.widgets.painting import focus_ring, hairline, painter_on, rounded, text_line, text_width

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
EDGE = 12
INDENT = 36
HEADING = 40
CLIENT, CONTEXT, LATENESS, BUTTON, GAP = 168, 164, 80, 28, 4
NARROW = 760
"""Below this width the context of a row gives way to its text."""


class DayModel(QAbstractListModel):
    """The rows of the day."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[TodayRow, ...] = ()

    def set_rows(self, rows: Sequence[TodayRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what a role shows of a row."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not index.isValid() or self.rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def deed_rects(row: TodayRow, rect: QRectF) -> list[tuple[Deed, QRectF]]:
    """Return where the buttons of a row lie; a deed that a row lacks leaves its place empty."""
    places = {Deed.OPEN: 0, Deed.SNOOZE: 1, Deed.PLAN: 1, Deed.DONE: 2, Deed.DECIDED: 2}
    right = rect.right() - EDGE
    top = rect.center().y() - BUTTON / 2
    return [(deed, QRectF(right - BUTTON - places[deed] * (BUTTON + GAP), top, BUTTON, BUTTON)) for deed in row.deeds]


class DayDelegate(QStyledItemDelegate):
    """Draws headings and rows."""

    def __init__(self, parent: DayList) -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the fixed heights."""
        row = index.data(ROW_ROLE)
        heading = isinstance(row, TodayRow) and row.heading
        return QSize(0, HEADING if heading else theme().height("today_row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, TodayRow):
            return
        painter.save()
        painter_on(painter)
        rect = QRectF(option.rect).adjusted(EDGE, 0, -EDGE, 0)
        if row.heading:
            self._heading(painter, rect, row)
        else:
            self._row(painter, rect, row, option)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRectF, row: TodayRow) -> None:
        middle = rect.bottom() - 16
        draw_icon(painter, row.icon, QRectF(rect.left() + EDGE, middle - 8, 16, 16), theme().color("text2"))
        bold = theme().font("body", weight=SEMIBOLD)
        area = QRectF(rect.left() + INDENT, middle - 10, rect.width() - INDENT, 20)
        width = text_line(painter, area, row.title, theme().color("text"), bold)
        count = theme().font("body", tabular=True)
        text_line(painter, area.adjusted(width + 8, 0, 0, 0), row.lateness, theme().color("text3"), count)
        hairline(painter, rect.left(), rect.bottom() - 1, rect.width())

    def _row(self, painter: QPainter, rect: QRectF, row: TodayRow, option: QStyleOptionViewItem) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected:
            rounded(painter, rect.adjusted(0, 0, 0, -1), fill="tint")
        elif hovered:
            rounded(painter, rect.adjusted(0, 0, 0, -1), fill="hover")
        hairline(painter, rect.left(), rect.bottom() - 1, rect.width())
        self._words(painter, rect, row)
        for place, (deed, box) in enumerate(deed_rects(row, rect)):
            first = selected and place == 0
            if first:
                rounded(painter, box, fill="accent")
            elif hovered and self._list.pointed == deed:
                rounded(painter, box, fill="hover" if selected else "line")
            color = theme().color("onAccent" if first else "text2")
            draw_icon(painter, deed.icon, box.adjusted(6, 6, -6, -6), color)
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, rect.adjusted(0, 0, 0, -1))

    def _words(self, painter: QPainter, rect: QRectF, row: TodayRow) -> None:
        plain, small = theme().font("body", tabular=True), theme().font("small")
        bold = theme().font("body", weight=SEMIBOLD)
        right = rect.right() - EDGE - 3 * BUTTON - 2 * GAP - 10
        edge = Qt.AlignmentFlag.AlignRight
        late = QRectF(right - LATENESS, rect.top(), LATENESS, rect.height())
        text_line(painter, late, row.lateness, theme().color(row.tone), plain, edge)
        right -= LATENESS
        if rect.width() >= NARROW:
            width = min(CONTEXT, text_width(row.context, small) + 4)
            area = QRectF(right - width, rect.top(), width, rect.height())
            text_line(painter, area, row.context, theme().color("text3"), small, edge)
            right -= width + 12
        left = rect.left() + INDENT
        client = CLIENT if rect.width() >= NARROW else 132
        area = QRectF(left, rect.top(), client - 12, rect.height())
        text_line(painter, area, row.title, theme().color("text"), bold)
        text = QRectF(left + client, rect.top(), right - left - client, rect.height())
        text_line(painter, text, row.text, theme().color("text"), theme().font("body"))


class DayList(QListView):
    """The rows of the day. `asked` carries the deed and the key of a row."""

    asked = Signal(Deed, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What wants attention")
        self._model = DayModel(self)
        self.pointed: Deed | None = None
        self.setModel(self._model)
        self.setItemDelegate(DayDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    @property
    def rows(self) -> tuple[TodayRow, ...]:
        """Return the rows shown, headings included."""
        return self._model.rows

    def set_rows(self, rows: Sequence[TodayRow]) -> None:
        """Show these rows; the row that takes the place of one acted on becomes current."""
        kept, place = self.current_key(), self.currentIndex().row()
        self._model.set_rows(rows)
        keys = [row.key for row in rows]
        self._select(keys.index(kept) if kept in keys else self._nearest(max(place, 0)))

    def row(self, key: str) -> TodayRow | None:
        """Return the row of a key."""
        return next((row for row in self._model.rows if row.key == key), None)

    def current_key(self) -> str:
        """Return the key of the current row, or nothing."""
        place = self.currentIndex().row()
        return self._model.rows[place].key if 0 <= place < len(self._model.rows) else ""

    def current_corner(self) -> QPoint:
        """Return where a menu about the current row opens, in screen coordinates."""
        rect = QRectF(self.visualRect(self.currentIndex()))
        return self.viewport().mapToGlobal(QPointF(rect.right() - 220, rect.bottom()).toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and act by keys."""
        steps = {Qt.Key.Key_J: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Up: -1}
        deeds = {
            Qt.Key.Key_D: (Deed.DONE, Deed.DECIDED),
            Qt.Key.Key_Z: (Deed.SNOOZE, Deed.PLAN),
            Qt.Key.Key_Return: (Deed.OPEN,),
            Qt.Key.Key_Enter: (Deed.OPEN,),
        }
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in steps:
            self._select(self._nearest(self.currentIndex().row() + steps[key], steps[key]))
        elif key in deeds:
            self._ask_any(deeds[key])
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the button under the pointer."""
        super().mouseMoveEvent(event)
        found = self._deed_at(event.position())
        pointed = found[0] if found else None
        if pointed != self.pointed:
            self.pointed = pointed
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act on a click on a button."""
        super().mouseReleaseEvent(event)
        found = self._deed_at(event.position())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit(*found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a row on a double click."""
        super().mouseDoubleClickEvent(event)
        if self._deed_at(event.position()) is None:
            self._ask_any((Deed.OPEN,))

    def viewportEvent(self, event: QEvent) -> bool:
        """Name the button under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._deed_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), found[0].words if found else "", self)
            return True
        return super().viewportEvent(event)

    def _deed_at(self, point: QPointF) -> tuple[Deed, str] | None:
        index = self.indexAt(point.toPoint())
        row = index.data(ROW_ROLE) if index.isValid() else None
        if not isinstance(row, TodayRow):
            return None
        rect = QRectF(self.visualRect(index)).adjusted(EDGE, 0, -EDGE, 0)
        return next(((deed, row.key) for deed, box in deed_rects(row, rect) if box.contains(point)), None)

    def _ask_any(self, deeds: tuple[Deed, ...]) -> None:
        row = self.row(self.current_key())
        for deed in deeds:
            if row is not None and deed in row.deeds:
                self.asked.emit(deed, row.key)
                return

    def _nearest(self, start: int, by: int = 1) -> int:
        rows = self._model.rows
        for step in (by, -by):
            place = min(max(start, 0), len(rows) - 1)
            while 0 <= place < len(rows) and rows[place].heading:
                place += step
            if 0 <= place < len(rows):
                return place
        return -1

    def _select(self, place: int) -> None:
        index = self._model.index(place, 0)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(self._model.index(place - 1, 0) if place == 1 else index)
            self.scrollTo(index)
