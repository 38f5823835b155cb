"""The scale of a criterion as fields: kind, ends, points or levels, and the curve they draw."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.domain.charts.curve import value_curve
from consultant_desk.domain.evaluation.problem import (
    Direction,
    DirectValue,
    Levels,
    Linear,
    Piecewise,
    ValueFunction,
)
from consultant_desk.errors import UserError
from ui.charts.marks import draw_curve
from ui.entry import formats
from ui.evaluations.pair_rows import Pair, PairRows
from ui.figures import number_text
from ui.widgets.choice import Option, Segmented
from ui.widgets.fields import Field
from ui.widgets.form import labelled
from ui.widgets.painting import painter_on
from ui.widgets.text import Text

LINEAR, PIECEWISE, LEVELS, DIRECT = "linear", "piecewise", "levels", "direct"
KINDS = (
    Option(LINEAR, "Straight line"),
    Option(PIECEWISE, "Points"),
    Option(LEVELS, "Levels"),
    Option(DIRECT, "0 to 100 directly"),
)
FIRST_LEVELS = (Pair("None", "0"), Pair("Basic", "50"), Pair("Full", "100"))
FIRST_POINTS = (Pair("0", "0"), Pair("5", "70"), Pair("10", "100"))


class CurvePicture(QWidget):
    """The curve of the scale as it would be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[tuple[float, float], ...] = ()
        self.setFixedSize(140, 84)
        self.setAccessibleName("Curve of the value: the raw score rises to the right, its value upwards")

    def sizeHint(self) -> QSize:
        """Return the size of the picture."""
        return QSize(140, 84)

    def show_value(self, function: ValueFunction | None) -> None:
        """Draw this value function, or nothing while it cannot be read."""
        self._points = value_curve(function) if function is not None else ()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the curve on its axes."""
        painter = painter_on(QPainter(self))
        if self._points:
            draw_curve(painter, QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -4.5), self._points)
        painter.end()


class ScaleFields(QWidget):
    """Fields of the value function; `changed` is sent with every key."""

    changed = Signal()

    def __init__(self, function: ValueFunction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = Segmented(KINDS, name="Kind of scale", value=kind_of(function))
        self._kind.chosen.connect(self._kind_chosen)
        self._worst, self._best = Field(name="Worst acceptable"), Field(name="Best plausible")
        self._points = PairRows("Raw score", "Value", "Add a point")
        self._levels = PairRows("Level", "Value", "Add a level")
        self._picture = CurvePicture()
        self._stack = QStackedWidget()
        for page in (self._ends(), self._points, self._levels, self._direct()):
            self._stack.addWidget(page)
        for field in (self._worst, self._best):
            field.textChanged.connect(self.changed)
        self._points.changed.connect(self.changed)
        self._levels.changed.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._kind)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._stack, 1)
        row.addWidget(self._picture)
        column.addLayout(row)
        self._show(function)
        self.changed.connect(self._draw)
        self._draw()

    def value_function(self) -> ValueFunction:
        """Return the value function of the fields; `UserError` says what cannot be read."""
        match self._kind.value():
            case value if value == LINEAR:
                return Linear(_number("Worst acceptable", self._worst.text()), _number("Best", self._best.text()))
            case value if value == PIECEWISE:
                return self._piecewise()
            case value if value == LEVELS:
                pairs = self._levels.pairs()
                return Levels(tuple((pair.left, _number(f"The value of “{pair.left}”", pair.right)) for pair in pairs))
        return DirectValue()

    def direction(self) -> Direction:
        """Return whether more is better; `UserError` when the scale cannot be read."""
        function = self.value_function()
        falls = isinstance(function, Linear | Piecewise) and function.best < function.worst
        return Direction.MIN if falls else Direction.MAX

    def renamed_levels(self) -> dict[str, str]:
        """Return new names of levels by their old ones."""
        pairs = self._levels.pairs()
        return {pair.origin: pair.left for pair in pairs if pair.origin and pair.left != pair.origin}

    def has_unit(self) -> bool:
        """Tell whether scores of this kind are numbers with a unit."""
        return self._kind.value() in {LINEAR, PIECEWISE}

    def _piecewise(self) -> Piecewise:
        points = sorted(
            (_number("A raw score", pair.left), _number("A value", pair.right)) for pair in self._points.pairs()
        )
        if len(points) < 2:
            raise UserError("A curve needs at least two points.")
        rising = points[-1][1] >= points[0][1]
        first, last = points[0][0], points[-1][0]
        return Piecewise(tuple(points), first if rising else last, last if rising else first)

    def _show(self, function: ValueFunction) -> None:
        self._points.show_pairs(FIRST_POINTS)
        self._levels.show_pairs(FIRST_LEVELS)
        if isinstance(function, Linear | Piecewise):
            self._worst.setText(number_text(function.worst))
            self._best.setText(number_text(function.best))
        if isinstance(function, Piecewise):
            self._points.show_pairs([Pair(number_text(raw), number_text(value)) for raw, value in function.points])
        elif isinstance(function, Linear):
            ends = sorted([(function.worst, 0.0), (function.best, 100.0)])
            self._points.show_pairs([Pair(number_text(raw), number_text(value)) for raw, value in ends])
        elif isinstance(function, Levels):
            self._levels.show_pairs([Pair(name, number_text(value), name) for name, value in function.levels])
        self._stack.setCurrentIndex([option.value for option in KINDS].index(kind_of(function)))

    def _kind_chosen(self, kind: str) -> None:
        self._stack.setCurrentIndex([option.value for option in KINDS].index(kind))
        self.changed.emit()

    def _draw(self) -> None:
        try:
            function: ValueFunction | None = self.value_function()
            if function is not None and isinstance(function, Levels) and not function.levels:
                function = None
        except UserError:
            function = None
        self._picture.show_value(function)

    def _ends(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(labelled("Worst acceptable", self._worst))
        row.addWidget(labelled("Best plausible", self._best))
        column.addLayout(row)
        column.addWidget(Text("Where less is better, the worst is the larger number.", "small", "text3", wrap=True))
        column.addStretch(1)
        return box

    def _direct(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 4, 0, 0)
        words = "Each product gets a value from 0 (worst acceptable) to 100 (best plausible) without a unit."
        column.addWidget(Text(words, tone="text2", wrap=True))
        column.addStretch(1)
        return box


def kind_of(function: ValueFunction) -> str:
    """Return the kind of a value function as the editor offers it."""
    return {Linear: LINEAR, Piecewise: PIECEWISE, Levels: LEVELS, DirectValue: DIRECT}[type(function)]


def _number(what: str, text: str) -> float:
    if not text.strip():
        raise UserError(f"{what} is missing.")
    try:
        return float(formats().parse_number(text))
    except UserError as error:
        raise UserError(f"{what}: {error.happened}", hint=error.hint) from None
