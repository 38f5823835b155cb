"""How often each candidate comes on each rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import colours
from reports.charts.bars import BAR_LABEL
from reports.charts.legend import Key, draw_legend, legend_rows
from reports.charts.marks import edged
from reports.charts.row_names import draw_name, row_names
from reports.drawing import Drawing, Pen
from reports.fonts import FontBook
from reports.rich import Figure, Rich


@dataclass(frozen=True, slots=True)
class Shares:
    """How often one candidate comes on each rank, best rank first."""

    name: str
    shares: tuple[tuple[float, Figure], ...]


def share_bars(
    fonts: FontBook, wide: float, lines: Sequence[Shares], legend: Sequence[Key], note: Rich, alt: str
) -> Drawing:
    """Draw one bar of 100 % per candidate, darker for better ranks."""
    step = 20.0
    rows = legend_rows(fonts, wide, legend)
    foot = 13.0 * len(rows) + 15
    height = step * len(lines) + foot
    name_room = wide * 0.27

    def paint(pen: Pen) -> None:
        scale = wide - name_room
        names = row_names(pen, [line.name for line in lines], 8.5, name_room - 8, bold=True)
        for index, line in enumerate(lines):
            y = height - (index + 1) * step + 3
            draw_name(pen, names[index], y + 4.5, 8.5, name_room - 8, bold=index == 0)
            left = name_room
            for place, (share, figure) in enumerate(line.shares):
                length = share * scale
                if length > 0.3:
                    edged(pen, left, y, max(0.3, length - 0.8), 14, legend[place].colour)
                    if length >= pen.measure(figure, BAR_LABEL) + 5:
                        ink = colours.label_on(legend[place].colour)
                        pen.text(left + length / 2, y + 4.4, figure, BAR_LABEL, anchor="middle", colour=ink)
                left += length
        draw_legend(pen, rows, foot - 12)
        pen.note(0, 3, note, 7.2, room=wide)

    return Drawing(wide, height, alt, paint)
