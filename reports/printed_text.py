"""Find a text on a printed page, whatever line breaks, boxes and the order of letters made of it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from reports.bidi import RTL_LETTERS, has_rtl, joined
from reports.fonts import MISSING, FontBook
from reports.text import clean

_UNSEEN = re.compile("[\\s\u00ad\ufffe\ufffd\u2010-]")  # white space, and the ways pdfium gives a hyphen at a line end
_LETTERS = re.compile(f"[{RTL_LETTERS}{MISSING}]+")
_PLAIN = re.compile(rf"[^\W{RTL_LETTERS}]+")


def flattened(text: str) -> str:
    """Return text without white space and hyphens, which a line break may change."""
    return _UNSEEN.sub("", text)


class PrintedText:
    """What a reader of the file copies from its pages."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._flat = flattened(text)

    @cached_property
    def _words(self) -> list[Counter[str]]:
        """Letters of each word that could run from right to left; readers do not agree on their order."""
        return [Counter(word) for word in set(_LETTERS.findall(self._text))]

    def holds(self, fonts: FontBook, text: str) -> bool:
        """Tell whether a text is printed here.

        What no shipped face has is a box, or set in a face of the person's own, which is not attached.
        """
        wanted = clean(text)
        if has_rtl(wanted):
            return all(self._holds_word(fonts, word) for word in wanted.split())
        shown = "".join(characters for _face, characters in fonts.runs(wanted))
        if MISSING not in shown:
            return flattened(shown) in self._flat
        either = (
            f"[{re.escape(char)}{MISSING}]" if drawn == MISSING else re.escape(flattened(drawn))
            for char, drawn in zip(wanted, shown, strict=True)
        )
        return re.search("".join(either), self._flat) is not None

    def _holds_word(self, fonts: FontBook, word: str) -> bool:
        """Tell whether a word of a text in two directions is printed: its letters in any order, digits as they are."""
        if not has_rtl(word):
            return all(self.holds(fonts, part) for part in _PLAIN.findall(word))
        names = all(any(_prints(shown, part) for shown in self._words) for part in _LETTERS.findall(word))
        return names and all(flattened(part) in self._flat for part in _PLAIN.findall(word))


def _prints(shown: Counter[str], word: str) -> bool:
    """Tell whether letters print a word; a box stands for one letter or two joined ones, and may leave its place."""
    letters = shown.copy()
    boxes = letters.pop(MISSING, 0)
    if not boxes:
        return letters == Counter(word)
    return not letters - Counter(word) and len(joined(word)) - 1 <= boxes + letters.total() <= len(word) + 1
