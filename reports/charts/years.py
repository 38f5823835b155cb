"""The cost of one candidate year by year, and how it adds up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from consultant_desk.domain.charts.axis import axis_over
from consultant_desk.domain.charts.palette import FOR
from reports import colours
from reports.charts.ticks import TICK, tick_words
from reports.drawing import Drawing, Pen
from reports.rich import Figure, Rich

_HEIGHT, _FOOT, _HEAD, _LEFT = 190.0, 40.0, 16.0, 48.0
_WIDEST = 46.0
_SO_FAR = 7.5


@dataclass(frozen=True, slots=True)
class Year:
    """One year: its name, its cost, and the printed cost of the year and of all years up to it."""

    name: str
    cost: float
    figure: Figure
    so_far: Figure


def year_columns(wide: float, years: Sequence[Year], tick: Callable[[float], str], note: Rich, alt: str) -> Drawing:
    """Draw a column per year from zero with its cost under it, and a line of the cost so far; savings point down."""
    sums = list(accumulate(one.cost for one in years))
    numbers = (0.0, *sums, *(one.cost for one in years))
    axis = axis_over(min(numbers), max(numbers), _HEIGHT - _FOOT - _HEAD, 4)
    step = (wide - _LEFT) / len(years)
    column = min(_WIDEST, step * 0.6)

    def paint(pen: Pen) -> None:
        for number in axis.ticks:
            y = _FOOT + axis.place(number)
            pen.line(_LEFT, y, wide, y, colours.TRACK, 0.5)
            pen.text(_LEFT - 5, y - 2.4, tick(number), TICK, colour=colours.MUTED, anchor="end", room=_LEFT - 6)
        zero = _FOOT + axis.place(0.0)
        every = _every(pen, years, step)
        points = []
        for place, (one, so_far) in enumerate(zip(years, sums, strict=True)):
            x, y = _LEFT + step * (place + 0.5), _FOOT + axis.place(one.cost)
            pen.rect(x - column / 2, min(y, zero), column, abs(y - zero), colours.mix(colours.WHITE, FOR, 0.7))
            points.append((x, _FOOT + axis.place(so_far)))
            if (len(years) - 1 - place) % every == 0:
                tick_words(pen, x, _FOOT - 11, one.name, wide)
                tick_words(pen, x, _FOOT - 21, one.figure, wide, colour=colours.INK)
        pen.line(_LEFT, zero, wide, zero, colours.MUTED, 0.6)
        pen.path(points, colours.INK, 1.0)
        for place, (one, (x, y)) in enumerate(zip(years, points, strict=True)):
            pen.dot(x, y, 2.4, colours.WHITE, colours.INK)
            if (len(years) - 1 - place) % every == 0:
                last = place == len(years) - 1
                tick_words(pen, x, y + 5, one.so_far, wide, size=_SO_FAR, colour=colours.INK, bold=last)
        pen.note(0, 3, note, 7.2, room=wide)

    return Drawing(wide, _HEIGHT, alt, paint)


def _every(pen: Pen, years: Sequence[Year], step: float) -> int:
    """Return which columns have words, counted from the last: each, each second..., so that none stands on another."""
    words = (text for one in years for text in (one.name, one.figure, one.so_far))
    longest = max(pen.measure(text, _SO_FAR, bold=True) for text in words)
    return max(1, ceil((longest + 6) / step))
