"""How sure the ranks are: per candidate the share of draws in which it comes first, second, and so on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from consultant_desk.domain.charts.palette import rank_colour
from consultant_desk.domain.charts.rounding import shared_out
from ui.charts.chart import Chart
from ui.theme import theme
from ui.widgets.painting import focus_ring, painter_on, text_line, text_width

ROW = 36.0
BAR = 24.0
HEAD = 24.0
NAME_MOST = 160.0
LABEL_MIN = 24.0
NEARLY_ALL = 0.995


@dataclass(frozen=True, slots=True)
class RankShares:
    """One candidate's shares 0..1, first rank first."""

    name: str
    shares: tuple[float, ...]


class RankSharesChart(Chart):
    """Shares of each rank as stacked bars; the figures of a candidate add up to 100 %."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("How sure is the rank", parent)
        self._rows: tuple[RankShares, ...] = ()
        self._draws = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[RankShares], draws: str) -> None:
        """Show these shares of `draws` draws (as printed)."""
        self._rows, self._draws = tuple(rows), draws
        self.say()

    def as_text(self) -> str:
        """Return the shares in words, leaving out what rounds to nothing."""
        sentences = []
        for row in self._rows:
            parts = percents(row.shares)
            named = [f"rank {place} in {part} %" for place, part in enumerate(parts, 1) if part >= 1]
            sentences.append(f"{row.name}: {', '.join(named)}")
        return "; ".join(sentences)

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(345, round(HEAD + ROW * len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        """Names may be elided."""
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint head and bars."""
        painter = painter_on(QPainter(self))
        body, small = theme().font("body"), theme().font("small", tabular=True)
        name = min(max((text_width(row.name, body) for row in self._rows), default=0) + 16.0, NAME_MOST)
        bar = QRectF(name, 0, max(self.width() - name, 1.0), BAR)
        self._paint_head(painter, bar)
        for place, row in enumerate(self._rows):
            top = HEAD + place * ROW
            text_line(painter, QRectF(0, top, name - 8, BAR), row.name, theme().color("text"), body)
            left = bar.left()
            figures = percents(row.shares)
            for rank, (share, figure) in enumerate(zip(row.shares, figures, strict=True)):
                width = share * bar.width()
                box = QRectF(left, top, max(width - 1.0, 0.0), BAR)
                left += width
                colour = QColor(rank_colour(rank + 1))
                painter.fillRect(box, colour)
                words = _words(share, figure, rank)
                if box.width() >= max(LABEL_MIN, text_width(words, small) + 4):
                    ink = theme().label_on(colour)
                    text_line(painter, box, words, ink, small, Qt.AlignmentFlag.AlignHCenter)
                elif box.width() >= LABEL_MIN * 0.6:
                    ink = theme().label_on(colour)
                    text_line(painter, box, f"{figure}", ink, small, Qt.AlignmentFlag.AlignHCenter)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()))
        painter.end()

    def _paint_head(self, painter: QPainter, bar: QRectF) -> None:
        small, tone = theme().font("small", tabular=True), theme().color("text2")
        count = len(self._rows[0].shares) if self._rows else 0
        text_line(painter, bar, "1st", tone, small)
        words = f"share of {self._draws} draws, by rank"
        text_line(painter, bar, words, tone, small, Qt.AlignmentFlag.AlignHCenter)
        if count > 1:
            text_line(painter, bar, ordinal(count), tone, small, Qt.AlignmentFlag.AlignRight)


def _words(share: float, figure: int, rank: int) -> str:
    return f"100 % {ordinal(rank + 1)}" if share >= NEARLY_ALL else f"{figure} %"


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def percents(shares: Sequence[float]) -> tuple[int, ...]:
    """Return shares 0..1 as whole percents that add up to 100."""
    return shared_out([share * 10 for share in shares], 100)
