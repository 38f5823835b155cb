"""Axes: round ticks for a span of numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

STEPS = (1, 2, 5, 10)
ROOM = 0.06
"""Share of the span left free at each end, so that no mark lies on the edge."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The numbers from `low` to `high` laid along `length`; `ticks` are the round ones among them."""

    low: float
    high: float
    length: float
    ticks: tuple[float, ...]

    def place(self, number: float) -> float:
        """Return where a number lies, from 0 at `low`."""
        return (number - self.low) / (self.high - self.low) * self.length


def axis_over(lowest: float, highest: float, length: float, count: int = 4, room: float = ROOM) -> Axis:
    """Return an axis over the numbers from `lowest` to `highest`, with about `count` ticks and some room around them.

    Equal ends get a span of their own. `room` is a share of the span at each end.
    """
    span = highest - lowest
    if span <= 0:
        span = max(abs(highest), 1.0) * 0.5
    low, high = lowest - span * room, highest + span * room
    step = tick_step((high - low) / max(count, 1))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    ticks = tuple(number * step + 0.0 for number in range(first, last + 1))
    return Axis(low, high, length, ticks)


def tick_step(rough: float) -> float:
    """Return the next of 1, 2, 5 times a power of ten at or above a rough step; 1 for none above zero."""
    if not rough > 0 or not math.isfinite(rough):
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in STEPS if factor * power >= rough * (1 - 1e-9))
