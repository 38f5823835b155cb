"""A short word on a quiet ground: a state, a tag."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.icons import draw_icon
from ui.theme import ColorName, theme
from ui.widgets.painting import painter_on, rounded, text_line, text_width

Mood = Literal["quiet", "good", "info", "warn", "bad"]
MOODS: dict[Mood, tuple[ColorName, ColorName]] = {
    "quiet": ("hover", "text2"),
    "good": ("tint", "accentText"),
    "info": ("infoTint", "info"),
    "warn": ("warnTint", "warn"),
    "bad": ("badTint", "bad"),
}
"""Ground and text of each mood."""


def chip_width(text: str, *, icon: str = "") -> int:
    """Return the width a chip of this text takes."""
    return text_width(text, theme().font("small")) + 14 + (18 if icon else 0)


def draw_chip(painter: QPainter, rect: QRectF, text: str, mood: Mood = "quiet", icon: str = "") -> None:
    """Draw a chip into `rect`; delegates use this for chips in rows."""
    ground, tone = MOODS[mood]
    rounded(painter, rect, fill=ground, radius=theme().radius("chip"))
    left = rect.left() + 7
    if icon:
        draw_icon(painter, icon, QRectF(left, rect.center().y() - 7, 14, 14), theme().color(tone))
        left += 18
    area = QRectF(left, rect.top(), rect.right() - left - 5, rect.height())
    text_line(painter, area, text, theme().color(tone), theme().font("small"))


class Chip(QLabel):
    """A chip as a widget; it takes no focus and is read as its text."""

    def __init__(self, text: str, mood: Mood = "quiet", *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._mood: Mood = mood
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme().height("chip"))
        self.setText(text)

    def set(self, text: str, mood: Mood = "quiet", *, icon: str = "") -> None:
        """Show another word."""
        self._mood, self._icon = mood, icon
        self.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room for the word."""
        return QSize(chip_width(self.text(), icon=self._icon), theme().height("chip"))

    def minimumSizeHint(self) -> QSize:
        """Allow a long tag to be elided."""
        return QSize(min(self.sizeHint().width(), 48), theme().height("chip"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = painter_on(QPainter(self))
        draw_chip(painter, QRectF(self.rect()), self.text(), self._mood, self._icon)
        painter.end()
