"""A chart before any file format: its size, what it shows in words, and how any pen draws it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from reports import colours
from reports.rich import Figure, Rich

EDGE = 0.7
"""How thick the edge of a rectangle is; one that has no room for two is of the colour of its edge."""


class Pen(Protocol):
    """Draws in the coordinates of a chart: origin at the lower left, y upwards, points."""

    def rect(self, x: float, y: float, wide: float, high: float, fill: str, edge: str = "") -> None:
        """Fill a rectangle, with an edge of another colour within it where one is given."""

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, thick: float = 0.6) -> None:
        """Draw a line."""

    def path(self, points: Sequence[tuple[float, float]], colour: str, thick: float = 0.8) -> None:
        """Draw straight lines through points."""

    def dot(self, x: float, y: float, radius: float, fill: str, edge: str = "") -> None:
        """Fill a circle, with an edge of another colour where one is given."""

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
        """Write one line at a base line (`anchor` start, middle, end), shortened to `room`; return its width."""
        ...

    def note(self, x: float, y: float, rich: Rich, size: float, *, room: float) -> None:
        """Write one muted line of rich text, shortened to `room`; its figures count only where it is whole."""

    def measure(self, words: str | Figure, size: float, *, bold: bool = False) -> float:
        """Return the width of a line."""
        ...


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart: its size in points, what it shows in words, and how it is drawn with any pen."""

    width: float
    height: float
    alt: str
    paint: Callable[[Pen], None]
