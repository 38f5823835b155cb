"""A small table of figures in a panel: labels left, figures right, hairlines between; nothing to press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import SEMIBOLD, ColorName, theme
from ui.widgets.painting import hairline, painter_on, text_line, text_width

GAP = 9
LABEL_GAP, LABEL = 6, 72
"""Between a label and its figures, and what of a long label is left at least."""
WIDEST = 0.7
"""Part of the width that figures take at most, so that a label is left."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A label with its figures; `quiet` ones are not counted, `bold` ones sum up, `tones` colour single figures."""

    label: str
    figures: tuple[str, ...]
    bold: bool = False
    quiet: bool = False
    tones: tuple[ColorName, ...] = ()


class FigureTable(QWidget):
    """Lines of figures under small titles; without titles and hairlines they are a plain list."""

    def __init__(self, titles: Sequence[str] = (), *, name: str, row: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._name = name
        self._row = row
        self._lines: tuple[FigureLine, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def lines(self) -> tuple[FigureLine, ...]:
        """Return the lines shown."""
        return self._lines

    def show_lines(self, lines: Sequence[FigureLine]) -> None:
        """Show these lines."""
        self._lines = tuple(lines)
        told = (
            f"{line.label}: {', '.join(f'{title} {figure}'.strip() for title, figure in self._told(line))}"
            for line in self._lines
        )
        self.setAccessibleDescription("; ".join(told))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of all lines."""
        return QSize(240, self._row * (len(self._lines) + bool(self._titles)))

    def minimumSizeHint(self) -> QSize:
        """Labels may be elided."""
        return QSize(160, self.sizeHint().height())

    def least_width(self) -> int:
        """Return the width in which no figure is cut and something of each label is left."""
        bold = theme().font("body", weight=SEMIBOLD)
        labels = max((text_width(line.label, bold) for line in self._lines), default=0)
        figures = self._figure_widths()
        return sum(figures) + GAP * max(0, len(figures) - 1) + LABEL_GAP + min(labels, LABEL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw titles and lines."""
        painter = painter_on(QPainter(self))
        widths = self._widths()
        right = Qt.AlignmentFlag.AlignRight
        top = 0.0
        if self._titles:
            small, tone = theme().font("small"), theme().color("text3")
            text_line(painter, QRectF(0, 0, self.width(), self._row), self._titles[0], tone, small)
            for title, box in zip(self._titles[1:], self._boxes(widths, top), strict=False):
                text_line(painter, box, title, tone, small, right)
            hairline(painter, 0, self._row - 1, self.width())
            top += self._row
        for line in self._lines:
            font = theme().font("body", weight=SEMIBOLD if line.bold else None, tabular=True)
            tone = theme().color("text3" if line.quiet else "text")
            boxes = self._boxes(widths, top)
            room = (boxes[0].left() if boxes else self.width()) - LABEL_GAP
            text_line(painter, QRectF(0, top, room, self._row), line.label, tone, font)
            for place, (figure, box) in enumerate(zip(line.figures, boxes, strict=True)):
                own = theme().color(line.tones[place]) if place < len(line.tones) else tone
                text_line(painter, box, figure, own, font, right)
            top += self._row
            if self._titles:
                hairline(painter, 0, top - 1, self.width())
        painter.end()

    def _widths(self) -> list[int]:
        return [min(width, int(self.width() * WIDEST)) for width in self._figure_widths()]

    def _figure_widths(self) -> list[int]:
        count = max((len(line.figures) for line in self._lines), default=0)
        bold, small = theme().font("body", weight=SEMIBOLD, tabular=True), theme().font("small")
        widths = []
        for place in range(count):
            figures = [text_width(line.figures[place], bold) for line in self._lines if place < len(line.figures)]
            title = text_width(self._titles[place + 1], small) if place + 1 < len(self._titles) else 0
            widths.append(max(*figures, title) + 1)
        return widths

    def _boxes(self, widths: Sequence[int], top: float) -> list[QRectF]:
        boxes: list[QRectF] = []
        edge = float(self.width())
        for width in reversed(widths):
            boxes.append(QRectF(edge - width, top, width, self._row))
            edge -= width + GAP
        return boxes[::-1]

    def _told(self, line: FigureLine) -> list[tuple[str, str]]:
        titles = [*self._titles[1:], *("" for _ in line.figures)]
        return list(zip(titles, line.figures, strict=False))
