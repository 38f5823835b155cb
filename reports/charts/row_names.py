"""The names at the beginning of the rows of a chart: on one line, or smaller on two where one has no room for them."""

from __future__ import annotations

from collections.abc import Sequence

from reports import colours
from reports.charts.names import told_apart
from reports.drawing import Pen

_SMALLER, _LEADING = 0.85, 1.08
_FILLED = 0.85  # of two lines: the rest is lost where the first one ends at a word


def row_names(pen: Pen, names: Sequence[str], size: float, room: float, *, bold: bool = False) -> list[str]:
    """Return the names for `draw_name`, cut so that no two of them read the same."""

    def extent(name: str) -> float:
        if pen.measure(name, size, bold=bold) <= room:
            return 0.0
        first, rest = _parted(pen, name, size * _SMALLER, room, bold=bold)
        if not rest:
            return pen.measure(first, size * _SMALLER, bold=bold) * 2 * _FILLED
        return room + pen.measure(rest, size * _SMALLER, bold=bold)

    return told_apart([" ".join(name.split()) for name in names], 2 * room * _FILLED, extent)


def draw_name(
    pen: Pen, name: str, base: float, size: float, room: float, *, bold: bool = False, colour: str = colours.INK
) -> None:
    """Write a name from the left edge, its one line at `base` or its two around it; the second may be shortened."""
    shown = " ".join(name.split())
    if pen.measure(shown, size, bold=bold) <= room:
        pen.text(0, base, shown, size, bold=bold, colour=colour)
        return
    small = size * _SMALLER
    first, rest = _parted(pen, shown, small, room, bold=bold)
    if not rest:
        pen.text(0, base, first, small, bold=bold, colour=colour, room=room)
        return
    half = small * _LEADING / 2
    pen.text(0, base + half, first, small, bold=bold, colour=colour, room=room)
    pen.text(0, base - half, rest, small, bold=bold, colour=colour, room=room)


def _parted(pen: Pen, name: str, size: float, room: float, *, bold: bool) -> tuple[str, str]:
    """Return as many words as a line holds, one at least, and the rest."""
    words = name.split(" ")
    count = 1
    while count < len(words) and pen.measure(" ".join(words[: count + 1]), size, bold=bold) <= room:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])
