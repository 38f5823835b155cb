"""Charts as flowables: a pen that draws shapes and text within a frame, tagged as one figure with words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from reports import colours
from reports.bidi import has_rtl
from reports.drawing import EDGE, Drawing
from reports.fonts import FontBook, shortened, width
from reports.rich import Figure, Rich, text_of
from reports.tags import Node, ReportCanvas
from reports.text import clean, draw_runs

# isort: split
from reportlab.platypus import Flowable


class CanvasPen:
    """Draws in the coordinates of a chart: origin at the lower left, y upwards, points."""

    def __init__(self, canvas: ReportCanvas, fonts: FontBook, x: float, y: float) -> None:
        self._canvas, self._fonts, self._x, self._y = canvas, fonts, x, y

    def rect(self, x: float, y: float, wide: float, high: float, fill: str, edge: str = "") -> None:
        """Fill a rectangle, with an edge of another colour within it where one is given."""
        self._canvas.fill_area(self._x + x, self._y + y, wide, high, edge or fill)
        if edge and min(wide, high) > 2 * EDGE:
            inner = (wide - 2 * EDGE, high - 2 * EDGE)
            self._canvas.fill_area(self._x + x + EDGE, self._y + y + EDGE, *inner, fill)

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, thick: float = 0.6) -> None:
        """Draw a line."""
        self._canvas.stroke_line((self._x + x1, self._y + y1), (self._x + x2, self._y + y2), colour, thick)

    def path(self, points: Sequence[tuple[float, float]], colour: str, thick: float = 0.8) -> None:
        """Draw straight lines through points."""
        for start, end in pairwise(points):
            self.line(*start, *end, colour, thick)

    def dot(self, x: float, y: float, radius: float, fill: str, edge: str = "") -> None:
        """Fill a circle, with an edge of another colour where one is given."""
        self._canvas.fill_circle(self._x + x, self._y + y, radius, fill, edge)

    def text(
        self,
        x: float,
        y: float,
        words: str | Figure,
        size: float,
        *,
        colour: str = colours.INK,
        bold: bool = False,
        anchor: str = "start",
        room: float | None = None,
    ) -> float:
        """Write one line at a base line (`anchor` start, middle, end), shortened to `room`; return its width."""
        shown = words.printed if isinstance(words, Figure) else clean(words).replace("\n", " ")
        runs = self._fonts.runs(shown, bold=bold, tabular=isinstance(words, Figure))
        if room is not None and width(runs, size) > room:
            runs = self._fonts.runs(shortened(self._fonts, shown, size, room, bold=bold), bold=bold)
        wide = width(runs, size)
        left = x - (wide if anchor == "end" else wide / 2 if anchor == "middle" else 0)
        draw_runs(self._canvas, runs, self._x + left, self._y + y, size, colour)
        if isinstance(words, Figure):
            self._canvas.note_figures((words,))
        return wide

    def note(self, x: float, y: float, rich: Rich, size: float, *, room: float) -> None:
        """Write one muted line of rich text, shortened to `room`; its figures count only where it is whole."""
        words = text_of(rich)
        if self.measure(words, size) <= room:
            self._canvas.note_figures(tuple(span.figure for span in rich if span.figure is not None))
        if has_rtl(words) and self.measure(words, size) <= room:  # each part by itself, so that none turns another
            for span in rich:
                x += self.text(x, y, span.text, size, colour=colours.MUTED)
            return
        self.text(x, y, words, size, colour=colours.MUTED, room=room)

    def measure(self, words: str | Figure, size: float, *, bold: bool = False) -> float:
        """Return the width of a line."""
        shown = words.printed if isinstance(words, Figure) else clean(words)
        return width(self._fonts.runs(shown, bold=bold, tabular=isinstance(words, Figure)), size)


class DrawnFigure(Flowable):
    """A drawing of fixed height, made smaller where it is taller than `room`. `alt` says in words what it shows."""

    def __init__(self, fonts: FontBook, drawing: Drawing, room: float = math.inf) -> None:
        super().__init__()
        self._fonts, self._drawing = fonts, drawing
        self._scale = min(1.0, room / drawing.height) if drawing.height else 1.0
        self._size = (drawing.width * self._scale, drawing.height * self._scale)
        self.width, self.height = self._size

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """Return the size it was made with."""
        self.width, self.height = self._size
        return self._size

    def drawOn(self, canvas: ReportCanvas, x: float, y: float, _sW: float = 0) -> None:  # type: ignore[override]  # noqa: N802, N803
        """Draw as one Figure element."""
        if canvas.dry:
            return
        node = Node("Figure", alt=clean(self._drawing.alt), box=(x, y, x + self.width, y + self.height))
        with canvas.element(node), canvas.marked("Figure"):
            canvas.saveState()
            if self._scale < 1:
                canvas.translate(x, y)
                canvas.scale(self._scale, self._scale)
                x = y = 0
            self._drawing.paint(CanvasPen(canvas, self._fonts, x, y))
            canvas.restoreState()
