"""How sure the ranks are: per candidate the share of draws in which it comes first, second, and so on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from consultant_desk.domain.charts.palette import rank_colour
from consultant_desk.domain.charts.rounding import shared_out
from consultant_desk.domain.charts.sheet import ChartTable
from consultant_desk.domain.evaluation.verdict import share_shown
from ui.charts.chart import Chart, Mark
from ui.charts.quick_text import BODY, CENTRE, RIGHT, SMALL, SMALL_FIGURES, quick_line, quick_width
from ui.figures import shown_text
from ui.theme import theme

ROW = 36.0
BAR = 24.0
HEAD = 24.0
FOOT = 24.0
NAME_MOST = 160.0
LABEL_MIN = 24.0
NEARLY_ALL = 0.995
MOST = 12
"""Candidates that are drawn; the rest stands in the table."""


@dataclass(frozen=True, slots=True)
class RankShares:
    """One candidate's shares 0..1, first rank first."""

    name: str
    shares: tuple[float, ...]


class RankSharesChart(Chart):
    """Shares of each rank as stacked bars; the figures of a candidate add up to 100 % as far as they are whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("How sure is the rank", parent)
        self._all: tuple[RankShares, ...] = ()
        self._rows: tuple[RankShares, ...] = ()
        self._draws = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[RankShares], draws: str) -> None:
        """Show these shares of `draws` draws (as printed)."""
        self._all, self._rows, self._draws = tuple(rows), tuple(rows[:MOST]), draws
        self.say()

    def as_text(self) -> str:
        """Return the shares in words, leaving out what rounds to nothing."""
        sentences = []
        for row in self._rows:
            parts = zip(percents(row.shares), figures_of(row.shares), strict=True)
            named = [f"rank {place} in {figure} %" for place, (part, figure) in enumerate(parts, 1) if part >= 1]
            sentences.append(f"{row.name}: {', '.join(named)}")
        return "; ".join([*sentences, *([self._more()] if self._more() else [])])

    def table(self) -> ChartTable:
        """Return the share of each rank in percent."""
        count = len(self._all[0].shares) if self._all else 0
        return ChartTable(
            ("Product", *(f"{ordinal(place)} in %" for place in range(1, count + 1))),
            tuple((row.name, *figures_of(row.shares)) for row in self._all),
        )

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(345, round(HEAD + ROW * len(self._rows) + (FOOT if self._more() else 0)))

    def minimumSizeHint(self) -> QSize:
        """Names may be elided."""
        return QSize(240, self.sizeHint().height())

    def find_marks(self) -> Sequence[Mark]:
        """Return the shares that can be seen."""
        return [
            Mark(box, f"{row.name} comes {ordinal(rank)} in {figure} % of the draws", place)
            for place, row in enumerate(self._rows)
            for rank, (box, figure) in enumerate(zip(self._boxes(place), figures_of(row.shares), strict=True), 1)
            if box.width() > 0
        ]

    def draw(self, painter: QPainter, shown: QRectF) -> None:
        """Paint head and bars."""
        self._paint_head(painter)
        for place, row in enumerate(self._rows):
            top = HEAD + place * ROW
            if not shown.intersects(QRectF(0, top, self.width(), ROW)):
                continue
            quick_line(painter, QRectF(0, top, self._name() - 8, BAR), row.name, theme().color("text"), BODY)
            figures = figures_of(row.shares)
            for rank, (share, figure, box) in enumerate(zip(row.shares, figures, self._boxes(place), strict=True)):
                colour = QColor(rank_colour(rank + 1))
                painter.fillRect(box, colour)
                words, ink = _words(share, figure, rank), theme().label_on(colour)
                if box.width() >= max(LABEL_MIN, quick_width(words, SMALL_FIGURES) + 4):
                    quick_line(painter, box, words, ink, SMALL_FIGURES, CENTRE)
                elif box.width() >= LABEL_MIN * 0.6:
                    quick_line(painter, box, figure, ink, SMALL_FIGURES, CENTRE)
        if self._more():
            foot = QRectF(self._name(), HEAD + ROW * len(self._rows), self.width(), FOOT)
            quick_line(painter, foot, self._more(), theme().color("text2"), SMALL)

    def _more(self) -> str:
        more = len(self._all) - len(self._rows)
        return f"and {more} more: see the table" if more else ""

    def _name(self) -> float:
        return min(max((quick_width(row.name, BODY) for row in self._rows), default=0.0) + 16.0, NAME_MOST)

    def _boxes(self, place: int) -> list[QRectF]:
        left, boxes = self._name(), []
        whole = max(self.width() - left, 1.0)
        for share in self._rows[place].shares:
            width = share * whole
            boxes.append(QRectF(left, HEAD + place * ROW, max(width - 1.0, 0.0), BAR))
            left += width
        return boxes

    def _paint_head(self, painter: QPainter) -> None:
        head = QRectF(self._name(), 0, max(self.width() - self._name(), 1.0), BAR)
        tone = theme().color("text2")
        count = len(self._rows[0].shares) if self._rows else 0
        if not count:
            return
        quick_line(painter, head, "1st", tone, SMALL)
        for words in (f"share of {self._draws} draws, by rank", f"{self._draws} draws"):
            if quick_width(words, SMALL) < head.width() - 64:
                quick_line(painter, head, words, tone, SMALL, CENTRE)
                break
        if count > 1:
            quick_line(painter, head, ordinal(count), tone, SMALL, RIGHT)


def _words(share: float, figure: str, rank: int) -> str:
    return f"{figure} % {ordinal(rank + 1)}" if share >= NEARLY_ALL else f"{figure} %"


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def figures_of(shares: Sequence[float]) -> tuple[str, ...]:
    """Return shares as they are printed: whole percents, with decimals where those alone tell it from none or all."""
    return tuple(
        str(part) if 0 < part < 100 else shown_text(share_shown(share))
        for share, part in zip(shares, percents(shares), strict=True)
    )


def percents(shares: Sequence[float]) -> tuple[int, ...]:
    """Return shares 0..1 as whole percents that add up to 100."""
    return shared_out([share * 10 for share in shares], 100)
