"""Ranked bars of score in segments, with the total and the range of what is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import colours
from reports.charts.legend import Key, draw_legend, legend_rows
from reports.charts.marks import edged
from reports.charts.row_names import draw_name, row_names
from reports.drawing import Drawing, Pen
from reports.fonts import FontBook
from reports.rich import Figure, Rich

BAR_LABEL = 7.5
NAME = 9.0
NOTE = 7.2


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


def stacked_bars(
    fonts: FontBook,
    wide: float,
    bars: Sequence[Bar],
    legend: Sequence[Key],
    note: Rich,
    alt: str,
    *,
    step: float = 22.0,
    longest: float | None = None,
) -> Drawing:
    """Rank bars under each other; the longest (of these, or the length given) fills the width.

    Totals stand right aligned, legend and note below.
    """
    rows = legend_rows(fonts, wide, legend)
    foot = 13.0 * len(rows) + (11.0 if note else 0.0) + 4
    height = step * len(bars) + foot
    top = longest_of(bars) if longest is None else longest

    def paint(pen: Pen) -> None:
        name_room = min(wide * 0.3, max((pen.measure(bar.name, NAME, bold=bar.strong) for bar in bars), default=0) + 12)
        scale = (wide - name_room - 48) / top
        names = row_names(pen, [bar.name for bar in bars], NAME, name_room - 8, bold=True)
        for index, (bar, name) in enumerate(zip(bars, names, strict=True)):
            y = height - (index + 1) * step + (step - 15) / 2
            _bar(pen, bar, name, (name_room, y), (wide, 15.0), scale)
        draw_legend(pen, rows, 13.0 * len(rows) + (11.0 if note else 0.0) - 9)
        if note:
            pen.note(0, 2, note, NOTE, room=wide)

    return Drawing(wide, height, alt, paint)


def longest_of(bars: Sequence[Bar]) -> float:
    """Return the points that the longest of some bars reaches, its range included."""
    ends = [sum(piece.length for piece in bar.pieces) for bar in bars] + [bar.span[1] for bar in bars if bar.span]
    return max(10.0, *ends) if ends else 100.0


def _bar(pen: Pen, bar: Bar, name: str, at: tuple[float, float], size: tuple[float, float], scale: float) -> None:
    x, y = at
    wide, thick = size
    ink = colours.MUTED if bar.muted else colours.INK
    draw_name(pen, name, y + 4.5, NAME, x - 8, bold=bar.strong, colour=ink)
    left = x
    for piece in bar.pieces:
        length = piece.length * scale
        if length > 0.05:
            fill = colours.mix(piece.colour, colours.WHITE, 0.55) if bar.muted else piece.colour
            edged(pen, left, y, max(0.3, length - 0.8), thick, fill)
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
