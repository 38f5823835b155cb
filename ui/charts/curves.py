"""The value functions as small multiples: the curve of each criterion with the candidates' scores on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from consultant_desk.domain.charts.sheet import ChartTable
from ui.charts.chart import Chart, Mark
from ui.charts.marks import draw_curve
from ui.charts.pictures import LegendEntry
from ui.charts.quick_text import BODY, RIGHT, SMALL, SMALL_FIGURES, quick_line, quick_width
from ui.theme import theme

WIDE, HIGH, GAP = 172.0, 136.0, 20.0
TITLE, AXIS = 22.0, 18.0
DOT = 4.0
INSET = DOT + 1
"""The marks at the ends of a scale are whole."""
FOOT = 22.0
MOST = 12
"""Criteria that are drawn; the rest stands in the table."""


@dataclass(frozen=True, slots=True)
class CurveScore:
    """One candidate's score on a curve: place on x and y (0..1), as printed, value as printed; None: not known."""

    name: str
    spot: tuple[float, float] | None
    raw: str
    value: str
    colour: str


@dataclass(frozen=True, slots=True)
class CurvePicture:
    """One criterion: the curve (x, y in 0..1), the raw values at its left and right end, the scores."""

    name: str
    curve: tuple[tuple[float, float], ...]
    left: str
    right: str
    scores: tuple[CurveScore, ...]


Pictures = Callable[[], Sequence[CurvePicture]]


class CurvesChart(Chart):
    """As many small pictures in a line as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Value functions", parent)
        self._whole: Pictures = tuple
        self._left_out = 0
        self._pictures: tuple[CurvePicture, ...] = ()
        self._legend: tuple[LegendEntry, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_curves(
        self,
        pictures: Sequence[CurvePicture],
        legend: Sequence[LegendEntry],
        whole: Pictures | None = None,
        left_out: int = 0,
    ) -> None:
        """Show these criteria; `legend` says whose mark has which colour.

        Where there are more than are drawn, `whole` makes all of them for the table and `left_out` counts the others.
        """
        self._pictures = tuple(pictures)
        self._whole, self._left_out = whole or (lambda: self._pictures), left_out
        self._legend = tuple(legend)
        self.say()

    def as_text(self) -> str:
        """Return the values of all scores criterion by criterion."""
        return ". ".join(
            f"{picture.name}, {picture.left} to {picture.right}: "
            + ", ".join(f"{score.name} {score.raw} counts {score.value}" for score in picture.scores)
            for picture in self._pictures
        )

    def table(self) -> ChartTable:
        """Return a row per criterion and candidate."""
        return ChartTable(
            ("Criterion and product", "Score", "Value"),
            tuple(
                (f"{picture.name}: {score.name}", score.raw, score.value)
                for picture in self._whole()
                for score in picture.scores
            ),
        )

    def legend(self) -> Sequence[LegendEntry]:
        """Return whose mark has which colour."""
        return self._legend

    def hasHeightForWidth(self) -> bool:
        """More lines are needed where there is less width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        lines = -(-max(len(self._pictures), 1) // self._in_line(width))
        return round(lines * (HIGH + GAP) - GAP + (FOOT if self._more() else 0))

    def sizeHint(self) -> QSize:
        """Return the size of one line; the height follows the width."""
        return QSize(600, round(HIGH))

    def minimumSizeHint(self) -> QSize:
        """Ask for one picture in a line at least."""
        return QSize(240, round(HIGH))

    def find_marks(self) -> Sequence[Mark]:
        """Return the scores, picture by picture."""
        found = []
        for place, picture in enumerate(self._pictures):
            field = self._field(place)
            for score in sorted((one for one in picture.scores if one.spot), key=lambda one: one.spot or (0.0, 0.0)):
                spot = self._spot(field, score)
                box = QRectF(spot.x() - DOT - 1, spot.y() - DOT - 1, 2 * DOT + 2, 2 * DOT + 2)
                words = f"{picture.name}, {score.name}: {score.raw} counts {score.value}"
                found.append(Mark(box, words, place // self._in_line(self.width())))
        return found

    def draw(self, painter: QPainter, shown: QRectF) -> None:
        """Paint each curve with its title, the ends of its scale and the scores."""
        tone = theme().color("text2")
        for place, picture in enumerate(self._pictures):
            field = self._field(place)
            if not shown.intersects(field.adjusted(0, -TITLE, 0, AXIS)):
                continue
            title = QRectF(field.left(), field.top() - TITLE, field.width(), TITLE - 4)
            quick_line(painter, title, picture.name, theme().color("text"), BODY)
            draw_curve(painter, field, picture.curve)
            ends = QRectF(field.left(), field.bottom() + 2, field.width(), 16)
            half = ends.adjusted(0, 0, -ends.width() / 2 - 4, 0)
            quick_line(painter, half, picture.left, tone, SMALL_FIGURES)
            room = min(quick_width(picture.right, SMALL_FIGURES), ends.width() / 2 - 4)
            other = QRectF(ends.right() - room - 1, ends.top(), room + 1, 16)
            quick_line(painter, other, picture.right, tone, SMALL_FIGURES, RIGHT)
            painter.setPen(QPen(theme().color("bg0"), 1))
            for score in reversed(picture.scores):
                if score.spot is not None:
                    painter.setBrush(QColor(score.colour))
                    painter.drawEllipse(self._spot(field, score), DOT, DOT)
        if self._more():
            foot = QRectF(0, self.height() - FOOT, self.width(), FOOT)
            quick_line(painter, foot, self._more(), tone, SMALL)

    def _more(self) -> str:
        return f"and {self._left_out} more: see the table" if self._left_out else ""

    def _in_line(self, width: int) -> int:
        return max(1, int((width + GAP) // (WIDE + GAP)))

    def _field(self, place: int) -> QRectF:
        count = self._in_line(self.width())
        wide = (self.width() + GAP) / count - GAP
        line, column = divmod(place, count)
        top = line * (HIGH + GAP)
        return QRectF(column * (wide + GAP) + INSET, top + TITLE, wide - 2 * INSET, HIGH - TITLE - AXIS)

    def _spot(self, field: QRectF, score: CurveScore) -> QPointF:
        x, y = score.spot or (0.0, 0.0)
        return QPointF(field.left() + x * field.width(), field.bottom() - y * field.height())
