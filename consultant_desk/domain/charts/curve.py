"""The small curve of a value function: raw rising along x, value along y, both in the unit square with y upwards."""

from __future__ import annotations

from consultant_desk.domain.evaluation.problem import Cell, DirectValue, Levels, Linear, Piecewise, ValueFunction
from consultant_desk.domain.evaluation.values import HIGHEST, LOWEST, value_of

Point = tuple[float, float]


def value_curve(function: ValueFunction) -> tuple[Point, ...]:
    """Return the polyline of a value function; levels are equal steps, lowest value first."""
    match function:
        case Linear(worst=worst, best=best):
            return ((0.0, 0.0), (1.0, 1.0)) if best > worst else ((0.0, 1.0), (1.0, 0.0))
        case Piecewise(points=points, worst=worst, best=best):
            return _polyline(points, min(worst, best), max(worst, best))
        case Levels(levels=levels):
            return _steps(sorted(value / 100 for _, value in levels))
        case DirectValue():
            return ((0.0, 0.0), (1.0, 1.0))


def curve_mark(function: ValueFunction, cell: Cell | None) -> Point | None:
    """Return where a score lies on the curve of its function, held at the ends of the scale; None where it is unknown.

    A score given by its two ends only lies in their middle, a level in the middle of its step.
    """
    if cell is None or cell.unknown:
        return None
    given = [raw for raw in ((cell.value,) if cell.value is not None else (cell.low, cell.high)) if raw is not None]
    spots = [(_across(function, raw), value_of(function, raw) / HIGHEST) for raw in given]
    across = sum(x for x, _ in spots) / len(spots)
    if isinstance(function, Levels) or len(given) == 1:
        return across, sum(y for _, y in spots) / len(spots)
    return across, value_of(function, sum(float(raw) for raw in given) / len(given)) / HIGHEST


def _across(function: ValueFunction, raw: float | str) -> float:
    match function:
        case Levels(levels=levels):
            order = [name for name, _ in sorted(levels, key=lambda level: level[1])]
            return (order.index(str(raw)) + 0.5) / len(order)
        case DirectValue():
            low, high = LOWEST, HIGHEST
        case Linear(worst=worst, best=best):
            low, high = min(worst, best), max(worst, best)
        case Piecewise(points=points, worst=worst, best=best):
            low, high = min(worst, best, points[0][0]), max(worst, best, points[-1][0])
    return (min(max(float(raw), low), high) - low) / (high - low)


def _polyline(points: tuple[tuple[float, float], ...], low: float, high: float) -> tuple[Point, ...]:
    """Return the points on the scale from `low` to `high`, level beyond the first and the last of them."""
    low, high = min(low, points[0][0]), max(high, points[-1][0])
    line = [((raw - low) / (high - low), value / 100) for raw, value in points]
    if line[0][0] > 0:
        line.insert(0, (0.0, line[0][1]))
    if line[-1][0] < 1:
        line.append((1.0, line[-1][1]))
    return tuple(line)


def _steps(values: list[float]) -> tuple[Point, ...]:
    step = 1 / len(values)
    return tuple(
        point for place, value in enumerate(values) for point in ((place * step, value), ((place + 1) * step, value))
    )
