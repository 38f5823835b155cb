"""Contribution bars: one bar per candidate from zero, one segment per criterion, coloured by group, with its points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from consultant_desk.domain.charts.sheet import ChartTable
from ui.charts.chart import Chart, Mark
from ui.charts.marks import chart_colour, draw_whisker
from ui.charts.pictures import LegendEntry
from ui.charts.quick_text import (
    BODY,
    BOLD,
    CENTRE,
    HEADING_FIGURES,
    RIGHT,
    SMALL,
    SMALL_FIGURES,
    figure_line,
    figure_width,
    quick_line,
)
from ui.figures import number_text, points_text
from ui.theme import theme

ROW = 41.0
BAR = 24.0
NAME = 178.0
SCORE = 64.0
FOOT = 24.0
LABEL_MIN = 24.0
RANGE_SHOWN = 0.05
MOST = 20
"""Bars that are drawn; the rest stands in the table."""
TOLD = 12
"""Segments of a bar that are told in words, the largest."""
FADED, FLATTER = 0.35, 6.0
"""How strong the bar of a candidate is that cannot win, and how much lower, for the reason below it."""


class Segment(NamedTuple):
    """One criterion's part of a score: its points, also as printed (in tenths), and the weight and value they are of.

    Words are made when they are asked for: 200 criteria of 20 products are 4,000 segments.
    """

    criterion: str
    name: str
    points: float
    tenths: int
    weight: str
    value: float
    colour: str

    @property
    def label(self) -> str:
        """Return the points as printed."""
        return points_text(self.tenths / 10)

    def tell(self) -> str:
        """Return how the points come about."""
        return f"{self.name}: {self.weight} % × {number_text(self.value, 1)} = {self.label} points"


@dataclass(frozen=True, slots=True)
class ContributionBar:
    """One candidate's bar; `low`/`high` are the ends of the score where something is unknown.

    `failed` says which must-have it fails and which rank it would have; then the bar is faded.
    """

    candidate: str
    rank: str
    name: str
    score: str
    low: float
    high: float
    segments: tuple[Segment, ...]
    first: bool = False
    failed: str = ""


Bars = Callable[[], Sequence[ContributionBar]]


class ContributionChart(Chart):
    """Where the points come from. `opened` carries (candidate, criterion) of a segment that was chosen."""

    opened = Signal(str, str)
    opens = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Where the points come from", parent)
        self._drawn: tuple[ContributionBar, ...] = ()
        self._whole: Bars = tuple
        self._left_out = 0
        self._legend: tuple[LegendEntry, ...] = ()
        self._largest = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(
        self,
        bars: Sequence[ContributionBar],
        legend: Sequence[LegendEntry] = (),
        whole: Bars | None = None,
        left_out: int = 0,
    ) -> None:
        """Show these bars; `legend` explains their colours in a picture.

        Where there are more than are drawn, `whole` makes all of them for the table and `left_out` counts the others.
        """
        self._drawn = tuple(bars)
        self._whole, self._left_out = whole or (lambda: self._drawn), left_out
        self._legend = tuple(legend)
        self._largest = max(
            (max(bar.high, sum(part.points for part in bar.segments)) for bar in self._drawn), default=0.0
        )
        self.say()

    def as_text(self) -> str:
        """Return each candidate's score and parts."""
        lines = [
            f"{bar.rank} {bar.name} {bar.score}{f' ({bar.failed})' if bar.failed else ''}: {_told(bar.segments)}"
            for bar in self._drawn
        ]
        return "\n".join([*lines, *([self._more()] if self._more() else [])])

    def table(self) -> ChartTable:
        """Return a row per candidate and a column per criterion."""
        bars = self._whole()
        failing = any(bar.failed for bar in bars)
        names = [segment.name for segment in bars[0].segments] if bars else []
        return ChartTable(
            ("Product", "Rank", "Score", *names, *(("Note",) if failing else ())),
            tuple(
                (
                    bar.name,
                    bar.rank,
                    bar.score,
                    *(segment.label for segment in bar.segments),
                    *((bar.failed,) if failing else ()),
                )
                for bar in bars
            ),
        )

    def legend(self) -> Sequence[LegendEntry]:
        """Return what the colours stand for."""
        return self._legend

    def sizeHint(self) -> QSize:
        """Return the height of all bars."""
        return QSize(600, round(ROW * max(len(self._drawn), 1) + (FOOT if self._more() else 0)))

    def minimumSizeHint(self) -> QSize:
        """Bars may become short, rows stay as high."""
        return QSize(320, self.sizeHint().height())

    def find_marks(self) -> Sequence[Mark]:
        """Return the segments."""
        return [
            Mark(box, segment.tell, row, bar.name)
            for row, bar in enumerate(self._drawn)
            for segment, box in zip(bar.segments, self._boxes(row), strict=True)
        ]

    def open_mark(self, place: int) -> None:
        """Open the score of a segment."""
        chosen = [(bar.candidate, segment.criterion) for bar in self._drawn for segment in bar.segments]
        if 0 <= place < len(chosen):
            self.opened.emit(*chosen[place])

    def segment_at(self, position: QPointF) -> tuple[ContributionBar, Segment] | None:
        """Return the bar and segment under a position."""
        place = self.mark_at(position)
        found = [(bar, segment) for bar in self._drawn for segment in bar.segments]
        return found[place] if place >= 0 else None

    def segment_box(self, candidate: str, criterion: str) -> QRectF:
        """Return where a segment is painted; an empty rectangle when it is not there."""
        for place, bar in enumerate(self._drawn):
            for segment, box in zip(bar.segments, self._boxes(place), strict=True):
                if (bar.candidate, segment.criterion) == (candidate, criterion):
                    return box
        return QRectF()

    def draw(self, painter: QPainter, shown: QRectF) -> None:
        """Paint the bars that are looked at."""
        for place, bar in enumerate(self._drawn):
            top = place * ROW
            if not shown.intersects(QRectF(0, top, self.width(), ROW)):
                continue
            tone = theme().color("text3" if bar.failed else "text")
            quick_line(painter, QRectF(0, top, 16, BAR + 8), bar.rank, theme().color("text2"))
            name = QRectF(18, top, NAME - 26, BAR + 8)
            quick_line(painter, name, bar.name, tone, BOLD if bar.first else BODY)
            score = QRectF(self.width() - SCORE, top, SCORE, BAR + 8)
            quick_line(painter, score, bar.score, tone, HEADING_FIGURES, RIGHT)
            self._paint_segments(painter, place, bar)
        if self._more():
            foot = QRectF(NAME, ROW * len(self._drawn), self.width() - NAME, FOOT)
            quick_line(painter, foot, self._more(), theme().color("text2"), SMALL)

    def _more(self) -> str:
        return f"and {self._left_out} more: see the table" if self._left_out else ""

    def _paint_segments(self, painter: QPainter, place: int, bar: ContributionBar) -> None:
        painter.setOpacity(FADED if bar.failed else 1.0)
        boxes = self._boxes(place)
        for segment, box in zip(bar.segments, boxes, strict=True):
            painter.fillRect(box, chart_colour(segment.colour))
        painter.setOpacity(1.0)
        below = place * ROW + 4 + BAR
        if bar.failed:
            note = QRectF(NAME, below - FLATTER, self.width() - NAME - SCORE, ROW - BAR - 4 + FLATTER)
            quick_line(painter, note, bar.failed, theme().color("warn"), SMALL)
            return
        for segment, box in zip(bar.segments, boxes, strict=True):
            if box.width() < LABEL_MIN:
                continue
            label = segment.label
            if box.width() >= figure_width(label, SMALL_FIGURES) + 4:
                ink = theme().label_on(chart_colour(segment.colour))
                figure_line(painter, box, label, ink, SMALL_FIGURES, CENTRE)
        if bar.high - bar.low >= RANGE_SHOWN:
            ends = [NAME + points * self._unit() for points in (bar.low, bar.high)]
            draw_whisker(painter, ends[0], ends[1], below + 5, theme().color("text"), cap=3.0)

    def _unit(self) -> float:
        return max(self.width() - NAME - SCORE, 1.0) / max(self._largest, 1.0)

    def _boxes(self, place: int) -> list[QRectF]:
        unit, left, boxes = self._unit(), NAME, []
        high = BAR - FLATTER if self._drawn[place].failed else BAR
        for segment in self._drawn[place].segments:
            width = max(segment.points, 0.0) * unit
            # Slivers keep most of their width, or 200 criteria would leave nothing but gaps.
            boxes.append(QRectF(left, place * ROW + 4, width - min(1.0, width * 0.25), high))
            left += width
        return boxes


def _told(segments: Sequence[Segment]) -> str:
    """Return the largest segments in their order, and how many others there are."""
    kept = sorted(range(len(segments)), key=lambda place: -segments[place].points)[:TOLD]
    words = ", ".join(segments[place].tell() for place in sorted(kept))
    return words if len(kept) == len(segments) else f"{words}, and {len(segments) - len(kept)} smaller ones"
