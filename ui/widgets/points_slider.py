"""A slider of points from 0 to 100, drawn like the weights of the criteria."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QWidget

from ui.theme import theme
from ui.widgets.painting import painter_on

HANDLE = 7.0
EDGE = 10.0


class PointsSlider(QSlider):
    """Holds whole points; a click goes there at once, arrows move by 1, Page Up and Page Down by 10."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, 100)
        self.setPageStep(10)
        self.setMinimumHeight(28)

    def sizeHint(self) -> QSize:
        """Return room for a step of two pixels."""
        return QSize(220, 28)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where it was clicked."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._go(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while it is held down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().x())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track and handle."""
        painter = painter_on(QPainter(self))
        middle, x = self.height() / 2, EDGE + self._room() * self.value() / 100
        colour = theme().color("accentText")
        painter.fillRect(QRectF(EDGE, middle - 2, self._room(), 4), theme().color("track"))
        painter.fillRect(QRectF(EDGE, middle - 2, x - EDGE, 4), colour)
        painter.setBrush(theme().color("bg0"))
        if self.hasFocus():
            painter.setPen(QPen(colour, 1.5))
            painter.drawEllipse(QPointF(x, middle), HANDLE + 3, HANDLE + 3)
        painter.setPen(QPen(colour, 2))
        painter.drawEllipse(QPointF(x, middle), HANDLE, HANDLE)
        painter.end()

    def _room(self) -> float:
        return self.width() - 2 * EDGE

    def _go(self, x: float) -> None:
        self.setValue(round((x - EDGE) / self._room() * 100))
