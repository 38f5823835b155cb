"""Names within a chart: never so long that the words beside them have no room, and no two cut to the same words."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from reports.fonts import ELLIPSIS

SPOKEN = 120
"""Characters of a name in the words that stand for a chart where nobody sees it."""
_LONGEST = 400
"""No line of a chart holds more characters."""
_TAIL = 0.6
"""Share of the room that what tells a name apart may take; the rest is for its beginning."""

Measure = Callable[[str], float]


def short_name(name: str, most: int) -> str:
    """Return a name of at most `most` characters; one that is longer ends in a mark."""
    line = " ".join(name.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + ELLIPSIS


def spoken(name: str) -> str:
    """Return a name for the words that stand for a chart: they are read out, and nobody listens to a page of it."""
    return short_name(name, SPOKEN)


def told_apart(names: Sequence[str], room: float, measure: Measure) -> list[str]:
    """Cut in the middle those names that would read the same if their ends were cut; leave all others as they are.

    `measure` is the length of a text in the unit of `room`.
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if measure(name) > room:
            shown = _beginning(name, room, measure, mark="")
            groups[shown.rpartition(" ")[0] or shown].add(name)  # a letter or two of the next word tell little
    cut: dict[str, str] = {}
    for alike in groups.values():
        cut |= {name: _middle_cut(name, differs, room, measure) for name, differs in _differences(alike)}
    return [cut.get(name, name) for name in names]


def _differences(alike: set[str]) -> list[tuple[str, int]]:
    """Return the names of a group with the place from which each is like no other; none where one stands alone."""
    ordered = sorted(alike)
    places = dict.fromkeys(ordered, 0)
    for one, other in pairwise(ordered):  # in this order the neighbours are those that have most in common
        common = _in_common(one, other)
        places[one], places[other] = max(places[one], common), max(places[other], common)
    return list(places.items()) if len(ordered) > 1 else []


def _in_common(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))


def _middle_cut(name: str, differs: int, room: float, measure: Measure) -> str:
    """Return as much of the beginning as has room beside the words from where the name differs."""
    word = name.rfind(" ", 0, differs) + 1
    most = room * _TAIL
    start = word if word and measure(ELLIPSIS + name[word : word + _LONGEST]) <= most else _whole(name, differs)
    end = ELLIPSIS + name[start : start + _LONGEST]
    if measure(end) > most:
        end = _beginning(end, most, measure)
    return _beginning(name[:start], room - measure(end), measure, mark="") + end


def _whole(name: str, place: int) -> int:
    """Return the start of the character that a place is within: accents and joined pictures are not torn apart."""
    place = min(place, len(name) - 1)
    while place and (unicodedata.combining(name[place]) or "\u200d" in name[place - 1 : place + 1]):
        place -= 1
    return place


def _beginning(text: str, room: float, measure: Measure, mark: str = ELLIPSIS) -> str:
    low, high = 0, min(len(text), _LONGEST)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle] + mark) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + mark
