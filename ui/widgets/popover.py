"""A small surface over the window that belongs to a control and closes when one clicks elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.painting import painter_on, rounded


class Popover(QWidget):
    """A pop-up on the pop-up ground; `column` takes the content. It deletes itself when closed."""

    def __init__(self, anchor: QWidget, *, width: int = 280) -> None:
        super().__init__(anchor, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFixedWidth(width)
        self._anchor = anchor
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 16)
        self.column.setSpacing(8)

    def open(self) -> None:
        """Open under the anchor, kept inside the window's right edge."""
        self.adjustSize()
        corner = self._anchor.mapToGlobal(QPoint(0, self._anchor.height() + 4))
        window = self._anchor.window()
        right = window.mapToGlobal(QPoint(window.width(), 0)).x() - 8
        corner.setX(min(corner.x(), right - self.width()))
        self.move(corner)
        self.show()
        self.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and border."""
        painter = painter_on(QPainter(self))
        rounded(painter, QRectF(self.rect()), fill="pop", border="popline", radius=8)
        painter.end()
