"""The band on a weight slider: how far the weight may move before another candidate leads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from consultant_desk.domain.evaluation.result import WeightRange

SHORTEST_AXIS = 0.40
HEADROOM = 0.10


@dataclass(frozen=True, slots=True)
class Tick:
    """The inner end of a band: its place, the weight there (share 0..1) and who leads beyond it."""

    x: float
    bound: float
    rival: str


@dataclass(frozen=True, slots=True)
class Band:
    """Places on the track: the weight `now`, the band from `start` to `end`, ticks at ends that are inner ones.

    `runs_off` tells that the band goes on beyond the axis; `start` and `end` are None where the weight is 1.
    """

    now: float
    start: float | None
    end: float | None
    below: Tick | None
    above: Tick | None
    runs_off: bool


def axis_end(weights: Iterable[float]) -> float:
    """Return the share 0..1 at the end of the axis that all sliders have in common."""
    return min(1.0, max(SHORTEST_AXIS, max(weights, default=0.0) + HEADROOM))


def band(reach: WeightRange, axis: float, width: float) -> Band:
    """Return the band of one weight on a track of `width`, the share `axis` at its end."""
    now = _place(reach.weight, axis, width)
    if reach.winner is None:
        return Band(now, None, None, None, None, runs_off=False)
    low, high = reach.winner
    below = Tick(_place(reach.below.bound, axis, width), reach.below.bound, reach.below.rival) if reach.below else None
    above = None
    if reach.above and reach.above.bound <= axis:
        above = Tick(_place(reach.above.bound, axis, width), reach.above.bound, reach.above.rival)
    return Band(now, _place(low, axis, width), _place(high, axis, width), below, above, runs_off=high > axis)


def _place(share: float, axis: float, width: float) -> float:
    return min(share / axis, 1.0) * width
