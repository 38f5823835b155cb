"""Words centred on a place of an axis, as long as they stay within the chart."""

from __future__ import annotations

from reports import colours
from reports.drawing import Pen
from reports.rich import Figure

TICK = 7.0


def tick_words(
    pen: Pen,
    x: float,
    y: float,
    words: str | Figure,
    wide: float,
    *,
    size: float = TICK,
    colour: str = colours.MUTED,
    bold: bool = False,
) -> None:
    """Write words centred on `x` in a chart of this width; those at its edges begin or end with it."""
    half = pen.measure(words, size, bold=bold) / 2
    pen.text(min(max(x, half), wide - half), y, words, size, colour=colour, bold=bold, anchor="middle")
