"""The scale of a criterion as a line from worst to best, with the score on it and its range."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from consultant_desk.domain.charts.palette import RANK_RAMP
from consultant_desk.domain.evaluation.problem import Cell, Criterion, Levels
from consultant_desk.domain.evaluation.values import HIGHEST, LOWEST, scale_ends
from ui.entry import formats
from ui.theme import theme
from ui.widgets.painting import text_line, text_width

SIDE = 6.0
LINE_Y = 12.0
DOT = 5.0
TICKS = 4
LONG = 10_000
WHOLE = (LOWEST, HIGHEST)


class ScalePicture(QWidget):
    """Worst at the left, best at the right. Levels stand at equal steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._criterion: Criterion | None = None
        self._cell: Cell | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of line and figures."""
        return QSize(200, 40)

    def show_score(self, criterion: Criterion, cell: Cell | None) -> None:
        """Show a score on the scale of its criterion."""
        self._criterion, self._cell = criterion, cell
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint line, ticks, range and score."""
        if self._criterion is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, width = SIDE, self.width() - 2 * SIDE
        painter.fillRect(QRectF(left, LINE_Y - 1, width, 2), theme().color("track"))
        self._paint_ticks(painter, self._criterion, left, width)
        places = [place_on(self._criterion, raw) for raw in self._raws()]
        if len(places) > 1:
            start, end = left + min(places) * width, left + max(places) * width
            painter.fillRect(QRectF(start, LINE_Y - 3, max(end - start, 1.0), 6), QColor(RANK_RAMP[2]))
        if self._cell is not None and self._cell.value is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().chart(0))
            spot = QPointF(left + place_on(self._criterion, self._cell.value) * width, LINE_Y)
            painter.drawEllipse(spot, DOT, DOT)
        painter.end()

    def _raws(self) -> list[float | str]:
        cell = self._cell
        return [] if cell is None else [raw for raw in (cell.low, cell.value, cell.high) if raw is not None]

    def _paint_ticks(self, painter: QPainter, criterion: Criterion, left: float, width: float) -> None:
        font = theme().font("small", tabular=True)
        last_right = -math.inf
        ticks = ticks_of(criterion)
        end = left + width - text_width(ticks[-1][1], font) if ticks else 0.0
        for number, (place, words) in enumerate(ticks):
            x = left + place * width
            painter.fillRect(QRectF(round(x) - 0.5, LINE_Y - 4, 1, 8), theme().color("line2"))
            wide = text_width(words, font)
            start = min(max(x - wide / 2, 0.0), self.width() - wide)
            is_end = number == len(ticks) - 1
            if start < last_right + 6 or (not is_end and start + wide > end - 6 and number > 0):
                continue
            text_line(painter, QRectF(start, LINE_Y + 8, wide + 1, 16), words, theme().color("text2"), font)
            last_right = start + wide


def place_on(criterion: Criterion, raw: float | str) -> float:
    """Return where a raw value or level lies between worst (0) and best (1), cut at the ends."""
    if isinstance(criterion.value, Levels):
        ordered = [name for name, _ in sorted(criterion.value.levels, key=lambda level: level[1])]
        return ordered.index(str(raw)) / max(len(ordered) - 1, 1) if raw in ordered else 0.0
    worst, best = scale_ends(criterion) or WHOLE
    return min(max((float(raw) - worst) / ((best - worst) or 1.0), 0.0), 1.0)


def ticks_of(criterion: Criterion) -> list[tuple[float, str]]:
    """Return (place 0..1, words) from worst to best: the levels, or round numbers and the two ends."""
    if isinstance(criterion.value, Levels):
        ordered = [name for name, _ in sorted(criterion.value.levels, key=lambda level: level[1])]
        return [(place_on(criterion, name), name) for name in ordered]
    ends = scale_ends(criterion) or WHOLE
    low, high = min(ends), max(ends)
    step = round_step((high - low) / TICKS)
    inner = [step * count for count in range(math.ceil(low / step), math.floor(high / step) + 1)]
    kept = [raw for raw in inner if raw - low > step * 0.5 and high - raw > step * 0.5]
    ordered_raws = sorted([low, *kept, high], reverse=ends[0] > ends[1])
    return [(place_on(criterion, raw), axis_text(raw)) for raw in ordered_raws]


def round_step(rough: float) -> float:
    """Return the next of 1, 2, 3, 5, 6 times a power of ten at or above a rough step."""
    power = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    return next((factor * power for factor in (1, 2, 3, 5, 6, 10) if factor * power >= rough * 0.999), power)


def axis_text(value: float) -> str:
    """Return a figure for an axis: 18, 2.5, 36k."""
    thousands = abs(value) >= LONG and value % 1000 == 0
    return formats().number(round(value / 1000 if thousands else value, 6)) + ("k" if thousands else "")
