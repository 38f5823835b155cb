"""A colour of a brand with what becomes of it as text: its contrast on white, and the darker one that is printed."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.contrast import TEXT_CONTRAST, WHITE, contrast, is_colour, readable
from ui.entry import formats
from ui.icons import draw_swatch
from ui.settings.colour import ColourField
from ui.widgets.text import Text


class _Printed(QWidget):
    """The colour as it is printed; the words beside it name it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(16, 16)
        self.colour = WHITE

    def show_colour(self, colour: str) -> None:
        self.colour = colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_swatch(painter, self.colour, QRectF(self.rect()))
        painter.end()


class BrandColour(QWidget):
    """A colour field with its contrast below, which follows every key. `colour_edited` carries #RRGGBB."""

    colour_edited = Signal(str)
    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.picker = ColourField(name)
        self.field = self.picker.field
        self.contrast = Text("", "small", "text2", tabular=True)
        self.printed = _Printed()
        self._colour = WHITE
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(6)
        below.addWidget(self.printed)
        below.addWidget(self.contrast, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.picker)
        column.addLayout(below)
        self.setFocusProxy(self.picker)
        self.picker.colour_edited.connect(self.colour_edited)
        self.field.textChanged.connect(self._typed)

    @property
    def colour(self) -> str:
        """Return the last text here that was a colour."""
        return self._colour

    def show_colour(self, colour: str) -> None:
        """Show a colour, unless the person is typing one."""
        self.picker.show_colour(colour)
        self._typed(self.field.text())

    def _typed(self, text: str) -> None:
        typed = "#" + text.strip().lstrip("#")
        if is_colour(typed):
            self._colour = typed.upper()
            sentence = contrast_words(self._colour)
            self.contrast.setText(sentence)
            self.printed.show_colour(readable(self._colour))
            self.field.setAccessibleDescription(sentence)
            self.changed.emit()


def contrast_words(colour: str) -> str:
    """Say how a colour reads as text on white, and what is printed in its place where it does not."""
    ratio, printed = contrast(colour, WHITE), readable(colour)
    if ratio >= TEXT_CONTRAST:
        return f"{_figure(ratio)} : 1 as text"
    return f"{_figure(ratio)} : 1 as text; printed as {printed} with {_figure(contrast(printed, WHITE))} : 1"


def _figure(ratio: float) -> str:
    return formats().number(math.floor(ratio * 10) / 10, decimals=1)  # 4.46 is not the 4.5 it takes
