"""The charts of a report: stacked score bars, signed contributions, weight intervals, rank shares.

Bars start at zero, segments are parted in white, labels stand inside a segment that is wide enough, and nothing is told
by colour alone. Positions are computed from the values, never from the printed roundings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import colours
from reports.drawing import Drawing, Pen
from reports.fonts import FontBook, width
from reports.rich import Figure, Rich
from reports.text import clean

BAR_LABEL = 7.5
NAME = 9.0


@dataclass(frozen=True, slots=True)
class Piece:
    """One segment of a bar: its length in points of score, its printed figure, and its colour."""

    length: float
    figure: Figure
    colour: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: name, segments, total, and the range of the total where something is unknown."""

    name: str
    pieces: tuple[Piece, ...]
    total: Figure
    span: tuple[float, float] | None = None
    strong: bool = False
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend."""

    colour: str
    name: str


def stacked_bars(
    fonts: FontBook,
    wide: float,
    bars: Sequence[Bar],
    legend: Sequence[Key],
    note: Rich,
    alt: str,
    *,
    step: float = 22.0,
) -> Drawing:
    """Rank bars under each other, the longest fills the width; totals right aligned, legend and note below."""
    rows = _legend_rows(fonts, wide, legend)
    foot = 13.0 * len(rows) + (11.0 if note else 0.0) + 4
    height = step * len(bars) + foot
    ends = [sum(piece.length for piece in bar.pieces) for bar in bars] + [bar.span[1] for bar in bars if bar.span]
    top = max(10.0, *ends) if ends else 100.0

    def paint(pen: Pen) -> None:
        name_room = min(wide * 0.3, max((pen.measure(bar.name, NAME, bold=bar.strong) for bar in bars), default=0) + 12)
        scale = (wide - name_room - 48) / top
        for index, bar in enumerate(bars):
            y = height - (index + 1) * step + (step - 15) / 2
            _bar(pen, bar, (name_room, y), (wide, 15.0), scale)
        _legend(pen, rows, 13.0 * len(rows) + (11.0 if note else 0.0) - 9)
        if note:
            pen.note(0, 2, note, 7.2, room=wide)

    return Drawing(wide, height, alt, paint)


def _bar(pen: Pen, bar: Bar, at: tuple[float, float], size: tuple[float, float], scale: float) -> None:
    x, y = at
    wide, thick = size
    pen.text(
        0, y + 4.5, bar.name, NAME, bold=bar.strong, room=x - 8, colour=colours.MUTED if bar.muted else colours.INK
    )
    left = x
    for piece in bar.pieces:
        length = piece.length * scale
        if length > 0.05:
            fill = colours.mix(piece.colour, colours.WHITE, 0.55) if bar.muted else piece.colour
            pen.rect(left, y, max(0.3, length - 0.8), thick, fill)
            if length >= pen.measure(piece.figure, BAR_LABEL) + 5:
                label = colours.label_on(fill)
                pen.text(left + (length - 0.8) / 2, y + 4.8, piece.figure, BAR_LABEL, anchor="middle", colour=label)
        left += length
    if bar.span is not None:
        low, high = (x + end * scale for end in bar.span)
        pen.line(low, y - 2.6, high, y - 2.6, colours.INK, 0.9)
        for end in (low, high):
            pen.line(end, y - 4.4, end, y - 0.8, colours.INK, 0.9)
    pen.text(wide, y + 4.2, bar.total, 10, bold=True, anchor="end", colour=colours.MUTED if bar.muted else colours.INK)


def _legend_rows(fonts: FontBook, wide: float, legend: Sequence[Key]) -> list[list[tuple[float, Key]]]:
    rows: list[list[tuple[float, Key]]] = []
    left = wide + 1.0
    for key in legend:
        length = 11 + width(fonts.runs(clean(key.name[:60])), 7.2) + 14
        if left + length > wide:
            rows.append([])
            left = 0.0
        rows[-1].append((left, key))
        left += length
    return rows


def _legend(pen: Pen, rows: Sequence[Sequence[tuple[float, Key]]], top: float) -> None:
    for index, row in enumerate(rows):
        for left, key in row:
            y = top - 13.0 * index
            pen.rect(left, y, 7, 7, key.colour)
            pen.text(left + 11, y + 0.8, key.name[:60], 7.2, colour=colours.MUTED)


@dataclass(frozen=True, slots=True)
class Signed:
    """One line of a comparison: name, points (for the length), printed figure."""

    name: str
    points: float
    figure: Figure


def signed_bars(
    fonts: FontBook, wide: float, lines: Sequence[Signed], total: tuple[str, Figure], alt: str, accents: tuple[str, str]
) -> Drawing:
    """Draw signed contributions around a common zero, their sum at the foot."""
    step = 16.0
    height = step * len(lines) + 24
    name_room, figure_room = wide * 0.34, 44.0

    def paint(pen: Pen) -> None:
        left_most = min(0.0, *(line.points for line in lines))
        right_most = max(0.0, *(line.points for line in lines))
        scale = (wide - name_room - figure_room - 10) / max(right_most - left_most, 1e-9)
        zero = name_room - left_most * scale
        for index, line in enumerate(lines):
            y = height - (index + 1) * step
            pen.text(0, y + 4.5, line.name, 8.5, room=name_room - 10)
            length = line.points * scale
            if abs(length) > 0.2:
                pen.rect(min(zero, zero + length), y + 2.5, abs(length), 10, accents[line.points < 0])
            pen.text(wide, y + 4.5, line.figure, 8.5, anchor="end")
        pen.line(zero, 22, zero, height, colours.MUTED, 0.5)
        pen.line(0, 18, wide, 18, colours.RULE, 0.7)
        pen.text(0, 5, total[0], 9, bold=True)
        pen.text(wide, 5, total[1], 9, bold=True, anchor="end")

    return Drawing(wide, height, alt, paint)


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


def intervals(
    fonts: FontBook, wide: float, lines: Sequence[Interval], note: Rich, alt: str, accents: tuple[str, str]
) -> Drawing:
    """Draw the band of each weight on one axis from 0 % on; a band that runs off the axis is open at its end."""
    step, foot = 21.0, 30.0
    height = step * len(lines) + foot
    name_room, now_room = wide * 0.27, 34.0
    ends = [line.high for line in lines if line.above is not None]
    top = min(1.0, max([0.4, *(line.now + 0.1 for line in lines), *(end + 0.08 for end in ends if end < 0.6)]))
    accent, warn = accents

    def paint(pen: Pen) -> None:
        x0 = name_room + now_room
        scale = (wide - x0 - 4) / top
        ticks = [share / 10 for share in range(int(top * 10 + 1e-9) + 1)]
        for tick in ticks:
            x = x0 + tick * scale
            pen.line(x, foot - 4, x, height, colours.TRACK, 0.5)
            pen.text(x, foot - 13, f"{round(tick * 100)}\u00a0%", 7, colour=colours.MUTED, anchor="middle")
        for index, line in enumerate(lines):
            y = height - (index + 1) * step
            pen.text(0, y + 7.5, line.name, 8.5, room=name_room - 8)
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
        _flip(pen, high, y, line.above, to_right=not inside, room=high - now - 8 if inside else outside)
    pen.line(now, y + 3, now, y + 17, colours.INK, 1.8)


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
    rows = _legend_rows(fonts, wide, legend)
    foot = 13.0 * len(rows) + 15
    height = step * len(lines) + foot
    name_room = wide * 0.27

    def paint(pen: Pen) -> None:
        scale = wide - name_room
        for index, line in enumerate(lines):
            y = height - (index + 1) * step + 3
            pen.text(0, y + 4.5, line.name, 8.5, room=name_room - 8, bold=index == 0)
            left = name_room
            for place, (share, figure) in enumerate(line.shares):
                length = share * scale
                if length > 0.3:
                    pen.rect(left, y, max(0.3, length - 0.8), 14, legend[place].colour)
                    if length >= pen.measure(figure, BAR_LABEL) + 5:
                        ink = colours.label_on(legend[place].colour)
                        pen.text(left + length / 2, y + 4.4, figure, BAR_LABEL, anchor="middle", colour=ink)
                left += length
        _legend(pen, rows, foot - 12)
        pen.note(0, 3, note, 7.2, room=wide)

    return Drawing(wide, height, alt, paint)
