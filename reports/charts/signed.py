"""Signed points of one candidate over another around a common zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import colours
from reports.charts.marks import edged
from reports.charts.row_names import draw_name, row_names
from reports.drawing import Drawing, Pen
from reports.rich import Figure


@dataclass(frozen=True, slots=True)
class Signed:
    """One line of a comparison: name, points (for the length), printed figure."""

    name: str
    points: float
    figure: Figure


def signed_bars(
    wide: float,
    lines: Sequence[Signed],
    total: tuple[str, Figure] | None,
    alt: str,
    accents: tuple[str, str],
    ends: tuple[float, float],
) -> Drawing:
    """Draw signed contributions around a common zero on an axis between `ends`, their sum at the foot if it is told."""
    step = 16.0
    height = step * len(lines) + 24
    name_room, figure_room = wide * 0.34, 44.0

    def paint(pen: Pen) -> None:
        left_most, right_most = min(0.0, ends[0]), max(0.0, ends[1])
        scale = (wide - name_room - figure_room - 10) / max(right_most - left_most, 1e-9)
        zero = name_room - left_most * scale
        names = row_names(pen, [line.name for line in lines], 8.5, name_room - 10)
        for index, line in enumerate(lines):
            y = height - (index + 1) * step
            draw_name(pen, names[index], y + 4.5, 8.5, name_room - 10)
            length = line.points * scale
            if abs(length) > 0.2:
                edged(pen, min(zero, zero + length), y + 2.5, abs(length), 10, accents[line.points < 0])
            pen.text(wide, y + 4.5, line.figure, 8.5, anchor="end")
        pen.line(zero, 22, zero, height, colours.MUTED, 0.5)
        pen.line(0, 18, wide, 18, colours.RULE, 0.7)
        if total is not None:
            pen.text(0, 5, total[0], 9, bold=True)
            pen.text(wide, 5, total[1], 9, bold=True, anchor="end")

    return Drawing(wide, height, alt, paint)
