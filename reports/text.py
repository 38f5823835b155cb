"""The one door through which text reaches a page.

Nobody else makes a `Paragraph` (a test reads the source for it): here text is normalised, freed of control characters,
escaped, split over the faces that hold its characters, and cut into pieces ReportLab can break in reasonable time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from reports import colours
from reports.fonts import FontBook, Runs, width
from reports.rich import Figure, Insert, Rich, Span, as_rich, text_of
from reports.tags import Node, ReportCanvas
from reports.theme import TA_CENTER, TA_RIGHT, Face, Theme

# isort: split
from reportlab.platypus import Flowable, Paragraph

MAX_CHARACTERS = 400_000  # of one field; the rest is cut and reported
_LINE_CHARACTERS = 120
_PIECE_WORDS = 300  # ReportLab's line breaking is quadratic in the words of a paragraph
_PIECE_CHARACTERS = 2_400
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


class Para(Paragraph):
    """A paragraph that tags itself, names anchors and notes the figures printed in it."""

    role = "P"
    anchors: tuple[str, ...] = ()
    spans: tuple[Figure, ...] = ()
    opens_part = False
    bookmark: tuple[str, int] | None = None
    link_words = ""
    _wrapped: tuple[float, float] | None = None

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Break the lines once per width; tables and stacks ask again before they draw."""
        if self._wrapped is None or self._wrapped[0] != available_width or not hasattr(self, "blPara"):
            height = float(super().wrap(available_width, available_height)[1])
            self._wrapped = (available_width, height)
        return self._wrapped

    def drawOn(self, canvas: ReportCanvas, x: float, y: float, _sW: float = 0) -> None:  # type: ignore[override]  # noqa: N802, N803
        """Draw the text inside its own element."""
        if self.opens_part:
            canvas.start_part()
        for name in self.anchors:
            canvas.anchor(name, x, y + self.height + 6)
        if canvas.dry:
            return
        if self.bookmark is not None:
            title, level = self.bookmark
            canvas.addOutlineEntry(title, self.anchors[0], level, 0)
        with canvas.element(Node(self.role)):
            first = canvas.link_count()
            with canvas.marked(self.role):
                super().drawOn(canvas, x, y, _sW)  # type: ignore[call-arg]
            canvas.own_links(first, self.link_words)
        canvas.note_figures(self.spans)

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Break at a line; a figure goes with the part that prints it."""
        parts = super().split(available_width, available_height)
        if len(parts) != 2:
            return parts
        head, tail = parts
        if isinstance(head, Para) and isinstance(tail, Para):
            self._hand_over(head, tail)
        return parts

    def _hand_over(self, head: Para, tail: Para) -> None:
        head.anchors, head.opens_part, head.bookmark = self.anchors, self.opens_part, self.bookmark
        head.role = tail.role = self.role
        head.link_words = tail.link_words = self.link_words
        shown = _flat(head.getPlainText(identify=False))
        head.spans = tuple(figure for figure in self.spans if _flat(figure.printed) in shown)
        tail.spans = tuple(figure for figure in self.spans if _flat(figure.printed) not in shown)


def _flat(text: str) -> str:
    return "".join(text.split())


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
            for run in theme.fonts.runs(span.text, bold=face.bold or span.bold, tabular=face.tabular)
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
        self._shown.drawOn(canvas, x, y)


def draw_runs(canvas: ReportCanvas, runs: Runs, x: float, y: float, size: float, colour: str) -> None:
    """Draw runs on one base line."""
    if not runs:
        return
    text = canvas.beginText(x, y)
    text.setFillColor(colours.paint(colour))
    for face, characters in runs:
        text.setFont(face, size)
        text.textOut(characters)
    canvas.drawText(text)


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
        """Set text of any length as paragraphs. `where` names section and field should it have to be cut."""
        face = self.theme.faces[style] if isinstance(style, str) else style
        pieces = self._pieces(as_rich(text), where)
        paragraphs: list[Flowable] = []
        for index, piece in enumerate(pieces):
            para = self._paragraph(piece, face)
            if index == 0:
                para.anchors = (*anchors, *para.anchors)
            if index < len(pieces) - 1:
                para.style = self.theme.style(_inner(face))
            paragraphs.append(para)
        return paragraphs

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
        simple = not any(span.link or span.anchor or span.raised or "\n" in span.text for span in rich)
        if simple and sum(len(span.text) for span in rich) <= _LINE_CHARACTERS:
            return [CellText(Label(self.theme, rich, face), lambda: self._paragraph(rich, face))]
        return self.set(rich, face, where=where)

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

    def _paragraph(self, rich: Rich, face: Face) -> Para:
        markup = "".join(self._markup(span, face) for span in rich)
        para = Para(markup or " ", self.theme.style(face))
        para.role = face.role
        para.anchors = tuple(span.anchor for span in rich if span.anchor)
        para.spans = tuple(span.figure for span in rich if span.figure is not None)
        para.link_words = text_of(rich)[:120] if any(span.link for span in rich) else ""
        return para

    def _markup(self, span: Span, face: Face) -> str:
        bold = face.bold or span.bold
        main = self.fonts.face(bold=face.bold, tabular=face.tabular)
        parts = []
        for name, characters in self.fonts.runs(span.text, bold=bold, tabular=face.tabular):
            body = escape(characters).replace("\n", "<br/>")
            parts.append(body if name == main else f"<font name={quoteattr(name)}>{body}</font>")
        markup = "".join(parts)
        if span.raised:
            markup = f'<super rise="{face.size * 0.32:.2f}" size="{face.size * 0.68:.2f}">{markup}</super>'
        if span.link:
            markup = (
                f'<a href={quoteattr("#" + span.link)} color="{face.link_colour or self.theme.primary}">{markup}</a>'
            )
        return markup

    def _pieces(self, rich: Rich, where: str) -> list[Rich]:
        cleaned = _cleaned(rich)
        length = sum(len(span.text) for span in cleaned)
        if length <= _PIECE_CHARACTERS:
            return [cleaned]
        if length > MAX_CHARACTERS:
            self.cut[where or "text"] = None
            return _cut_up((Span(text_of(cleaned)[:MAX_CHARACTERS] + "…"),))
        return _cut_up(cleaned)


def _inner(face: Face) -> Face:
    """Return the face of a piece that is followed by another piece of the same paragraph."""
    return replace(face, after=0)


def _cleaned(rich: Rich) -> Rich:
    return tuple(span if (text := clean(span.text)) is span.text else replace(span, text=text) for span in rich)


def _cut_up(rich: Rich) -> list[Rich]:
    """Cut at spaces into pieces of at most about 300 words and 2 400 characters; a longer word is cut inside."""
    pieces: list[Rich] = []
    current: list[Span] = []
    used = 0
    for span in rich:
        for part in _parts(span.text):
            if current and used + len(part) > _PIECE_CHARACTERS:
                pieces.append(tuple(current))
                current, used = [], 0
            current.append(replace(span, text=part))
            used += len(part)
    if current:
        pieces.append(tuple(current))
    return pieces


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    start = 0
    while start < len(text):
        end = min(len(text), start + _PIECE_CHARACTERS)
        words = 0
        stop = end
        for match in re.finditer(r"\s+", text[start:end]):
            words += 1
            stop = start + match.end()
            if words >= _PIECE_WORDS:
                break
        if (end == len(text) and words < _PIECE_WORDS) or words == 0:
            stop = end
        parts.append(text[start:stop])
        start = stop
    return parts
