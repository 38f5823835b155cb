"""The smallest change of all weights that makes another candidate first: each weight before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from consultant_desk.domain.charts.palette import RANK_RAMP
from consultant_desk.domain.charts.sheet import ChartTable
from ui.charts.chart import Chart, Mark
from ui.charts.pictures import LegendEntry
from ui.charts.quick_text import BODY, FIGURES, RIGHT, SMALL, quick_line, quick_width
from ui.theme import theme

ROW, BAR = 28.0, 7.0
NAME_MOST = 168.0
FIGURE = 110.0
FOOT = 22.0
BEFORE, AFTER = RANK_RAMP[2], RANK_RAMP[0]
MOST = 8
"""Weights that are drawn, those that change most; the rest stands in the table."""


@dataclass(frozen=True, slots=True)
class WeightShift:
    """One weight before and after as shares 0..1 and in percent as printed, without the sign."""

    name: str
    before: float
    after: float
    before_text: str
    after_text: str


class WeightShiftChart(Chart):
    """Before and after, the largest change first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("The smallest change of weights that changes the winner", parent)
        self._all: tuple[WeightShift, ...] = ()
        self._rows: tuple[WeightShift, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shifts(self, shifts: Sequence[WeightShift]) -> None:
        """Show these weights."""
        self._all = tuple(sorted(shifts, key=lambda one: -abs(one.after - one.before)))
        self._rows = self._all[:MOST]
        self.say()

    def as_text(self) -> str:
        """Return each weight before and after."""
        return ", ".join(self._words(one) for one in self._rows)

    def table(self) -> ChartTable:
        """Return each weight before and after in percent."""
        return ChartTable(
            ("Criterion", "Now, %", "Then, %"),
            tuple((one.name, one.before_text, one.after_text) for one in self._all),
        )

    def legend(self) -> Sequence[LegendEntry]:
        """Return what light and dark stand for."""
        return (LegendEntry(BEFORE, "now"), LegendEntry(AFTER, "then"))

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(400, round(ROW * len(self._rows) + (FOOT if self._more() else 0)))

    def minimumSizeHint(self) -> QSize:
        """Bars may become short."""
        return QSize(300, self.sizeHint().height())

    def find_marks(self) -> Sequence[Mark]:
        """Return the rows."""
        return [
            Mark(QRectF(0, place * ROW, self.width(), ROW), self._words(one), place)
            for place, one in enumerate(self._rows)
        ]

    def draw(self, painter: QPainter, shown: QRectF) -> None:
        """Paint both bars of each row."""
        text = theme().color("text")
        left = min(max((quick_width(one.name, BODY) for one in self._rows), default=0.0) + 14.0, NAME_MOST)
        most = max((max(one.before, one.after) for one in self._rows), default=0.0)
        unit = max(self.width() - left - FIGURE, 10.0) / most if most > 0 else 0.0
        for place, one in enumerate(self._rows):
            top = place * ROW
            if not shown.intersects(QRectF(0, top, self.width(), ROW)):
                continue
            quick_line(painter, QRectF(0, top, left - 10, ROW), one.name, text, BODY)
            for half, (share, colour) in enumerate(((one.before, BEFORE), (one.after, AFTER))):
                y = top + ROW / 2 - BAR + half * BAR
                painter.fillRect(QRectF(left, y, share * unit, BAR - 0.5), QColor(colour))
            figure = QRectF(self.width() - FIGURE, top, FIGURE, ROW)
            quick_line(painter, figure, f"{one.before_text} → {one.after_text} %", text, FIGURES, RIGHT)
        if self._more():
            foot = QRectF(left, ROW * len(self._rows), self.width() - left, FOOT)
            quick_line(painter, foot, self._more(), theme().color("text2"), SMALL)

    def _words(self, one: WeightShift) -> str:
        return f"{one.name} {one.before_text} → {one.after_text} %"

    def _more(self) -> str:
        more = len(self._all) - len(self._rows)
        return f"and {more} more: see the table" if more else ""
