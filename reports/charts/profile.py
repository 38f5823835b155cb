"""The values of one candidate, criterion by criterion, with the best other candidate as a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import colours
from reports.charts.row_names import draw_name, row_names
from reports.drawing import Drawing, Pen
from reports.rich import Figure, Rich

STEP, _FOOT = 15.0, 15.0


@dataclass(frozen=True, slots=True)
class Value:
    """One criterion: the value 0..100 (None: unknown), as printed, and the best value of another candidate."""

    name: str
    value: float | None
    figure: Figure | None
    best_other: float | None


def value_profile(
    wide: float, lines: Sequence[Value], accent: str, words: tuple[str, Rich, str], step: float = STEP
) -> Drawing:
    """Draw one bar per criterion from 0 to 100, a row every `step` points.

    `words` are the word where nothing is known, the note, and the chart in words.
    """
    unknown, note, alt = words
    name_room, figure_room = wide * 0.36, 30.0
    field = wide - name_room - figure_room
    height = step * len(lines) + _FOOT
    thick, size = step * 0.6, min(8.0, step * 0.62)

    def paint(pen: Pen) -> None:
        names = row_names(pen, [one.name for one in lines], size, name_room - 8)
        for index, one in enumerate(lines):
            y = height - (index + 1) * step + (step - thick) / 2
            draw_name(pen, names[index], y + thick / 2 - size * 0.34, size, name_room - 8)
            pen.rect(name_room, y, field, thick, colours.TRACK)
            if one.value is None or one.figure is None:
                pen.text(name_room + 4, y + thick / 2 - 2.4, unknown, min(7.0, size), colour=colours.MUTED)
            else:
                pen.rect(name_room, y, max(0.4, field * one.value / 100), thick, accent)
                pen.text(wide, y + thick / 2 - size * 0.34, one.figure, size, anchor="end")
            if one.best_other is not None:
                x = name_room + field * one.best_other / 100
                pen.line(x, y - 1.5, x, y + thick + 1.5, colours.INK, 1.5)
        pen.note(0, 3, note, 7.2, room=wide)

    return Drawing(wide, height, alt, paint)
