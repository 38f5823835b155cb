"""A number with its unit, as window, report and command line all write it: "12 months", "1 month", "−€10", "€10–20".

A unit is free text of a person; only what is plainly an English plural in small letters is changed, so that "ms", "kg",
"%" and "of 5" stay as they are. The digits are written by each door in its own way: the window follows the locale.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import floor, log10

MINUS = "\u2212"
_DASH = "\u2013"
_CURRENCY = "€$£¥"
_SIGNS: Mapping[str, str] = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", **{sign: sign for sign in _CURRENCY}}
_MARKED = re.compile(rf"^([-+{MINUS}]?)\s*[{re.escape(_CURRENCY)}]\s*")
_FIRST = re.compile(r"[^ /]+")
_PLURAL = re.compile(r"^(?=[a-z]*[aeiouy])[a-z]{3,}s$")
_NO_PLURAL = re.compile(r"(?:ss|us|is|aas|series|species|iops|flops|[b-np-z]uses)$")
_SIBILANT = re.compile(r"(?:ss|sh|ch|x|zz)es$")
_LEFT_ALONE = frozenset(
    {
        "alias", "atlas", "bias", "canvas", "kudos", "chaos", "lens", "means", "mips", "news", "analyses", "axes",
        "bases", "crises", "appendices", "indices", "matrices", "vertices", "caches", "headaches", "niches", "quizzes",
        "calories", "cookies", "movies", "echoes", "heroes", "halves", "knives", "leaves", "lives", "shelves",
    }
)  # fmt: skip
"""Words in "s" that are no plurals, and plurals whose singular no rule here finds: "1 indices" is better than a word
that is none."""

_DECIMALS = 6


def currency_sign(unit: str) -> str:
    """Return the sign that stands before a number in this unit, "" where the unit follows the number."""
    return _SIGNS.get(unit, "")


def with_unit(text: str, unit: str, number: float, gap: str = " ") -> str:
    """Return a number with its unit; `text` is how it is written, its plus or minus in front, `gap` stands between."""
    sign = currency_sign(unit)
    if sign:
        lead = text[:1] if text[:1] in {"+", "-", MINUS} else ""
        return f"{lead}{sign}{text[len(lead) :]}"
    return f"{text}{gap}{counted_unit(unit, number)}" if unit else text


def range_with_unit(low: str, high: str, unit: str, gap: str = " ") -> str:
    """Return two ends with their unit once: "0–1 months", "€10–20".

    Beside a minus there is room about the dash, and both ends have their currency sign: "−€10 – €20".
    """
    sign = currency_sign(unit)
    if low.startswith(MINUS) or high.startswith(MINUS):
        ends = f"{with_unit(low, sign, 0)}{gap}{_DASH}{gap}{with_unit(high, sign, 0)}"
    else:
        ends = f"{sign}{low}{_DASH}{high}"
    return f"{ends}{gap}{unit}" if unit and not sign else ends


def without_sign(text: str) -> str:
    """Return a number as it was typed without the currency sign before it, after its minus, or behind it."""
    bare = _MARKED.sub(r"\1", text.strip())
    return bare.strip(_CURRENCY)


def figure(number: float) -> str:
    """Return a raw value written out for a sentence: thousands parted, a true minus, at most six decimals.

    A number below one may have as many as show six of its figures: 0.333333, 0.000000123457.
    """
    small = 0 < abs(number) < 1
    decimals = max(_DECIMALS, _DECIMALS - 1 - floor(log10(abs(number)))) if small else _DECIMALS
    text = f"{number:,.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", MINUS)


def counted_unit(unit: str, number: float) -> str:
    """Return the unit for this number: of one, its first word ("months a year", "days/month") is in the singular."""
    first = _FIRST.match(unit)
    return unit if abs(number) != 1 or first is None else _singular(first.group()) + unit[first.end() :]


def _singular(word: str) -> str:
    if not _PLURAL.match(word) or _NO_PLURAL.search(word) or word in _LEFT_ALONE:
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if _SIBILANT.search(word):
        return word[:-2]
    return word[:-1]
