"""Scores as dots with the range that unknown scores leave open, all on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultant_desk.domain.charts.axis import axis_over
from reports import colours
from reports.charts.names import draw_name
from reports.drawing import Drawing, Pen
from reports.rich import Figure, Rich

_STEP, _FOOT = 19.0, 28.0


@dataclass(frozen=True, slots=True)
class Span:
    """One candidate: score and ends in points, and its score as printed."""

    name: str
    score: float
    low: float
    high: float
    figure: Figure
    strong: bool = False


def span_dots(wide: float, lines: Sequence[Span], accent: str, note: Rich, alt: str) -> Drawing:
    """Draw one row per candidate, best first; a bar shows where the score may lie, a dot where it is."""
    name_room, figure_room = wide * 0.27, 36.0
    field = wide - name_room - figure_room - 8
    axis = axis_over(min(one.low for one in lines), max(one.high for one in lines), field, 6)
    height = _STEP * len(lines) + _FOOT

    def paint(pen: Pen) -> None:
        for tick in axis.ticks:
            x = name_room + axis.place(tick)
            pen.line(x, _FOOT - 4, x, height, colours.TRACK, 0.5)
            pen.text(x, _FOOT - 13, f"{tick:g}", 7, colour=colours.MUTED, anchor="middle")
        first = lines[0]
        pen.line(
            name_room + axis.place(first.score), _FOOT - 4, name_room + axis.place(first.score), height, accent, 0.7
        )
        for index, one in enumerate(lines):
            y = height - (index + 1) * _STEP + 9
            draw_name(pen, one.name, y - 3, 8.5, name_room - 10, bold=one.strong)
            low, high = (name_room + axis.place(end) for end in (one.low, one.high))
            if high - low > 0.5:
                pen.rect(low, y - 2.5, high - low, 5, colours.mix(colours.WHITE, accent, 0.34))
                for end in (low, high):
                    pen.line(end, y - 5, end, y + 5, accent, 0.9)
            pen.dot(name_room + axis.place(one.score), y, 3.4, accent if one.strong else colours.WHITE, accent)
            pen.text(wide, y - 3, one.figure, 9, bold=one.strong, anchor="end")
        pen.note(0, 3, note, 7.2, room=wide)

    return Drawing(wide, height, alt, paint)
