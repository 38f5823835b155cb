"""The small curve of a value function: raw rising along x, value along y, both in the unit square with y upwards."""

from __future__ import annotations

from consultant_desk.domain.evaluation.problem import DirectValue, Levels, Linear, Piecewise, ValueFunction

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
