"""How far each weight may move before the first place changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import colours
from reports.charts.marks import lined
from reports.charts.row_names import draw_name, row_names
from reports.charts.ticks import tick_words
from reports.drawing import Drawing, Pen
from reports.fonts import FontBook, width
from reports.rich import Figure, Rich

_STEP, _FOOT = 21.0, 30.0
_LABEL, _LINE = 7.2, 10.0
_GAP = 4.0


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


@dataclass(frozen=True, slots=True)
class _Axis:
    """Shares from 0 to `top` from `left` to `right`."""

    left: float
    right: float
    top: float

    def place(self, share: float) -> float:
        return self.left + (self.right - self.left) * min(share, self.top) / self.top


@dataclass(frozen=True, slots=True)
class _End:
    """The words of an end: their left and right edge, and on which line they stand (0: beside the band)."""

    words: tuple[str, Figure]
    left: float
    right: float
    line: int


def intervals(
    fonts: FontBook, wide: float, lines: Sequence[Interval], note: Rich, alt: str, accents: tuple[str, str]
) -> Drawing:
    """Draw the band of each weight on one axis from 0 % on; a band that runs off the axis is open at its end.

    Who takes over is named at every end that flips: beside the band or in it, and where neither has room under it.
    """
    axis = _axis(wide, lines)
    ends = [_ends(fonts, line, axis) for line in lines]
    accent, warn = accents
    band = colours.mix(colours.WHITE, accent, 0.28)
    ink = colours.readable(warn, band)  # for words beside a band too, so that all ends look alike
    steps = [_STEP + _LINE * max((end.line for end in of_line), default=0) for of_line in ends]
    height = sum(steps) + _FOOT

    def paint(pen: Pen) -> None:
        for tick in range(int(axis.top * 10 + 1e-9) + 1):
            x = axis.place(tick / 10)
            pen.line(x, _FOOT - 4, x, height, colours.TRACK, 0.5)
            tick_words(pen, x, _FOOT - 13, f"{tick * 10}\u00a0%", wide)
        y, name_room = height, wide * 0.27 - 8
        names = row_names(pen, [line.name for line in lines], 8.5, name_room)
        for line, name, of_line, step in zip(lines, names, ends, steps, strict=True):
            draw_name(pen, name, y - 13.5, 8.5, name_room)
            pen.text(axis.left - 10, y - 13.5, line.now_figure, 8.5, anchor="end")
            _band(pen, line, axis, y - _STEP, (band, ink))
            for end in of_line:
                _write(pen, end, y - 13.5 - (end.line * _LINE + 3 if end.line else 0), ink)
            y -= step
        pen.note(0, 3, note, _LABEL, room=wide)

    return Drawing(wide, height, alt, paint)


def _axis(wide: float, lines: Sequence[Interval]) -> _Axis:
    ends = [line.high for line in lines if line.above is not None]
    top = min(1.0, max([0.4, *(line.now + 0.1 for line in lines), *(end + 0.08 for end in ends if end < 0.6)]))
    return _Axis(wide * 0.27 + 34.0, wide - 4, top)


def _ends(fonts: FontBook, line: Interval, axis: _Axis) -> list[_End]:
    """Place the words of both ends; each that needs a line of its own gets one."""
    now, low, high = (axis.place(share) for share in (line.now, line.low, line.high))
    ends: list[_End] = []
    if line.below is not None:
        left = ((axis.left, low - _GAP, low), (low + _GAP, now - _GAP, low))
        ends.append(_placed(fonts, line.below, left, axis, 1))
    if line.above is not None:
        outside = [(high + _GAP, axis.right, high)] if line.high <= axis.top else []
        right = (*outside, (now + _GAP, high - _GAP, high))
        ends.append(_placed(fonts, line.above, right, axis, 1 + sum(end.line > 0 for end in ends)))
    return ends


def _placed(
    fonts: FontBook, words: tuple[str, Figure], beside: Sequence[tuple[float, float, float]], axis: _Axis, free: int
) -> _End:
    """Return the first place `beside` the band that has room (from, to, its end), or the line `free` under it."""
    long = _width(fonts, words)
    for start, stop, at in beside:
        if long <= stop - start:
            left = start if start >= at else stop - long
            return _End(words, left, left + long, 0)
    long = min(long, axis.right - axis.left)
    at = beside[-1][2]
    left = min(max(at - long / 2, axis.left), axis.right - long)
    return _End(words, left, left + long, free)


def _width(fonts: FontBook, words: tuple[str, Figure]) -> float:
    text, figure = words
    shown = width(fonts.runs(figure.printed, tabular=True), _LABEL)
    return width(fonts.runs(f"{text}\u00a0"), _LABEL) + shown


def _write(pen: Pen, end: _End, y: float, ink: str) -> None:
    """Write the words up to their figure, which is never cut."""
    text, figure = end.words
    room = end.right - end.left - pen.measure(figure, _LABEL) + 0.01
    pen.text(end.left, y, f"{text}\u00a0", _LABEL, colour=ink, room=room)
    pen.text(end.right, y, figure, _LABEL, colour=ink, anchor="end")


def _band(pen: Pen, line: Interval, axis: _Axis, y: float, looks: tuple[str, str]) -> None:
    band, ink = looks
    low, high, now = axis.place(line.low), axis.place(line.high), axis.place(line.now)
    lined(pen, low, y + 4, high - low, 12, band)
    if line.below is not None:
        pen.line(low, y + 2.5, low, y + 17.5, ink, 1.2)
    if line.above is not None and line.high <= axis.top:
        pen.line(high, y + 2.5, high, y + 17.5, ink, 1.2)
    pen.line(now, y + 3, now, y + 17, colours.INK, 1.8)
