"""Markdown in the consultant's own texts, read into rich text and blocks: the only markup that is ever read.

Raw HTML is text, pictures are not loaded, links lead to https, http and mailto only. A text without Markdown comes out
as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.blocks import Block, Cell, Item, Items, Row, Rule, Table, Text
from reports.rich import Rich, Span, plain

MAX_CHARACTERS = 400_000
MAX_CELLS = 5_000
MAX_DEPTH = 12
_SCHEMES = frozenset({"http", "https", "mailto"})
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"'|]+", re.IGNORECASE)
_TRAILING = ".,;:!?)]}»”’"
_MARKS = re.compile(r"[*_`\[\]!#>|\\~-]|\d[.)]\s|://|mailto:", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Tell whether a link may lead there: https or http with a host, or mailto."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if parts.scheme.lower() not in _SCHEMES or any(ord(char) <= 32 for char in text):
        return False
    return bool(parts.path if parts.scheme.lower() == "mailto" else parts.hostname)


def linked(text: str) -> Rich:
    """Return plain text in which addresses are links; the full stop after one is no part of it."""
    spans: list[Span] = []
    end = 0
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(_TRAILING)
        if not is_address(address):
            continue
        if match.start() > end:
            spans.append(Span(text[end : match.start()]))
        spans.append(Span(address, href=address))
        end = match.start() + len(address)
    if end < len(text) or not spans:
        spans.append(Span(text[end:]))
    return tuple(spans)


@lru_cache(maxsize=4_096)
def inline(text: str) -> Rich:
    """Return a text of one's own with bold, italic and links; typed line ends stay."""
    if not _MARKS.search(text) or len(text) > MAX_CHARACTERS:
        return plain(text)
    tokens = _reader().parseInline(text)
    return _rich(tokens[0].children or ()) or plain(text)


def blocks(text: str, where: str) -> tuple[Block, ...]:
    """Return a longer text of one's own as blocks. `where` names the field should it have to be cut."""
    if len(text) > MAX_CHARACTERS:
        return (Text(plain(text), "body", where),)
    walk = _Walk(_reader().parse(text), text.split("\n"), where)
    return tuple(walk.blocks(None))


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_DEPTH})
    return reader.enable("table").disable(["entity", "html_inline", "html_block", "autolink", "reference"])


@dataclass(slots=True)
class _Ink:
    bold: int = 0
    italic: int = 0
    href: str = ""


def _rich(tokens: Sequence[Token]) -> Rich:
    spans: list[Span] = []
    ink = _Ink()
    for token in tokens:
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
            case "softbreak" | "hardbreak":
                spans.append(Span("\n"))
            case "image":
                spans += [replace(one, bold=ink.bold > 0) for one in _rich(token.children or ())]
            case _:
                spans += _inked(token.content, ink, code=token.type == "code_inline")
    return tuple(span for span in spans if span.text)


def _inked(text: str, ink: _Ink, *, code: bool) -> Iterator[Span]:
    parts = plain(text) if ink.href or code else linked(text)
    for part in parts:
        yield replace(part, bold=ink.bold > 0, italic=ink.italic > 0, href=ink.href or part.href)


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
            match token.type:
                case "paragraph_open":
                    yield self._text("body", "paragraph_close")
                case "heading_open":
                    yield self._text("h3", "heading_close")
                case "blockquote_open":
                    for block in self.blocks("blockquote_close"):
                        yield replace(block, style="quote") if isinstance(block, Text) else block
                case "bullet_list_open" | "ordered_list_open":
                    yield from self._list(token)
                case "table_open":
                    yield from self._table()
                case "fence" | "code_block":
                    yield Text(plain(token.content.rstrip("\n")), "cell", self._where)
                case "hr":
                    yield Rule()
                case _:
                    if token.content:
                        yield Text(plain(token.content), "body", self._where)

    def _text(self, style: str, closing: str) -> Text:
        return Text(self._inline(closing), style, self._where)

    def _inline(self, closing: str) -> Rich:
        rich: Rich = ()
        while self._tokens[self._place].type != closing:
            rich += _rich(self._tokens[self._place].children or ())
            self._place += 1
        self._place += 1
        return rich

    def _list(self, opening: Token) -> Iterator[Block]:
        start = int(opening.attrGet("start") or 1)
        numbered = opening.type == "ordered_list_open"
        closing = opening.type.replace("open", "close")
        items: list[Item] = []
        while self._tokens[self._place].type != closing:
            self._place += 1  # list_item_open
            body = tuple(
                replace(block, style="tight") if isinstance(block, Text) and block.style == "body" else block
                for block in self.blocks("list_item_close")
            )
            label = plain(f"{start + len(items)}.") if numbered else ()
            items.append(Item(body, label))
        self._place += 1
        if numbered and len(items) == 1 and start != 1 and opening.map:  # "2026. was a good year" is no list
            yield Text(plain("\n".join(self._lines[slice(*opening.map)]).rstrip()), "body", self._where)
        elif items:
            yield Items(tuple(items), 18.0 if numbered else 11.0)

    def _table(self) -> Iterator[Block]:
        rows: list[Row] = []
        header = Row(())
        cells: list[Cell] = []
        count = 0
        while (token := self._tokens[self._place]).type != "table_close":
            self._place += 1
            if token.type in {"th_open", "td_open"}:
                heads = token.type == "th_open"
                rich = self._inline(token.type.replace("open", "close"))
                count += 1
                if count <= MAX_CELLS:
                    cells.append(Cell((Text(rich or plain(" "), "head" if heads else "cell", self._where),)))
            elif token.type == "tr_close":
                if not header.cells:
                    header = Row(tuple(cells))
                elif cells:
                    rows.append(Row(tuple(cells)))
                cells = []
        self._place += 1
        columns = len(header.cells)
        whole = tuple(row for row in rows if len(row.cells) == columns)
        if columns and whole:
            yield Table((), (1 / columns,) * columns, header, whole)
