"""Total cost: bars of what it is made of, and lines of how it adds up over the years."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from consultant_desk.domain.charts.costs import CostBar, CostLines, cost_bars, cost_lines, kinds_of
from consultant_desk.domain.charts.palette import colour_of
from consultant_desk.domain.charts.sheet import ChartTable
from consultant_desk.domain.evaluation.result import ValueForMoney
from ui.charts.chart import Chart, Mark
from ui.charts.pictures import LegendEntry
from ui.charts.quick_text import (
    BODY,
    CENTRE,
    FIGURES,
    LEFT,
    RIGHT,
    SMALL,
    SMALL_FIGURES,
    quick_line,
    quick_width,
)
from ui.theme import theme

ROW, BAR = 32.0, 20.0
NAME, FIGURE = 148.0, 84.0
FOOT = 22.0
LABEL_MIN = 24.0
HEIGHT = 208
AXIS, BELOW, ABOVE = 52.0, 22.0, 8.0
END = 150.0
LINE = 1.8
DOT = 3.0


@dataclass(frozen=True, slots=True)
class CostWords:
    """Names of candidates and kinds, candidates in the order shown, and how amounts are written."""

    order: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    amount: Callable[[Decimal], str] = str
    tick: Callable[[float], str] = str


class CostBars(Chart):
    """What the total of each candidate is made of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Total cost by kind", parent)
        self._by_kind: Mapping[str, Mapping[str, Decimal]] = {}
        self._words = CostWords()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_worth(self, worth: ValueForMoney | None, words: CostWords) -> None:
        """Show the costs by kind."""
        self._by_kind, self._words = (worth.by_kind if worth else {}), words
        self.say()

    def as_text(self) -> str:
        """Return the total of each candidate and its parts."""
        return ". ".join(
            f"{self._name(bar.candidate)} {self._words.amount(bar.total)}: "
            + ", ".join(f"{self._kind(part.kind)} {self._words.amount(part.amount)}" for part in bar.parts)
            for bar in self._shape()
        )

    def table(self) -> ChartTable:
        """Return a column per kind, and the total."""
        kinds = kinds_of(self._by_kind)
        amount = self._words.amount
        rows = tuple(
            (
                self._name(key),
                *(amount(self._by_kind[key].get(kind, Decimal(0))) for kind in kinds),
                amount(sum(self._by_kind[key].values(), Decimal(0))),
            )
            for key in self._words.order
            if key in self._by_kind
        )
        return ChartTable(("Product", *(self._kind(kind) for kind in kinds), "Total"), rows)

    def legend(self) -> Sequence[LegendEntry]:
        """Return the kinds in their colours."""
        return [LegendEntry(colour_of(place), self._kind(kind)) for place, kind in enumerate(kinds_of(self._by_kind))]

    def sizeHint(self) -> QSize:
        """Return the height of all bars."""
        return QSize(420, round(ROW * max(len(self._shape()), 1) + (FOOT if self._more() else 0)))

    def minimumSizeHint(self) -> QSize:
        """Bars may become short."""
        return QSize(300, self.sizeHint().height())

    def find_marks(self) -> Sequence[Mark]:
        """Return the parts of the bars."""
        return [
            Mark(
                QRectF(NAME + part.x, row * ROW + (ROW - BAR) / 2, part.width, BAR),
                f"{self._name(bar.candidate)}, {self._kind(part.kind)}: {self._words.amount(part.amount)}",
                row,
            )
            for row, bar in enumerate(self._shape())
            for part in bar.parts
        ]

    def draw(self, painter: QPainter, shown: QRectF) -> None:
        """Paint the bars and their totals."""
        text = theme().color("text")
        bars = self._shape()
        for row, bar in enumerate(bars):
            top = row * ROW
            if not shown.intersects(QRectF(0, top, self.width(), ROW)):
                continue
            quick_line(painter, QRectF(0, top, NAME - 12, ROW), self._name(bar.candidate), text, BODY)
            total = QRectF(self.width() - FIGURE, top, FIGURE, ROW)
            quick_line(painter, total, self._words.amount(bar.total), text, FIGURES, RIGHT)
            for part in bar.parts:
                box = QRectF(NAME + part.x, top + (ROW - BAR) / 2, part.width - min(1.0, part.width / 4), BAR)
                fill = QColor(part.colour)
                painter.fillRect(box, fill)
                words = self._words.tick(float(part.amount))
                if box.width() >= max(LABEL_MIN, quick_width(words, SMALL_FIGURES) + 6):
                    quick_line(painter, box, words, theme().label_on(fill), SMALL_FIGURES, CENTRE)
        if self._more():
            foot = QRectF(NAME, len(bars) * ROW, self.width() - NAME, FOOT)
            quick_line(painter, foot, self._more(), theme().color("text2"), SMALL)

    def _more(self) -> str:
        more = len(self._by_kind) - len(self._shape())
        return f"and {more} more: see the table" if more > 0 else ""

    def _name(self, candidate: str) -> str:
        return self._words.names.get(candidate, candidate)

    def _kind(self, kind: str) -> str:
        return self._words.kinds.get(kind, kind)

    def _shape(self) -> tuple[CostBar, ...]:
        return cost_bars(self._by_kind, self._words.order, max(self.width() - NAME - FIGURE - 8, 20.0))


class CostOverYears(Chart):
    """What each candidate has cost by the end of each year."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Total cost over the years", parent)
        self._by_year: Mapping[str, tuple[Decimal, ...]] = {}
        self._words = CostWords()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_worth(self, worth: ValueForMoney | None, words: CostWords) -> None:
        """Show the costs by year."""
        self._by_year, self._words = (worth.by_year if worth else {}), words
        self.say()

    def as_text(self) -> str:
        """Return the cost so far by year of each candidate."""
        return ". ".join(f"{line[0]}: {', '.join(self._year_words(line[1:]))}" for line in self._table_rows())

    def table(self) -> ChartTable:
        """Return the cost so far by year."""
        rows = self._table_rows()
        count = max((len(row) for row in rows), default=1) - 1
        return ChartTable(("Product", *(_year(year) for year in range(count))), rows)

    def sizeHint(self) -> QSize:
        """Return a field that the names fit beside."""
        return QSize(420, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Let the field become narrower."""
        return QSize(300, HEIGHT)

    def find_marks(self) -> Sequence[Mark]:
        """Return the points of the lines."""
        rows = {row[0]: row[1:] for row in self._table_rows()}
        return [
            Mark(
                QRectF(AXIS + x - 6, ABOVE + y - 6, 12, 12),
                f"{self._name(line.candidate)}, {_year(year).lower()}: {rows[self._name(line.candidate)][year]}",
                row,
            )
            for row, line in enumerate(self._shape().lines)
            for year, (x, y) in enumerate(line.points)
        ]

    def draw(self, painter: QPainter, _shown: QRectF) -> None:
        """Paint axes, lines, and the names beside their ends."""
        shape = self._shape()
        if not shape.lines:
            return
        self._paint_axes(painter, shape)
        right = AXIS + self._field()
        for line in shape.lines:
            colour = QColor(line.colour)
            spots = [QPointF(AXIS + x, ABOVE + y) for x, y in line.points]
            painter.setPen(QPen(colour, LINE))
            painter.drawPolyline(spots)
            painter.setBrush(colour)
            for spot in spots:
                painter.drawEllipse(spot, DOT, DOT)
            # A thin line leads from the end to its name: yellow and sky alone are too faint to be told apart.
            middle = ABOVE + line.label_top + 8
            painter.setPen(QPen(theme().color("line2"), 1))
            painter.drawLine(QPointF(right + 5, spots[-1].y()), QPointF(right + 14, middle))
            painter.fillRect(QRectF(right + 16, middle - 4, 8, 8), colour)
            name = QRectF(right + 28, ABOVE + line.label_top, self.width() - right - 28, 16)
            quick_line(painter, name, f"{self._name(line.candidate)}", theme().color("text"), SMALL, LEFT)

    def _paint_axes(self, painter: QPainter, shape: CostLines) -> None:
        tone, line = theme().color("text2"), theme().color("line")
        bottom = ABOVE + shape.cost.length
        for tick in shape.cost.ticks:
            y = bottom - shape.cost.place(tick)
            painter.fillRect(QRectF(AXIS, y, self._field(), 1), line)
            quick_line(painter, QRectF(0, y - 8, AXIS - 8, 16), self._words.tick(tick), tone, SMALL_FIGURES, RIGHT)
        step = max(1, -(-len(shape.years) * 48 // max(int(self._field()), 1)))
        for year, x in list(enumerate(shape.years))[::step]:
            words = "now" if year == 0 else f"year {year}"
            quick_line(painter, QRectF(AXIS + x - 24, bottom + 4, 48, 16), words, tone, SMALL, CENTRE)

    def _table_rows(self) -> tuple[tuple[str, ...], ...]:
        rows = []
        for key in self._words.order:
            so_far, line = Decimal(0), []
            for amount in self._by_year.get(key, ()):
                so_far += amount
                line.append(self._words.amount(so_far))
            if line:
                rows.append((self._name(key), *line))
        return tuple(rows)

    def _year_words(self, amounts: Sequence[str]) -> list[str]:
        return [f"{_year(year).lower()} {amount}" for year, amount in enumerate(amounts)]

    def _name(self, candidate: str) -> str:
        return self._words.names.get(candidate, candidate)

    def _field(self) -> float:
        return max(self.width() - AXIS - min(END, self.width() * 0.35), 40.0)

    def _shape(self) -> CostLines:
        return cost_lines(self._by_year, self._words.order, self._field(), HEIGHT - ABOVE - BELOW, 16.0)


def _year(year: int) -> str:
    return "Now" if year == 0 else f"Year {year}"
