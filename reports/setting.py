"""Sets blocks for PDF: every block becomes the flowables that print it, in the look of one theme.

What was set once is kept for the next pass; only what names pages is set anew, since its pages may have moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from reports import layout
from reports.blocks import (
    Block,
    Box,
    Cell,
    Chip,
    Columns,
    Exhibit,
    Gap,
    Item,
    Items,
    Line,
    NewPage,
    OnePage,
    Opening,
    Row,
    Rule,
    Subheading,
    Table,
    Text,
    Together,
)
from reports.pen import DrawnFigure
from reports.rich import Rich, Span, plain
from reports.tables import GridTable, Look, SetCell, SetRow
from reports.text import TextDoor
from reports.theme import Face, Theme
from reports.words import Words

# isort: split
from reportlab.platypus import CondPageBreak, Flowable, PageBreakIfNotEmpty

_KEEP_SHARE = 0.3  # a table that takes less of a page is kept on one page
_FIGURE_SLACK = 24.0  # around a figure that takes a page
_TIGHT = Look(pad_x=3, pad_y=2.6, gutter=True)
_AFTER_HEADING = 34.0
_LABEL_GAP = 3.0
_NOTHING = "–"


class Setter:
    """Sets the blocks of one report. `numbers` are those of its exhibits, by the identity of their blocks."""

    def __init__(self, theme: Theme, words: Words, numbers: Mapping[int, int], cut: dict[str, None]) -> None:
        self.theme, self._words, self._numbers = theme, words, numbers
        self.pages: Mapping[str, int] = {}
        self._door = TextDoor(theme, cut)
        self._kept: dict[tuple[int, float, bool], tuple[Block, list[Flowable]]] = {}

    @property
    def door(self) -> TextDoor:
        """The door text goes through."""
        return self._door

    def set(self, blocks: Iterable[Block]) -> list[Flowable]:
        """Return the flowables of blocks that stand under each other."""
        return [flowable for block in blocks for flowable in self._kept_or_set(block, cell=False)]

    def forget(self) -> None:
        """Keep nothing that was set: what is drawn for the last time can go as soon as it stands on its page."""
        self._kept.clear()

    def height(self, blocks: Sequence[Block], scale: float = 1.0) -> float:
        """Return the height in points of blocks set at a scale, one under the other."""
        usual, self._door = self._door, self._door.scaled(scale)
        try:
            return layout.stack_height(self.set(blocks), self.theme.width)
        finally:
            self._door = usual

    def _kept_or_set(self, block: Block, *, cell: bool) -> list[Flowable]:
        if _names_pages(block):
            return self._set(block, cell=cell)
        key = (id(block), self._door.theme.scale, cell)
        kept = self._kept.get(key)
        if kept is None:  # the block is kept too, so that its id stays its own
            kept = self._kept[key] = (block, self._set(block, cell=cell))
        return kept[1]

    def _set(self, block: Block, *, cell: bool) -> list[Flowable]:
        door = self._door
        match block:
            case Text():
                return self._text(block, cell=cell)
            case Line(rich=rich, style=style, ink=ink):
                return [door.label(rich, self._face(style, ink))]
            case Opening(anchor=anchor, kicker=kicker, title=title):
                return [door.heading(kicker, "kicker", anchor, opens_part=True), door.one(title, "h1")]
            case Subheading(title=title, anchor=anchor, room=room):
                return [CondPageBreak(room), door.heading(title, "h2", anchor, level=1)]
            case Chip(rich=rich, fill=fill):
                return [layout.Chip(door.label(rich, "chip"), fill)]
            case Items():
                return [self._items(block)]
            case Table():
                return self._table(block)
            case Exhibit():
                return self._exhibit(block)
            case Box(content=content, fill=fill, edge=edge, framed=framed):
                return [layout.Box(self.set(content), fill, edge, framed=framed)]
            case Columns():
                return [self._columns(block)]
            case Together(content=content):
                return self._together(content)
            case Gap(points=points):
                return [layout.gap(points)]
            case Rule():
                return [layout.Hairline()]
            case NewPage():
                return [PageBreakIfNotEmpty()]
            case OnePage():
                return self._one_page(block)
            case _:
                raise TypeError(f"{type(block).__name__} is set with the pages")

    def _face(self, style: str, ink: str) -> Face:
        face = self.theme.faces[style]
        return replace(face, colour=ink, link_colour=ink) if ink else face

    def _text(self, block: Text, *, cell: bool) -> list[Flowable]:
        rich, face = self._resolved(block.rich), self._face(block.style, block.ink)
        if cell and not block.anchors:
            return self._door.cell(rich, face, block.where)
        told = self._door.set(rich, face, block.anchors, block.where)
        if not cell and _leads(block):  # with its own lines and two that follow
            return [CondPageBreak(layout.stack_height(told, self.theme.width) + _AFTER_HEADING), *told]
        return told

    def _resolved(self, rich: Rich) -> Rich:
        """Put page numbers where pages are named, each page once; what stands between goes with what is left out.

        The word for a page stands before the first of them only.
        """
        if not any(span.page_of for span in rich):
            return rich
        spans: list[Span] = []
        seen: set[int] = set()
        for span in rich:
            if not span.page_of:
                spans.append(span)
                continue
            page = self.pages.get(span.page_of)
            if page is None or page in seen:
                if spans and not spans[-1].page_of:
                    spans.pop()
                continue
            seen.add(page)
            spans.append(replace(span, text=span.text.format(page=page) if len(seen) == 1 else str(page)))
        while spans and not spans[0].page_of and seen:
            spans.pop(0)
        return tuple(spans) if seen else plain(_NOTHING)

    def _items(self, block: Items) -> Flowable:
        labels = [self._door.label(one.label or "•", "item" if _numbered(one) else "tight") for one in block.items]
        widest = max((label.natural_width for label in labels), default=0.0)
        indent = max(block.indent, widest + _LABEL_GAP) if block.indent else widest + 10
        pairs = [(label, self.set(one.body)) for label, one in zip(labels, block.items, strict=True)]
        return layout.NumberedList(pairs, indent=indent, between=block.between)

    def _columns(self, block: Columns) -> Flowable:
        wide = self.theme.width - block.between * (len(block.columns) - 1)
        columns = [layout.Column(wide * share, tuple(self.set(content))) for share, content in block.columns]
        return layout.Columns(columns, between=block.between)

    def _together(self, content: Sequence[Block]) -> list[Flowable]:
        """Keep all blocks on one page, or the last ones: as many as take `_KEEP_SHARE` of it."""
        width, limit = self.theme.width, self.theme.height * _KEEP_SHARE
        groups = [self._kept_or_set(block, cell=False) for block in content]
        start = len(groups)
        while start and layout.stack_height([*chain(*groups[start - 1 :])], width) <= limit:
            start -= 1
        while 0 < start < len(groups) and _leads(content[start - 1]):
            start -= 1
        last = [*chain(*groups[start:])]
        return [*chain(*groups[:start]), *(layout.together(last, width, self.theme.height) if last else ())]

    def _caption(self, block: Table | Exhibit) -> Flowable:
        again = isinstance(block, Exhibit) and block.goes_on
        key = "exhibit.continued" if again else "exhibit"
        number = str(self._numbers.get(id(block), ""))
        return self._door.one(self._words.say(key, number=number, title=block.title), "caption")

    def _exhibit(self, block: Exhibit) -> list[Flowable]:
        caption, source = self._caption(block), self._door.one(block.source, "source")
        words = layout.stack_height([caption, source], self.theme.width)
        room = max(self.theme.height / 2, self.theme.height - words - _FIGURE_SLACK)
        story: list[Flowable] = [caption, DrawnFigure(self.theme.fonts, block.drawing, room), source]
        return layout.together(story, self.theme.width, self.theme.height)

    def _table(self, block: Table) -> list[Flowable]:
        theme = self.theme
        caption = self._caption(block) if block.title else None
        foot = self._door.one(block.source, "source") if block.source else None
        above, below = (self._too_tall(one) for one in (caption, foot))
        table = GridTable(
            [theme.width * share for share in block.shares],
            [self._row(block.header)] if block.header.cells else [],
            [self._row(row) for row in block.rows],
            theme.height,
            _TIGHT if block.tight else None,
            None if above else caption,
            None if below else foot,
        )
        return [*above, *layout.together([table], theme.width, theme.height * _KEEP_SHARE), *below]

    def _too_tall(self, words: Flowable | None) -> list[Flowable]:
        """Return words about a table that cannot stay with it, since they might not even fit on a page."""
        if words is None or layout.stack_height([words], self.theme.width) <= self.theme.height * _KEEP_SHARE:
            return []
        return [words]

    def _row(self, row: Row) -> SetRow:
        return SetRow(tuple(self._cell(cell) for cell in row.cells), row.fill, row.leading, row.ruled)

    def _cell(self, cell: Cell) -> SetCell:
        content = tuple(flowable for block in cell.content for flowable in self._kept_or_set(block, cell=True))
        return SetCell(content, cell.fill, cell.span, cell.heads, cell.middle, cell.dashed)

    def _one_page(self, block: OnePage) -> list[Flowable]:
        usual, self._door = self._door, self._door.scaled(block.scale)
        try:
            return [PageBreakIfNotEmpty(), *self.set(block.content), PageBreakIfNotEmpty()]
        finally:
            self._door = usual


def _leads(block: Block) -> bool:
    """Tell whether a text only leads to what comes after it: a small heading, "What we saw:"."""
    if not isinstance(block, Text):
        return False
    told = block.rich[-1].text.rstrip() if block.rich else ""
    return block.style == "h3" or (block.style == "body" and told.endswith(":"))


def _numbered(item: Item) -> bool:
    return "".join(span.text for span in item.label).isdigit()


def _names_pages(block: Block) -> bool:
    match block:
        case Text(rich=rich):
            return any(span.page_of for span in rich)
        case Table(rows=rows):
            return any(_names_pages(inner) for row in rows for cell in row.cells for inner in cell.content)
        case _:
            return False
