"""Charts as SVG within a page of HTML: the same drawing as on paper, by a pen that writes elements."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from reports import colours
from reports.drawing import EDGE, Drawing
from reports.fonts import FontBook, shortened, width
from reports.rich import Figure, Rich, Span, text_of
from reports.text import clean

BOLD, TABULAR = "b", "t"
"""Classes of text, to be given a weight and digits of one width by the page."""


class SvgPen:
    """Collects elements; y runs upwards for who draws and downwards in SVG."""

    def __init__(self, fonts: FontBook, height: float) -> None:
        self._fonts, self._height = fonts, height
        self.elements: list[str] = []

    def rect(self, x: float, y: float, wide: float, high: float, fill: str, edge: str = "") -> None:
        """Fill a rectangle, with an edge of another colour within it where one is given."""
        rim = ""
        if edge and min(wide, high) > 2 * EDGE:  # a line is drawn half to each side
            x, y, wide, high = x + EDGE / 2, y + EDGE / 2, wide - EDGE, high - EDGE
            rim = f' stroke="{escape(edge)}" stroke-width="{_n(EDGE)}"'
        elif edge:
            fill = edge
        at = f'x="{_n(x)}" y="{_n(self._height - y - high)}" width="{_n(wide)}" height="{_n(high)}"'
        self.elements.append(f'<rect {at} fill="{escape(fill)}"{rim}/>')

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, thick: float = 0.6) -> None:
        """Draw a line."""
        ends = f'x1="{_n(x1)}" y1="{_n(self._height - y1)}" x2="{_n(x2)}" y2="{_n(self._height - y2)}"'
        self.elements.append(f'<line {ends} stroke="{escape(colour)}" stroke-width="{_n(thick)}"/>')

    def path(self, points: Sequence[tuple[float, float]], colour: str, thick: float = 0.8) -> None:
        """Draw straight lines through points."""
        placed = " ".join(f"{_n(x)},{_n(self._height - y)}" for x, y in points)
        look = f'fill="none" stroke="{escape(colour)}" stroke-width="{_n(thick)}"'
        self.elements.append(f'<polyline points="{placed}" {look}/>')

    def dot(self, x: float, y: float, radius: float, fill: str, edge: str = "") -> None:
        """Fill a circle, with an edge of another colour where one is given."""
        rim = f' stroke="{escape(edge)}" stroke-width="0.8"' if edge else ""
        at = f'cx="{_n(x)}" cy="{_n(self._height - y)}" r="{_n(radius)}"'
        self.elements.append(f'<circle {at} fill="{escape(fill)}"{rim}/>')

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
        shown = _shown(words)
        if room is not None:
            shown = shortened(self._fonts, shown, size, room, bold=bold)
        figure = words if isinstance(words, Figure) else None
        wide = self._width(shown, size, bold=bold, tabular=figure is not None)
        if anchor == "end":  # browsers leave white space at the end out of the line
            bare = shown.rstrip()
            x -= wide - self._width(bare, size, bold=bold, tabular=figure is not None)
            shown = bare
        self._write((Span(shown, figure=figure),), (x, y), size, _look(colour, anchor, figure, bold=bold))
        return wide

    def note(self, x: float, y: float, rich: Rich, size: float, *, room: float) -> None:
        """Write one muted line of rich text, shortened to `room`; its figures count only where it is whole."""
        words = _shown(text_of(rich))
        short = shortened(self._fonts, words, size, room)
        self._write(rich if short == words else (Span(short),), (x, y), size, _look(colours.MUTED, "start", None))

    def measure(self, words: str | Figure, size: float, *, bold: bool = False) -> float:
        """Return the width of a line."""
        return self._width(_shown(words), size, bold=bold, tabular=isinstance(words, Figure))

    def _width(self, text: str, size: float, *, bold: bool, tabular: bool) -> float:
        return width(self._fonts.runs(text, bold=bold, tabular=tabular), size)

    def _write(self, rich: Rich, at: tuple[float, float], size: float, look: str) -> None:
        x, y = at
        body = "".join(_bound(escape(_shown(span.text)), span.figure, rich) for span in rich)
        whole = f' data-figure="{escape(rich[0].figure.path)}"' if len(rich) == 1 and rich[0].figure else ""
        place = f'x="{_n(x)}" y="{_n(self._height - y)}" font-size="{_n(size)}"'
        self.elements.append(f"<text {place}{look}{whole}>{body}</text>")


def svg_of(fonts: FontBook, drawing: Drawing) -> str:
    """Return a drawing as one picture that says in words what it shows; it takes the size its page gives it."""
    pen = SvgPen(fonts, drawing.height)
    drawing.paint(pen)
    box = f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"'
    title = f"<title>{escape(clean(drawing.alt))}</title>"
    ink = f'fill="{colours.INK}"'  # once: most words have no colour of their own
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {box} {ink}>{title}{"".join(pen.elements)}</svg>'


def _shown(words: str | Figure) -> str:
    return words.printed if isinstance(words, Figure) else clean(words).replace("\n", " ")


def _look(colour: str, anchor: str, figure: Figure | None, *, bold: bool = False) -> str:
    classes = " ".join(name for name, wanted in ((BOLD, bold), (TABULAR, figure is not None)) if wanted)
    named = f' class="{classes}"' if classes else ""
    placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
    painted = f' fill="{escape(colour)}"' if colour != colours.INK else ""
    return f"{named}{placed}{painted}"


def _bound(body: str, figure: Figure | None, rich: Rich) -> str:
    """Bind a figure among other words to its value; one that stands alone is bound by the line itself."""
    if figure is None or len(rich) == 1:
        return body
    return f'<tspan data-figure="{escape(figure.path)}">{body}</tspan>'


def _n(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
