"""Names in Arabic or Hebrew on a line that runs from left to right: letters joined, shown in visual order.

What is set keeps its logical order until it is drawn, so that it measures and breaks like any text; then a line is put
in order as a whole, as a name may change the face in its middle. Whoever reads the page turns the letters back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

RTL_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
"""Hebrew and Arabic as a class of a pattern, with the forms Unicode has of joined letters."""

_LEFT_TO_RIGHT = "\u200e"
_MARK = -1
_RTL = re.compile(f"[{RTL_LETTERS}]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_FORMS = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]")


def has_rtl(text: str) -> bool:
    """Tell whether a text holds letters that run from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


@lru_cache(maxsize=1_024)
def joined(text: str) -> str:
    """Return a text with each Arabic letter in the form it takes beside its neighbours."""
    if not _ARABIC.search(text):
        return text
    from arabic_reshaper import ArabicReshaper

    return str(ArabicReshaper({"delete_harakat": False, "support_zwj": True}).reshape(text))


@lru_cache(maxsize=1_024)
def in_order(parts: tuple[str, ...], apart: tuple[bool, ...] = ()) -> tuple[tuple[int, str], ...]:
    """Return the parts of one line as the eyes meet them from left to right: pieces with the place of their part.

    The line runs from left to right; a part of several directions comes in several pieces. Parts that stand `apart`
    turn nothing beside them: "A: +5" keeps its number to the right of A.
    """
    from bidi import algorithm  # by its steps, as the whole of it does not tell where a character went

    line: Any = algorithm.get_empty_storage()
    line["base_level"], line["base_dir"] = 0, "L"
    marked = list(_marked(parts, apart))
    algorithm.get_embedding_levels("".join(char for _place, char in marked), line)
    for char, (place, _char) in zip(line["chars"], marked, strict=True):
        char["part"] = place
    algorithm.explicit_embed_and_overrides(line)
    algorithm.resolve_weak_types(line)
    algorithm.resolve_neutral_types(line, False)
    algorithm.resolve_implicit_levels(line, False)
    algorithm.reorder_resolved_levels(line, False)
    algorithm.apply_mirroring(line, False)
    pieces = groupby(line["chars"], key=lambda char: int(char["part"]))
    return tuple((part, "".join(str(char["ch"]) for char in chars)) for part, chars in pieces if part != _MARK)


def _marked(parts: tuple[str, ...], apart: tuple[bool, ...]) -> Iterator[tuple[int, str]]:
    """Yield characters with their part, and between parts that stand apart and others a mark that is not printed."""
    before = False
    for place, part in enumerate(parts):
        now = bool(apart) and apart[place]
        if place and now != before:
            yield _MARK, _LEFT_TO_RIGHT
        before = now
        yield from ((place, char) for char in part)


def typed(text: str) -> str:
    """Return letters in the form they were typed in: what `joined` made of them undone."""
    return _FORMS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
