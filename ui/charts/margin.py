"""Why one candidate leads another: signed points per criterion around a zero line, and the margin they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from consultant_desk.domain.charts.sheet import ChartTable
from ui.charts.chart import Chart, Mark
from ui.charts.quick_text import BODY, BOLD, FIGURES, FIGURES_BOLD, RIGHT, quick_line
from ui.theme import theme
from ui.widgets.painting import hairline

ROW = 24.0
BAR = 14.0
FIGURE = 44.0
FOOT = 40.0
FOR, AGAINST = 0, 1
NAME_SHARE = 0.52
EVEN = 0.05


@dataclass(frozen=True, slots=True)
class SignedPart:
    """One criterion's signed points, and how they are printed: in words and in tenths."""

    name: str
    points: float
    label: str
    tenths: int = 0


class MarginChart(Chart):
    """Signed parts, largest first, over the margin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Why one leads the other", parent)
        self._all: tuple[SignedPart, ...] = ()
        self._parts: tuple[SignedPart, ...] = ()
        self._margin = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[SignedPart], margin: str, drawn: Sequence[SignedPart] | None = None) -> None:
        """Show these parts and the margin as printed; `drawn` where there are too many to draw each."""
        self._all, self._margin = tuple(parts), margin
        self._parts = self._all if drawn is None else tuple(drawn)
        self.say()

    def as_text(self) -> str:
        """Return the parts and the margin in words."""
        parts = ", ".join(f"{part.name} {part.label}" for part in self._parts)
        return f"{parts}. Margin {self._margin}" if parts else "Nothing to compare"

    def table(self) -> ChartTable:
        """Return a row per criterion, and the margin."""
        rows = tuple((part.name, part.label) for part in self._all)
        return ChartTable(("Criterion", "Points"), (*rows, ("Margin", self._margin)))

    def sizeHint(self) -> QSize:
        """Return the height of all rows and the margin."""
        return QSize(380, round(ROW * len(self._parts) + FOOT))

    def minimumSizeHint(self) -> QSize:
        """Names may be elided."""
        return QSize(240, self.sizeHint().height())

    def find_marks(self) -> Sequence[Mark]:
        """Return the rows."""
        return [
            Mark(QRectF(0, place * ROW, self.width(), ROW), f"{part.name} {part.label} points", place)
            for place, part in enumerate(self._parts)
        ]

    def draw(self, painter: QPainter, shown: QRectF) -> None:
        """Paint the parts around the zero line."""
        name_end = self.width() * NAME_SHARE
        left, right = name_end + 8, self.width() - FIGURE - 4
        most = max((part.points for part in self._parts), default=0.0)
        least = min((part.points for part in self._parts), default=0.0)
        span = max(max(most, 0.0) - min(least, 0.0), 0.1)
        unit = (right - left) / span
        zero = left + unit * -min(least, 0.0)
        text = theme().color("text")
        for place, part in enumerate(self._parts):
            top = place * ROW
            if not shown.intersects(QRectF(0, top, self.width(), ROW)):
                continue
            quick_line(painter, QRectF(0, top, name_end, ROW), part.name, text, BODY)
            quick_line(painter, QRectF(self.width() - FIGURE, top, FIGURE, ROW), part.label, text, FIGURES, RIGHT)
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
        foot = QRectF(0, end + 6, self.width(), 28)
        quick_line(painter, foot, "Margin", text, BOLD)
        quick_line(painter, foot, self._margin, text, FIGURES_BOLD, RIGHT)
