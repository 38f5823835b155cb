"""Text with meaning: spans that are bold, linked, raised, or a figure bound to the data it was computed from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from consultant_desk.domain.sentences import has_end
from reports.bidi import has_rtl

_TEMPLATE = re.compile(r"\{([a-z_0-9]+)\}|\*([^*]+)\*")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed, with the stable path of the value it was computed from (`score/northwind`)."""

    path: str
    printed: str


@dataclass(frozen=True, slots=True)
class Span:
    """A run of plain text. `link` goes to an own anchor, `raised` is small and high, `anchor` names this place.

    `href` goes to an address outside (https, http, mailto). Where `page_of` names an anchor, the text is what stands
    for the number of its page ("page {page}"); a format without pages prints a mark instead. What stands `apart` runs
    from right to left by itself: neither the numbers nor the names beside it are turned with it.
    """

    text: str
    bold: bool = False
    link: str = ""
    raised: bool = False
    figure: Figure | None = None
    anchor: str = ""
    italic: bool = False
    href: str = ""
    page_of: str = ""
    apart: bool = False


Rich = tuple[Span, ...]
Insert = str | Figure | Rich


def plain(text: str, *, bold: bool = False) -> Rich:
    """Make rich text of a user's words, which are never markup."""
    return (Span(text, bold=bold),)


def as_rich(value: Insert, *, bold: bool = False) -> Rich:
    """Turn a word, a figure or rich text into rich text."""
    if isinstance(value, Figure):
        return (Span(value.printed, bold=bold, figure=value),)
    if isinstance(value, str):
        return (Span(value, bold=bold),)
    return tuple(replace(span, bold=True) for span in value) if bold else value


def joined(parts: Sequence[Rich], between: str = ", ") -> Rich:
    """Join rich texts."""
    spans: list[Span] = []
    for index, part in enumerate(parts):
        if index and between:
            spans.append(Span(between))
        spans.extend(part)
    return tuple(spans)


def apart(rich: Rich) -> Rich:
    """Set a name that runs from right to left apart from the words it is put into."""
    if any(span.apart for span in rich) or not any(has_rtl(span.text) for span in rich):
        return rich
    return tuple(replace(span, apart=True) for span in rich)


def text_of(rich: Rich) -> str:
    """Return the characters without their meaning."""
    return "".join(span.text for span in rich)


def fill(template: str, inserts: dict[str, Insert]) -> Rich:
    """Put inserts into a template of the program's own: `{name}` is an insert, `*words*` are bold.

    The template is parsed first, so nothing a user typed is ever read as markup.
    """
    spans: list[Span] = []
    _fill(template, inserts, spans, bold=False)
    return tuple(spans)


def _fill(template: str, inserts: dict[str, Insert], spans: list[Span], *, bold: bool) -> None:
    position = 0
    for match in _TEMPLATE.finditer(template):
        _add(template[position : match.start()], spans, bold=bold, after_insert=position > 0)
        name, strong = match.groups()
        if strong is not None:
            _fill(strong, inserts, spans, bold=True)
        else:
            spans.extend(apart(as_rich(inserts[name], bold=bold)))
        position = match.end()
    _add(template[position:], spans, bold=bold, after_insert=position > 0)


def _add(text: str, spans: list[Span], *, bold: bool, after_insert: bool) -> None:
    """Add words of a template; a full stop is left out where the words of a person before it have one.

    All that stands before it is read, as an insert may be of many spans, the last of them empty or a closing quote.
    """
    if after_insert and text.startswith(".") and has_end(text_of(tuple(spans))):
        text = text[1:]
    if text:
        spans.append(Span(text, bold=bold))
