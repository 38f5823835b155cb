"""Marks at the edges of a table's header that say that columns lie beyond, and lead there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from ui.icons import draw_icon
from ui.theme import theme
from ui.widgets.drawn import DrawnButton
from ui.widgets.painting import hairline, painter_on
from ui.widgets.tips import set_tip

WIDTH = 18


class SidewaysMark(DrawnButton):
    """One edge: shown while columns lie beyond it; a click brings the next of them into view.

    Tab passes it by: with the keyboard the current cell walks there anyway.
    """

    def __init__(self, view: QTableView, what: str, *, right: bool) -> None:
        super().__init__(parent=view)
        self._view, self._what, self._right = view, what, right
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: self._scroll())
        bar = view.horizontalScrollBar()
        bar.valueChanged.connect(lambda _value: self.follow())
        bar.rangeChanged.connect(lambda _least, _most: self.follow())
        view.horizontalHeader().installEventFilter(self)
        self.follow()

    @property
    def hidden_columns(self) -> int:
        """Return how many columns cannot be seen whole beyond this edge."""
        header, room = self._view.horizontalHeader(), self._view.viewport().width()
        count = 0
        for column in range(header.count()):
            left = header.sectionViewportPosition(column)
            beyond = left + header.sectionSize(column) > room if self._right else left < 0
            count += beyond
        return count

    def follow(self) -> None:
        """Come, go and say how many columns lie beyond."""
        header, bar = self._view.horizontalHeader(), self._view.horizontalScrollBar()
        more = bar.value() < bar.maximum() if self._right else bar.value() > bar.minimum()
        self.setVisible(more)
        if more:
            box = header.geometry()
            self.setGeometry(box.right() + 1 - WIDTH if self._right else box.left(), box.top(), WIDTH, box.height())
            where = "right" if self._right else "left"
            words = f"{self.hidden_columns} more {self._what} to the {where}"
            self.setAccessibleName(words)
            set_tip(self, words)
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the edge when the header changes size."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self.follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a chevron on the ground of the header, with a line where the columns go under it."""
        painter = painter_on(QPainter(self))
        box = QRectF(self.rect())
        painter.fillRect(box, theme().color("hover" if self.underMouse() else "bg1"))
        hairline(painter, 0 if self._right else box.right() - 1, 0, box.height(), vertical=True)
        hairline(painter, 0, box.bottom() - 1, box.width())
        icon = "chevron-right" if self._right else "chevron-left"
        draw_icon(painter, icon, QRectF(box.center().x() - 7, box.center().y() - 7, 14, 14), theme().color("text"))
        painter.end()

    def _scroll(self) -> None:
        bar, step = self._view.horizontalScrollBar(), max(1, self._view.columnWidth(0))
        bar.setValue(bar.value() + (step if self._right else -step))


def mark_sideways(view: QTableView, what: str) -> tuple[QWidget, QWidget]:
    """Give a table both marks; `what` names its columns in the plural."""
    return SidewaysMark(view, what, right=False), SidewaysMark(view, what, right=True)
