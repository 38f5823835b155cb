"""An icon that stands beside words; it is never the only carrier of a meaning, so it has no name of its own."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.icons import draw_icon
from ui.theme import ColorName, theme


class IconMark(QWidget):
    """A 16 px icon in the colour of a role."""

    def __init__(self, name: str, tone: ColorName = "text2", *, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._tone: ColorName = tone
        self.setFixedSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        draw_icon(painter, self._name, QRectF(self.rect()), theme().color(self._tone))
        painter.end()
