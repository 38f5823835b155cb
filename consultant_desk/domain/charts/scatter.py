"""Value for money: benefit against cost, with the frontier of what nothing beats, and names that do not overlap."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from consultant_desk.domain.charts.axis import Axis, axis_over
from consultant_desk.domain.charts.labels import Box, Named, place_labels
from consultant_desk.domain.evaluation.result import ValueForMoney

RADIUS = 5.0
ROOM = 0.16
"""More room than other axes have, for the names above and below the outermost marks."""
MOST_NAMED = 24


@dataclass(frozen=True, slots=True)
class ValuePoint:
    """One candidate: its place with y downwards, whether it lies on the frontier, and the box of its name if any."""

    candidate: str
    x: float
    y: float
    efficient: bool
    label: Box | None


@dataclass(frozen=True, slots=True)
class ValueScatter:
    """The points, cheapest first; the frontier as a polyline; both axes (`benefit` counts upwards from the bottom)."""

    points: tuple[ValuePoint, ...]
    line: tuple[tuple[float, float], ...]
    cost: Axis
    benefit: Axis


def value_scatter(
    worth: ValueForMoney,
    width: float,
    height: float,
    label_widths: Mapping[str, float],
    label_height: float,
    two_lines: Collection[str] = (),
) -> ValueScatter:
    """Return the points in a field of `width` x `height`; names of the frontier choose their place first.

    `label_height` is that of a line; the candidates of `two_lines` have names on two.
    """
    costs = {key: float(amount) for key, amount in worth.cost.items() if key in worth.benefit}
    across = axis_over(min(costs.values(), default=0.0), max(costs.values(), default=1.0), width, 3)
    benefits = [worth.benefit[key] for key in costs]
    up = axis_over(min(benefits, default=0.0), max(benefits, default=100.0), height, 4, ROOM)
    spots = {key: (across.place(cost), height - up.place(worth.benefit[key])) for key, cost in costs.items()}
    efficient = [key for key in worth.frontier if key in spots]
    line = tuple(spots[key] for key in efficient)
    order = [*efficient, *(key for key in spots if key not in efficient)][:MOST_NAMED]
    high = {key: label_height * (2 if key in two_lines else 1) for key in order}
    named = [Named(*spots[key], RADIUS, label_widths[key], high[key]) for key in order]
    labels = dict(zip(order, place_labels(named, Box(0.0, 0.0, width, height), line), strict=True))
    cheapest_first = sorted(spots, key=lambda key: (costs[key], key))
    points = tuple(
        ValuePoint(key, *spots[key], efficient=key in efficient, label=labels.get(key)) for key in cheapest_first
    )
    return ValueScatter(points, line, across, up)
