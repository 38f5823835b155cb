"""The value functions as small multiples: the curve of each criterion with the candidates' scores on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
SHARED = DOT + 1
"""Radius of the mark of several scores, in slices of their colours."""
NEAR = DOT
"""Scores nearer to each other than this would hide each other, and share one mark."""
FOOT = 22.0
COUNT = 14.0
WHOLE = 360 * 16
"""A full turn, as Qt counts angles."""
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


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one score or several are painted."""

    at: QPointF
    scores: tuple[CurveScore, ...]

    @property
    def radius(self) -> float:
        """Return the radius of the mark."""
        return DOT if len(self.scores) == 1 else SHARED

    @property
    def box(self) -> QRectF:
        """Return what the mark covers."""
        return QRectF(self.at.x() - self.radius, self.at.y() - self.radius, 2 * self.radius, 2 * self.radius)

    @property
    def count(self) -> str:
        """Return how many share the mark, nothing for one alone."""
        return f"×{len(self.scores)}" if len(self.scores) > 1 else ""

    def tell(self) -> str:
        """Name all scores; what they have in common is said once."""
        if len({(score.raw, score.value) for score in self.scores}) == 1:
            score = self.scores[0]
            return f"{_listed([one.name for one in self.scores])}: {score.raw} counts {score.value}"
        return "; ".join(f"{score.name}: {score.raw} counts {score.value}" for score in self.scores)


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
        """Return the values of all scores criterion by criterion; equal ones are told together."""
        return ". ".join(
            f"{picture.name}, {picture.left} to {picture.right}: "
            + "; ".join(_told(scores) for scores in _equal(picture.scores))
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
        """Return the scores, picture by picture; those that lie on each other are one mark that names all."""
        found = []
        for place, picture in enumerate(self._pictures):
            for spot in spots_of(self._field(place), picture):
                row = place // self._in_line(self.width())
                found.append(Mark(spot.box.adjusted(-1, -1, 1, 1), f"{picture.name}, {spot.tell()}", row))
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
            spots = spots_of(field, picture)
            for box, count in placed_counts(field, picture, spots):
                _draw_count(painter, box, count)
            for spot in reversed(spots):
                _draw_spot(painter, spot)
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


def spots_of(field: QRectF, picture: CurvePicture) -> list[Spot]:
    """Return the marks of a picture from left to right."""
    found: list[tuple[QPointF, list[CurveScore]]] = []
    for score in sorted((one for one in picture.scores if one.spot), key=lambda one: one.spot or (0.0, 0.0)):
        x, y = score.spot or (0.0, 0.0)
        at = QPointF(field.left() + x * field.width(), field.bottom() - y * field.height())
        near = next((scores for other, scores in found if (other - at).manhattanLength() < NEAR), None)
        if near is None:
            found.append((at, [score]))
        else:
            near.append(score)
    return [Spot(at, tuple(scores)) for at, scores in found]


def _draw_spot(painter: QPainter, spot: Spot) -> None:
    painter.setPen(QPen(theme().color("bg0"), 1))
    colours = list(dict.fromkeys(score.colour for score in spot.scores))
    box = spot.box
    if len(colours) == 1:
        painter.setBrush(QColor(colours[0]))
        painter.drawEllipse(box)
        return
    for place, colour in enumerate(colours):
        start, end = (WHOLE * edge // len(colours) for edge in (place, place + 1))
        painter.setBrush(QColor(colour))
        painter.drawPie(box, WHOLE // 4 - start, start - end)


def _draw_count(painter: QPainter, box: QRectF, count: str) -> None:
    """Write how many share a mark."""
    painter.fillRect(box, theme().color("bg0"))
    quick_line(painter, box.adjusted(1, 0, -1, 0), count, theme().color("text"), SMALL_FIGURES)


def placed_counts(field: QRectF, picture: CurvePicture, spots: Sequence[Spot]) -> list[tuple[QRectF, str]]:
    """Return where the counts beside shared marks stand: off marks and other counts first of all, then off the line."""
    found: list[tuple[QRectF, str]] = []
    for spot in spots:
        if not spot.count:
            continue
        width, gap = quick_width(spot.count, SMALL_FIGURES) + 2, spot.radius + 1
        boxes = [
            QRectF(left, top, width, COUNT)
            for top in (spot.at.y() + 2, spot.at.y() - 2 - COUNT)
            for left in (spot.at.x() + gap, spot.at.x() - gap - width)
        ]
        taken = [*(other.box for other in spots if other is not spot), *(box for box, _ in found)]
        inside = [box for box in boxes if field.contains(box)] or boxes[:1]
        free = [box for box in inside if not any(box.intersects(other) for other in taken)]
        clear = [box for box in free if not _on_line(box, field, picture.curve)]
        found.append(((clear or free or inside)[0], spot.count))
    return found


def _on_line(box: QRectF, field: QRectF, curve: Sequence[tuple[float, float]]) -> bool:
    points = [QPointF(field.left() + x * field.width(), field.bottom() - y * field.height()) for x, y in curve]
    for one, other in pairwise(points):
        left, right = max(box.left(), one.x()), min(box.right(), other.x())
        if left > right:
            continue
        slope = (other.y() - one.y()) / (other.x() - one.x()) if other.x() > one.x() else 0.0
        ends = [one.y() + (x - one.x()) * slope for x in (left, right)] if slope else [one.y(), other.y()]
        if min(ends) <= box.bottom() and max(ends) >= box.top():
            return True
    return False


def _equal(scores: Sequence[CurveScore]) -> list[list[CurveScore]]:
    """Return the scores in their order, equal ones together."""
    groups: dict[tuple[str, str], list[CurveScore]] = {}
    for score in scores:
        groups.setdefault((score.raw, score.value), []).append(score)
    return list(groups.values())


def _told(scores: Sequence[CurveScore]) -> str:
    first = scores[0]
    return f"{_listed([score.name for score in scores])} {first.raw} counts {first.value}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
