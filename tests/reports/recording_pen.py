"""A pen that draws nothing and remembers where everything would stand: tests look for what is cut or covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports import colours
from reports.drawing import EDGE as EDGE_WIDTH
from reports.drawing import Drawing
from reports.fonts import FontBook, shortened, width
from reports.rich import Figure, Rich, text_of
from reports.text import clean

ASCENT, DESCENT = 0.70, 0.02
"""Height of capitals and digits over the base line, in sizes; letters that hang below it may touch a line."""
EDGE = 0.3


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn: its kind, its box, its colour, and of text the words as they are shown."""

    kind: str
    left: float
    bottom: float
    right: float
    top: float
    colour: str
    words: str = ""
    figure: Figure | None = None
    whole: bool = True

    def overlaps(self, other: Mark) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > EDGE
            and min(self.top, other.top) - max(self.bottom, other.bottom) > EDGE
        )


class RecordingPen:
    """Measures with the real faces and keeps marks in the order they are drawn."""

    def __init__(self, fonts: FontBook) -> None:
        self._fonts = fonts
        self.marks: list[Mark] = []

    def rect(self, x: float, y: float, wide: float, high: float, fill: str, edge: str = "") -> None:
        self.marks.append(Mark("rect", x, y, x + wide, y + high, edge or fill))
        if edge and min(wide, high) > 2 * EDGE_WIDTH:
            inset = EDGE_WIDTH
            self.marks.append(Mark("rect", x + inset, y + inset, x + wide - inset, y + high - inset, fill))

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, thick: float = 0.6) -> None:
        (left, right), (low, high) = sorted((x1, x2)), sorted((y1, y2))
        across, along = (thick / 2 * (x1 == x2), thick / 2 * (y1 == y2))
        self.marks.append(Mark("line", left - across, low - along, right + across, high + along, colour))

    def path(self, points: Sequence[tuple[float, float]], colour: str, thick: float = 0.8) -> None:
        for start, end in pairwise(points):
            self.line(*start, *end, colour, thick)

    def dot(self, x: float, y: float, radius: float, fill: str, edge: str = "") -> None:
        self.marks.append(Mark("dot", x - radius, y - radius, x + radius, y + radius, edge or fill))

    def text(
        self,
        x: float,
        y: float,
        words: str | Figure,
        size: float,
        *,
        colour: str = colours.INK,
        bold: bool = False,
        anchor: str = "start",
        room: float | None = None,
    ) -> float:
        figure = words if isinstance(words, Figure) else None
        typed = figure.printed if figure else clean(str(words)).replace("\n", " ")
        shown = typed if room is None else shortened(self._fonts, typed, size, room, bold=bold)
        wide = width(self._fonts.runs(shown, bold=bold, tabular=figure is not None), size)
        left = x - (wide if anchor == "end" else wide / 2 if anchor == "middle" else 0)
        box = (left, y - DESCENT * size, left + wide, y + ASCENT * size)
        self.marks.append(Mark("text", *box, colour, shown, figure, shown == typed))
        return wide

    def note(self, x: float, y: float, rich: Rich, size: float, *, room: float) -> None:
        self.text(x, y, text_of(rich), size, colour=colours.MUTED, room=room)

    def measure(self, words: str | Figure, size: float, *, bold: bool = False) -> float:
        shown = words.printed if isinstance(words, Figure) else clean(words)
        return width(self._fonts.runs(shown, bold=bold, tabular=isinstance(words, Figure)), size)


def recorded(fonts: FontBook, drawing: Drawing) -> list[Mark]:
    """Return everything a drawing draws."""
    pen = RecordingPen(fonts)
    drawing.paint(pen)
    return pen.marks


def cut_off(drawing: Drawing, marks: Sequence[Mark]) -> list[Mark]:
    """Return what leaves the frame."""
    return [
        one
        for one in marks
        if one.left < -EDGE or one.bottom < -EDGE or one.right > drawing.width + EDGE or one.top > drawing.height + EDGE
    ]


def covered(marks: Sequence[Mark]) -> list[tuple[str, str]]:
    """Return the pairs of words that stand on each other."""
    texts = [one for one in marks if one.kind == "text" and one.words.strip()]
    return [
        (one.words, other.words)
        for place, one in enumerate(texts)
        for other in texts[place + 1 :]
        if one.overlaps(other)
    ]
