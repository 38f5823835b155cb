"""Names beside the points of a chart, placed covering neither each other nor a point, and no line if possible.

Greedy with a cost, in the order given: labels of points are few, and the first are the important ones. Where nothing
free is left a label is dropped rather than printed over another (compare Christensen, Marks & Shieber 1995, section 3).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

GAP = 4.0
"""Between a mark and its label."""
FAR = 18.0
"""A second ring of places lies this much further out."""
LINE_COST, AWAY_COST, EDGE = 60.0, 1.0, 1e-9

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, y downwards."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.top + self.height

    def overlaps(self, other: Box) -> bool:
        """Tell whether the two share more than an edge."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > EDGE
            and min(self.bottom, other.bottom) - max(self.top, other.top) > EDGE
        )

    def inside(self, other: Box) -> bool:
        """Tell whether this lies within another."""
        return (
            self.left >= other.left - EDGE
            and self.top >= other.top - EDGE
            and self.right <= other.right + EDGE
            and self.bottom <= other.bottom + EDGE
        )


@dataclass(frozen=True, slots=True)
class Named:
    """A round mark at a point with the size of its label."""

    x: float
    y: float
    radius: float
    width: float
    height: float

    @property
    def mark(self) -> Box:
        """Return the square around the mark."""
        return Box(self.x - self.radius, self.y - self.radius, 2 * self.radius, 2 * self.radius)


def place_labels(points: Sequence[Named], room: Box, line: Sequence[Point] = ()) -> tuple[Box | None, ...]:
    """Return where each label goes, inside `room`, the first points choosing first; None where no place is free.

    No label overlaps another label or a mark, or stands nearer to another mark than to its own. One that crosses the
    polyline `line` is taken only if no other place is free.
    """
    marks = [point.mark for point in points]
    taken: list[Box] = []
    placed: list[Box | None] = []
    for point in points:
        best: tuple[float, Box] | None = None
        for cost, box in _places(point, room):
            if not box.inside(room) or any(box.overlaps(other) for other in (*marks, *taken)):
                continue
            if any(_apart(box, other) < _apart(box, point) + GAP for other in points if other is not point):
                continue  # it would be read as the name of the other mark
            crossed = sum(crosses(box, start, end) for start, end in pairwise(line))
            if best is None or cost + LINE_COST * crossed < best[0]:
                best = (cost + LINE_COST * crossed, box)
        placed.append(best[1] if best else None)
        if best:
            taken.append(best[1])
    return tuple(placed)


def spread_out(wanted: Sequence[float], height: float, low: float, high: float) -> tuple[float, ...]:
    """Return tops of labels of `height` in one column, each as near as possible to the centre wanted, none overlapping.

    They keep the order of the centres and lie between `low` and `high` as long as they fit there.
    """
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    tops = [0.0] * len(wanted)
    edge = low
    for place in order:
        tops[place] = edge = max(wanted[place] - height / 2, edge)
        edge += height
    edge = max(high, low + height * len(wanted))
    for place in reversed(order):
        tops[place] = edge = min(tops[place], edge - height)
    return tuple(tops)


def crosses(box: Box, start: Point, end: Point) -> bool:
    """Tell whether a stretch of line runs through a box (Liang & Barsky)."""
    (x, y), (to_x, to_y) = start, end
    enters, leaves = 0.0, 1.0
    for move, room in (
        (x - to_x, x - box.left), (to_x - x, box.right - x), (y - to_y, y - box.top), (to_y - y, box.bottom - y),
    ):  # fmt: skip
        if move == 0:
            if room < 0:
                return False
        elif move < 0:
            enters = max(enters, room / move)
        else:
            leaves = min(leaves, room / move)
    return enters < leaves


def _apart(box: Box, point: Named) -> float:
    """Return the distance from a label to the edge of a mark."""
    across = max(box.left - point.x, point.x - box.right, 0.0)
    down = max(box.top - point.y, point.y - box.bottom, 0.0)
    return math.hypot(across, down) - point.radius


def _places(point: Named, room: Box) -> Iterable[tuple[float, Box]]:
    """Yield places around a mark with their cost: right, left, the corners, above, below; then the same further out.

    Above and below a mark near an edge of the room, a label begins or ends there instead of hanging over it.
    """
    wide, high = point.width, point.height
    for ring in (0.0, FAR):
        out = point.radius + GAP + ring
        middle_x = max(room.left, min(point.x - wide / 2, room.right - wide))
        middle_y = point.y - high / 2
        corner = out * 0.7
        spots = (
            (point.x + out, middle_y),
            (point.x - out - wide, middle_y),
            (point.x + corner, point.y - corner - high),
            (point.x + corner, point.y + corner),
            (point.x - corner - wide, point.y - corner - high),
            (point.x - corner - wide, point.y + corner),
            (middle_x, point.y - out - high),
            (middle_x, point.y + out),
        )
        for place, (left, top) in enumerate(spots):
            yield AWAY_COST * (place + ring), Box(left, top, wide, high)
