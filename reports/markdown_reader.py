"""markdown-it set up for people who may not know that they write Markdown: what could be meant as typed stays so.

- `5*3*2` and `2**3` are no emphasis, a Windows path keeps its backslashes, and an address keeps its stars.
- A link leads to https, http or mailto; any other stays as it was typed.
- HTML, entities and autolinks are text; pictures are not loaded, their words are kept.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis, escape, image

from reports.addresses import address_at, is_address

MAX_NESTING = 12
_SCHEME = re.compile(r"(?:https?|mailto)$", re.IGNORECASE)
_PATH = re.compile(r"[\"'(]*(?:[A-Za-z]:\\|\\\\)")
_REACH = 300  # characters back to the beginning of a path; a bound, so that a text of backslashes takes linear time


class _Careful(MarkdownIt):
    """A reader that leaves a link to anywhere else as it was typed."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name of the library
        return is_address(url)


class _Lenient(MarkdownIt):
    """A reader of pictures."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the name of the library
        return True


@cache
def reader(*, references: bool = False) -> MarkdownIt:
    """Return the reader of longer texts and of lines; with `references` definitions of links are taken out."""
    made = _Careful("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    made.enable("table").disable(["entity", "html_inline", "html_block", "autolink", "code"])
    if not references:
        made.disable("reference")
    made.inline.ruler.at("emphasis", _emphasis)
    made.inline.ruler.at("escape", _escape)
    made.inline.ruler.at("image", _image)
    made.inline.ruler.before("escape", "address", _address)
    return made


@cache
def _lenient() -> MarkdownIt:
    """Return the reader of pictures: they are never loaded, so any source will do for their words to be read."""
    return _Lenient("commonmark", {"html": False, "maxNesting": MAX_NESTING}).disable(
        ["entity", "html_inline", "autolink", "link"]
    )


def _image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library calls it so
    own, state.md = state.md, _lenient()
    try:
        return image(state, silent)
    finally:
        state.md = own


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library calls it so
    """Leave stars between letters or digits as they are, where they are more likely to multiply than to stress."""
    place, text = state.pos, state.src
    if text[place] != "*" or silent or not place or not text[place - 1].isalnum():
        return emphasis.tokenize(state, silent)
    end = place
    while end < state.posMax and text[end] == "*":
        end += 1
    after = text[end] if end < state.posMax else " "
    digits = text[place - 1].isdigit() and after.isdigit()
    if after.isalnum() and (end - place == 1 or digits):
        state.pending += text[place:end]
        state.pos = end
        return True
    return emphasis.tokenize(state, silent)


def _escape(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library calls it so
    """Read a backslash as an escape unless it is one of two, or stands in a path of Windows."""
    place, text = state.pos, state.src
    if text[place] != "\\":
        return False
    length = 2 if text[place + 1 : place + 2] == "\\" else 1
    if length == 1:
        reach = max(0, place - _REACH)
        start = max(text.rfind(space, reach, place) for space in " \n\t")
        if not _PATH.match(text, max(start + 1, reach)):
            return escape(state, silent)
    if not silent:
        state.pending += text[place : place + length]
    state.pos += length
    return True


def _address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library calls it so
    """Read a printed address as a link to it, before any star or underscore in it is seen as markup."""
    if state.src[state.pos] != ":" or state.linkLevel:
        return False
    scheme = _SCHEME.search(state.src, max(0, state.pos - 6), state.pos)
    if scheme is None or (not silent and not state.pending.endswith(scheme.group())):
        return False
    start = scheme.start()
    if start and state.src[start - 1].isalnum():
        return False
    address = address_at(state.src, start)
    if not address:
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme.group())]
        state.push("link_open", "a", 1).attrs = {"href": address}
        state.push("text", "", 0).content = address
        state.push("link_close", "a", -1)
    state.pos = start + len(address)
    return True
