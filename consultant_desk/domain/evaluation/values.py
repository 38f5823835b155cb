"""Turn raw scores into values 0..100 on the scale each criterion owns, once per problem, as an immutable table.

A value never depends on which other candidates are compared, so that removing a losing one cannot change the winner.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from consultant_desk.domain.evaluation.problem import (
    Cell,
    Criterion,
    Direction,
    DirectValue,
    Levels,
    Linear,
    Piecewise,
    Problem,
    ValueFunction,
)

LOWEST, MIDDLE, HIGHEST = 0.0, 50.0, 100.0


@dataclass(frozen=True, slots=True)
class CellValue:
    """One cell on the 0..100 scale: the value shown and its two ends, `low` <= `shown` <= `high`.

    An unknown cell is shown at the middle of the interval 0..100. `clipped` tells that a raw number given lies
    outside the scale.
    """

    shown: float
    low: float
    high: float
    known: bool
    clipped: bool = False


UNKNOWN_CELL = CellValue(MIDDLE, LOWEST, HIGHEST, known=False)


@dataclass(frozen=True, slots=True)
class ValueTable:
    """Candidates x criteria in values 0..100; every field is indexed [candidate][criterion] in the order of the file.

    `places` maps criterion ids to columns, `rows` maps candidate ids to rows.
    """

    candidates: tuple[str, ...]
    criteria: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    lows: tuple[tuple[float, ...], ...]
    highs: tuple[tuple[float, ...], ...]
    known: tuple[tuple[bool, ...], ...]
    clipped: tuple[tuple[str, str], ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)

    def vector(self, weights: Mapping[str, float]) -> tuple[float, ...]:
        """Return the weights as a vector in the order of the criteria; `KeyError` names a missing one."""
        return tuple(weights[criterion] for criterion in self.criteria)


def value_of(function: ValueFunction, raw: float | str) -> float:
    """Return the value 0..100 of a raw number or a level name, clipped at the ends of the scale."""
    match function:
        case Levels():
            return function.value_of(str(raw))
        case Linear(worst=worst, best=best):
            return _between(float(raw), worst, best)
        case Piecewise(points=points, worst=worst, best=best):
            return _along(points, _held(float(raw), worst, best))
        case DirectValue():
            return min(max(float(raw), LOWEST), HIGHEST)


def raws_of(function: ValueFunction, value: float) -> tuple[float, float] | None:
    """Return the raw numbers whose value is `value`, as (worse end, better end) of the stretch that has it.

    The two ends differ on a flat stretch only. None for levels, which have no numbers in between, and for a value the
    function never takes.
    """
    match function:
        case Linear(worst=worst, best=best) if LOWEST <= value <= HIGHEST:
            raw = worst + (best - worst) * value / HIGHEST
            return raw, raw
        case Piecewise(points=points, worst=worst, best=best):
            return _back_along(points if best > worst else points[::-1], value)
        case DirectValue() if LOWEST <= value <= HIGHEST:
            return value, value
        case _:
            return None


def is_clipped(function: ValueFunction, raw: float | str) -> bool:
    """Tell whether a raw number lies outside the scale and therefore counts as its nearest end."""
    if isinstance(raw, str) or isinstance(function, Levels):
        return False
    match function:
        case Linear(worst=worst, best=best):
            return not min(worst, best) <= raw <= max(worst, best)
        case Piecewise(points=points, worst=worst, best=best):
            low, high = max(points[0][0], min(worst, best)), min(points[-1][0], max(worst, best))
            return not low <= raw <= high
        case DirectValue():
            return not LOWEST <= raw <= HIGHEST


def cell_value(criterion: Criterion, cell: Cell | None) -> CellValue:
    """Return one cell on the 0..100 scale; an absent or unknown cell is the interval 0..100.

    With two ends only, the value shown is that of the raw middle (levels: the mean of the two values).
    """
    if cell is None or cell.unknown:
        return UNKNOWN_CELL
    function = criterion.value
    given = [raw for raw in (cell.value, cell.low, cell.high) if raw is not None]
    ends = [value_of(function, raw) for raw in given]
    shown = ends[0] if cell.value is not None else _middle(function, given, ends)
    clipped = any(is_clipped(function, raw) for raw in given)
    return CellValue(shown, min(shown, *ends), max(shown, *ends), known=True, clipped=clipped)


def value_table(problem: Problem) -> ValueTable:
    """Compute the table of values of a problem."""
    cells = problem.cell_index()
    table = [
        [cell_value(criterion, cells.get((candidate.id, criterion.id))) for criterion in problem.criteria]
        for candidate in problem.candidates
    ]
    candidates = tuple(candidate.id for candidate in problem.candidates)
    criteria = tuple(criterion.id for criterion in problem.criteria)
    return ValueTable(
        candidates=candidates,
        criteria=criteria,
        values=tuple(tuple(cell.shown for cell in row) for row in table),
        lows=tuple(tuple(cell.low for cell in row) for row in table),
        highs=tuple(tuple(cell.high for cell in row) for row in table),
        known=tuple(tuple(cell.known for cell in row) for row in table),
        clipped=tuple(
            (candidates[i], criteria[j]) for i, row in enumerate(table) for j, cell in enumerate(row) if cell.clipped
        ),
        rows={candidate: i for i, candidate in enumerate(candidates)},
        places={criterion: j for j, criterion in enumerate(criteria)},
    )


def scale_ends(criterion: Criterion) -> tuple[float, float] | None:
    """Return (worst, best) of the raw scale; None for levels, (0, 100) for direct values."""
    match criterion.value:
        case Linear(worst=worst, best=best) | Piecewise(worst=worst, best=best):
            return (worst, best)
        case DirectValue():
            return (LOWEST, HIGHEST)
        case Levels():
            return None


def scale_width(criterion: Criterion) -> float:
    """Return how wide the raw scale is; that of the values 0..100 where it has no ends of its own."""
    worst, best = scale_ends(criterion) or (LOWEST, HIGHEST)
    return abs(best - worst) or HIGHEST


def direction_of(worst: float, best: float) -> Direction:
    """Return the direction a scale from `worst` to `best` has."""
    return Direction.MAX if best > worst else Direction.MIN


def _between(raw: float, worst: float, best: float) -> float:
    return HIGHEST * ((_held(raw, worst, best) - worst) / (best - worst))


def _held(raw: float, worst: float, best: float) -> float:
    return min(max(raw, min(worst, best)), max(worst, best))


def _along(points: tuple[tuple[float, float], ...], raw: float) -> float:
    if raw <= points[0][0]:
        return points[0][1]
    if raw >= points[-1][0]:
        return points[-1][1]
    right = bisect_right(points, raw, key=lambda point: point[0])
    (x0, y0), (x1, y1) = points[right - 1], points[right]
    return y0 + (y1 - y0) * ((raw - x0) / (x1 - x0))


def _back_along(points: tuple[tuple[float, float], ...], value: float) -> tuple[float, float] | None:
    """Return both ends of the stretch with this value; the points run from worst to best."""
    found = []
    for (x0, y0), (x1, y1) in pairwise(points):
        if y0 <= value <= y1:
            found += [x0, x1] if y0 == y1 else [x0 + (x1 - x0) * ((value - y0) / (y1 - y0))]
    return (found[0], found[-1]) if found else None


def _middle(function: ValueFunction, given: list[float | str], ends: list[float]) -> float:
    if isinstance(function, Levels):
        return sum(ends) / len(ends)
    numbers = [float(raw) for raw in given]
    return value_of(function, sum(numbers) / len(numbers))
