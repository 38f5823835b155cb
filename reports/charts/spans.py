"""Scores as dots with the range they may lie in, all on one axis."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from consultant_desk.domain.charts.spans import ScoreSpan, spans
from reports import colours
from reports.charts.marks import edged
from reports.charts.row_names import draw_name, row_names
from reports.charts.ticks import tick_words
from reports.drawing import Drawing, Pen
from reports.rich import Figure, Rich

_STEP, _FOOT = 19.0, 28.0


@dataclass(frozen=True, slots=True)
class SpanWords:
    """What is printed of one candidate: its name, its score, and whether it leads."""

    name: str
    figure: Figure
    strong: bool = False


def span_dots(
    wide: float,
    scores: Sequence[ScoreSpan],
    words: Mapping[str, SpanWords],
    accent: str,
    tick: Callable[[float], str],
    note: Rich,
    alt: str,
) -> Drawing:
    """Draw one row per candidate, best first; a bar shows where the score may lie, a dot where it is.

    A line through the score of the first shows who shares it.
    """
    name_room, figure_room = wide * 0.27, 36.0
    laid = spans(scores, wide - name_room - figure_room - 8)
    height = _STEP * len(laid.rows) + _FOOT

    def paint(pen: Pen) -> None:
        for number in (one for one in laid.axis.ticks if 0 <= one <= 100):
            x = name_room + laid.axis.place(number)
            pen.line(x, _FOOT - 4, x, height, colours.TRACK, 0.5)
            tick_words(pen, x, _FOOT - 13, tick(number), wide)
        first = name_room + laid.rows[0].dot
        pen.line(first, _FOOT - 4, first, height, accent, 0.7)
        listed = [words[row.candidate].name for row in laid.rows]
        names = row_names(pen, listed, 8.5, name_room - 10, bold=True)
        for index, row in enumerate(laid.rows):
            y = height - (index + 1) * _STEP + 9
            one = words[row.candidate]
            draw_name(pen, names[index], y - 3, 8.5, name_room - 10, bold=one.strong)
            low, high = name_room + row.low, name_room + row.high
            if high - low > 0.5:
                edged(pen, low, y - 2.5, high - low, 5, colours.mix(colours.WHITE, accent, 0.34))
                for end in (low, high):
                    pen.line(end, y - 5, end, y + 5, accent, 0.9)
            pen.dot(name_room + row.dot, y, 3.4, accent if one.strong else colours.WHITE, accent)
            pen.text(wide, y - 3, one.figure, 9, bold=one.strong, anchor="end")
        pen.note(0, 3, note, 7.2, room=wide)

    return Drawing(wide, height, alt, paint)
