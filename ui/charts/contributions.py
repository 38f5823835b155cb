"""Contribution bars: one bar per candidate from zero, one segment per criterion, coloured by group, with its points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.charts.chart import Chart
from ui.charts.marks import draw_whisker
from ui.theme import SEMIBOLD, theme
from ui.widgets.painting import focus_ring, painter_on, text_line, text_width
from ui.widgets.tips import tip_text

ROW = 41.0
BAR = 24.0
NAME = 178.0
SCORE = 64.0
LABEL_MIN = 24.0
RANGE_SHOWN = 0.05


@dataclass(frozen=True, slots=True)
class Segment:
    """One criterion's part of a score: its points, their printed form, and the sentence of its tip."""

    criterion: str
    points: float
    label: str
    tip: str
    colour: str


@dataclass(frozen=True, slots=True)
class ContributionBar:
    """One candidate's bar; `low`/`high` are the ends of the score where something is unknown."""

    candidate: str
    rank: str
    name: str
    score: str
    low: float
    high: float
    segments: tuple[Segment, ...]
    first: bool = False


class ContributionChart(Chart):
    """Where the points come from. `opened` carries (candidate, criterion) of a segment that was chosen."""

    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Where the points come from", parent)
        self._bars: tuple[ContributionBar, ...] = ()
        self._largest = 0.0
        self._cursor = (0, 0)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[ContributionBar]) -> None:
        """Show these bars."""
        self._bars = tuple(bars)
        self._cursor = (0, 0)
        self._largest = max(
            (max(bar.high, sum(part.points for part in bar.segments)) for bar in self._bars), default=0.0
        )
        self.say()

    def as_text(self) -> str:
        """Return each candidate's score and parts."""
        return "\n".join(
            f"{bar.rank} {bar.name} {bar.score}: " + ", ".join(segment.tip for segment in bar.segments)
            for bar in self._bars
        )

    def sizeHint(self) -> QSize:
        """Return the height of all bars."""
        return QSize(600, round(ROW * max(len(self._bars), 1)))

    def minimumSizeHint(self) -> QSize:
        """Bars may become short, rows stay as high."""
        return QSize(320, self.sizeHint().height())

    def segment_at(self, position: QPointF) -> tuple[ContributionBar, Segment] | None:
        """Return the bar and segment under a position."""
        for place, bar in enumerate(self._bars):
            for segment, box in zip(bar.segments, self._boxes(place), strict=True):
                if box.contains(position):
                    return bar, segment
        return None

    def segment_box(self, candidate: str, criterion: str) -> QRectF:
        """Return where a segment is painted; an empty rectangle when it is not there."""
        for place, bar in enumerate(self._bars):
            for segment, box in zip(bar.segments, self._boxes(place), strict=True):
                if (bar.candidate, segment.criterion) == (candidate, criterion):
                    return box
        return QRectF()

    def event(self, event: QEvent) -> bool:
        """Tell criterion, weight and value of the segment under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.segment_at(QPointF(event.pos()))
            if found is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), tip_text(found[1].tip), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the score that was clicked."""
        found = self.segment_at(event.position())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(found[0].candidate, found[1].criterion)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a click leads somewhere."""
        hand = self.segment_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the segments with the arrows, open a score with Enter."""
        row, column = self._cursor
        steps = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        step = steps.get(Qt.Key(event.key()))
        if not self._bars:
            super().keyPressEvent(event)
        elif step is not None:
            row = min(max(row + step[0], 0), len(self._bars) - 1)
            column = min(max(column + step[1], 0), max(len(self._bars[row].segments) - 1, 0))
            self._cursor = (row, column)
            self._tell_cursor()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._bars[row].segments:
            bar = self._bars[row]
            self.opened.emit(bar.candidate, bar.segments[column].criterion)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars that are looked at."""
        painter = painter_on(QPainter(self))
        for place, bar in enumerate(self._bars):
            top = place * ROW
            if not event.rect().toRectF().intersects(QRectF(0, top, self.width(), ROW)):
                continue
            weight = SEMIBOLD if bar.first else None
            font, text = theme().font("body", weight=weight, tabular=True), theme().color("text")
            text_line(painter, QRectF(0, top, 16, BAR + 8), bar.rank, theme().color("text2"), theme().font("body"))
            text_line(painter, QRectF(18, top, NAME - 26, BAR + 8), bar.name, text, font)
            score = QRectF(self.width() - SCORE, top, SCORE, BAR + 8)
            side = Qt.AlignmentFlag.AlignRight
            text_line(painter, score, bar.score, text, theme().font("heading", tabular=True), side)
            self._paint_segments(painter, place, bar)
        if self.hasFocus() and self._bars:
            focus_ring(painter, self._cursor_box().adjusted(-2, -2, 2, 2), radius=3)
        painter.end()

    def _paint_segments(self, painter: QPainter, place: int, bar: ContributionBar) -> None:
        small = theme().font("small", tabular=True)
        for segment, box in zip(bar.segments, self._boxes(place), strict=True):
            fill = QColor(segment.colour)
            painter.fillRect(box, fill)
            if box.width() >= max(LABEL_MIN, text_width(segment.label, small) + 4):
                text_line(painter, box, segment.label, theme().label_on(fill), small, Qt.AlignmentFlag.AlignHCenter)
        if bar.high - bar.low >= RANGE_SHOWN:
            ends = [NAME + points * self._unit() for points in (bar.low, bar.high)]
            draw_whisker(painter, ends[0], ends[1], place * ROW + 4 + BAR + 5, theme().color("text"), cap=3.0)

    def _unit(self) -> float:
        return max(self.width() - NAME - SCORE, 1.0) / max(self._largest, 1.0)

    def _boxes(self, place: int) -> list[QRectF]:
        unit, left, boxes = self._unit(), NAME, []
        for segment in self._bars[place].segments:
            width = max(segment.points, 0.0) * unit
            boxes.append(QRectF(left, place * ROW + 4, max(width - 1.0, 0.0), BAR))
            left += width
        return boxes

    def _cursor_box(self) -> QRectF:
        boxes = self._boxes(self._cursor[0])
        return boxes[min(self._cursor[1], len(boxes) - 1)] if boxes else QRectF()

    def _tell_cursor(self) -> None:
        bar = self._bars[self._cursor[0]]
        if bar.segments:
            tip = bar.segments[self._cursor[1]].tip
            self.setAccessibleDescription(f"{bar.name}, {tip}")
            QToolTip.showText(self.mapToGlobal(self._cursor_box().bottomLeft().toPoint()), tip_text(tip), self)
        self.update()
