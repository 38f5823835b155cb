"""How sure the scores are: a dot per candidate on one axis, with the range its unknown and uncertain scores allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from consultant_desk.domain.charts.palette import RANK_RAMP
from consultant_desk.domain.charts.sheet import ChartTable
from consultant_desk.domain.charts.spans import ScoreSpan, Spans, spans
from ui.charts.chart import Chart, Mark
from ui.charts.marks import draw_whisker
from ui.charts.quick_text import BODY, CENTRE, FIGURES, RIGHT, SMALL, SMALL_FIGURES, quick_line, quick_width
from ui.figures import number_text, points_text
from ui.theme import theme

ROW = 28.0
FOOT = 24.0
NAME_MOST = 148.0
FIGURE = 92.0
DOT = 4.5
PAD = 8.0


class SpanChart(Chart):
    """Scores with their ranges, in the order of the ranking."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("How sure are the scores", parent)
        self._spans: tuple[ScoreSpan, ...] = ()
        self._names: Mapping[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_spans(self, scores: Sequence[ScoreSpan], names: Mapping[str, str]) -> None:
        """Show these scores."""
        self._spans, self._names = tuple(scores), names
        self.say()

    def as_text(self) -> str:
        """Return each score with its ends."""
        shown = self._spans[: len(self._shape().rows)]
        return ". ".join([*(self._words(one) for one in shown), *([self._more()] if self._more() else [])])

    def table(self) -> ChartTable:
        """Return score, ends and the range of nine in ten draws."""
        return ChartTable(
            ("Product", "Score", "Low", "High", "5 % of draws below", "5 % above"),
            tuple(
                (
                    self._names.get(one.candidate, one.candidate),
                    *(points_text(value) for value in (one.score, one.low, one.high)),
                    *(points_text(value) for value in one.likely or ()),
                )
                for one in self._spans
            ),
        )

    def sizeHint(self) -> QSize:
        """Return the height of all rows and the axis."""
        rows = len(self._shape().rows)
        return QSize(400, round(ROW * max(rows, 1) + FOOT + (FOOT if self._more() else 0)))

    def minimumSizeHint(self) -> QSize:
        """Let the axis become short."""
        return QSize(300, self.sizeHint().height())

    def find_marks(self) -> Sequence[Mark]:
        """Return the rows."""
        return [
            Mark(QRectF(0, place * ROW, self.width(), ROW), self._words(one), place)
            for place, one in enumerate(self._spans[: len(self._shape().rows)])
        ]

    def draw(self, painter: QPainter, shown: QRectF) -> None:
        """Paint axis, ranges and dots."""
        shape, left = self._shape(), self._left()
        text, tone = theme().color("text"), theme().color("text2")
        end = ROW * len(shape.rows)
        for tick in shape.axis.ticks if shape.rows else ():
            x = left + shape.axis.place(tick)
            painter.fillRect(QRectF(round(x), 0, 1, end), theme().color("line"))
            quick_line(painter, QRectF(x - 20, end + 2, 40, 16), number_text(tick), tone, SMALL_FIGURES, CENTRE)
        for place, (one, row) in enumerate(zip(self._spans, shape.rows, strict=False)):
            middle = (place + 0.5) * ROW
            if not shown.intersects(QRectF(0, place * ROW, self.width(), ROW)):
                continue
            name = self._names.get(one.candidate, one.candidate)
            quick_line(painter, QRectF(0, place * ROW, left - PAD - 6, ROW), name, text, BODY)
            if row.high - row.low > 1.0:
                draw_whisker(painter, left + row.low, left + row.high, middle, text, cap=3.5)
            if row.likely is not None and row.likely[1] - row.likely[0] > 1.0:
                likely = QRectF(left + row.likely[0], middle - 4, row.likely[1] - row.likely[0], 8)
                painter.fillRect(likely, QColor(RANK_RAMP[1]))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().chart(0))
            painter.drawEllipse(QPointF(left + row.dot, middle), DOT, DOT)
            figure = QRectF(self.width() - FIGURE, place * ROW, FIGURE, ROW)
            quick_line(painter, figure, self._figure(one), tone, FIGURES, RIGHT)
        if self._more():
            quick_line(painter, QRectF(left, end + FOOT, self.width(), FOOT), self._more(), tone, SMALL)

    def _figure(self, one: ScoreSpan) -> str:
        low, high = points_text(one.low), points_text(one.high)
        return points_text(one.score) if low == high else f"{low} \u2013 {high}"

    def _words(self, one: ScoreSpan) -> str:
        name, score = self._names.get(one.candidate, one.candidate), points_text(one.score)
        low, high = points_text(one.low), points_text(one.high)
        ends = f"{name} {score}" if low == high else f"{name} {score}, at worst {low}, at best {high}"
        likely = ""
        if one.likely is not None:
            least, most = (points_text(end) for end in one.likely)
            likely = (
                f"; nine in ten draws from {least} to {most}" if least != most else f"; nine in ten draws at {least}"
            )
        return f"{ends}{likely}"

    def _more(self) -> str:
        more = self._shape().more
        return f"and {more} more: see the table" if more else ""

    def _left(self) -> float:
        wide = max((quick_width(self._names.get(one.candidate, ""), BODY) for one in self._spans[:20]), default=0.0)
        return min(wide + 20.0, NAME_MOST) + PAD

    def _shape(self) -> Spans:
        return spans(self._spans, max(self.width() - self._left() - FIGURE - PAD, 20.0))
