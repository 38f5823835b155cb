"""Tables: rows that break over pages under a repeated header, hairlines, tinted cells, and the tags of a table.

Own code instead of ReportLab's `Table`, which lays out in quadratic time, cannot be tagged from outside and refuses
a cell that is taller than a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports import colours
from reports.layout import draw_stack, split_stack, stack_height
from reports.tags import Node, ReportCanvas
from reports.text import CELL_TEXTS, may_anchor

# isort: split
from reportlab.platypus import Flowable, PageBreakIfNotEmpty

PAD_X = 6.0
PAD_Y = 3.5
_COMPANY = 3  # rows that go over to the next page at least, if two stay
_WHOLE_ROW = 0.45  # a row is broken inside only if it takes more than this share of a page
_TALLEST_HEADER = 0.4  # of a page


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell of `reports.blocks` set in type."""

    content: tuple[Flowable, ...] = ()
    fill: str = ""
    span: int = 1
    heads: bool = False
    middle: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row of `reports.blocks` set in type."""

    cells: tuple[SetCell, ...]
    fill: str = ""
    leading: bool = False
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class Look:
    """How a table is drawn: `flush` puts the first column at the margin, `gutter` parts tinted cells in white."""

    pad_x: float = PAD_X
    pad_y: float = PAD_Y
    flush: bool = True
    gutter: bool = False
    header_rule: str = colours.MUTED
    row_rule: str = colours.RULE


class GridTable(Flowable):
    """A table of fixed column widths (points)."""

    def __init__(
        self,
        widths: Sequence[float],
        header: Sequence[SetRow],
        rows: Sequence[SetRow],
        page_height: float,
        look: Look | None = None,
        caption: Flowable | None = None,
        foot: Flowable | None = None,
    ) -> None:
        super().__init__()
        self._widths = tuple(widths)
        self._header, self._rows = tuple(header), tuple(rows)
        self._page_height = page_height
        self._look = look or Look()
        self._caption, self._foot = caption, foot
        self.spaceBefore, self.spaceAfter = 6, 12
        self.rest = 0.0  # least height of what goes over to the next page
        self._heights: dict[int, tuple[SetRow, float]] = {}  # with the row, so that its id stays its own
        self._row_heights: list[float] | None = None
        if sum(self._height(row) for row in self._header) > _TALLEST_HEADER * page_height:
            self._header, self._rows = (), (*self._header, *self._rows)  # broken like any row, and not repeated

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """Return the size of caption, header and all rows."""
        if self._row_heights is None:
            self._row_heights = [self._height(row) for row in self._rows]
        self.width = sum(self._widths)
        self.height = self._top_height() + sum(self._row_heights) + self._foot_height()
        return self.width, self.height

    def split(self, _available_width: float, available_height: float) -> list[Flowable]:
        """Break between rows; a row taller than about half a page is broken inside."""
        room = available_height - self._top_height()
        count = 0
        for row in self._rows:
            if self._height(row) > room:
                break
            room -= self._height(row)
            count += 1
        if count == len(self._rows):
            if room >= self._foot_height():
                return [self]
            count -= 1
            room += self._height(self._rows[count])
        fitting = count
        while self._is_little(count) and count > _COMPANY - 1:
            count -= 1  # the last rows do not stand alone under a repeated header
            room += self._height(self._rows[count])
        broken = self._height(self._rows[count]) > _WHOLE_ROW * self._page_height and room > 40
        while not broken and count and self._rows[count - 1].leading:
            count -= 1
        head, tail = list(self._rows[:count]), list(self._rows[count:])
        if broken:
            upper, lower = self._split_row(tail[0], room)
            if upper is not None:
                head.append(upper)
                tail[0] = lower
        if not head:
            return []
        known = None  # what is left of a long table is measured once, not again on every page
        if self._row_heights is not None:
            known = [self._height(tail[0]), *self._row_heights[count + 1 :]]
        upper_part = self._part(head, self._caption, None)
        lower_part = self._part(tail, None, self._foot, known)
        if count < fitting:  # the rows that were moved would still fit: they go over all the same
            return [upper_part, PageBreakIfNotEmpty(), lower_part]
        return [upper_part, lower_part]

    def _is_little(self, count: int) -> bool:
        """Tell whether too little of the table would go over if so many rows stay."""
        rest = self._rows[count:]
        if len(rest) < _COMPANY:
            return True
        height = self._foot_height() + sum(self._height(row) for row in self._header)
        for row in rest if self.rest else ():
            if height >= self.rest:
                break
            height += self._height(row)
        return height < self.rest

    def _part(
        self,
        rows: Sequence[SetRow],
        caption: Flowable | None,
        foot: Flowable | None,
        row_heights: list[float] | None = None,
    ) -> GridTable:
        part = GridTable(self._widths, self._header, rows, self._page_height, self._look, caption, foot)
        part._heights, part._row_heights = self._heights, row_heights
        part.rest = self.rest
        part.spaceBefore, part.spaceAfter = self.getSpaceBefore(), self.getSpaceAfter()
        return part

    def _split_row(self, row: SetRow, room: float) -> tuple[SetRow | None, SetRow]:
        upper: list[SetCell] = []
        lower: list[SetCell] = []
        moved = False
        for place, (cell, width) in enumerate(self._placed(row)):
            fits, rest = split_stack(cell.content, self._inner(place, width), room - 2 * self._look.pad_y)
            moved = moved or bool(fits)
            upper.append(replace(cell, content=tuple(fits), middle=False))
            lower.append(replace(cell, content=tuple(rest), middle=False))
        if not moved:
            return None, row
        return SetRow(tuple(upper), row.fill, ruled=False), SetRow(tuple(lower), row.fill, ruled=row.ruled)

    def _top_height(self) -> float:
        height = sum(self._height(row) for row in self._header)
        if self._caption is not None:
            height += float(self._caption.wrap(sum(self._widths), 1e6)[1]) + float(self._caption.getSpaceAfter())
        return height

    def _foot_height(self) -> float:
        if self._foot is None:
            return 0.0
        return float(self._foot.wrap(sum(self._widths), 1e6)[1]) + float(self._foot.getSpaceBefore())

    def _placed(self, row: SetRow) -> list[tuple[SetCell, float]]:
        placed: list[tuple[SetCell, float]] = []
        column = 0
        for cell in row.cells:
            placed.append((cell, sum(self._widths[column : column + cell.span])))
            column += cell.span
        return placed

    def _height(self, row: SetRow) -> float:
        known = self._heights.get(id(row))
        if known is None:
            placed = enumerate(self._placed(row))
            inner = max(stack_height(cell.content, self._inner(place, width)) for place, (cell, width) in placed)
            known = self._heights[id(row)] = (row, inner + 2 * self._look.pad_y)
        return known[1]

    def drawOn(self, canvas: ReportCanvas, x: float, y: float, _sW: float = 0) -> None:  # type: ignore[override]  # noqa: N802, N803
        """Draw caption, header and rows inside one Table element."""
        top = y + self.height
        with canvas.element(Node("Table")):
            if self._caption is not None:
                height = float(self._caption.wrap(self.width, 1e6)[1])
                with canvas.element(Node("Caption")):
                    self._caption.drawOn(canvas, x, top - height)
                top -= height + float(self._caption.getSpaceAfter())
            for row in self._header:
                top = self._draw_row(canvas, row, x, top, header=True)
            for row in self._rows:
                if canvas.dry and not any(may_anchor(one) for cell in row.cells for one in cell.content):
                    top -= self._height(row)
                else:
                    top = self._draw_row(canvas, row, x, top, header=False)
        if self._foot is not None:
            self._foot.wrap(self.width, 1e6)
            self._foot.drawOn(canvas, x, y)

    def _draw_row(self, canvas: ReportCanvas, row: SetRow, x: float, top: float, *, header: bool) -> float:
        height = self._height(row)
        self._draw_ground(canvas, row, x, top, height, header=header)
        with canvas.element(Node("TR")):
            for index, (cell, width) in enumerate(self._placed(row)):
                scope = "Column" if header else "Row" if cell.heads else ""
                with canvas.element(Node("TH" if scope else "TD", scope=scope, column_span=cell.span)):
                    size = (self._inner(index, width), height)
                    self._draw_cell(canvas, cell, x, top, size, flush=self._look.flush and index == 0)
                x += width
        return top - height

    def _draw_cell(
        self, canvas: ReportCanvas, cell: SetCell, x: float, top: float, size: tuple[float, float], *, flush: bool
    ) -> None:
        inner, height = size
        if len(cell.content) == 1 and isinstance(alone := cell.content[0], CELL_TEXTS):
            alone.in_cell = True
        drop = self._look.pad_y
        if cell.middle:
            drop = (height - stack_height(cell.content, inner)) / 2
        draw_stack(canvas, cell.content, x + (0.0 if flush else self._look.pad_x), top - drop, inner)

    def _inner(self, place: int, width: float) -> float:
        """Return the width for content; a flush first column has no padding at its left."""
        return width - self._look.pad_x * (1 if self._look.flush and place == 0 else 2)

    def _draw_ground(
        self, canvas: ReportCanvas, row: SetRow, x: float, top: float, height: float, *, header: bool
    ) -> None:
        if canvas.dry:
            return
        bottom = top - height
        with canvas.artifact():
            if row.fill:
                canvas.fill_area(x, bottom, self.width, height, row.fill)
            left = x
            inset = 0.6 if self._look.gutter else 0.0
            for cell, width in self._placed(row):
                if cell.fill:
                    size = (width - 2 * inset, height - 2 * inset)
                    canvas.fill_area(left + inset, bottom + inset, *size, cell.fill)
                if cell.dashed:
                    canvas.dashed_area(left + 2, bottom + 2, width - 4, height - 4, colours.MUTED)
                left += width
            if row.ruled:
                colour = self._look.header_rule if header else self._look.row_rule
                canvas.stroke_line((x, bottom), (x + self.width, bottom), colour, 0.7 if header else 0.4)
