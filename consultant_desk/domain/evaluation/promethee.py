"""PROMETHEE II (Brans & Vincke 1985): net flows from pairwise preferences, linear in the weights.

The unicriterion net flow of a candidate is the mean of how much it is preferred to each other one, less how much each
is preferred to it; the net flow is the weighted sum of these.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, fsum
from operator import mul

from consultant_desk.domain.evaluation.file_options import PreferenceType
from consultant_desk.domain.evaluation.problem import DirectValue, Levels, Linear, Problem
from consultant_desk.domain.evaluation.ranking import ordered
from consultant_desk.domain.evaluation.raws import RawColumn, raw_columns, value_column
from consultant_desk.domain.evaluation.result import PrometheeResult
from consultant_desk.domain.evaluation.values import HIGHEST, ValueTable

INDIFFERENT, PREFERRED = 5.0, 50.0
"""The default on the 0..100 values: V-shape with indifference."""

Preference = Callable[[float], float]
"""How much a lead of this size above 0 is preferred, 0..1."""


def promethee2(problem: Problem, table: ValueTable, weights: Sequence[float], rows: Sequence[int]) -> PrometheeResult:
    """Return net flows -1..1 and ranks of the candidates in these rows; flows sum to 0."""
    flows = unicriterion_flows(problem, table, rows)
    phi = [fsum(map(mul, weights, line)) for line in flows]
    names = [table.candidates[row] for row in rows]
    return PrometheeResult(
        phi=dict(zip(names, phi, strict=True)),
        ranks={names[place]: rank for place, rank in ordered(phi, range(len(phi)))},
    )


def unicriterion_flows(problem: Problem, table: ValueTable, rows: Sequence[int]) -> list[tuple[float, ...]]:
    """Return the net flow of each row on each criterion, -1..1."""
    given = {key: (PreferenceType(kind), q, p, s) for key, kind, q, p, s in problem.options.promethee}
    raw = raw_columns(problem, table, rows) if given else ()
    columns = []
    for place, criterion in enumerate(problem.criteria):
        if criterion.id in given:
            columns.append(_flows(raw[place], preference(*given[criterion.id])))
        else:
            values = RawColumn(value_column(table, place, rows), falling=False)
            columns.append(_flows(values, preference(PreferenceType.VSHAPE_INDIFF, INDIFFERENT, PREFERRED, None)))
    return list(zip(*columns, strict=True)) if columns else [()] * len(rows)


def preference(kind: PreferenceType, q: float | None, p: float | None, s: float | None) -> Preference:
    """Return one of the six preference functions; a slope or width of nothing is a step."""
    low, high, width = q or 0.0, p or 0.0, s or 0.0
    match kind:
        case PreferenceType.USUAL:
            return lambda _lead: 1.0
        case PreferenceType.USHAPE:
            return lambda lead: 1.0 if lead > low else 0.0
        case PreferenceType.VSHAPE:
            return lambda lead: lead / high if lead < high else 1.0
        case PreferenceType.LEVEL:
            return lambda lead: 0.0 if lead <= low else 0.5 if lead <= high else 1.0
        case PreferenceType.VSHAPE_INDIFF:
            return lambda lead: 0.0 if lead <= low else (lead - low) / (high - low) if lead < high else 1.0
        case PreferenceType.GAUSSIAN:
            return lambda lead: 1 - exp(-(lead / width) * (lead / width) / 2) if width > 0 else 1.0


def is_additive(problem: Problem, weights: Sequence[float]) -> bool:
    """Tell whether every weighted criterion has a V-shape over its whole straight scale: the additive ranking again."""
    given = {key: (kind, q or 0.0, p or 0.0) for key, kind, q, p, _ in problem.options.promethee}
    for criterion, weight in zip(problem.criteria, weights, strict=True):
        if weight <= 0:
            continue
        kind, q, p = given.get(criterion.id, ("", 0.0, 0.0))
        straight = kind == PreferenceType.VSHAPE or (kind == PreferenceType.VSHAPE_INDIFF and q == 0)
        match criterion.value:
            case Linear(worst=worst, best=best):
                width = abs(best - worst)
            case Levels() | DirectValue():
                width = HIGHEST
            case _:
                return False
        if not straight or p < width:
            return False
    return True


def _flows(column: RawColumn, prefer: Preference) -> list[float]:
    figures = [-one for one in column.figures] if column.falling else column.figures
    others = len(figures) - 1
    if others < 1:
        return [0.0] * len(figures)
    sums = [[0.0] for _ in figures]
    for place, one in enumerate(figures):
        for other in range(place + 1, len(figures)):
            lead = one - figures[other]
            if lead:
                gain = prefer(lead) if lead > 0 else -prefer(-lead)
                sums[place].append(gain)
                sums[other].append(-gain)
    return [fsum(line) / others for line in sums]
