"""The values of one candidate, criterion by criterion, with the best other candidate as a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import colours
from reports.charts.names import told_apart
from reports.drawing import Drawing, Pen
from reports.rich import Figure, Rich

_STEP, _CLOSE, _FOOT = 15.0, 12.0, 15.0
_MANY = 9
"""Above this many criteria the rows stand closer, so that a finalist keeps to one page."""


@dataclass(frozen=True, slots=True)
class Value:
    """One criterion: the value 0..100 (None: unknown), as printed, and the best value of another candidate."""

    name: str
    value: float | None
    figure: Figure | None
    best_other: float | None


def value_profile(wide: float, lines: Sequence[Value], accent: str, unknown: str, note: Rich, alt: str) -> Drawing:
    """Draw one bar per criterion on a scale from 0 to 100; `unknown` is the word where nothing is known."""
    name_room, figure_room = wide * 0.3, 30.0
    field = wide - name_room - figure_room
    step = _STEP if len(lines) <= _MANY else _CLOSE
    height = step * len(lines) + _FOOT

    def paint(pen: Pen) -> None:
        names = told_apart([one.name for one in lines], name_room - 8, lambda name: pen.measure(name, 8))
        for index, one in enumerate(lines):
            y = height - (index + 1) * step + 2
            pen.text(0, y + 2.6, names[index], 8, room=name_room - 8)
            pen.rect(name_room, y, field, 9, colours.TRACK)
            if one.value is None or one.figure is None:
                pen.text(name_room + 4, y + 2, unknown, 7, colour=colours.MUTED)
            else:
                pen.rect(name_room, y, max(0.4, field * one.value / 100), 9, accent)
                pen.text(wide, y + 2.2, one.figure, 8.5, anchor="end")
            if one.best_other is not None:
                x = name_room + field * one.best_other / 100
                pen.line(x, y - 1, x, y + 10, colours.INK, 1.5)
        pen.note(0, 3, note, 7.2, room=wide)

    return Drawing(wide, height, alt, paint)
