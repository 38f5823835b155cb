"""How far each weight may move before the first place changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import colours
from reports.charts.names import draw_name
from reports.drawing import Drawing, Pen
from reports.rich import Figure, Rich

_UNDER = 5.4  # between two bars; smaller than their distance, so that it touches neither
_LAST_TICK = 10.0  # half of its label


@dataclass(frozen=True, slots=True)
class Interval:
    """One weight: its share now, the shares in which the winner stays, and the words at the ends that flip."""

    name: str
    now: float
    now_figure: Figure
    low: float
    high: float
    below: tuple[str, Figure] | None
    above: tuple[str, Figure] | None


def intervals(wide: float, lines: Sequence[Interval], note: Rich, alt: str, accents: tuple[str, str]) -> Drawing:
    """Draw the band of each weight on one axis from 0 % on; a band that runs off the axis is open at its end."""
    step, foot = 22.0, 30.0
    height = step * len(lines) + foot
    name_room, now_room = wide * 0.27, 34.0
    ends = [line.high for line in lines if line.above is not None]
    top = min(1.0, max([0.4, *(line.now + 0.1 for line in lines), *(end + 0.08 for end in ends if end < 0.6)]))
    accent, warn = accents

    def paint(pen: Pen) -> None:
        x0 = name_room + now_room
        scale = (wide - x0 - _LAST_TICK) / top
        ticks = [share / 10 for share in range(int(top * 10 + 1e-9) + 1)]
        for tick in ticks:
            x = x0 + tick * scale
            pen.line(x, foot - 4, x, height, colours.TRACK, 0.5)
            pen.text(x, foot - 13, f"{round(tick * 100)}\u00a0%", 7, colour=colours.MUTED, anchor="middle")
        for index, line in enumerate(lines):
            y = height - (index + 1) * step
            draw_name(pen, line.name, y + 7.5, 8.5, name_room - 8)
            pen.text(x0 - 10, y + 7.5, line.now_figure, 8.5, anchor="end")
            _band(pen, line, (x0, y), (top, scale), (accent, warn))
        pen.note(0, 3, note, 7.2, room=wide)

    return Drawing(wide, height, alt, paint)


def _band(
    pen: Pen, line: Interval, at: tuple[float, float], axis: tuple[float, float], accents: tuple[str, str]
) -> None:
    x0, y = at
    top, scale = axis
    accent, warn = accents
    low, high = x0 + line.low * scale, x0 + min(line.high, top) * scale
    pen.rect(low, y + 4, high - low, 12, colours.mix(colours.WHITE, accent, 0.28))
    now = x0 + line.now * scale
    if line.below is not None:
        pen.line(low, y + 2.5, low, y + 17.5, warn, 1.2)
        _flip(pen, low, y, line.below, to_right=False, room=low - x0 - 6)
    if line.above is not None and line.high <= top:
        pen.line(high, y + 2.5, high, y + 17.5, warn, 1.2)
        outside = x0 + top * scale - high - 6
        inside = outside < _flip_width(pen, line.above)
        room = high - now - 8 if inside else outside
        if inside and room < pen.measure(line.above[1], 7.2):  # neither side has room: it goes under the bar
            _under(pen, high, y, line.above)
        else:
            _flip(pen, high, y, line.above, to_right=not inside, room=room)
    pen.line(now, y + 3, now, y + 17, colours.INK, 1.8)


def _under(pen: Pen, x: float, y: float, words: tuple[str, Figure]) -> None:
    """Write the words of an end small, between this bar and the next."""
    used = pen.text(x, y - 0.9, words[1], _UNDER, colour=colours.WARN, anchor="end")
    pen.text(x - used, y - 0.9, words[0] + "\u00a0", _UNDER, colour=colours.WARN, anchor="end")


def _flip_width(pen: Pen, words: tuple[str, Figure]) -> float:
    return pen.measure(words[0] + "\u00a0", 7.2) + pen.measure(words[1], 7.2)


def _flip(pen: Pen, x: float, y: float, words: tuple[str, Figure], *, to_right: bool, room: float) -> None:
    text, figure = words
    if _flip_width(pen, words) > room:
        if pen.measure(figure, 7.2) > room:
            return
        text = ""
    if to_right:
        used = pen.text(x + 4, y + 7.5, text + "\u00a0", 7.2, colour=colours.WARN) if text else 0.0
        pen.text(x + 4 + used, y + 7.5, figure, 7.2, colour=colours.WARN)
    else:
        used = pen.text(x - 4, y + 7.5, figure, 7.2, colour=colours.WARN, anchor="end")
        if text:
            pen.text(x - 4 - used, y + 7.5, text + "\u00a0", 7.2, colour=colours.WARN, anchor="end")
