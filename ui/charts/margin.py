"""Why one candidate leads another: signed points per criterion around a zero line, and the margin they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.charts.chart import Chart
from ui.theme import SEMIBOLD, theme
from ui.widgets.painting import focus_ring, hairline, painter_on, text_line

ROW = 24.0
BAR = 14.0
FIGURE = 44.0
FOR, AGAINST = 0, 1
NAME_SHARE = 0.52
EVEN = 0.05


@dataclass(frozen=True, slots=True)
class SignedPart:
    """One criterion's signed points, and how they are printed."""

    name: str
    points: float
    label: str


class MarginChart(Chart):
    """Signed parts, largest first, over the margin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Why one leads the other", parent)
        self._parts: tuple[SignedPart, ...] = ()
        self._margin = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[SignedPart], margin: str) -> None:
        """Show these parts and the margin as printed."""
        self._parts, self._margin = tuple(parts), margin
        self.say()

    def as_text(self) -> str:
        """Return the parts and the margin in words."""
        parts = ", ".join(f"{part.name} {part.label}" for part in self._parts)
        return f"{parts}. Margin {self._margin}" if parts else "Nothing to compare"

    def sizeHint(self) -> QSize:
        """Return the height of all rows and the margin."""
        return QSize(380, round(ROW * len(self._parts) + 40))

    def minimumSizeHint(self) -> QSize:
        """Names may be elided."""
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the parts around the zero line."""
        painter = painter_on(QPainter(self))
        name_end = self.width() * NAME_SHARE
        left, right = name_end + 8, self.width() - FIGURE - 4
        most = max((part.points for part in self._parts), default=0.0)
        least = min((part.points for part in self._parts), default=0.0)
        span = max(max(most, 0.0) - min(least, 0.0), 0.1)
        zero = left + (right - left) * -min(least, 0.0) / span
        unit = (right - left) / span
        side = Qt.AlignmentFlag.AlignRight
        body = theme().font("body", tabular=True)
        for place, part in enumerate(self._parts):
            top = place * ROW
            text_line(painter, QRectF(0, top, name_end, ROW), part.name, theme().color("text"), theme().font("body"))
            figure = QRectF(self.width() - FIGURE, top, FIGURE, ROW)
            text_line(painter, figure, part.label, theme().color("text"), body, side)
            start, end = sorted((zero, zero + part.points * unit))
            if abs(part.points) < EVEN:
                painter.fillRect(QRectF(zero - 0.5, top + 6, 1.5, ROW - 12), theme().color("text2"))
            else:
                box = QRectF(start, top + (ROW - BAR) / 2, max(end - start, 1.0), BAR)
                painter.fillRect(box, theme().chart(FOR if part.points > 0 else AGAINST))
        end = len(self._parts) * ROW
        if self._parts:
            painter.fillRect(QRectF(round(zero) - 0.5, 0, 1, end), theme().color("line2"))
        hairline(painter, 0, end + 4, self.width())
        bold = theme().font("body", weight=SEMIBOLD, tabular=True)
        foot = QRectF(0, end + 6, self.width(), 28)
        text_line(painter, foot, "Margin", theme().color("text"), bold)
        text_line(painter, foot, self._margin, theme().color("text"), bold, side)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()))
        painter.end()
