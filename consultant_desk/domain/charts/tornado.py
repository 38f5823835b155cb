"""Which weight matters: the lead over the strongest rival when one weight is halved and when it is doubled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultant_desk.domain.evaluation.result import Shown, TornadoBar

MOST = 12
"""Weights that are drawn; the rest stands in the table."""
HARDLY = 0.04
"""A weight that moves the lead by less than this share of what the first one does is left to the table."""
ROOM = 0.04
FAR_ZERO = 2.0
"""The zero line is left out where the lead is more than this many times as long as all the bars reach."""


@dataclass(frozen=True, slots=True)
class Swing:
    """One side of a row: its bar from the lead of now, the lead then as printed, and the rival then."""

    x: float
    width: float
    lead: Shown
    rival: str
    flips: bool


@dataclass(frozen=True, slots=True)
class TornadoRow:
    """One criterion. `same_side` tells that both bars lie on one side of the lead of now and share the row."""

    criterion: str
    halved: Swing
    doubled: Swing
    same_side: bool


@dataclass(frozen=True, slots=True)
class Tornado:
    """The rows drawn, widest first, and `more` that are not: too many, or hardly mattering.

    `now` is where the lead is today's, `zero` where the rival takes over (None where that is far off); left of it the
    rival is first.
    """

    rows: tuple[TornadoRow, ...]
    more: int
    now: float
    zero: float | None


def widest_first(bars: Sequence[TornadoBar], lead: float) -> tuple[TornadoBar, ...]:
    """Return the bars by how far they reach from the lead of now; equal ones keep their order."""
    return tuple(sorted(bars, key=lambda bar: -_reach(bar, lead)))


def tornado(bars: Sequence[TornadoBar], lead: float, width: float, most: int = MOST) -> Tornado:
    """Return the bars around the lead of now (points) on `width`; at most `most` of them."""
    ordered = widest_first(bars, lead)[:most]
    least = HARDLY * (_reach(ordered[0], lead) if ordered else 0.0)
    shown = [bar for bar in ordered if _reach(bar, lead) >= least]
    leads = [lead, *(value for bar in shown for value in (bar.halved, bar.doubled))]
    low, high = min(leads), max(leads)
    with_zero = low - FAR_ZERO * max(high - low, 1.0) <= 0.0
    if with_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    room = max(high - low, 0.1) * ROOM
    low, span = low - room, max(high - low, 0.1) + 2 * room

    def place(value: float) -> float:
        return (value - low) / span * width

    def swing(value: float, shown: Shown, rival: str) -> Swing:
        start, end = sorted((place(lead), place(value)))
        return Swing(start, end - start, shown, rival, flips=shown.number < 0)

    rows = tuple(
        TornadoRow(
            bar.criterion,
            swing(bar.halved, bar.halved_shown, bar.halved_rival),
            swing(bar.doubled, bar.doubled_shown, bar.doubled_rival),
            same_side=(bar.halved - lead) * (bar.doubled - lead) > 0,
        )
        for bar in shown
    )
    return Tornado(rows, len(bars) - len(shown), place(lead), place(0.0) if with_zero else None)


def _reach(bar: TornadoBar, lead: float) -> float:
    return max(abs(bar.halved - lead), abs(bar.doubled - lead))
