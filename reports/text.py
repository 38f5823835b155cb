"""The one door through which text reaches a page.

Nobody else makes a paragraph (a test reads the source for it): here text is normalised, freed of control characters and
split over the faces that hold its characters. It is never markup: no parser stands between the characters and the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from reports.addresses import is_address
from reports.bidi import has_rtl, in_order
from reports.fonts import FontBook, Runs, unit_width, width
from reports.lines import BREAK, Ink, Run
from reports.paragraph import Para
from reports.rich import Insert, Rich, Span, as_rich, text_of
from reports.tags import ReportCanvas
from reports.theme import TA_CENTER, TA_RIGHT, Face, Theme

# isort: split
from reportlab.platypus import Flowable

MAX_CHARACTERS = 400_000  # of one field; the rest is cut and reported
_LINE_CHARACTERS = 120
_RAISED_SIZE, _RISE = 0.68, 0.32
_PARTS = re.compile(r"[/?&=.]+(?=[^/?&=.])")
_LINES = re.compile(r"\r\n?|[\n\u2028\u2029\x85]")


def clean(text: str) -> str:
    """Return text in NFC with line feeds only, without control and invisible format characters.

    A lone surrogate becomes U+FFFD, which no face has, so that it is printed as a box and reported.
    """
    if text.replace("\u00a0", "").isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text
    lines = _LINES.sub("\n", unicodedata.normalize("NFC", text)).replace("\t", " ")
    return "".join(char if (char >= " " and _shown(char)) or char == "\n" else _replace(char) for char in lines)


def _shown(char: str) -> bool:
    return char.isprintable() or unicodedata.category(char) in {"Zs", "Co", "Cn"}


def _replace(char: str) -> str:
    return "\ufffd" if unicodedata.category(char) == "Cs" else ""


class Label(Flowable):
    """One line of text at a fixed place: numbers and short words in tables, ten times cheaper than a paragraph."""

    def __init__(self, theme: Theme, rich: Rich, face: Face) -> None:
        super().__init__()
        self._face = face
        self._theme = theme
        self._size = face.size * theme.scale
        self._leading = face.leading * theme.scale
        self._runs = tuple(
            run
            for span in rich
            for run in theme.fonts.runs(
                span.text, bold=face.bold or span.bold, italic=span.italic, tabular=face.tabular
            )
        )
        self._text_width = width(self._runs, self._size)
        self._figures = tuple(span.figure for span in rich if span.figure is not None)

    @property
    def natural_width(self) -> float:
        """Width of the line in points."""
        return self._text_width

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """Take the whole width so that alignment works."""
        self.width, self.height = available_width, self._leading
        return self.width, self.height

    def drawOn(self, canvas: ReportCanvas, x: float, y: float, _sW: float = 0) -> None:  # type: ignore[override]  # noqa: N802, N803
        """Draw the line as content of the element that is open."""
        if canvas.dry:
            return
        space = self.width - self._text_width
        left = x + (space if self._face.align == TA_RIGHT else space / 2 if self._face.align == TA_CENTER else 0)
        with canvas.marked("Span"):
            draw_runs(canvas, self._runs, left, y + self._leading - self._size, self._size, self._face.colour)
        canvas.note_figures(self._figures)


class CellText(Flowable):
    """Short text in a column whose width is known only when it is laid out: a line if it fits, else a paragraph."""

    def __init__(self, line: Label, paragraph: Callable[[], Para]) -> None:
        super().__init__()
        self._line, self._make = line, paragraph
        self._shown: Flowable = line
        self.in_cell = False

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Choose, and return the size of what was chosen."""
        if self._line.natural_width <= available_width:
            self._shown = self._line
        elif self._shown is self._line:
            self._shown = self._make()
        self.width, self.height = self._shown.wrap(available_width, available_height)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Break the paragraph; a line is not broken."""
        return self._shown.split(available_width, available_height)

    def drawOn(self, canvas: ReportCanvas, x: float, y: float, _sW: float = 0) -> None:  # type: ignore[override]  # noqa: N802, N803
        """Draw what was chosen."""
        if isinstance(self._shown, Para):
            self._shown.in_cell = self.in_cell
        self._shown.drawOn(canvas, x, y)


CELL_TEXTS = (CellText, Para)
"""What needs no element of its own where it is alone in a cell."""


def may_anchor(one: Flowable) -> bool:
    """Tell whether drawing it may name an anchor."""
    return bool(one.anchors) if isinstance(one, Para) else not isinstance(one, CellText | Label)


def draw_runs(canvas: ReportCanvas, runs: Runs, x: float, y: float, size: float, colour: str) -> None:
    """Draw runs on one base line."""
    if any(has_rtl(characters) for _face, characters in runs):
        runs = tuple((runs[place][0], shown) for place, shown in in_order(tuple(text for _face, text in runs)))
    for face, characters in runs:
        canvas.show(characters, face, size, (x, y), colour)
        x += unit_width(face, characters) * size


class TextDoor:
    """Sets text in the styles of one theme."""

    def __init__(self, theme: Theme, cut: dict[str, None] | None = None) -> None:
        self.theme = theme
        self.cut = {} if cut is None else cut
        self._scaled: dict[float, TextDoor] = {}

    @property
    def fonts(self) -> FontBook:
        """The faces in use, with the characters they lack."""
        return self.theme.fonts

    def scaled(self, scale: float) -> TextDoor:
        """Return a door to the same report with smaller text."""
        if scale not in self._scaled:
            self._scaled[scale] = TextDoor(self.theme.scaled(scale), self.cut)
        return self._scaled[scale]

    def set(
        self, text: Insert, style: str | Face = "body", anchors: tuple[str, ...] = (), where: str = ""
    ) -> list[Flowable]:
        """Set text of any length. `where` names section and field should it have to be cut."""
        face = self.theme.faces[style] if isinstance(style, str) else style
        para = self._paragraph(self._capped(_cleaned(as_rich(text)), where), face)
        para.anchors = (*anchors, *para.anchors)
        return [para]

    def within(self, text: str, characters: int, where: str) -> str:
        """Return text that has a fixed place, shortened to it; what was shortened is reported."""
        if len(text) <= characters:
            return text
        self.cut[where] = None
        return text[:characters].rstrip() + "…"

    def one(self, text: Insert, style: str | Face = "body", anchors: tuple[str, ...] = ()) -> Flowable:
        """Set short text of the program's own as one paragraph."""
        return self.set(text, style, anchors)[0]

    def cell(self, text: Insert, style: str | Face = "cell", where: str = "") -> list[Flowable]:
        """Set text of a table: one cheap line where it fits into its column, else paragraphs."""
        face = self.theme.faces[style] if isinstance(style, str) else style
        rich = _cleaned(as_rich(text))
        simple = not any(span.link or span.href or span.anchor or span.raised or "\n" in span.text for span in rich)
        if simple and sum(len(span.text) for span in rich) <= _LINE_CHARACTERS:
            return [CellText(Label(self.theme, rich, face), lambda: self._narrowing(rich, face))]
        return [self._narrowing(self._capped(rich, where), face)]

    def heading(self, text: Insert, style: str, anchor: str, *, opens_part: bool = False, level: int = 0) -> Flowable:
        """Set a heading with its anchor and its bookmark."""
        face = self.theme.faces[style]
        rich = _cleaned(as_rich(text))
        para = self._paragraph(rich, face)
        para.anchors = (anchor,)
        para.opens_part = opens_part
        para.bookmark = (text_of(rich)[:200], level)
        return para

    def label(self, text: Insert, style: str | Face = "number") -> Label:
        """Set one short line."""
        face = self.theme.faces[style] if isinstance(style, str) else style
        return Label(self.theme, _cleaned(as_rich(text)), face)

    def _narrowing(self, rich: Rich, face: Face) -> Para:
        para = self._paragraph(rich, face)
        para.narrows = True
        return para

    def _paragraph(self, rich: Rich, face: Face) -> Para:
        para = Para([run for span in rich for run in self._runs(span, face)], self.theme.style(face))
        para.anchors = tuple(span.anchor for span in rich if span.anchor)
        para.link_words = text_of(rich)[:120] if any(span.link or span.href for span in rich) else ""
        return para

    def _runs(self, span: Span, face: Face) -> list[Run]:
        """Return the runs of a span; the first of them carries its figure."""
        if span.href and not is_address(span.href):
            raise ValueError("a link that leads neither to https, http nor mailto came to the door")
        bold, by = face.bold or span.bold, self.theme.scale
        size, rise = face.size * by, 0.0
        if span.raised:
            size, rise = size * _RAISED_SIZE, size * _RISE
        leads = span.link or span.href
        colour = (face.link_colour or self.theme.primary) if leads else face.colour
        found: list[Run] = []
        text = _with_breaks(span.text) if span.href else span.text
        for name, characters in self.fonts.runs(text, bold=bold, italic=span.italic, tabular=face.tabular):
            ink = Ink(name, size, colour, rise, span.link, span.href, span.apart)
            found.append(Run(ink, characters, None if found else span.figure))
        return found

    def _capped(self, rich: Rich, where: str) -> Rich:
        """Cut a text that is longer than a field may be, and report it."""
        if sum(len(span.text) for span in rich) <= MAX_CHARACTERS:
            return rich
        self.cut[where or "text"] = None
        return (Span(text_of(rich)[:MAX_CHARACTERS] + "…"),)


def _with_breaks(address: str) -> str:
    """Return an address that may end a line after each of its parts instead of anywhere."""
    return _PARTS.sub(lambda match: match.group() + BREAK, address)


def _cleaned(rich: Rich) -> Rich:
    return tuple(span if (text := clean(span.text)) is span.text else replace(span, text=text) for span in rich)
