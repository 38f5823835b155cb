"""Total cost of each candidate by kind of cost, side by side from zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from consultant_desk.domain.charts.costs import cost_bars
from reports import colours
from reports.charts.bars import BAR_LABEL
from reports.charts.legend import ROW, Key, draw_legend, legend_rows
from reports.charts.marks import edged
from reports.charts.row_names import draw_name, row_names
from reports.drawing import Drawing, Pen
from reports.fonts import FontBook
from reports.rich import Figure, Rich

_STEP = 21.0


@dataclass(frozen=True, slots=True)
class CostFigures:
    """What is printed of one candidate: its name, its total, and its parts by kind."""

    name: str
    total: Figure
    parts: Mapping[str, Figure]
    strong: bool = False


def cost_columns(
    fonts: FontBook,
    wide: float,
    by_kind: Mapping[str, Mapping[str, Decimal]],
    figures: Mapping[str, CostFigures],
    legend: Sequence[Key],
    words: tuple[Rich, str],
) -> Drawing:
    """Draw one bar per candidate in the order of `figures`; `words` are the note under it and the chart in words."""
    name_room, total_room = wide * 0.27, 62.0
    bars = cost_bars(by_kind, list(figures), wide - name_room - total_room)
    rows = legend_rows(fonts, wide, legend)
    note, alt = words
    foot = ROW * len(rows) + 15
    height = _STEP * len(bars) + foot

    def paint(pen: Pen) -> None:
        listed = [figures[bar.candidate].name for bar in bars]
        names = row_names(pen, listed, 8.5, name_room - 8, bold=True)
        for index, bar in enumerate(bars):
            y = height - (index + 1) * _STEP + 3
            one = figures[bar.candidate]
            draw_name(pen, names[index], y + 4.5, 8.5, name_room - 8, bold=one.strong)
            for part in bar.parts:
                if part.width <= 0.2:
                    continue
                edged(pen, name_room + part.x, y, max(0.3, part.width - 0.8), 14, part.colour)
                figure = one.parts[part.kind]
                if part.width >= pen.measure(figure, BAR_LABEL) + 5:
                    ink = colours.label_on(part.colour)
                    pen.text(
                        name_room + part.x + part.width / 2, y + 4.4, figure, BAR_LABEL, anchor="middle", colour=ink
                    )
            pen.text(wide, y + 4.2, one.total, 9, bold=True, anchor="end")
        draw_legend(pen, rows, foot - 12)
        pen.note(0, 3, note, 7.2, room=wide)

    return Drawing(wide, height, alt, paint)
