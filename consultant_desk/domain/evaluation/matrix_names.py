"""Tell which criterion or candidate a header means: by its exact name, whatever its case, or nearly."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from consultant_desk.domain.evaluation.problem import Candidate, Criterion

NEAR = 0.84
"""How alike two names are (2 x letters in common / letters of both) that are taken for one."""
CLEARER = 0.04
"""By how much the best has to be ahead of the second best."""

_UNIT = re.compile(r"(.+?)\s*[(\[]([^()\[\]]{1,12})[)\]]")

Named = TypeVar("Named", Criterion, Candidate)


@dataclass(frozen=True, slots=True)
class Match:
    """What a header means; `near` when the names are not the same."""

    key: str
    near: bool = False


def folded(text: str) -> str:
    """Return a name for comparing: one form of each character, no case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def labels_of(items: Sequence[Named], reserved: Collection[str] = ()) -> dict[str, str]:
    """Return by id a name that stands for one item only: its own, with the id behind it where two share one."""
    names = Counter(folded(item.name) for item in items)
    return {
        item.id: f"{item.name} [{item.id}]"
        if names[folded(item.name)] > 1 or folded(item.name) in reserved
        else item.name
        for item in items
    }


def name_and_unit(text: str) -> tuple[str, str]:
    """Return a header without the unit in brackets at its end, and that unit: "Price (EUR)" is "Price", "EUR"."""
    found = _UNIT.fullmatch(text)
    return (found[1].strip(), found[2].strip()) if found else (text, "")


def matched(headers: Sequence[str], items: Sequence[Named]) -> dict[int, Match]:
    """Return what headers mean, by their place; each item is meant once, the surest headers choose first."""
    labels = labels_of(items)
    found: dict[int, Match] = {}
    for names in (
        {folded(label): key for key, label in labels.items()},
        {folded(f"{item.name} [{item.id}]"): item.id for item in items},
        {folded(item.id): item.id for item in items},
    ):
        for shorten in (False, True):
            _take_exact(headers, names, found, shorten=shorten)
    _take_near(headers, labels, found)
    return found


def _take_exact(headers: Sequence[str], names: Mapping[str, str], found: dict[int, Match], *, shorten: bool) -> None:
    taken = {match.key for match in found.values()}
    for place, text in enumerate(headers):
        key = names.get(folded(name_and_unit(text)[0] if shorten else text))
        if place not in found and key is not None and key not in taken:
            found[place] = Match(key)
            taken.add(key)


def _take_near(headers: Sequence[str], labels: Mapping[str, str], found: dict[int, Match]) -> None:
    taken = {match.key for match in found.values()}
    for place, text in enumerate(headers):
        if place in found:
            continue
        free = [(key, folded(label)) for key, label in labels.items() if key not in taken]
        likely = sorted(((_likeness(folded(text), label), key) for key, label in free), reverse=True)[:2]
        if likely and likely[0][0] >= NEAR and (len(likely) < 2 or likely[0][0] - likely[1][0] >= CLEARER):
            found[place] = Match(likely[0][1], near=True)
            taken.add(likely[0][1])


def _likeness(one: str, other: str) -> float:
    if 2 * min(len(one), len(other)) < NEAR * (len(one) + len(other)):
        return 0.0  # too different in length to reach it
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= NEAR else 0.0
