"""The legend of a chart: squares of colour with their names, in as many rows as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import colours
from reports.charts.marks import edged
from reports.drawing import Pen
from reports.fonts import FontBook, width
from reports.text import clean

ROW = 13.0


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend."""

    colour: str
    name: str


def legend_rows(fonts: FontBook, wide: float, legend: Sequence[Key]) -> list[list[tuple[float, Key]]]:
    """Return the entries in rows of at most `wide` points, each with its left edge."""
    rows: list[list[tuple[float, Key]]] = []
    left = wide + 1.0
    for key in legend:
        length = 11 + width(fonts.runs(clean(key.name[:60])), 7.2) + 14
        if left + length > wide:
            rows.append([])
            left = 0.0
        rows[-1].append((left, key))
        left += length
    return rows


def draw_legend(pen: Pen, rows: Sequence[Sequence[tuple[float, Key]]], top: float) -> None:
    """Draw the rows from `top` down, each key with a mark like those of the charts."""
    for index, row in enumerate(rows):
        for left, key in row:
            y = top - 13.0 * index
            edged(pen, left, y, 7, 7, key.colour)
            pen.text(left + 11, y + 0.8, key.name[:60], 7.2, colour=colours.MUTED)
