"""A small button that stays pressed: one of several things that can be on at the same time."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.drawn import DrawnButton
from ui.widgets.painting import focus_ring, painter_on, rounded, text_line, text_width

HEIGHT = 28


class Toggle(DrawnButton):
    """Words on a quiet ground, tinted while on; `switched` is sent only when the person changes it."""

    switched = Signal(bool)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self.clicked.connect(self.switched)

    def sizeHint(self) -> QSize:
        """Return the room for the words."""
        return QSize(text_width(self.text(), theme().font("body")) + 18, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and words."""
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        on = self.isChecked()
        rounded(painter, rect, fill="tint" if on else "hover" if self.underMouse() else "bg0", border="line2")
        tone = theme().color("accentText" if on else "text2")
        text_line(painter, rect, self.text(), tone, theme().font("body"), Qt.AlignmentFlag.AlignHCenter)
        if self.hasFocus():
            focus_ring(painter, rect)
        painter.end()
