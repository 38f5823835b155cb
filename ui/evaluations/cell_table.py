"""What the tables of cells have in common: their look, ranges of cells, and single keys that belong to the table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QTableView, QWidget

from ui.evaluations.heat import paint_cursor
from ui.models.lists import Index
from ui.theme import theme


class CellTable(QTableView):
    """A table without boxes in which a block of cells can be chosen, and answered by single keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def event(self, event: QEvent) -> bool:
        """Keep the single keys of the table from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            if plain and event.text().strip():
                event.accept()
                return True
        return super().event(event)

    def paint_choice(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ring of the current cell, or the frame of one that is chosen with it."""
        box = QRectF(option.rect)
        if index == self.currentIndex():
            paint_cursor(painter, box, keyboard=self.hasFocus())
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(theme().color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0.5, 0.5, -1.5, -1.5))
