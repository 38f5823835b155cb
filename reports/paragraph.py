"""A paragraph as a flowable: lines set on a page, tagged, with its links, anchors and figures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reports.bidi import has_rtl, in_order
from reports.fonts import unit_width
from reports.lines import Fragment, Line, Run, balanced, break_lines, narrowed, width_of
from reports.rich import Figure
from reports.tags import Node, ReportCanvas

# isort: split
from reportlab.platypus import Flowable

LEFT, CENTRE, RIGHT = 0, 1, 2
_TITLE, _FEW, _SHORT = "H1", 4, 0.3
"""The role of headings, how many lines of one are balanced, and the share of the width below which its last line looks
forgotten."""


@dataclass(frozen=True, slots=True)
class Style:
    """How the lines of a paragraph stand, in points: size of its first line, leading, and the room around."""

    size: float
    leading: float
    align: int = LEFT
    before: float = 0.0
    after: float = 0.0
    role: str = "P"


class Para(Flowable):
    """Text that breaks into lines of the width it is given, and over pages between its lines."""

    def __init__(self, runs: Sequence[Run], style: Style) -> None:
        super().__init__()
        self._runs, self.style = tuple(runs), style
        self.role = style.role
        self.anchors: tuple[str, ...] = ()
        self.opens_part = False
        self.bookmark: tuple[str, int] | None = None
        self.link_words = ""
        self.in_cell = False
        self.rest = 0.0  # least height of what goes over to the next page
        self.narrows = False  # whether its type gets a little smaller before a word of it is cut
        self._broken: tuple[float, list[Line]] | None = None
        self.spaceBefore, self.spaceAfter = style.before, style.after

    def lines(self, available_width: float) -> list[Line]:
        """Return the lines at a width; tables and stacks ask again before they draw."""
        if self._broken is None or self._broken[0] != available_width:
            runs = self._source()
            if self.narrows:
                runs = narrowed(runs, available_width, unit_width)
            lines = break_lines(runs, available_width, unit_width)
            forgotten = 1 < len(lines) <= _FEW and width_of(lines[-1]) < _SHORT * available_width
            if self.style.role == _TITLE and forgotten:
                lines = balanced(runs, lines, available_width, unit_width)
            self._broken = (available_width, lines)
        return self._broken[1]

    def _source(self) -> Sequence[Run]:
        """Return the runs; those of a part are taken from its lines, which is needed only at another width."""
        if self._runs or self._broken is None:
            return self._runs
        return [run for line in self._broken[1] for run in (*(Run(one.ink, one.text) for one in line), _space(line))]

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """Break the lines once per width."""
        self.width = available_width
        self.height = len(self.lines(available_width)) * self.style.leading
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Break between lines, so that neither the first nor the last one stands alone."""
        lines = self.lines(available_width)
        count = int(available_height / self.style.leading + 1e-6)
        if count >= len(lines):
            return [self]
        count = min(count, len(lines) - max(2, math.ceil(self.rest / self.style.leading)))
        if count < 2 or len(lines) < 4:
            return []
        head, tail = self._part(available_width, lines[:count]), self._part(available_width, lines[count:])
        head.anchors, head.opens_part, head.bookmark = self.anchors, self.opens_part, self.bookmark
        head.spaceAfter = tail.spaceBefore = 0
        return [head, tail]

    def _part(self, wide: float, lines: list[Line]) -> Para:
        part = Para((), self.style)
        part.role, part.link_words, part.in_cell = self.role, self.link_words, self.in_cell
        part._broken = (wide, lines)
        part.spaceBefore, part.spaceAfter = self.spaceBefore, self.spaceAfter
        part.rest = self.rest
        return part

    def drawOn(self, canvas: ReportCanvas, x: float, y: float, _sW: float = 0) -> None:  # type: ignore[override]  # noqa: N802, N803
        """Draw the text inside its own element."""
        if self.opens_part:
            canvas.start_part()
        for name in self.anchors:
            canvas.anchor(name, x, y + self.height + 6)
        if canvas.dry:
            return
        if self.bookmark is not None:
            title, level = self.bookmark
            canvas.bookmark(title, self.anchors[0], level)
        lines = self.lines(self.width)
        if self.in_cell:  # alone in its cell, whose element is enough
            self._content(canvas, lines, x, y)
        else:
            with canvas.element(Node(self.role)):
                self._content(canvas, lines, x, y)
        canvas.note_figures(_figures(lines))

    def _content(self, canvas: ReportCanvas, lines: Sequence[Line], x: float, y: float) -> None:
        with canvas.marked(self.role):
            self._draw(canvas, lines, x, y + self.height - self.style.size)
        canvas.own_links(self.link_words)

    def _draw(self, canvas: ReportCanvas, lines: Sequence[Line], left: float, base: float) -> None:
        for line in lines:
            x = left
            if self.style.align:
                space = self.width - width_of(line)
                x += space if self.style.align == RIGHT else space / 2
            for fragment in _in_order(line):
                self._fragment(canvas, fragment, x, base)
                x += fragment.width
            base -= self.style.leading

    @staticmethod
    def _fragment(canvas: ReportCanvas, fragment: Fragment, x: float, base: float) -> None:
        ink = fragment.ink
        canvas.show(fragment.text, ink.face, ink.size, (x, base + ink.rise), ink.colour)
        if ink.link or ink.href:
            if ink.href:  # a place in the report is known by its colour, one outside by a line as well
                canvas.fill_area(x, base - 0.14 * ink.size, fragment.width, 0.05 * ink.size, ink.colour)
            bottom = base + ink.rise - 0.25 * ink.size
            canvas.link_area(ink.link, ink.href, (x, bottom, x + fragment.width, bottom + 1.2 * ink.size))


def _in_order(line: Line) -> Line:
    """Return what stands on a line as the eyes meet it from left to right."""
    if not any(has_rtl(fragment.text) for fragment in line):
        return line
    return tuple(
        Fragment(line[place].ink, text, unit_width(line[place].ink.face, text) * line[place].ink.size)
        for place, text in in_order(
            tuple(fragment.text for fragment in line), tuple(fragment.ink.apart for fragment in line)
        )
    )


def _space(line: Line) -> Run:
    return Run(line[-1].ink, " ")


def _figures(lines: Sequence[Line]) -> tuple[Figure, ...]:
    return tuple(figure for line in lines for fragment in line for figure in fragment.figures)
