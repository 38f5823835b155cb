"""Explain "why A over B" as signed contributions that sum exactly to the margin."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum

from consultant_desk.domain.evaluation.result import Contrast, Result
from consultant_desk.domain.evaluation.values import ValueTable


def contrast(result: Result, a: str, b: str) -> Contrast:
    """Return w_j (V_aj - V_bj) per criterion in points, largest first; `KeyError` for an unknown candidate."""
    return _contrast(result.weights, result.of(a).values, result.of(b).values, a, b)


def contrast_at(table: ValueTable, weights: Mapping[str, float], a: str, b: str) -> Contrast:
    """Return the same for weights that are being tried."""
    rows = (dict(zip(table.criteria, table.values[table.rows[key]], strict=True)) for key in (a, b))
    return _contrast(weights, next(rows), next(rows), a, b)


def _contrast(
    weights: Mapping[str, float], ours: Mapping[str, float], theirs: Mapping[str, float], a: str, b: str
) -> Contrast:
    parts = [(criterion, weight * (ours[criterion] - theirs[criterion])) for criterion, weight in weights.items()]
    parts.sort(key=lambda part: -part[1])
    return Contrast(a, b, tuple(parts), fsum(points for _, points in parts))
