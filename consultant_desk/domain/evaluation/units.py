"""The raw value of a score in a sentence, and the unit that follows it: "12 months", "1 month".

A unit is free text of a person; only what is plainly an English plural in small letters is changed, so that "ms", "kg",
"%" and "of 5" stay as they are.
"""

from __future__ import annotations

import re

_FIRST = re.compile(r"[^ /]+")
_PLURAL = re.compile(r"^(?=[a-z]*[aeiouy])[a-z]{3,}s$")
_NO_PLURAL = re.compile(r"(?:ss|us|is|series|species)$")
_SIBILANT = re.compile(r"(?:ss|sh|ch|x|zz)es$")


def figure(number: float) -> str:
    """Return a raw value written out for a sentence: thousands parted, a true minus, at most six decimals."""
    text = f"{number:,.15f}" if abs(number) < 1 else f"{number:,.6f}"
    text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "\u2212")


def counted_unit(unit: str, number: float) -> str:
    """Return the unit for this number: of one, its first word ("months a year", "days/month") is in the singular."""
    first = _FIRST.match(unit)
    return unit if abs(number) != 1 or first is None else _singular(first.group()) + unit[first.end() :]


def _singular(word: str) -> str:
    if not _PLURAL.match(word) or _NO_PLURAL.search(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if _SIBILANT.search(word):
        return word[:-2]
    return word[:-1]
