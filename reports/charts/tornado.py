"""The lead over the strongest rival when one weight is halved and when it is doubled, around the lead of now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultant_desk.domain.charts.palette import AGAINST, FOR
from consultant_desk.domain.charts.tornado import Swing, tornado
from consultant_desk.domain.evaluation.result import TornadoBar
from reports import colours
from reports.charts.names import draw_name
from reports.drawing import Drawing, Pen
from reports.rich import Figure, Rich

_STEP, _FOOT, _HEAD = 19.0, 25.0, 12.0
_END = 7.2
_APART = 26.0  # points between two lines whose labels have room beside each other


@dataclass(frozen=True, slots=True)
class Ends:
    """What stands at the ends of a row: the leads as figures, and the words for a rival that takes over (or none)."""

    name: str
    halved: Figure
    doubled: Figure
    halved_rival: str = ""
    doubled_rival: str = ""


def tornado_chart(
    wide: float,
    bars: Sequence[TornadoBar],
    lead: tuple[float, Figure],
    ends: Mapping[str, Ends],
    words: tuple[str, str],
    note: Rich,
    alt: str,
) -> Drawing:
    """Draw the rows, widest first, around the lead of now; `words` name the halved and the doubled side."""
    name_room, end_room = wide * 0.29, 88.0
    field = wide - name_room - 2 * end_room
    laid = tornado(bars, lead[0], field)
    height = _HEAD + _STEP * len(laid.rows) + _FOOT
    left = name_room + end_room

    def paint(pen: Pen) -> None:
        for index, word in enumerate(words):
            x = left + index * (wide - left) * 0.42
            pen.rect(x, height - 9, 7, 7, (AGAINST, FOR)[index])
            pen.text(x + 11, height - 8.2, word, 7.2, colour=colours.MUTED)
        bottom, top = _FOOT, height - _HEAD
        rows = [(row, top - (index + 1) * _STEP) for index, row in enumerate(laid.rows)]
        for row, y in rows:
            thick = 5.5 if row.same_side else 11.0
            _bar(pen, row.halved, left, y + 3, thick, AGAINST)
            _bar(pen, row.doubled, left, y + (8.5 if row.same_side else 3), thick, FOR)
        apart = laid.zero is None or abs(laid.now - laid.zero) > _APART
        if laid.zero is not None:
            _mark(pen, left + laid.zero, (bottom, top), "0", colours.BAD)
        _mark(pen, left + laid.now, (bottom, top), lead[1] if apart else "", colours.INK)
        for row, y in rows:
            draw_name(pen, ends[row.criterion].name, y + 6, 8.5, name_room - 8)
            _words(pen, row.halved, row.doubled, ends[row.criterion], (left, y), end_room, laid.zero)
        pen.note(0, 3, note, 7.2, room=wide)

    return Drawing(wide, height, alt, paint)


def _mark(pen: Pen, x: float, reach: tuple[float, float], words: str | Figure, colour: str) -> None:
    """Draw an upright line in front of the bars, parted from them in white, with what it stands for at its foot."""
    bottom, top = reach
    pen.line(x, bottom - 2, x, top + 1, colours.WHITE, 2.8)
    pen.line(x, bottom - 2, x, top + 1, colour, 1.3)
    if words:
        pen.text(x, bottom - 9, words, 7.0, colour=colour, bold=True, anchor="middle")


def _bar(pen: Pen, swing: Swing, left: float, y: float, thick: float, colour: str) -> None:
    if swing.width > 0.2:
        pen.rect(left + swing.x, y, swing.width, thick, colour)


def _words(
    pen: Pen, halved: Swing, doubled: Swing, ends: Ends, at: tuple[float, float], room: float, zero: float | None
) -> None:
    """Write both leads at the outer ends of the row, the rival beside the one that flips, and neither on the zero."""
    left, y = at
    sides = sorted(
        ((halved, ends.halved, ends.halved_rival), (doubled, ends.doubled, ends.doubled_rival)),
        key=lambda side: side[0].x + side[0].width / 2,
    )
    low, high = sides
    start = left + min(low[0].x, high[0].x) - 4
    end = left + max(low[0].x + low[0].width, high[0].x + high[0].width) + 4
    if zero is not None:
        line = left + zero
        if start - pen.measure(low[1], _END) - 2 < line < start + 2:
            start = line - 4
        if end - 2 < line < end + pen.measure(high[1], _END) + 2:
            end = line + 4
    _end(pen, start, y, low[1:], room, to_right=False)
    _end(pen, end, y, high[1:], room, to_right=True)


def _end(pen: Pen, x: float, y: float, words: tuple[Figure, str], room: float, *, to_right: bool) -> None:
    figure, rival = words
    colour = colours.WARN if rival else colours.MUTED
    wide = pen.measure(figure, _END)
    pen.rect(x - 1 if to_right else x - wide - 1, y + 4.5, wide + 2, 8, colours.WHITE)
    used = pen.text(x, y + 6, figure, _END, colour=colour, anchor="start" if to_right else "end")
    if not rival:
        return
    left = room - used - 6
    if to_right:
        pen.text(x + used + 3, y + 6, rival, _END, colour=colour, room=left)
    else:
        pen.text(x - used - 3, y + 6, rival, _END, colour=colour, anchor="end", room=left)
