"""A report as Markdown (CommonMark with GitHub's tables), for a wiki or an editor. Charts are told in words.

Places are named by empty links with an id, since a heading has no name of its own in plain CommonMark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from consultant_desk.domain.snapshot import ReportSnapshot
from reports.blocks import (
    Block,
    Box,
    Cell,
    Chip,
    Columns,
    Contents,
    Cover,
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
    exhibit_numbers,
)
from reports.composing import Composition, compose
from reports.drawing import Drawing
from reports.fonts import FontBook
from reports.places import Places, disclosed_first, identifier, safe_address
from reports.published import published
from reports.rich import Rich, Span, as_rich
from reports.sections.cover import clean_line
from reports.svg import SvgPen
from reports.text import clean
from reports.theme import Theme, known_family

_ACTIVE = re.compile(r"[\\`*_\[\]<>&|~#$]|!$")
_STARTS = re.compile(r"(?:[-+](?=[\s-]|$)|=|\d{1,9}[.)](?=\s|$))")
_WRITTEN = {"&": "&amp;", "<": "%3C", ">": "%3E", "\\": "%5C", " ": "%20", "|": "%7C"}
_ADDRESS = re.compile("[" + re.escape("".join(_WRITTEN)) + "]")
_HEADINGS = {"caption", "h3"}
_ALIGNED = {"head_right": "--:", "head_centre": ":-:"}


def markdown_of(snapshot: ReportSnapshot) -> bytes:
    """Return a report as Markdown in UTF-8; the same snapshot gives the same bytes. Faults as for the PDF."""
    snapshot = published(snapshot)
    fonts = FontBook(known_family(snapshot.brand.font), snapshot.brand.extra_font)
    theme = Theme(snapshot.brand, snapshot.options.page_size, fonts)
    composition = compose(snapshot, theme, lambda _blocks, _scale: True)
    return _Writer(composition, theme.fonts).write().encode("utf-8")


class _Writer:
    """Writes one report. Every block becomes paragraphs, which are parted by empty lines."""

    def __init__(self, composition: Composition, fonts: FontBook) -> None:
        self._composition, self._words, self._fonts = composition, composition.words, fonts
        self._places, self._numbers = Places(composition), exhibit_numbers(composition.blocks)
        self._part_level = 3

    def write(self) -> str:
        parts = self._front()
        for part in self._composition.parts:
            parts += self._blocks(part.blocks)
        return "\n\n".join([*parts, *self._foot()]) + "\n"

    def _front(self) -> list[str]:
        front, snapshot = self._composition.front, self._composition.snapshot
        contents = front.contents if isinstance(front, Cover) else front
        title = front.title if isinstance(front, Cover) else clean_line(clean(snapshot.title))
        parts = [f"# {escaped(title or self._words.plain('cover.kind'))}"]
        if not snapshot.issued:
            parts.append(f"**{escaped(self._words.plain('watermark'))}**")
        parts.append(_started(escaped(" · ".join(self._told(front)))))
        if isinstance(front, Cover):
            parts.append("\n".join(f"- **{escaped(name)}** {escaped(value)}" for name, value in front.facts))
        return [*parts, *(self._contents(contents) if contents is not None else [])]

    def _told(self, front: Cover | Contents | None) -> list[str]:
        snapshot = self._composition.snapshot
        date = self._words.long_date(snapshot.made_on)
        about = (snapshot.client, snapshot.evaluation_title, self._composition.version, date)
        if isinstance(front, Cover):
            about = (front.kind, front.subject, front.date, "")
        marking = self._words.named("marking", snapshot.options.marking)
        told = (snapshot.brand.name, *about, marking, snapshot.brand.header)
        return [line for one in told if (line := clean_line(clean(one)))]

    def _contents(self, contents: Contents) -> list[str]:
        listed = (f"- [{escaped(one.title)}](#{identifier(one.anchor)})" for one in contents.entries)
        return [f"## {self._phrase(contents.title)}", "\n".join(listed)]

    def _foot(self) -> list[str]:
        brand = self._composition.snapshot.brand
        lines = (brand.footer, brand.contact_line, brand.legal_footer, self._words.plain("page.pdf"))
        return ["---", *(_started(escaped(line)) for line in lines if line)]

    def _blocks(self, blocks: Iterable[Block]) -> list[str]:
        return [part for block in blocks for part in self._block(block) if part]

    def _block(self, block: Block) -> list[str]:
        match block:
            case Opening(anchor=anchor, kicker=kicker, title=title):
                self._part_level = 3
                return [self._phrase((Span(kicker, italic=True),)), f"## {_place(anchor)}{self._phrase(title)}"]
            case Subheading(anchor=anchor, title=title):
                self._part_level = 4
                return [f"### {_place(anchor)}{self._phrase(title)}"]
            case Text(style=style):
                words = "".join(_place(one) for one in block.anchors) + self._phrase(block.rich)
                if style in _HEADINGS:
                    return [f"{'#' * self._part_level} {words}"]
                return [f"> {_started(words)}" if style == "quote" else _started(words)]
            case Line(rich=rich) | Chip(rich=rich):
                return [_started(self._phrase(rich))]
            case Items():
                return [self._items(block)]
            case Table():
                return self._table(block)
            case Exhibit(drawing=drawing, source=source):
                told = [_started(escaped(drawing.alt)), *(_started(self._phrase(one)) for one in self._notes(drawing))]
                return [self._caption(block), *told, _started(self._phrase(source))]
            case Box(content=content):
                return [_indented("\n\n".join(self._blocks(content)), "> ", "> ")]
            case Columns(columns=columns):
                return [part for _share, content in columns for part in self._blocks(content)]
            case Together(content=content):
                return self._blocks(content)
            case OnePage(content=content):
                return self._blocks(disclosed_first(content))
            case Rule():
                return ["---"]
            case Gap() | NewPage():
                return []
            case _:
                raise TypeError(f"{type(block).__name__} is written with the front")

    def _phrase(self, rich: Rich) -> str:
        return phrase(self._places.resolved(rich), self._places)

    def _notes(self, drawing: Drawing) -> list[Rich]:
        pen = _NotesPen(self._fonts, drawing.height)
        drawing.paint(pen)
        return pen.notes

    def _items(self, block: Items) -> str:
        labels = ["".join(span.text for span in item.label) for item in block.items]
        numbered = all(label.isascii() and label.isdigit() and len(label) < 10 for label in labels)
        listed = [
            self._item(item, f"{label}. " if numbered else "- ")
            for item, label in zip(block.items, labels, strict=True)
        ]
        return "\n".join(listed)

    def _item(self, item: Item, marker: str) -> str:
        parts = self._blocks(item.body)
        if item.label and marker == "- ":
            label = self._phrase(item.label)
            parts = [f"{label} {parts[0]}" if parts else label, *parts[1:]]
        return _indented("\n\n".join(parts), marker, " " * len(marker))

    def _caption(self, block: Table | Exhibit) -> str:
        again = isinstance(block, Exhibit) and block.goes_on
        key = "exhibit.continued" if again else "exhibit"
        number = str(self._numbers.get(id(block), ""))
        return self._phrase(as_rich(self._words.say(key, number=number, title=block.title), bold=True))

    def _table(self, block: Table) -> list[str]:
        width = len(block.shares)
        lines = [self._row(block.header, width), f"| {' | '.join(_alignments(block))} |"]
        lines += [self._row(row, width) for row in block.rows]
        caption = [self._caption(block)] if block.title else []
        return [*caption, "\n".join(lines), _started(self._phrase(block.source))]

    def _row(self, row: Row, width: int) -> str:
        cells: list[str] = []
        for cell in row.cells:
            cells += [self._cell(cell), *[""] * (cell.span - 1)]
        cells += [""] * (width - len(cells))
        return f"| {' | '.join(cells)} |"

    def _cell(self, cell: Cell) -> str:
        return "<br>".join(line for line in self._lines(cell.content) if line)

    def _lines(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Give what stands in a cell line by line; a table of Markdown holds no blocks."""
        for block in blocks:
            match block:
                case Text(rich=rich, anchors=anchors):
                    yield "".join(_place(one) for one in anchors) + self._phrase(rich)
                case Line(rich=rich) | Chip(rich=rich):
                    yield self._phrase(rich)
                case Items(items=items):
                    for item in items:
                        label = self._phrase(item.label) or "•"
                        yield f"{label} {'<br>'.join(self._lines(item.body))}"
                case Box(content=content) | Together(content=content):
                    yield from self._lines(content)
                case Gap():
                    continue
                case _:
                    raise TypeError(f"{type(block).__name__} does not stand in a cell")


class _NotesPen(SvgPen):
    """Listens to the notes under a chart, which its words in short do not tell."""

    def __init__(self, fonts: FontBook, height: float) -> None:
        super().__init__(fonts, height)
        self.notes: list[Rich] = []

    def note(self, x: float, y: float, rich: Rich, size: float, *, room: float) -> None:  # noqa: ARG002
        """Keep it whole."""
        self.notes.append(rich)


def escaped(text: str) -> str:
    """Return text so that it is rendered as it was typed, on one line."""
    return _ACTIVE.sub(r"\\\g<0>", clean(text)).replace("\n", "<br>")


def phrase(rich: Rich, places: Places) -> str:
    """Return rich text as inline Markdown; white space at the edge of a mark or a link is put outside of it."""
    runs = [_merged(list(spans)) for _key, spans in groupby(enumerate(rich), key=lambda pair: _run(*pair))]
    written = ""
    for index, run in enumerate(runs):
        body = run.text.strip()
        left, right = (run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :])
        if not body:
            written += _place(run.anchor) + escaped(run.text)
            continue
        written += escaped(left) + _place(run.anchor)
        before = written[-1:] or " "
        after = right or (_first(runs[index + 1]) if index + 1 < len(runs) else " ")
        written += _linked(_marked(run, body, before, after), run, places) + escaped(right)
    return written


def _run(index: int, span: Span) -> tuple[bool, bool, str, str, int]:
    alone = span.anchor or span.raised or span.page_of
    return (span.bold, span.italic, span.link, span.href, index if alone else -1)


def _merged(pairs: list[tuple[int, Span]]) -> Span:
    return replace(pairs[0][1], text="".join(clean(span.text) for _index, span in pairs))


def _first(run: Span) -> str:
    """Return the character that comes after a run: a mark of the next one, or its first character."""
    return "*" if run.bold or run.italic or run.link or run.href or run.anchor else run.text[:1] or " "


def _marked(run: Span, body: str, before: str, after: str) -> str:
    """Mark words as bold or italic; where stars would not be read as marks, in HTML."""
    words = escaped(body)
    opens = body[0].isalnum() or before.isspace()
    closes = body[-1].isalnum() or after[:1].isspace()
    stars = opens and closes and "*" not in {before, after}
    for wanted, star, tag in ((run.italic, "*", "em"), (run.bold, "**", "strong")):
        if wanted:
            words = f"{star}{words}{star}" if stars else f"<{tag}>{words}</{tag}>"
    return words


def _linked(words: str, run: Span, places: Places) -> str:
    if run.link and run.link in places:
        return f"[{words}](#{identifier(run.link)})"
    if address := safe_address(run.href):
        return f"[{words}](<{_ADDRESS.sub(lambda match: _WRITTEN[match.group()], address)}>)"
    return words


def _place(anchor: str) -> str:
    return f'<a id="{identifier(anchor)}"></a>' if anchor else ""


def _started(words: str) -> str:
    """Return a paragraph whose beginning is not read as the mark of a list or of a heading."""
    shown = words.strip()
    return _STARTS.sub(lambda match: _with_mark(match.group()), shown, count=1) if _STARTS.match(shown) else shown


def _with_mark(start: str) -> str:
    return f"{start[:-1]}\\{start[-1]}"


def _indented(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *((rest + line).rstrip() for line in lines[1:])])


def _alignments(table: Table) -> list[str]:
    """Return the marks of the columns, as their headers stand."""
    marks: list[str] = []
    for cell in table.header.cells:
        styles = [block.style for block in cell.content if isinstance(block, Text)]
        marks += [next((_ALIGNED[style] for style in styles if style in _ALIGNED), "---"), *["---"] * (cell.span - 1)]
    return marks + ["---"] * (len(table.shares) - len(marks))
