"""The name at the beginning of a row of a chart: on one line, or smaller on two where one has no room for it."""

from __future__ import annotations

from reports import colours
from reports.drawing import Pen

_SMALLER, _LEADING = 0.85, 1.08


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
