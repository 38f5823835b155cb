"""Value for money: benefit against total cost; filled marks lie on the frontier, hollow ones off it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from consultant_desk.domain.charts.scatter import RADIUS, ValueScatter, value_scatter
from consultant_desk.domain.charts.sheet import ChartTable
from consultant_desk.domain.evaluation.result import ValueForMoney
from ui.charts.chart import Chart, Mark
from ui.charts.quick_text import CENTRE, RIGHT, SMALL, SMALL_FIGURES, Style, quick_line, quick_width
from ui.figures import number_text, points_text
from ui.theme import theme

HEIGHT = 232
LEFT, BOTTOM, TOP, SIDE = 34.0, 38.0, 4.0, 8.0
LABEL = 16.0
LINE = 1.6
FIRST = Style("small", bold=True)


@dataclass(frozen=True, slots=True)
class MapWords:
    """The words of the map: short names by candidate, what the axes show, and how costs are written."""

    names: Mapping[str, str] = field(default_factory=dict)
    full_names: Mapping[str, str] = field(default_factory=dict)
    winner: str = ""
    cost_axis: str = ""
    amount: Callable[[Decimal], str] = str
    tick: Callable[[float], str] = str


class ValueMap(Chart):
    """Candidates by cost and benefit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Value for money", parent)
        self._worth: ValueForMoney | None = None
        self._words = MapWords()
        self._shapes: dict[int, ValueScatter] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_worth(self, worth: ValueForMoney | None, words: MapWords) -> None:
        """Show these costs and benefits."""
        self._worth, self._words = worth, words
        self._shapes.clear()
        self.say()

    def as_text(self) -> str:
        """Return cost and benefit of each candidate and the steps along the frontier."""
        worth = self._worth
        if worth is None:
            return "There are no costs to compare"
        words = self._words
        sentences = [self._point_words(key) for key in sorted(worth.cost, key=worth.cost.__getitem__)]
        names = words.full_names
        sentences += [
            f"{names.get(key, key)}: benefit {points_text(benefit)}, its cost is not known"
            for key, benefit in worth.benefit.items()
            if key not in worth.cost
        ]
        sentences += [
            f"From {names.get(step.start, step.start)} to {names.get(step.end, step.end)} "
            f"one more point costs {words.amount(step.cost_per_point)}"
            for step in worth.steps
        ]
        return ". ".join(sentences)

    def table(self) -> ChartTable:
        """Return cost, benefit and place of each candidate."""
        worth, words = self._worth, self._words
        rows = () if worth is None else tuple(
            (
                words.full_names.get(key, key),
                words.amount(cost),
                points_text(worth.benefit[key]),
                "yes" if key in worth.frontier else "no",
            )
            for key, cost in sorted(worth.cost.items(), key=lambda pair: pair[1])
            if key in worth.benefit
        ) + tuple(
            (words.full_names.get(key, key), "unknown", points_text(benefit), "no")
            for key, benefit in worth.benefit.items()
            if key not in worth.cost
        )  # fmt: skip
        return ChartTable(("Product", "Cost", "Benefit", "On the frontier"), rows)

    def sizeHint(self) -> QSize:
        """Return a field that names fit into."""
        return QSize(356, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Let the field become narrower."""
        return QSize(260, HEIGHT)

    def find_marks(self) -> Sequence[Mark]:
        """Return the points, cheapest first."""
        shape = self._shape()
        if shape is None:
            return ()
        side = 2 * RADIUS + 4
        return [
            Mark(
                QRectF(LEFT + point.x - side / 2, TOP + point.y - side / 2, side, side),
                self._point_words(point.candidate),
            )
            for point in shape.points
        ]

    def draw(self, painter: QPainter, _shown: QRectF) -> None:
        """Paint axes, frontier, marks and names."""
        shape = self._shape()
        if shape is None:
            return
        self._paint_axes(painter, shape)
        blue = theme().chart(0)
        painter.setPen(QPen(blue, LINE))
        painter.drawPolyline([QPointF(LEFT + x, TOP + y) for x, y in shape.line])
        for point in shape.points:
            painter.setPen(QPen(blue if point.efficient else theme().color("text2"), LINE))
            painter.setBrush(blue if point.efficient else theme().color("bg0"))
            painter.drawEllipse(QPointF(LEFT + point.x, TOP + point.y), RADIUS, RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for point in shape.points:
            if point.label is not None:
                self._paint_name(painter, point.candidate, QRectF(
                    LEFT + point.label.left, TOP + point.label.top, point.label.width + 1, point.label.height
                ))  # fmt: skip

    def _paint_axes(self, painter: QPainter, shape: ValueScatter) -> None:
        tone, line = theme().color("text2"), theme().color("line2")
        bottom = TOP + shape.benefit.length
        painter.fillRect(QRectF(LEFT, bottom, shape.cost.length, 1), line)
        painter.fillRect(QRectF(LEFT, TOP, 1, shape.benefit.length), line)
        for tick in shape.benefit.ticks:
            y = bottom - shape.benefit.place(tick)
            quick_line(painter, QRectF(0, y - 8, LEFT - 8, 16), number_text(tick), tone, SMALL_FIGURES, RIGHT)
        free = -1.0
        for tick in shape.cost.ticks:
            words = self._words.tick(tick)
            wide = quick_width(words, SMALL_FIGURES)
            x = min(max(LEFT + shape.cost.place(tick) - wide / 2, 0.0), self.width() - wide)
            if x > free:
                quick_line(painter, QRectF(x, bottom + 3, wide + 1, 16), words, tone, SMALL_FIGURES, CENTRE)
                free = x + wide + 6
        caption = QRectF(LEFT, bottom + 18, shape.cost.length, 16)
        quick_line(painter, caption, self._words.cost_axis, tone, SMALL, RIGHT)
        spoken = "benefit without cost"
        corner = QRectF(LEFT + 6, TOP - 2, quick_width(spoken, SMALL) + 1, 16)
        names = [point.label for point in shape.points if point.label is not None]
        taken = any(corner.translated(-LEFT, -TOP).intersects(QRectF(b.left, b.top, b.width, b.height)) for b in names)
        if taken or any(corner.adjusted(-8, -8, 8, 8).contains(LEFT + p.x, TOP + p.y) for p in shape.points):
            corner = QRectF(LEFT, bottom + 18, shape.cost.length / 2, 16)
            spoken = f"↑ {spoken}"
        quick_line(painter, corner, spoken, tone, SMALL)

    def _paint_name(self, painter: QPainter, candidate: str, box: QRectF) -> None:
        style = FIRST if candidate == self._words.winner else SMALL
        name = self._words.names.get(candidate, candidate)
        taken = quick_line(painter, box, name, theme().color("text"), style)
        rest = box.adjusted(taken + 4, 0, 0, 0)
        quick_line(painter, rest, self._benefit(candidate), theme().color("text2"), style)

    def _point_words(self, candidate: str) -> str:
        worth, words = self._worth, self._words
        if worth is None:
            return ""
        name = words.full_names.get(candidate, candidate)
        off = "" if candidate in worth.frontier else ", off the frontier"
        return f"{name}: benefit {self._benefit(candidate)} for {words.amount(worth.cost[candidate])}{off}"

    def _benefit(self, candidate: str) -> str:
        return points_text(self._worth.benefit.get(candidate, 0.0)) if self._worth else ""

    def _shape(self) -> ValueScatter | None:
        """Return the places at this width; names are placed once for each."""
        if self._worth is None or not self._worth.cost:
            return None
        width = max(self.width() - LEFT - SIDE, 60.0)
        if round(width) not in self._shapes:
            widths = {key: self._label_width(key) for key in self._worth.cost}
            room = HEIGHT - TOP - BOTTOM
            self._shapes = {round(width): value_scatter(self._worth, width, room, widths, LABEL)}
        return self._shapes[round(width)]

    def _label_width(self, candidate: str) -> float:
        style = FIRST if candidate == self._words.winner else SMALL
        return quick_width(self._words.names.get(candidate, candidate), style) + 4 + quick_width(
            self._benefit(candidate), style
        )  # fmt: skip
