"""Bars of months: what was earned in each, stacked from zero by where it stands now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SHARE = 0.73
"""Part of its place that a bar fills."""
WIDEST = 64.0
GAP = 1.0
"""Between two segments of a bar."""


@dataclass(frozen=True, slots=True)
class MonthSegment:
    """One part of a bar: which of the amounts it is, its top and its height in the unit of the field."""

    place: int
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class MonthBar:
    """The bar of one month; `left` and `width` of the bar, `middle` of its place, `top` of the highest segment."""

    left: float
    width: float
    middle: float
    top: float
    segments: tuple[MonthSegment, ...]


def month_bars(amounts: Sequence[Sequence[int]], width: float, height: float) -> tuple[MonthBar, ...]:
    """Return a bar for each month over the zero line at `height`, the first amount of a month at the foot.

    All bars share one scale, on which the largest month fills the height. An amount below zero has no height, since
    bars start at zero: what a month lost stands in its figure.
    """
    if not amounts:
        return ()
    largest = max(sum(max(part, 0) for part in month) for month in amounts)
    unit = height / largest if largest > 0 else 0.0
    room = width / len(amounts)
    wide = min(room * SHARE, WIDEST)
    bars = []
    for place, month in enumerate(amounts):
        middle = (place + 0.5) * room
        segments: list[MonthSegment] = []
        foot = height
        for part, amount in enumerate(month):
            high = max(amount, 0) * unit
            if high <= 0:
                continue
            # A sliver keeps most of its height, or the gap would be all there is of it.
            gap = min(GAP, high * 0.25) if segments else 0.0
            segments.append(MonthSegment(part, foot - high, high - gap))
            foot -= high
        bars.append(MonthBar(middle - wide / 2, wide, middle, foot, tuple(segments)))
    return tuple(bars)
