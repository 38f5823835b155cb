"""Read what a person types or pastes as a score: a number, a level, two ends, or that it is unknown.

How numbers are written in the person's locale is the caller's: `parse_number` is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import SupportsFloat

from consultant_desk.domain.evaluation.problem import Criterion, Levels
from consultant_desk.domain.evaluation.units import counted_unit, currency_sign, without_sign
from consultant_desk.errors import UserError

UNKNOWN_WORDS = frozenset({"", "?", "unknown", "n/a", "-", "–", "—"})

_DOTS = re.compile(r"\s*(?:\.\.\.?|…)\s*")
_DASH = re.compile(r"(?<=\S)\s*[-–—]\s*")
_SHOWN = 40

Raw = float | str
ParseNumber = Callable[[str], SupportsFloat]
"""Reads a number as written in the person's locale; `UserError` when it is none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A score as it was typed: a value, or two ends in the order typed, or nothing for unknown."""

    value: Raw | None = None
    low: Raw | None = None
    high: Raw | None = None


def parse_entry(text: str, criterion: Criterion, parse_number: ParseNumber) -> Entry:
    """Return the score a text stands for; `UserError` says why it stands for none.

    Units may be repeated ("7 h", "€ 900"), levels shortened to letters that fit only one; ends are written "3-15" or
    "3..15"; "?", an empty text and, among numbers, "u" are unknown.
    """
    words = " ".join(text.split())
    among_numbers = words.casefold() == "u" and not isinstance(criterion.value, Levels)
    if among_numbers or (words.casefold() in UNKNOWN_WORDS and not _is_level(words, criterion)):
        return Entry()
    value = _read(words, criterion, parse_number)
    if value is not None:
        return Entry(value)
    for first, second in _halves(words):
        low, high = _read(first, criterion, parse_number), _read(second, criterion, parse_number)
        if low is not None and high is not None:
            return Entry(None, low, high)
    raise _unreadable(words, criterion)


def _is_level(words: str, criterion: Criterion) -> bool:
    return isinstance(criterion.value, Levels) and any(words == name for name, _ in criterion.value.levels)


def _read(words: str, criterion: Criterion, parse_number: ParseNumber) -> Raw | None:
    if isinstance(criterion.value, Levels):
        return _level(words, criterion.value)
    try:
        return float(parse_number(_without_unit(words, criterion.unit)))
    except UserError:
        return None


def levels_beginning(levels: Levels, letters: str) -> list[str]:
    """Return the names of the levels that begin with these letters, whatever their case."""
    start = letters.strip().casefold()
    return [name for name, _ in levels.levels if start and name.casefold().startswith(start)]


def _level(words: str, levels: Levels) -> str | None:
    """Return the level of exactly this name, else the only one that begins with these letters."""
    found = levels_beginning(levels, words)
    exact = [name for name in found if name == words] or [name for name in found if name.casefold() == words.casefold()]
    chosen = exact or found
    return chosen[0] if len(chosen) == 1 else None


def _without_unit(words: str, unit: str) -> str:
    if currency_sign(unit):
        words = without_sign(words)
    folded = words.casefold()
    for written in (unit, counted_unit(unit, 1)):  # what is shown can be typed: 12 months, 1 month
        mark = written.casefold()
        if mark and folded.endswith(mark):
            return words[: -len(written)].strip()
        if mark and folded.startswith(mark):
            return words[len(written) :].strip()
    return words


def _halves(words: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to cut a text into two ends: at dots, then at each dash that has something before it."""
    for pattern in (_DOTS, _DASH):
        for cut in pattern.finditer(words):
            if words[: cut.start()] and words[cut.end() :]:
                yield words[: cut.start()], words[cut.end() :]


def _unreadable(words: str, criterion: Criterion) -> UserError:
    shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
    if isinstance(criterion.value, Levels):
        names = ", ".join(name for name, _ in criterion.value.levels)
        return UserError(f"“{shown}” is no level of {criterion.name}.", hint=f"Its levels are {names}.")
    ranged = len(re.findall(r"\d+", words)) > 1
    hint = "A range is written with a dash, such as 1–12." if ranged else ""
    return UserError(f"“{shown}” is not a number, but {criterion.name} is measured in numbers.", hint=hint)
