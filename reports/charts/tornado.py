"""The lead over the strongest rival when one weight is halved and when it is doubled, around the lead of now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from consultant_desk.domain.charts.palette import FOR
from consultant_desk.domain.charts.tornado import Swing, tornado
from consultant_desk.domain.evaluation.result import TornadoBar
from reports import colours
from reports.charts.marks import hollow
from reports.charts.names import told_apart
from reports.charts.row_names import draw_name, row_names
from reports.drawing import Drawing, Pen
from reports.rich import Figure, Rich

_STEP, _FOOT, _HEAD = 19.0, 25.0, 12.0
_END = 7.2
_APART = 26.0  # points between two lines whose labels have room beside each other
_SEEN = 0.2


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
    candidates: Sequence[str],
    words: tuple[str, str],
    note: Rich,
    alt: str,
) -> Drawing:
    """Draw the rows, widest first, around the lead of now; halved is hollow, doubled filled.

    `words` name both sides in the legend. A rival is told apart from all `candidates`, drawn or not.
    """
    name_room, end_room = wide * 0.29, 88.0
    field = wide - name_room - 2 * end_room
    laid = tornado(bars, lead[0], field)
    height = _HEAD + _STEP * len(laid.rows) + _FOOT
    left = name_room + end_room

    def paint(pen: Pen) -> None:
        for index, word in enumerate(words):
            x = left + index * (wide - left) * 0.42
            if index:
                pen.rect(x, height - 9, 7, 7, FOR)
            else:
                hollow(pen, x, height - 9, 7, 7, FOR)
            pen.text(x + 11, height - 8.2, word, 7.2, colour=colours.MUTED)
        bottom, top = _FOOT, height - _HEAD
        for index, row in enumerate(laid.rows):
            y = top - (index + 1) * _STEP
            thick = 5.5 if row.same_side else 11.0
            if row.halved.width > _SEEN:
                hollow(pen, left + row.halved.x, y + 3, row.halved.width, thick, FOR)
            if row.doubled.width > _SEEN:
                pen.rect(left + row.doubled.x, y + (8.5 if row.same_side else 3), row.doubled.width, thick, FOR)
        apart = laid.zero is None or abs(laid.now - laid.zero) > _APART
        if laid.zero is not None:
            _mark(pen, left + laid.zero, (bottom, top), "0", colours.BAD)
        _mark(pen, left + laid.now, (bottom, top), lead[1] if apart else "", colours.INK)
        listed = [ends[row.criterion].name for row in laid.rows]
        names = row_names(pen, listed, 8.5, name_room - 8)
        rivals = _rivals(pen, candidates, [ends[row.criterion] for row in laid.rows], end_room)
        for index, row in enumerate(laid.rows):  # over the lines, which would run through the words
            y, one = top - (index + 1) * _STEP, ends[row.criterion]
            halved, doubled = (rivals.get(rival, rival) for rival in (one.halved_rival, one.doubled_rival))
            shown = replace(one, halved_rival=halved, doubled_rival=doubled)
            draw_name(pen, names[index], y + 6, 8.5, name_room - 8)
            _words(pen, row.halved, row.doubled, shown, (left, y), end_room, laid.zero)
        pen.note(0, 3, note, 7.2, room=wide)

    return Drawing(wide, height, alt, paint)


def _mark(pen: Pen, x: float, reach: tuple[float, float], words: str | Figure, colour: str) -> None:
    """Draw an upright line in front of the bars, parted from them in white, with what it stands for at its foot."""
    bottom, top = reach
    pen.line(x, bottom - 2, x, top + 1, colours.WHITE, 2.8)
    pen.line(x, bottom - 2, x, top + 1, colour, 1.3)
    if words:
        pen.text(x, bottom - 9, words, 7.0, colour=colour, bold=True, anchor="middle")


def _rivals(pen: Pen, names: Sequence[str], ends: Sequence[Ends], room: float) -> dict[str, str]:
    """Return the names as they are written beside the widest lead, so that each reads the same in every row."""
    leads = max((pen.measure(figure, _END) for one in ends for figure in (one.halved, one.doubled)), default=0.0)
    shown = told_apart(names, room - leads - 6, lambda name: pen.measure(name, _END))
    return dict(zip(names, shown, strict=True))


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
    long = pen.measure(figure, _END)
    pen.rect(x - 1 if to_right else x - long - 1, y + 4, long + 2, 9, colours.WHITE)
    pen.text(x, y + 6, figure, _END, colour=colour, anchor="start" if to_right else "end")
    if not rival:
        return
    room = room - long - 6
    shown = min(room, pen.measure(rival, _END))
    start = x + long + 3 if to_right else x - long - 3 - shown
    pen.rect(start - 1, y + 4, shown + 2, 9, colours.WHITE)
    pen.text(
        start if to_right else start + shown,
        y + 6,
        rival,
        _END,
        colour=colour,
        anchor="start" if to_right else "end",
        room=room,
    )
