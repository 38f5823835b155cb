"""Blocks that text and charts are placed in: stacks, columns, boxes, numbered lists, rules. They set no text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import colours
from reports.tags import Node, ReportCanvas
from reports.text import Label

# isort: split
from reportlab.platypus import CondPageBreak, Flowable, Spacer

_ENDLESS = 1e6
_WHOLE_BOX = 400.0  # points up to which a box is not broken
_BROKEN = 60.0  # points of an item of a list that stay on a page at least where it is broken, and that go over


def stack_height(flowables: Sequence[Flowable], width: float) -> float:
    """Wrap flowables one under the other and return their height; gaps between neighbours collapse."""
    height = 0.0
    gap = 0.0
    for index, flowable in enumerate(flowables):
        if index:
            height += max(gap, float(flowable.getSpaceBefore()))
        height += float(flowable.wrap(width, _ENDLESS)[1])
        gap = float(flowable.getSpaceAfter())
    return height


def draw_stack(canvas: ReportCanvas, flowables: Sequence[Flowable], x: float, top: float, width: float) -> None:
    """Draw flowables one under the other from `top` down."""
    gap = 0.0
    for index, flowable in enumerate(flowables):
        if index:
            top -= max(gap, float(flowable.getSpaceBefore()))
        top -= float(flowable.wrap(width, _ENDLESS)[1])
        flowable.drawOn(canvas, x, top)
        gap = float(flowable.getSpaceAfter())


def split_stack(flowables: Sequence[Flowable], width: float, room: float) -> tuple[list[Flowable], list[Flowable]]:
    """Cut a stack at a height: what fits, and the rest. A paragraph is broken between its lines."""
    fits: list[Flowable] = []
    gap = 0.0
    for index, flowable in enumerate(flowables):
        if index:
            room -= max(gap, float(flowable.getSpaceBefore()))
        height = float(flowable.wrap(width, _ENDLESS)[1])
        if height > room:
            parts = flowable.split(width, room) if room > 0 else []
            if len(parts) > 1:
                return [*fits, parts[0]], [*parts[1:], *flowables[index + 1 :]]
            return fits, list(flowables[index:])
        room -= height
        gap = float(flowable.getSpaceAfter())
        fits.append(flowable)
    return fits, []


def together(flowables: Sequence[Flowable], width: float, limit: float) -> list[Flowable]:
    """Keep flowables on one page: begin a new page if they do not fit on what is left (at most `limit` points)."""
    before = float(flowables[0].getSpaceBefore()) if flowables else 0.0
    return [CondPageBreak(min(limit, before + stack_height(flowables, width) + 2)), *flowables]


def gap(points: float) -> Flowable:
    """Return white space."""
    return Spacer(1, points)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a block: its width and what stands in it."""

    width: float
    content: tuple[Flowable, ...]


class Columns(Flowable):
    """Columns side by side, top aligned, read left to right; stays on one page."""

    def __init__(self, columns: Sequence[Column], between: float = 18) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._between = between

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """Return the size of the tallest column."""
        self.width = available_width
        self.height = max((stack_height(column.content, column.width) for column in self._columns), default=0.0)
        return self.width, self.height

    def drawOn(self, canvas: ReportCanvas, x: float, y: float, _sW: float = 0) -> None:  # type: ignore[override]  # noqa: N802, N803
        """Draw the columns."""
        for column in self._columns:
            draw_stack(canvas, column.content, x, y + self.height, column.width)
            x += column.width + self._between


class Box(Flowable):
    """Content in a frame, with an edge of colour at the left or all round; only a tall one is broken over pages."""

    def __init__(
        self, content: Sequence[Flowable], fill: str, edge: str, padding: float = 9, *, framed: bool = False
    ) -> None:
        super().__init__()
        self._content = tuple(content)
        self._fill, self._edge, self._padding, self._framed = fill, edge, padding, framed
        self.spaceBefore = self.spaceAfter = 6

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """Return the size with padding."""
        self.width = available_width
        self.height = stack_height(self._content, available_width - 2 * self._padding) + 2 * self._padding
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Break the content of a tall box, each part in a frame of its own."""
        if self.wrap(available_width, available_height)[1] <= _WHOLE_BOX:
            return []
        inner, room = available_width - 2 * self._padding, available_height - 2 * self._padding
        upper, lower = split_stack(self._content, inner, room)
        return [self._part(upper), self._part(lower)] if upper and lower else []

    def _part(self, content: Sequence[Flowable]) -> Box:
        return Box(content, self._fill, self._edge, self._padding, framed=self._framed)

    def drawOn(self, canvas: ReportCanvas, x: float, y: float, _sW: float = 0) -> None:  # type: ignore[override]  # noqa: N802, N803
        """Draw ground and edge as decoration, then the content."""
        with canvas.artifact():
            canvas.saveState()
            canvas.setFillColor(colours.paint(self._fill))
            canvas.setStrokeColor(colours.paint(self._edge))
            canvas.setLineWidth(0.9)
            canvas.rect(x, y, self.width, self.height, stroke=int(self._framed), fill=1)
            if not self._framed:
                canvas.setFillColor(colours.paint(self._edge))
                canvas.rect(x, y, 2.5, self.height, stroke=0, fill=1)
            canvas.restoreState()
        inner = self.width - 2 * self._padding
        draw_stack(canvas, self._content, x + self._padding, y + self.height - self._padding, inner)


class NumberedList(Flowable):
    """Items with a number in front, tagged as a list; it breaks between items and inside of long ones."""

    def __init__(
        self, items: Sequence[tuple[Flowable | None, Sequence[Flowable]]], indent: float = 15, between: float = 4
    ) -> None:
        super().__init__()
        self._items = tuple((label, tuple(body)) for label, body in items)
        self._indent, self._between = indent, between
        self.rest = 0.0  # least height of what goes over to the next page
        self._measured: tuple[float, list[float]] | None = None

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """Return the size of all items."""
        self.width = available_width
        self.height = self._stack(self._heights(available_width))
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Break between items, so that no last one stands alone; what is left of a broken one has no number."""
        inner, heights = available_width - self._indent, self._heights(available_width)
        count = next((i for i in range(len(heights)) if self._stack(heights[: i + 1]) > available_height), len(heights))
        if count == len(heights):
            return [self]
        room = available_height - (self._stack(heights[:count]) + self._between if count else 0.0)
        broken = min(room, self._stack(heights[count:]) - self.rest)
        if broken > _BROKEN and heights[count] > 2 * _BROKEN:
            label, body = self._items[count]
            upper, lower = split_stack(body, inner, broken)
            if upper:
                left = [stack_height(lower, inner), *heights[count + 1 :]]
                tail = self._part(((None, lower), *self._items[count + 1 :]), (available_width, left))
                return [self._part((*self._items[:count], (label, upper))), tail]
        while count > 2 and (len(heights) - count < 2 or self._stack(heights[count:]) < self.rest):
            count -= 1
        if not count:
            return []
        tail = self._part(self._items[count:], (available_width, heights[count:]))
        return [self._part(self._items[:count]), tail]

    def _part(
        self,
        items: Sequence[tuple[Flowable | None, Sequence[Flowable]]],
        measured: tuple[float, list[float]] | None = None,
    ) -> NumberedList:
        part = NumberedList(items, self._indent, self._between)
        part.rest, part._measured = self.rest, measured
        return part

    def _heights(self, available_width: float) -> list[float]:
        """Return the height of each item; what is left of a long list is measured once, not again on every page."""
        if self._measured is None or self._measured[0] != available_width:
            inner = available_width - self._indent
            self._measured = (available_width, [stack_height(body, inner) for _label, body in self._items])
        return self._measured[1]

    def _stack(self, heights: Sequence[float]) -> float:
        return sum(heights) + self._between * max(0, len(heights) - 1)

    def drawOn(self, canvas: ReportCanvas, x: float, y: float, _sW: float = 0) -> None:  # type: ignore[override]  # noqa: N802, N803
        """Draw number and body of each item."""
        top = y + self.height
        inner = self.width - self._indent
        with canvas.element(Node("L")):
            for label, body in self._items:
                with canvas.element(Node("LI")):
                    if label is not None:
                        with canvas.element(Node("Lbl")):
                            label.wrap(self._indent, _ENDLESS)
                            label.drawOn(canvas, x, top - label.height)
                    with canvas.element(Node("LBody")):
                        draw_stack(canvas, body, x + self._indent, top, inner)
                top -= stack_height(body, inner) + self._between


class Hairline(Flowable):
    """A line over the whole width, decoration for the structure tree."""

    def __init__(self, colour: str = colours.RULE) -> None:
        super().__init__()
        self._colour = colour
        self.spaceBefore, self.spaceAfter = 4, 6

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width, self.height = available_width, 0.6
        return self.width, self.height

    def drawOn(self, canvas: ReportCanvas, x: float, y: float, _sW: float = 0) -> None:  # type: ignore[override]  # noqa: N802, N803
        """Draw it."""
        if not canvas.dry:
            with canvas.artifact():
                canvas.stroke_line((x, y), (x + self.width, y), self._colour, 0.6)


class Chip(Flowable):
    """One short word on a tinted ground."""

    def __init__(self, label: Label, fill: str) -> None:
        super().__init__()
        self._label, self._fill = label, fill

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """Return the size of the word with some ground around it."""
        self._label.wrap(self._label.natural_width, _ENDLESS)
        self.width, self.height = self._label.natural_width + 9, self._label.height
        return self.width, self.height

    def drawOn(self, canvas: ReportCanvas, x: float, y: float, _sW: float = 0) -> None:  # type: ignore[override]  # noqa: N802, N803
        """Draw the ground as decoration, then the word."""
        with canvas.artifact():
            canvas.saveState()
            canvas.setFillColor(colours.paint(self._fill))
            canvas.roundRect(x, y - 0.5, self.width, self.height, 2.5, stroke=0, fill=1)
            canvas.restoreState()
        self._label.drawOn(canvas, x + 4.5, y)
