"""What was earned month by month: stacked bars from zero, solid for paid, sky for approved, hatched for pending."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from consultant_desk.domain.charts.months import MonthBar, month_bars
from consultant_desk.domain.charts.palette import ORDER
from consultant_desk.domain.charts.sheet import ChartTable
from ui.charts.chart import Chart, Mark
from ui.charts.marks import chart_colour
from ui.charts.quick_text import CENTRE, RIGHT, SMALL, SMALL_FIGURES, figure_line, figure_width, quick_line, quick_width
from ui.theme import theme

LEGEND, LABEL, FOOT = 38.0, 18.0, 22.0
LEAST, USUAL = 176, 215
INDENT = 32.0
ROOMY = 640
"""From this width the bars keep a margin at the left, as the words above them do."""
BLUE, SKY = ORDER[0], ORDER[3]
STRIPE, STEP = 2.0, 6.0
"""How wide a stripe of the hatch is, and how far the next one lies from it."""
SQUARE = 10.0


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month: its key, its name below the bar and in words, and the amounts in the order of the states."""

    key: str
    label: str
    name: str
    amounts: tuple[int, int, int]

    @property
    def total(self) -> int:
        """Return what all of it comes to."""
        return sum(self.amounts)


@dataclass(frozen=True, slots=True)
class MonthWords:
    """How amounts are told in full, printed above a bar, and printed where that, and then `short`, finds no room."""

    told: Callable[[int], str] = str
    printed: Callable[[int], str] = str
    short: Callable[[int], str] = str
    shortest: Callable[[int], str] = str
    states: tuple[str, str, str] = ("paid", "approved", "pending")


class MonthsChart(Chart):
    """The last months; `opened` carries the key of the one that was chosen."""

    opened = Signal(str)
    opens = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Earned month by month", parent)
        self._months: tuple[MonthFigures, ...] = ()
        self._words = MonthWords()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_months(self, months: Sequence[MonthFigures], words: MonthWords) -> None:
        """Show these months, the oldest first."""
        self._months, self._words = tuple(months), words
        self.say()

    def as_text(self) -> str:
        """Return what each month comes to and is made of."""
        return ". ".join(self._words_of(month) for month in self._months)

    def table(self) -> ChartTable:
        """Return a column per state, and the total."""
        told = self._words.told
        rows = tuple(
            (month.name, *(told(amount) for amount in month.amounts), told(month.total)) for month in self._months
        )
        return ChartTable(("Month", *(state.capitalize() for state in self._words.states), "Total"), rows)

    def sizeHint(self) -> QSize:
        """Return a field that twelve months fit in."""
        return QSize(760, USUAL)

    def minimumSizeHint(self) -> QSize:
        """Bars may become narrow and low."""
        return QSize(300, LEAST)

    def find_marks(self) -> Sequence[Mark]:
        """Return the months, each with its figure and its name."""
        room = self._field() / max(len(self._months), 1)
        return [
            Mark(
                QRectF(self._left() + bar.middle - room / 2 + 1, LEGEND + bar.top, room - 2, self.height() - LEGEND)
                & QRectF(0, 0, self.width(), self.height()),
                self._words_of(month),
                0,
            )
            for month, bar in zip(self._months, self._shape(), strict=True)
        ]

    def open_mark(self, place: int) -> None:
        """Show what a month is made of."""
        self.opened.emit(self._months[place].key)

    def draw(self, painter: QPainter, _shown: QRectF) -> None:
        """Paint legend, bars, figures and names."""
        self._paint_legend(painter)
        left, foot, bars = self._left(), self.height() - FOOT, self._shape()
        room = self._field() / max(len(bars), 1)
        printed = self._printed(room - 2)
        tone, name_tone = theme().color("text"), theme().color("text2")
        for month, bar in zip(self._months, bars, strict=True):
            for segment in bar.segments:
                box = QRectF(left + bar.left, LEGEND + LABEL + segment.top, bar.width, segment.height)
                paint_state(painter, box, segment.place)
            place = left + bar.middle - room / 2
            if month.total:
                above = QRectF(place, LEGEND + bar.top, room, LABEL - 2)
                figure_line(painter, above, printed(month.total), tone, SMALL_FIGURES, CENTRE)
            quick_line(painter, QRectF(place, foot + 4, room, 16), month.label, name_tone, SMALL, CENTRE)
        painter.fillRect(QRectF(left - 14, foot, self._field() + 14, 1), theme().color("line2"))

    def _printed(self, room: float) -> Callable[[int], str]:
        """Return how all figures above the bars are printed so that each finds room."""
        for printed in (self._words.printed, self._words.short):
            if all(figure_width(printed(month.total), SMALL_FIGURES) <= room for month in self._months):
                return printed
        return self._words.shortest

    def _paint_legend(self, painter: QPainter) -> None:
        right = float(self.width())
        for place in (2, 1, 0):
            words = self._words.states[place]
            wide = quick_width(words, SMALL)
            quick_line(painter, QRectF(right - wide - 1, 0, wide + 1, 20), words, theme().color("text2"), SMALL, RIGHT)
            right -= wide + 6 + SQUARE
            paint_state(painter, QRectF(right, 5, SQUARE, SQUARE), place)
            right -= 16

    def _words_of(self, month: MonthFigures) -> str:
        told = self._words.told
        parts = ", ".join(
            f"{state} {told(amount)}" for state, amount in zip(self._words.states, month.amounts, strict=True) if amount
        )
        return f"{month.name}: {told(month.total)}" + (f", {parts}" if parts else "")

    def _left(self) -> float:
        return INDENT + 14 if self.width() >= ROOMY else 14.0

    def _field(self) -> float:
        return max(self.width() - self._left(), 60.0)

    def _shape(self) -> tuple[MonthBar, ...]:
        height = max(self.height() - LEGEND - LABEL - FOOT, 20.0)
        return month_bars([month.amounts for month in self._months], self._field(), height)


def paint_state(painter: QPainter, box: QRectF, place: int) -> None:
    """Fill a box for paid (0), approved (1) or pending (2): solid, lighter, hatched."""
    if place < 2:
        painter.fillRect(box, chart_colour((BLUE, SKY)[place]))
        return
    painter.save()
    painter.fillRect(box, theme().color("bg0"))
    painter.setClipRect(box)
    painter.setPen(QPen(QColor(SKY), STRIPE))
    step = STEP * 2**0.5
    start = box.left() - box.height()
    while start < box.right():
        painter.drawLine(QPointF(start, box.bottom()), QPointF(start + box.height(), box.top()))
        start += step
    painter.setClipping(False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(SKY), 1))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()
