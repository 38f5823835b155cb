"""Total cost: what it is made of by kind, and how it adds up over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from consultant_desk.domain.charts.axis import Axis, axis_over
from consultant_desk.domain.charts.labels import spread_out
from consultant_desk.domain.charts.palette import colour_of

MOST = 12
"""Candidates that are drawn; the rest stands in the table."""


@dataclass(frozen=True, slots=True)
class CostPart:
    """One kind of cost of one candidate: its place on the bar, its amount and the colour of the kind."""

    kind: str
    x: float
    width: float
    amount: Decimal
    colour: str


@dataclass(frozen=True, slots=True)
class CostBar:
    """One candidate's costs side by side from zero."""

    candidate: str
    parts: tuple[CostPart, ...]
    total: Decimal


@dataclass(frozen=True, slots=True)
class CostLine:
    """One candidate's cost so far at the end of each year: points with y downwards, and the top of its name."""

    candidate: str
    points: tuple[tuple[float, float], ...]
    total: Decimal
    colour: str
    label_top: float


@dataclass(frozen=True, slots=True)
class CostLines:
    """The lines with their axes; `years` along, `cost` upwards from zero."""

    lines: tuple[CostLine, ...]
    years: tuple[float, ...]
    cost: Axis


def kinds_of(by_kind: Mapping[str, Mapping[str, Decimal]]) -> tuple[str, ...]:
    """Return the kinds anybody pays for, the dearest over all candidates first."""
    sums: dict[str, Decimal] = {}
    for amounts in by_kind.values():
        for kind, amount in amounts.items():
            sums[kind] = sums.get(kind, Decimal(0)) + amount
    return tuple(sorted((kind for kind, amount in sums.items() if amount), key=lambda kind: -sums[kind]))


def cost_bars(by_kind: Mapping[str, Mapping[str, Decimal]], order: Sequence[str], width: float) -> tuple[CostBar, ...]:
    """Return a bar per candidate of `order` on `width`, the longest as long as that; kinds in one order and colour.

    An amount below zero (a saving) has no length; the total counts it.
    """
    kinds = kinds_of(by_kind)
    shown = [key for key in order if key in by_kind][:MOST]
    longest = max((sum(max(amount, Decimal(0)) for amount in by_kind[key].values()) for key in shown), default=0)
    unit = width / float(longest) if longest else 0.0
    bars = []
    for key in shown:
        parts, x = [], 0.0
        for place, kind in enumerate(kinds):
            amount = by_kind[key].get(kind, Decimal(0))
            length = max(float(amount), 0.0) * unit
            if amount:
                parts.append(CostPart(kind, x, length, amount, colour_of(place)))
            x += length
        bars.append(CostBar(key, tuple(parts), sum(by_kind[key].values(), Decimal(0))))
    return tuple(bars)


def cost_lines(
    by_year: Mapping[str, Sequence[Decimal]], order: Sequence[str], width: float, height: float, label_height: float
) -> CostLines:
    """Return a line per candidate of `order` in a field of `width` x `height`; names stand beside their ends."""
    shown = [key for key in order if by_year.get(key)][:MOST]
    sums = {key: list(accumulate(by_year[key])) for key in shown}
    amounts = [float(amount) for line in sums.values() for amount in line]
    up = axis_over(min(0.0, *amounts) if amounts else 0.0, max(amounts, default=1.0), height, 4)
    count = max((len(line) for line in sums.values()), default=1)
    years = tuple(width * (year / (count - 1) if count > 1 else 0.5) for year in range(count))
    ends = [height - up.place(float(sums[key][-1])) for key in shown]
    tops = spread_out(ends, label_height, 0.0, height)
    lines = tuple(
        CostLine(
            key,
            tuple((years[year], height - up.place(float(amount))) for year, amount in enumerate(sums[key])),
            sums[key][-1],
            colour_of(order.index(key)),
            top,
        )
        for key, top in zip(shown, tops, strict=True)
    )
    return CostLines(lines, years, up)
