"""Signed points of one candidate over another around a common zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import colours
from reports.charts.marks import edged
from reports.charts.names import told_apart
from reports.drawing import Drawing, Pen
from reports.rich import Figure


@dataclass(frozen=True, slots=True)
class Signed:
    """One line of a comparison: name, points (for the length), printed figure."""

    name: str
    points: float
    figure: Figure


def signed_bars(
    wide: float, lines: Sequence[Signed], total: tuple[str, Figure], alt: str, accents: tuple[str, str]
) -> Drawing:
    """Draw signed contributions around a common zero, their sum at the foot."""
    step = 16.0
    height = step * len(lines) + 24
    name_room, figure_room = wide * 0.34, 44.0

    def paint(pen: Pen) -> None:
        left_most = min(0.0, *(line.points for line in lines))
        right_most = max(0.0, *(line.points for line in lines))
        scale = (wide - name_room - figure_room - 10) / max(right_most - left_most, 1e-9)
        zero = name_room - left_most * scale
        names = told_apart([line.name for line in lines], name_room - 10, lambda name: pen.measure(name, 8.5))
        for index, line in enumerate(lines):
            y = height - (index + 1) * step
            pen.text(0, y + 4.5, names[index], 8.5, room=name_room - 10)
            length = line.points * scale
            if abs(length) > 0.2:
                edged(pen, min(zero, zero + length), y + 2.5, abs(length), 10, accents[line.points < 0])
            pen.text(wide, y + 4.5, line.figure, 8.5, anchor="end")
        pen.line(zero, 22, zero, height, colours.MUTED, 0.5)
        pen.line(0, 18, wide, 18, colours.RULE, 0.7)
        pen.text(0, 5, total[0], 9, bold=True)
        pen.text(wide, 5, total[1], 9, bold=True, anchor="end")

    return Drawing(wide, height, alt, paint)
