"""Markdown in the consultant's own texts, read into rich text and blocks: the only markup that is ever read.

Raw HTML is text, pictures are not loaded, links lead to https, http and mailto only. A text without Markdown comes out
as it was typed, and so does every passage that no block could hold whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from markdown_it.token import Token

from reports.addresses import is_address
from reports.blocks import Block, Cell, Gap, Item, Items, Row, Rule, Table, Text
from reports.markdown_reader import MAX_NESTING, reader
from reports.rich import Rich, Span, plain, text_of

MAX_CHARACTERS = 400_000
MAX_CELLS = 5_000
MAX_COLUMNS = 12  # more would leave less than a word's width for each
_STYLES = {"th_open": ("head", "head_centre", "head_right"), "td_open": ("cell", "number_centre", "number")}
_NARROWEST, _LONG_WORD, _LONG_TEXT, _OF_TEXT = 5, 30, 50, 0.6
"""Characters for which a column of a table has room, and the share of a longer text that it is given."""
_LINES = re.compile(r"\r\n?")
_LEADING = re.compile("^ +", re.MULTILINE)
_MARKS = re.compile(r"[*_`\[\]!#>|\\~+-]|\d[.)]\s|://|mailto:", re.IGNORECASE)
_CONTAINERS = frozenset({"blockquote_open", "bullet_list_open", "ordered_list_open", "list_item_open"})


@lru_cache(maxsize=4_096)
def inline(text: str) -> Rich:
    """Return a text of one's own with bold, italic and links; typed line ends stay."""
    if not _MARKS.search(text) or len(text) > MAX_CHARACTERS:
        return plain(text)
    tokens = reader().parseInline(_typed(text))
    return _rich(tokens[0].children or ()) or plain(text)


def blocks(text: str, where: str) -> tuple[Block, ...]:
    """Return a longer text of one's own as blocks. `where` names the field should it have to be cut."""
    if len(text) > MAX_CHARACTERS:
        return (Text(plain(text), "body", where),)
    typed = _typed(text)
    return tuple(_Walk(_parsed(typed), typed.split("\n"), where).blocks(None))


def _typed(text: str) -> str:
    return _LINES.sub("\n", text).replace("\0", "")


def _parsed(text: str) -> list[Token]:
    """Return the tokens of a text; definitions of links go only where each is used, so that no line is lost."""
    if "]:" not in text:
        return reader().parse(text)
    known: dict[str, dict[str, dict[str, str]]] = {}
    tokens = reader(references=True).parse(text, known)
    wanted = {one["href"] for one in known.get("references", {}).values()}
    if not known.get("duplicate_refs") and wanted <= set(_targets(tokens)):
        return tokens
    return reader().parse(text)


def _targets(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "link_open":
            yield str(token.attrGet("href") or "")
        yield from _targets(token.children or ())


@dataclass(slots=True)
class _Ink:
    bold: int = 0
    italic: int = 0
    href: str = ""

    def span(self, text: str) -> Span:
        return Span(text, bold=self.bold > 0, italic=self.italic > 0, href=self.href)


def _rich(tokens: Sequence[Token]) -> Rich:
    spans: list[Span] = []
    ink = _Ink()
    pending: list[str] = []
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            pending.append("\n")
        elif token.type == "image":
            pending.append("".join(one.text for one in _rich(token.children or ())))
        elif not token.nesting:
            pending.append(token.content)
        else:
            if text := "".join(pending):
                spans.append(ink.span(text))
            pending = []
            _change(ink, token)
    if text := "".join(pending):
        spans.append(ink.span(text))
    return tuple(spans)


def _change(ink: _Ink, token: Token) -> None:
    match token.type:
        case "strong_open" | "strong_close":
            ink.bold += token.nesting
        case "em_open" | "em_close":
            ink.italic += token.nesting
        case "link_open":
            target = str(token.attrGet("href") or "")
            ink.href = target if is_address(target) else ""
        case "link_close":
            ink.href = ""


class _Walk:
    """Reads the tokens of one text from the first to the last."""

    def __init__(self, tokens: Sequence[Token], lines: Sequence[str], where: str) -> None:
        self._tokens, self._lines, self._where = tokens, lines, where
        self._place = 0

    def blocks(self, closing: str | None) -> Iterator[Block]:
        """Yield blocks up to the closing token."""
        while self._place < len(self._tokens):
            token = self._tokens[self._place]
            self._place += 1
            if token.type == closing:
                return
            yield from self._block(token)

    def _block(self, token: Token) -> Iterator[Block]:
        match token.type:
            case "paragraph_open":
                yield self._text("body", "paragraph_close")
            case "heading_open":
                yield from self._heading(token)
            case "blockquote_open":
                if self._too_deep(token):
                    yield self._as_typed(token)
                    return
                for block in self.blocks("blockquote_close"):
                    yield replace(block, style="quote") if isinstance(block, Text) else block
            case "bullet_list_open" | "ordered_list_open":
                yield from self._list(token)
            case "table_open":
                yield self._table(token)
            case "fence":
                yield Text(plain(_indented(token.content.rstrip("\n"))), "cell", self._where)
                yield Gap(6)
            case "hr":
                yield Rule()

    def _text(self, style: str, closing: str) -> Text:
        return Text(self._inline(closing), style, self._where)

    def _as_typed(self, opening: Token) -> Text:
        """Return the lines a block was read from as one paragraph, and go on after it."""
        closing = opening.type.replace("open", "close")
        while self._tokens[self._place].type != closing or self._tokens[self._place].level != opening.level:
            self._place += 1
        self._place += 1
        lines = self._lines[slice(*(opening.map or (0, 0)))]
        return Text(plain("\n".join(lines).strip("\n").rstrip()), "body", self._where)

    def _heading(self, opening: Token) -> Iterator[Block]:
        last = self._lines[opening.map[1] - 1].strip() if opening.map else ""
        if opening.markup in {"=", "-"} and len(last) < 3:  # the "--" before a signature underlines nothing
            yield self._as_typed(opening)
        else:
            yield self._text("h3", "heading_close")

    def _too_deep(self, opening: Token) -> bool:
        """Tell whether the reader left something out of a block because it lies too deep; asked at the outside."""
        if opening.level:
            return False
        closing = opening.type.replace("open", "close")
        place = self._place
        while self._tokens[place].type != closing or self._tokens[place].level:
            one = self._tokens[place]
            if one.level >= MAX_NESTING - 1 and one.type in _CONTAINERS:
                return True
            place += 1
        return False

    def _inline(self, closing: str) -> Rich:
        rich: Rich = ()
        while self._tokens[self._place].type != closing:
            rich += _rich(self._tokens[self._place].children or ())
            self._place += 1
        self._place += 1
        return rich

    def _list(self, opening: Token) -> Iterator[Block]:
        start, closing = self._place, opening.type.replace("open", "close")
        if self._too_deep(opening):
            yield self._as_typed(opening)
            return
        items: list[Item] = []
        marks: list[str] = []
        while self._tokens[self._place].type != closing:
            marks.append(self._tokens[self._place].info)
            self._place += 1  # list_item_open
            body = tuple(
                replace(block, style="tight") if isinstance(block, Text) and block.style == "body" else block
                for block in self.blocks("list_item_close")
            )
            items.append(Item(body))
        self._place += 1
        if len(items) == 1 and self._is_prose(opening):
            self._place = start
            yield self._as_typed(opening)
        elif opening.type == "bullet_list_open":
            yield Items(tuple(items), 11.0)
        else:
            labels = [plain(number + opening.markup) for number in _numbers(marks)]
            yield Items(tuple(replace(item, label=label) for item, label in zip(items, labels, strict=True)), 18.0)

    def _is_prose(self, opening: Token) -> bool:
        """Tell whether a list of one item is a line that only begins like one: "2026. was", "+ 3 points", "- 5 °C"."""
        line = self._lines[opening.map[0]].strip() if opening.map else ""
        if opening.type == "bullet_list_open":
            return opening.markup == "+" or line[1:].lstrip()[:1].isdigit()
        return not line.startswith(("1.", "1)"))

    def _table(self, opening: Token) -> Block:
        """Return a table, or its lines as they were typed where a table would not hold all of them."""
        start = self._place
        rows = tuple(self._rows())
        typed = self._lines[slice(*(opening.map or (0, 0)))]
        columns = len(rows[0].cells)
        widest = max(_columns(line) for line in typed)
        if len(rows) < 2 or columns > MAX_COLUMNS or widest > columns or columns * len(rows) > MAX_CELLS:
            self._place = start
            return self._as_typed(opening)
        return Table((), _shares(rows), rows[0], rows[1:])

    def _rows(self) -> Iterator[Row]:
        cells: list[Cell] = []
        while (token := self._tokens[self._place]).type != "table_close":
            self._place += 1
            if token.type in {"th_open", "td_open"}:
                rich = self._inline(token.type.replace("open", "close"))
                style = _STYLES[token.type][_alignment(token)]
                cells.append(Cell((Text(rich or plain(" "), style, self._where),)))
            elif token.type == "tr_close":
                yield Row(tuple(cells))
                cells = []
        self._place += 1


def _alignment(token: Token) -> int:
    """Return how a column was typed to stand: 0 at the left, 1 in the middle, 2 at the right."""
    style = str(token.attrGet("style") or "")
    return 2 if style.endswith("right") else 1 if style.endswith("center") else 0


def _shares(rows: Sequence[Row]) -> tuple[float, ...]:
    """Return the shares of the columns of a table, wide enough for their longest words before anything else."""
    weights: list[float] = []
    for column in zip(*(row.cells for row in rows), strict=True):
        texts = [text_of(block.rich) for cell in column for block in cell.content if isinstance(block, Text)]
        word = max((len(one) for text in texts for one in text.split()), default=0)
        whole = max(len(text) for text in texts)
        weights.append(max(_NARROWEST, min(word + 2, _LONG_WORD), min(whole, _LONG_TEXT) * _OF_TEXT))
    return tuple(weight / sum(weights) for weight in weights)


def _columns(line: str) -> int:
    """Count the cells of a typed row of a table; an escaped bar parts none."""
    return line.replace("\\|", "").strip(" \t>").removeprefix("|").removesuffix("|").count("|") + 1


def _indented(text: str) -> str:
    """Keep the spaces that lines begin with."""
    return _LEADING.sub(lambda found: "\u00a0" * len(found[0]), text)


def _numbers(typed: Sequence[str]) -> list[str]:
    """Return the numbers of a list as typed where they rise, else counted from the first: 1, 1, 1 is a habit."""
    values = [int(one) for one in typed]
    if all(one < other for one, other in pairwise(values)):
        return list(typed)
    return [str(values[0] + place) for place in range(len(values))]
