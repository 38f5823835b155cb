"""A change between two issues of a report in the words of its language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from consultant_desk.domain.snapshot import SnapshotChange
from reports.rich import text_of
from reports.words import Words

_DUE = re.compile(r"(?<= \()\d{4}-\d\d-\d\d(?=\)$)")
"""The date of a step, as the log of changes keeps it behind its words."""
_ENDS = (".", "!", "?", "…", ".”", ".“", ".»")


def change_text(words: Words, change: SnapshotChange) -> str:
    """Return the words for a change; one that was logged in words keeps them."""
    if not change.code:
        return change.text
    given = dict(change.values)
    if "years" in given:
        rich = words.count(f"change.{change.code}", int(given["years"]), **_values(words, change))
    else:
        rich = words.say(f"change.{change.code}", **_values(words, change))
    told = text_of(rich)
    return told if told.endswith(_ENDS) else f"{told}."


def _values(words: Words, change: SnapshotChange) -> dict[str, str]:
    given = dict(change.values)
    return {_insert(name): _printed(words, name, value, given) for name, value in change.values}


def _insert(name: str) -> str:
    """Return the insert a value is for: a raw score goes where its state in words would."""
    return name.removesuffix("_raw")


def _printed(words: Words, name: str, value: str, given: Mapping[str, str]) -> str:
    if name == "rate_share":
        return words.of.per_cent(words.of.short(float(value) * 100))
    if name.endswith("_share"):
        return words.of.percent(float(value), 1)
    if name.endswith("_points"):
        return words.of.number(float(value))
    if name.endswith("_raw"):
        return _raw(words, value, given.get("unit", ""))
    if name == "text":
        return _DUE.sub(lambda found: words.long_date(found[0]), value)
    return words.long_date(value) if name in {"old", "new"} else value


def _raw(words: Words, value: str, unit: str) -> str:
    """Print a raw score with its two ends: 9 h (6.2–11.8 h), Very good (Good–Excellent), ?."""
    shown, *ends = json.loads(value)
    parts = [one for one in (shown, *ends) if one is not None]
    if not parts:
        return "?"
    span = _span(words, [one for one in ends if one is not None], unit)
    if shown is None:
        return span
    text = _one(words, shown, unit)
    return f"{text} ({span})" if span else text


def _span(words: Words, ends: Sequence[float | str], unit: str) -> str:
    figures = sorted(one for one in ends if isinstance(one, int | float))
    if len(figures) == 2:
        return words.of.range_in_unit(figures[0], figures[1], unit)
    return "–".join(_one(words, one, unit) for one in ends)


def _one(words: Words, raw: float | str, unit: str) -> str:
    return raw if isinstance(raw, str) else words.of.in_unit(raw, unit)
