"""The places a report names, for formats without pages: what cites a piece of evidence is named by its section.

Here is also what such formats share: ids of places, addresses that may be followed, and what is read first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reports.blocks import Block, Box, Columns, Items, OnePage, Opening, Subheading, Table, Text, Together
from reports.composing import Composition
from reports.rich import Rich, Span, plain

_BACK = "↩\u00a0"
_NOTHING = "–"
_SAFE = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z0-9._-]")


class Places:
    """All anchors of one report, each with the name of the section it stands in."""

    def __init__(self, composition: Composition) -> None:
        self._sections: Mapping[str, str] = {
            anchor: part.entry.title
            for part in composition.parts
            for anchor in (part.entry.anchor, *_anchors(part.blocks))
        }

    def __contains__(self, anchor: str) -> bool:
        return anchor in self._sections

    def section(self, anchor: str) -> str:
        """Return the name of the section a place stands in, nothing for one that is not printed."""
        return self._sections.get(anchor, "")

    def resolved(self, rich: Rich) -> Rich:
        """Put a mark and the name of the section where pages are named, for its further places their numbers.

        What is not printed goes, with the comma before it.
        """
        if not any(span.page_of for span in rich):
            return rich
        spans: list[Span] = []
        named: Counter[str] = Counter()
        for span in rich:
            if not span.page_of:
                spans.append(span)
                continue
            section = self._sections.get(span.page_of)
            if section is None:
                if spans and not spans[-1].page_of:
                    spans.pop()
                continue
            named[section] += 1
            spans.append(replace(span, text=str(named[section]) if named[section] > 1 else f"{_BACK}{section}"))
        while spans and not spans[0].page_of and named:
            spans.pop(0)
        return tuple(spans) if named else plain(_NOTHING)


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Opening(anchor=anchor, title=title) | Subheading(anchor=anchor, title=title):
                yield anchor
                yield from _named(title)
            case Text(anchors=anchors, rich=rich):
                yield from (*anchors, *_named(rich))
            case Table(rows=rows):
                for row in rows:
                    for cell in row.cells:
                        yield from _anchors(cell.content)
            case Items(items=items):
                for item in items:
                    yield from _anchors(item.body)
            case Columns(columns=columns):
                for _share, content in columns:
                    yield from _anchors(content)
            case Box(content=content) | Together(content=content) | OnePage(content=content):
                yield from _anchors(content)
            case _:
                continue


def _named(rich: Rich) -> Iterator[str]:
    return (span.anchor for span in rich if span.anchor)


def identifier(anchor: str) -> str:
    """Return the name of a place as an id: characters that an address would change are written as numbers."""
    return "".join(char if _PLAIN.match(char) else f"~{ord(char):x}~" for char in anchor)


def safe_address(href: str) -> str:
    """Return an address that may be followed from a report, nothing for any other."""
    return href if _SAFE.match(href) and href.isprintable() else ""


def disclosed_first(content: tuple[Block, ...]) -> tuple[Block, ...]:
    """Move the framed box of a page, which discloses interests, before its heading.

    On paper both are seen at once; on a screen the box would come long after the recommendation.
    """
    boxes = tuple(block for block in content if isinstance(block, Box) and block.framed)
    return (*boxes, *(block for block in content if not (isinstance(block, Box) and block.framed)))
