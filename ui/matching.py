"""Which letters of a title a query matches: whole words from their start, accents and case aside."""

from __future__ import annotations

import unicodedata

Ranges = tuple[tuple[int, int], ...]


def folded(text: str) -> str:
    """Return text in lower case without accents, letter for letter, so that positions stay the same."""
    return "".join(_plain(letter) for letter in text)


def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[0].lower()
    return base[0]


def typed_part(query: str, text: str, ranges: Ranges) -> Ranges:
    """Return the found words cut to the letters that were typed: for "harb" only those of "Harbour"."""
    words = folded(query).split()
    cut: list[tuple[int, int]] = []
    for start, end in ranges:
        found = folded(text[start:end])
        longest = max((len(word) for word in words if found.startswith(word)), default=end - start)
        cut.append((start, start + longest))
    return tuple(cut)


def match(query: str, title: str) -> Ranges | None:
    """Return where each word of the query starts a word of the title; None when one of them does not."""
    plain = folded(title)
    starts = [
        place
        for place in range(len(plain))
        if plain[place].isalnum() and (place == 0 or not plain[place - 1].isalnum())
    ]
    found: list[tuple[int, int]] = []
    for word in folded(query).split():
        place = next((start for start in starts if plain.startswith(word, start)), None)
        if place is None:
            return None
        found.append((place, place + len(word)))
    return tuple(sorted(found))
