"""Which weight matters: the lead if a weight is halved or doubled, around the lead of now; where it ends is shaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from consultant_desk.domain.charts.palette import RANK_RAMP
from consultant_desk.domain.charts.sheet import ChartTable
from consultant_desk.domain.charts.tornado import Swing, Tornado, TornadoRow, tornado, widest_first
from consultant_desk.domain.evaluation.ranking import TIE_TOLERANCE
from consultant_desk.domain.evaluation.result import TornadoBar
from ui.charts.chart import Chart, Mark
from ui.charts.pictures import LegendEntry
from ui.charts.quick_text import BODY, FIGURES, FIGURES_BOLD, RIGHT, SMALL, quick_line, quick_width
from ui.figures import signed_shown
from ui.theme import theme

ROW = 26.0
BAR = 14.0
HEAD = 26.0
FOOT = 22.0
NAME_MOST = 172.0
FIGURE = 44.0
HALVED, DOUBLED = RANK_RAMP[2], RANK_RAMP[0]
SQUARE = 8.0
DASH = (1.0, 2.0)


class TornadoChart(Chart):
    """One row per criterion, widest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Which weight matters", parent)
        self._bars: tuple[TornadoBar, ...] = ()
        self._lead = 0.0
        self._now = ""
        self._criteria: Mapping[str, str] = {}
        self._rivals: Mapping[str, str] = {}
        self._runner_up = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(
        self,
        bars: Sequence[TornadoBar],
        lead: float,
        now: str,
        runner_up: str,
        criteria: Mapping[str, str],
        candidates: Mapping[str, str],
    ) -> None:
        """Show the lead of now (points, and as printed) and what becomes of it; names by id."""
        self._bars, self._lead, self._now = widest_first(bars, lead), lead, now
        self._runner_up, self._criteria, self._rivals = runner_up, criteria, candidates
        self.say()

    def as_text(self) -> str:
        """Return the lead of each row in words, with the rival where there is none left."""
        lead = f"The lead is {self._now} now" if abs(self._lead) > TIE_TOLERANCE else "There is no lead now"
        sentences = [lead] if self._bars else []
        for row in self._shape().rows:
            halved, doubled = (self._lead_words(swing) for swing in (row.halved, row.doubled))
            sentences.append(f"{self._criteria[row.criterion]} halved {halved}, doubled {doubled}")
        return ". ".join(sentences)

    def table(self) -> ChartTable:
        """Return the lead of each criterion and who is ahead or next then."""
        return ChartTable(
            ("Criterion", "½", "Rival at ½", "2×", "Rival at 2×"),
            tuple(
                (
                    self._criteria[bar.criterion],
                    signed_shown(bar.halved_shown),
                    self._rivals.get(bar.halved_rival, ""),
                    signed_shown(bar.doubled_shown),
                    self._rivals.get(bar.doubled_rival, ""),
                )
                for bar in self._bars
            ),
        )

    def legend(self) -> Sequence[LegendEntry]:
        """Return what light and dark stand for."""
        return (LegendEntry(HALVED, "weight halved"), LegendEntry(DOUBLED, "weight doubled"))

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        shape = self._shape()
        return QSize(400, round(HEAD + ROW * len(shape.rows) + (FOOT if shape.more else 0)))

    def minimumSizeHint(self) -> QSize:
        """Names may be elided, bars short."""
        return QSize(320, self.sizeHint().height())

    def find_marks(self) -> Sequence[Mark]:
        """Return the rows."""
        return [
            Mark(QRectF(0, HEAD + place * ROW, self.width(), ROW), self._row_words(row), place)
            for place, row in enumerate(self._shape().rows)
        ]

    def draw(self, painter: QPainter, shown: QRectF) -> None:
        """Paint the zone of the rival, both lines, the bars and the figures."""
        shape = self._shape()
        left = self._left()
        end = HEAD + ROW * len(shape.rows)
        if shape.zero is not None and shape.rows:
            painter.fillRect(QRectF(left, HEAD - 6, shape.zero, end - HEAD + 6), theme().color("warnTint"))
            painter.fillRect(QRectF(left + shape.zero - 0.5, HEAD - 6, 1, end - HEAD + 6), theme().color("text2"))
        for place, row in enumerate(shape.rows):
            if shown.intersects(QRectF(0, HEAD + place * ROW, self.width(), ROW)):
                self._paint_row(painter, row, HEAD + place * ROW, left)
        if shape.rows:
            painter.setPen(QPen(theme().color("text"), 1.2, Qt.PenStyle.CustomDashLine))
            pen = painter.pen()
            pen.setDashPattern(DASH)
            painter.setPen(pen)
            painter.drawLine(QPointF(left + shape.now, HEAD - 20), QPointF(left + shape.now, end))
            self._paint_head(painter, shape, left)
        if shape.more:
            words = f"and {shape.more} that matter less: see the table"
            quick_line(painter, QRectF(0, end, self.width(), FOOT), words, theme().color("text2"), SMALL)

    def _paint_head(self, painter: QPainter, shape: Tornado, left: float) -> None:
        tone = theme().color("text2")
        right = self.width() - 2 * FIGURE
        now = f"now {self._now}"
        start = left + shape.now + 5
        wide = quick_width(now, SMALL)
        before = f"{self._rivals.get(self._runner_up, '')} first"
        if start + wide > right - 4:
            start = left + shape.now - 5 - wide
        quick_line(painter, QRectF(start, 0, wide + 1, HEAD - 6), now, tone, SMALL)
        needed = quick_width(before, SMALL)
        zone_end = left + shape.now - 5 if start > left + shape.now else start - 8
        if shape.zero is not None and self._runner_up and zone_end - needed >= 0:
            zone = min(max(left + shape.zero - needed, 0.0), zone_end - needed)
            quick_line(painter, QRectF(zone, 0, needed + 1, HEAD - 6), before, tone, SMALL)
        for place, (colour, sign) in enumerate(((HALVED, "½"), (DOUBLED, "2×"))):
            box = QRectF(right + place * FIGURE, 0, FIGURE, HEAD - 6)
            wide = quick_line(painter, box, sign, tone, SMALL, RIGHT)
            spot = QRectF(box.right() - wide - SQUARE - 5, box.center().y() - SQUARE / 2, SQUARE, SQUARE)
            painter.fillRect(spot, QColor(colour))

    def _paint_row(self, painter: QPainter, row: TornadoRow, top: float, left: float) -> None:
        text = theme().color("text")
        name = self._criteria[row.criterion]
        quick_line(painter, QRectF(0, top, left - 10, ROW), name, text, BODY)
        bar_top, high = top + (ROW - BAR) / 2, BAR / 2 if row.same_side else BAR
        for half, (swing, colour) in enumerate(((row.halved, HALVED), (row.doubled, DOUBLED))):
            y = bar_top + (high * half if row.same_side else 0.0)
            if swing.width > 0:
                painter.fillRect(QRectF(left + swing.x, y, swing.width, high), QColor(colour))
            figure = QRectF(self.width() - (2 - half) * FIGURE, top, FIGURE, ROW)
            ink = theme().color("warn") if swing.flips else text
            quick_line(painter, figure, signed_shown(swing.lead), ink, FIGURES_BOLD if swing.flips else FIGURES, RIGHT)

    def _row_words(self, row: TornadoRow) -> str:
        halved, doubled = (self._lead_words(swing) for swing in (row.halved, row.doubled))
        return f"{self._criteria[row.criterion]}: halved {halved}, doubled {doubled}"

    def _lead_words(self, swing: Swing) -> str:
        rival = self._rivals.get(swing.rival, "")
        return f"{signed_shown(swing.lead)}, {rival} first" if swing.flips and rival else signed_shown(swing.lead)

    def _left(self) -> float:
        wide = max((quick_width(self._criteria[bar.criterion], BODY) for bar in self._bars[:12]), default=0.0)
        return min(wide + 14.0, NAME_MOST, self.width() * 0.42)

    def _shape(self) -> Tornado:
        room = max(self.width() - self._left() - 2 * FIGURE - 6, 20.0)
        return tornado(self._bars, self._lead, room)
