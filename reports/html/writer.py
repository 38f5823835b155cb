"""Writes blocks as HTML: every block becomes the element that means the same, in the classes of the theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby

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
from reports.fonts import FontBook
from reports.html.elements import TAGS, element, void, words
from reports.html.style import BODY
from reports.places import Places, disclosed_first, identifier, safe_address
from reports.rich import Rich, Span
from reports.svg import svg_of
from reports.words import Words

_HEADINGS = {"caption", "h3"}
_COLUMN = 5.4  # rem a column of a table has at least; what is wider than the window is scrolled
_LONG = 24  # characters of a word that may be broken where columns are narrow


class Writer:
    """Writes the blocks of one report. `numbers` are those of its exhibits, by the identity of their blocks."""

    def __init__(self, fonts: FontBook, texts: Words, places: Places, numbers: Mapping[int, int]) -> None:
        self._fonts, self._texts, self._places, self._numbers = fonts, texts, places, numbers
        self._part_level = 3
        self._exhibits = 0

    def write(self, blocks: Iterable[Block]) -> str:
        """Return blocks as HTML, in their order."""
        return "".join(self._block(block) for block in blocks)

    def phrase(self, rich: Rich) -> str:
        """Return rich text as what stands within a paragraph; words that link to one place are one link."""
        spans = self._places.resolved(rich)
        runs = groupby(enumerate(spans), key=lambda pair: _run(*pair))
        return "".join(self._linked([span for _index, span in pairs]) for _key, pairs in runs)

    def _block(self, block: Block) -> str:
        match block:
            case Opening(kicker=kicker, title=title):
                self._part_level = 3
                name = element("p", words(kicker), class_="kicker")
                return element("hgroup", name + element("h2", self.phrase(title), class_="h1"))
            case Subheading(title=title, anchor=anchor):
                self._part_level = 4
                return element("h3", self.phrase(title), class_="h2", id=identifier(anchor))
            case Text():
                return self._text(block)
            case Line(rich=rich, style=style, ink=ink):
                return element("p", self.phrase(rich), class_=style, style=_ink(ink))
            case Chip(rich=rich, fill=fill):
                return element("span", self.phrase(rich), class_="chip", style=f"background:{fill}")
            case Items():
                return self._items(block)
            case Table():
                return self._table(block)
            case Exhibit():
                return self._exhibit(block)
            case Box(content=content, fill=fill, edge=edge, framed=framed):
                look = f"background:{fill};border-color:{edge}"
                return element("div", self.write(content), class_="box framed" if framed else "box", style=look)
            case Columns():
                return self._columns(block)
            case Together(content=content):
                return element("div", self.write(content), class_="together")
            case Gap():
                return ""
            case Rule():
                return void("hr")
            case NewPage():
                return element("div", "", class_="new-page")
            case OnePage(content=content):
                return element("div", self.write(disclosed_first(content)), class_="one-page")
            case _:
                raise TypeError(f"{type(block).__name__} is written with the page")

    def _linked(self, spans: list[Span]) -> str:
        first = spans[0]
        body = "".join(_span(span) for span in spans)
        anchor = identifier(first.anchor) if first.anchor else ""
        if first.link and first.link in self._places:
            name = f"{self._places.section(first.page_of)} {first.text}" if first.text.isdigit() else ""
            body = element("a", body, href=f"#{identifier(first.link)}", id=anchor, aria_label=name)
        elif address := safe_address(first.href):
            body = element("a", body, href=address, rel="noopener noreferrer", id=anchor)
        elif anchor:
            body = element("span", body, id=anchor)
        return element("sup", body) if first.raised else body

    def _text(self, block: Text) -> str:
        first, *others = (identifier(one) for one in (*block.anchors, ""))
        body = "".join(element("span", "", id=one) for one in others if one) + self.phrase(block.rich)
        style = _ink(block.ink)
        if block.style in _HEADINGS:
            return element(f"h{self._part_level}", body, class_=block.style, id=first, style=style)
        if block.style == "quote":
            return element("blockquote", element("p", body), class_="quote", id=first, style=style)
        return element("p", body, class_=block.style, id=first, style=style)

    def _items(self, block: Items) -> str:
        labels = ["".join(span.text for span in item.label) for item in block.items]
        if not any(labels):
            return element("ul", "".join(element("li", self.write(one.body)) for one in block.items), class_="dots")
        numbered = all(label.isdigit() for label in labels)
        listed = "".join(self._item(item, "item" if numbered else "tight") for item in block.items)
        return element("ol" if numbered else "ul", listed, class_="items" if numbered else "items dated", role="list")

    def _item(self, item: Item, face: str) -> str:
        label = element("span", self.phrase(item.label), class_=face)
        return element("li", f"{label} {element('div', self.write(item.body))}")

    def _columns(self, block: Columns) -> str:
        shares = " ".join(f"minmax(0,{share * 100:.4g}fr)" for share, _content in block.columns)
        columns = "".join(element("div", self.write(content)) for _share, content in block.columns)
        return element("div", columns, class_="columns", style=f"--columns:{shares}")

    def _caption(self, block: Table | Exhibit) -> str:
        again = isinstance(block, Exhibit) and block.goes_on
        key = "exhibit.continued" if again else "exhibit"
        return self.phrase(self._texts.say(key, number=str(self._numbers.get(id(block), "")), title=block.title))

    def _source(self, source: Rich) -> str:
        return element("p", self.phrase(source), class_="source") if source else ""

    def _scrolled(self, content: str, name: str) -> str:
        """Return a region of its own that is scrolled where it is wider than the window, also by keyboard."""
        return element("div", content, class_="scroll", role="region", tabindex="0", aria_labelledby=name)

    def _exhibit(self, block: Exhibit) -> str:
        name = self._exhibit_id()
        caption = element("figcaption", self._caption(block), class_="caption", id=name)
        chart = self._scrolled(svg_of(self._fonts, block.drawing), name)
        return element("figure", caption + chart + self._source(block.source), class_="exhibit")

    def _exhibit_id(self) -> str:
        self._exhibits += 1
        return f"exhibit-{self._exhibits}"

    def _table(self, block: Table) -> str:
        name = self._exhibit_id()
        caption = ""
        if block.title:
            caption = element("caption", element("span", self._caption(block), class_="caption", id=name))
        total = sum(block.shares)
        columns = "".join(void("col", style=f"width:{share / total * 100:.4g}%") for share in block.shares)
        head = element("thead", self._row(block.header, heads=True)) if block.header.cells else ""
        body = element("tbody", "".join(self._row(row) for row in block.rows))
        look = f"min-width:{len(block.shares) * _COLUMN:.4g}rem"
        if total < 0.995:
            look += f";--share:{total * 100:.4g}%"
        bare = not (block.title or block.header.cells)
        table = element(
            "table",
            caption + element("colgroup", columns) + head + body,
            class_="tight" if block.tight else "",
            style=look,
            role="presentation" if bare else "",
        )
        scrolled = self._scrolled(table, name) if block.title else element("div", table, class_="scroll", tabindex="0")
        return element("div", scrolled + self._source(block.source), class_="exhibit")

    def _row(self, row: Row, *, heads: bool = False) -> str:
        cells = "".join(self._cell(cell, heads=heads) for cell in row.cells)
        look = f"background:{row.fill}" if row.fill else ""
        return element("tr", cells, class_="" if row.ruled else "unruled", style=look)

    def _cell(self, cell: Cell, *, heads: bool) -> str:
        classes = [name for name in ("middle", "dashed") if getattr(cell, name)]
        look = f"background:{cell.fill}" if cell.fill else ""
        match cell.content:
            case ((Text(anchors=(), ink="") | Line(ink="")) as only,):
                classes.append(only.style)
                body = self.phrase(only.rich)
            case _:
                inside = (
                    _room(block.points) if isinstance(block, Gap) else self._block(_without_heading(block))
                    for block in cell.content
                )
                body = "".join(inside)
        if any(len(word) > _LONG for word in TAGS.sub("", body).split()):
            classes.append("long")
        scope = ("col" if heads else "row") if (heads or cell.heads) and cell.content else ""
        span = str(cell.span) if cell.span > 1 else ""
        return element("th" if scope else "td", body, scope=scope, colspan=span, class_=" ".join(classes), style=look)


def _run(index: int, span: Span) -> tuple[str, str, int]:
    alone = span.anchor or span.raised or span.page_of or not (span.link or span.href)
    return (span.link, span.href, index if alone else -1)


def _span(span: Span) -> str:
    body = element("bdi", words(span.text)) if span.apart else words(span.text)
    if span.figure is not None:
        body = element("span", body, data_figure=span.figure.path)
    if span.italic:
        body = element("em", body)
    return element("strong", body) if span.bold else body


def _ink(ink: str) -> str:
    return f"color:{ink}" if ink else ""


def _room(points: float) -> str:
    """Return white space in a cell, which is there to be written on; elsewhere the style keeps blocks apart."""
    return element("div", "", style=f"height:{points / BODY:.3g}rem")


def _without_heading(block: Block) -> Block:
    """Return what stands in a cell, where a heading would be none of the page."""
    if isinstance(block, Text) and block.style in _HEADINGS:
        return replace(block, style="cell_bold")
    return block
