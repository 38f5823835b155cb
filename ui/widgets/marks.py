"""An icon that stands for a state, not for something to press."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.icons import SIZE, draw_icon
from ui.theme import ColorName, theme
from ui.widgets.painting import painter_on
from ui.widgets.tips import set_tip


class IconMark(QWidget):
    """An icon in the colour of a role, with its meaning as accessible name and tooltip."""

    def __init__(self, icon: str, tone: ColorName = "text2", *, name: str = "", size: int = SIZE) -> None:
        super().__init__()
        self._icon = icon
        self._tone: ColorName = tone
        self.setFixedSize(size, size)
        self.setAccessibleName(name)
        set_tip(self, name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = painter_on(QPainter(self))
        draw_icon(painter, self._icon, self.rect().toRectF(), theme().color(self._tone))
        painter.end()
