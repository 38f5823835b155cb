"""The table of criteria: choose a row, move its weight by mouse or keys, type it, fold groups, reorder."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTableView, QWidget

from ui.evaluations.criteria_delegate import MARGIN, CriteriaDelegate
from ui.evaluations.criteria_model import Column, CriteriaModel, Index
from ui.evaluations.criteria_rows import CriteriaRow, RowKind
from ui.evaluations.session import EvaluationSession
from ui.evaluations.table_header import QuietHeader
from ui.evaluations.weight_slider import share_at, track_of, x_of
from ui.theme import theme

BASE_WIDTHS = (244, 148, 64, 104, 328, 80)
LEAST_WIDTHS = (180, 100, 64, 72, 220, 80)
GRAB = 12.0
"""A press this near to the handle takes hold of it without moving it."""
STEP, BIG_STEP, SMALL_STEP = 1.0, 5.0, 0.1


class CriteriaTable(QTableView):
    """Criteria with their weights. The rows show the session; answers other than weights leave as signals.

    `edit_requested`, `delete_requested` carry an id; `shift_requested` an id and -1 or +1; `place_requested` an id
    and its new place in the rank order; `menu_requested` an id and where to open the menu (global).
    """

    edit_requested = Signal(str)
    delete_requested = Signal(str)
    shift_requested = Signal(str, int)
    place_requested = Signal(str, int)
    menu_requested = Signal(str, object)

    def __init__(self, session: EvaluationSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._grab_offset = 0.0
        self._carried = ""
        self._drop_row = -1
        self._weight_words = ""
        self._rows = CriteriaModel(session, self)
        self.setAccessibleName("Criteria and weights")
        self.setModel(self._rows)
        self.setItemDelegate(CriteriaDelegate(self._rows, session, self))
        self.setHorizontalHeader(QuietHeader(margin=MARGIN, right_columns=(Column.PERCENT,), right_margin=MARGIN + 8))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows.modelReset.connect(self._lay_out_rows)
        session.moved.connect(self._repaint_weights)
        session.changed.connect(self._repaint_weights)
        session.selection_changed.connect(self._follow_selection)
        self._lay_out_rows()

    @property
    def rows(self) -> CriteriaModel:
        """Return the model."""
        return self._rows

    def rows_height(self) -> int:
        """Return the height of header and all rows, for a table that is as high as its content."""
        return self.horizontalHeader().height() + self.verticalHeader().length() + 2 * self.frameWidth()

    def start_typing(self, text: str = "") -> None:
        """Open the number field of the chosen row, with the first character typed already in it."""
        index = self._rows.index(self.currentIndex().row(), Column.PERCENT)
        if not index.isValid() or not index.flags() & Qt.ItemFlag.ItemIsEditable or self._session.hold_back():
            return
        self.edit(index)
        editor = self.indexWidget(index)
        if text and isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.setModified(True)

    def event(self, event: QEvent) -> bool:
        """Keep undo for a move that is not committed yet."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and self._session.moving
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the weight, type it, fold, reorder, edit or delete."""
        if event.matches(QKeySequence.StandardKey.Undo) and self._session.moving:
            self._session.cancel()
            return
        entered = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if entered and self.state() is QAbstractItemView.State.EditingState:
            return  # the field of a weight lets the Enter that finished it pass on to here
        row = self._row_at(self.currentIndex())
        if row is None or not self._answer_key(event, row):
            super().keyPressEvent(event)

    def _answer_key(self, event: QKeyEvent, row: CriteriaRow) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if row.kind is RowKind.GROUP:
            if key in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space}:
                folded = row.key in self._rows.collapsed
                if key == Qt.Key.Key_Space or (key == Qt.Key.Key_Right) == folded:
                    self._toggle_group(row.key)
                return True
            return self._answer_row_key(event, row.key)
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not self._session.is_fixed(row.key):
            step = STEP
            if modifiers & Qt.KeyboardModifier.ShiftModifier:
                step = BIG_STEP
            elif modifiers & Qt.KeyboardModifier.AltModifier:
                step = SMALL_STEP
            self._session.nudge(row.key, step if key == Qt.Key.Key_Right else -step)
            return True
        if event.text() and event.text() in "0123456789.,":
            self.start_typing(event.text())
            return True
        if key == Qt.Key.Key_F2:
            self.start_typing()
            return True
        if key == Qt.Key.Key_L and not modifiers:
            self._session.toggle_lock(row.key)
            return True
        if key == Qt.Key.Key_Escape and self._session.moving:
            self._session.cancel()
            return True
        return self._answer_row_key(event, row.key)

    def _answer_row_key(self, event: QKeyEvent, key: str) -> bool:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_requested.emit(key)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit(key)
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shift_requested.emit(key, -1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a slider or a row, fold a group."""
        super().mousePressEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        index = self.indexAt(event.position().toPoint())
        row = self._row_at(index)
        if row is None:
            return
        if row.kind is RowKind.GROUP and event.position().x() < MARGIN * 2:
            self._toggle_group(row.key)
        elif row.place:
            if not self._session.hold_back():
                self._carried = row.key
        elif row.kind is not RowKind.CRITERION:
            return
        elif index.column() == Column.WEIGHT and not self._session.is_fixed(row.key):
            self._take_hold(row.key, self._cell(index), event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse with the weight or the row that is held."""
        if self._session.moving and event.buttons() & Qt.MouseButton.LeftButton:
            index = self._rows.index(self._rows.row_of(self._session.moving), Column.WEIGHT)
            axis = self._rows.scale.axis
            x = event.position().x() - self._grab_offset
            self._session.move(self._session.moving, share_at(self._cell(index), x, axis))
            return
        if self._carried:
            self._drop_row = self._drop_target(event.position())
            self.viewport().update()
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: the move is committed as one change."""
        super().mouseReleaseEvent(event)
        carried, self._carried = self._carried, ""
        if carried and self._drop_row >= 0:
            self.place_requested.emit(carried, self._place_among_siblings(carried, self._drop_row))
        self._drop_row = -1
        self.viewport().update()
        if event.button() is Qt.MouseButton.LeftButton:
            self._session.commit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Lock or unlock a weight; on the name, open the scale."""
        index = self.indexAt(event.position().toPoint())
        row = self._row_at(index)
        if row is None or row.kind is not RowKind.CRITERION:
            return
        if index.column() == Column.WEIGHT:
            self._session.cancel()
            self._session.toggle_lock(row.key)
        elif index.column() == Column.PERCENT:
            self.start_typing()
        else:
            self.edit_requested.emit(row.key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        row = self._row_at(index)
        if row is not None:
            spot = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_requested.emit(row.key, spot)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit a weight moved by keys when the table is left."""
        super().focusOutEvent(event)
        self._session.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns their widths."""
        super().resizeEvent(event)
        self._lay_out_columns()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and the line where a carried row would land."""
        super().paintEvent(event)
        if self._drop_row < 0:
            return
        painter = QPainter(self.viewport())
        y = self.rowViewportPosition(min(self._drop_row, self._rows.rowCount() - 1))
        painter.fillRect(QRect(MARGIN, y - 1, self.viewport().width() - 2 * MARGIN, 2), theme().color("accent"))
        painter.end()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the session which criterion is looked at."""
        super().currentChanged(current, previous)
        row = self._row_at(current)
        if row is not None and row.criterion is not None:
            self._session.select(row.key)

    def _take_hold(self, key: str, cell: QRectF, position: QPointF) -> None:
        axis = self._rows.scale.axis
        offset = position.x() - x_of(track_of(cell), self._session.weights.get(key, 0.0), axis)
        self._grab_offset = offset if abs(offset) <= GRAB else 0.0
        share = self._session.weights[key] if self._grab_offset else share_at(cell, position.x(), axis)
        self._session.move(key, share)

    def _toggle_group(self, key: str) -> None:
        self._rows.toggle_group(key)
        self.selectRow(self._rows.row_of(key))

    def _drop_target(self, position: QPointF) -> int:
        row = self.rowAt(int(position.y()))
        if row < 0:
            return self._rows.rowCount() - 1
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        return min(row + (1 if position.y() > top + height / 2 else 0), self._rows.rowCount() - 1)

    def _place_among_siblings(self, carried: str, drop_row: int) -> int:
        """Return the place in its rank order of a row that is let go above `drop_row`."""
        level = self._session.level_of(carried)
        above = [row.key for row in self._rows.rows[:drop_row] if row.place and row.key != carried]
        return sum(1 for key in above if self._session.level_of(key) == level)

    def _row_at(self, index: Index) -> CriteriaRow | None:
        return self._rows.rows[index.row()] if index.isValid() else None

    def _cell(self, index: QModelIndex) -> QRectF:
        return QRectF(self.visualRect(index))

    def _repaint_weights(self) -> None:
        left = self.columnViewportPosition(Column.WEIGHT)
        width = self.viewport().width()
        self.viewport().update(QRect(left, 0, width - left, self.viewport().height()))
        if not self._session.moving:
            self.viewport().update()
        words = str(self._rows.headerData(Column.WEIGHT, Qt.Orientation.Horizontal))
        if words != self._weight_words:  # they name whose band is drawn
            self._weight_words = words
            self.horizontalHeader().viewport().update()

    def _follow_selection(self) -> None:
        row = self._rows.row_of(self._session.criterion)
        if row >= 0 and row != self.currentIndex().row():
            self._choose(row)

    def _choose(self, row: int) -> None:
        index = self._rows.index(row, Column.WEIGHT)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)

    def _lay_out_rows(self) -> None:
        self.clearSpans()
        heights = {RowKind.GROUP: "group_row", RowKind.CRITERION: "criterion_row", RowKind.TOTAL: "table_row"}
        for place, row in enumerate(self._rows.rows):
            self.setRowHeight(place, theme().height(heights[row.kind]))
            if row.kind is not RowKind.CRITERION:
                self.setSpan(place, 0, 1, Column.PERCENT)
        row_now = self._rows.row_of(self._session.criterion)
        if row_now >= 0:
            self._choose(row_now)
        self.updateGeometry()

    def _lay_out_columns(self) -> None:
        for column, width in enumerate(column_widths(self.viewport().width())):
            self.setColumnHidden(column, width == 0)
            if width:
                self.setColumnWidth(column, width)


def column_widths(room: int) -> tuple[int, ...]:
    """Share out the room: more goes to the slider and the name, less is taken where a column can spare it.

    A width of 0 means the column does not fit: first the curve goes, then the must-have.
    """
    widths, least = list(BASE_WIDTHS), list(LEAST_WIDTHS)
    for column in (Column.CURVE, Column.MUST):
        if sum(least) > room:
            widths[column] = least[column] = 0
    spare = room - sum(widths)
    if spare >= 0:
        widths[Column.NAME] += spare * 2 // 5
        widths[Column.WEIGHT] += spare - spare * 2 // 5
        return tuple(widths)
    slack = [wide - small for wide, small in zip(widths, least, strict=True)]
    whole = sum(slack) or 1
    cut = min(-spare, whole)
    narrow = [wide - give * cut // whole for wide, give in zip(widths, slack, strict=True)]
    narrow[Column.WEIGHT] += room - sum(narrow)
    return tuple(narrow)
