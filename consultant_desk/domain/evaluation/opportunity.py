"""Weights to start from, made of the needs: what matters and is badly served today weighs most.

The opportunity of a need is importance + max(importance - satisfaction, 0) (Ulwick, *What Customers Want*, 2005:
outcome-driven innovation). It is shared equally among the criteria the need led to, and a criterion adds up its shares:
writing one need down as three criteria must not treble its weight (Weber, Eisenführ & von Winterfeldt 1988). A
criterion no need led to gets the mean of the others, because nothing is known about it yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum


@dataclass(frozen=True, slots=True)
class RatedNeed:
    """A need with its opportunity (None where importance or satisfaction is missing) and the criteria it led to."""

    opportunity: int | None
    criteria: tuple[str, ...]


def opportunity(importance: int | None, satisfaction: int | None) -> int | None:
    """Return importance + max(importance - satisfaction, 0); None where one of them is missing."""
    if importance is None or satisfaction is None:
        return None
    return importance + max(importance - satisfaction, 0)


def opportunity_points(needs: Iterable[RatedNeed], criteria: Sequence[str]) -> dict[str, float]:
    """Return the opportunity each criterion stands for; criteria without any are absent."""
    known = set(criteria)
    parts: Mapping[str, list[float]] = defaultdict(list)
    for need in needs:
        served = list(dict.fromkeys(key for key in need.criteria if key in known))
        for key in served if need.opportunity else ():
            parts[key].append((need.opportunity or 0) / len(served))
    return {key: fsum(parts[key]) for key in criteria if key in parts}


def opportunity_shares(needs: Iterable[RatedNeed], criteria: Sequence[str]) -> dict[str, float]:
    """Return a weight for every criterion, sum 1; empty where no need says anything about them."""
    points = opportunity_points(needs, criteria)
    if not points:
        return {}
    mean = fsum(points.values()) / len(points)
    whole = fsum(points.get(key, mean) for key in criteria)
    return {key: points.get(key, mean) / whole for key in criteria}
