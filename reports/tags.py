"""The structure tree of a tagged PDF, collected while the pages are drawn.

ReportLab has no tagging. Each flowable of `reports` opens a node, marks what it paints with the next id of the page,
and `structure` writes the tree. Whatever is not text or a figure is an artifact.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reports import lockdown  # noqa: F401  the settings must stand before ReportLab's canvas is imported

# isort: split
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream, pdfdocEnc
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from reports import colours
from reports.bidi import has_rtl
from reports.rich import Figure


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content number `mcid` of page `page` (from 1)."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A rectangle (points) of page `page` (from 1) that leads to an own anchor, else to an address outside.

    `words` are for those who cannot see it.
    """

    page: int
    box: tuple[float, float, float, float]
    link: str
    href: str
    words: str


@dataclass(slots=True)
class Node:
    """One element: its standard role, its attributes and what it holds."""

    role: str
    kids: list[Node | Content | LinkArea] = field(default_factory=list)
    alt: str = ""
    box: tuple[float, float, float, float] | None = None
    scope: str = ""
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure and the page (from 1) it was printed on."""

    page: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor stands: the page (from 1) and its upper left corner in points."""

    page: int
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """All pages as they were drawn, and what is known about them.

    `digests` are of their decoded contents; `turned` tells whether anything that runs from right to left was written.
    """

    raw: bytes
    tree: Node
    places: Mapping[str, Place]
    figures: Sequence[PrintedFigure]
    digests: Sequence[str]
    turned: bool


class _EndOfElement:
    """Closes the innermost open element; one serves all, as a generator for each costs more than drawing a cell."""

    def __init__(self, path: list[Node]) -> None:
        self._path = path

    def __enter__(self) -> None:
        """Do nothing: the element was opened by the call."""

    def __exit__(self, *_error: object) -> None:
        """Close it."""
        self._path.pop()


class _EndOfMark:
    """Ends what is marked."""

    def __init__(self, canvas: ReportCanvas) -> None:
        self._operator = canvas.operator

    def __enter__(self) -> None:
        """Do nothing: the mark was made by the call."""

    def __exit__(self, *_error: object) -> None:
        """End it."""
        self._operator("EMC")


class ReportCanvas(Canvas):
    """A canvas that keeps the structure tree, the anchors and the figures of what is drawn on it.

    While `dry`, flowables name their anchors and paint nothing: enough to learn the page of every anchor.
    """

    dry = False
    _code: list[str]
    _doc: Any
    _escape: Callable[[bytes], str]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.tree = Node("Document")
        self.places: dict[str, Place] = {}
        self.figures: list[PrintedFigure] = []
        self.turned = False
        """Whether anything that runs from right to left was written."""
        self.digests: list[str] = []
        self._path = [self.tree]
        self._areas: list[tuple[str, str, tuple[float, float, float, float]]] = []
        self._shown: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
        self._next_mcid = 0
        self._mcid_page = 0
        self._end_of_element, self._end_of_mark = _EndOfElement(self._path), _EndOfMark(self)

    def element(self, node: Node) -> _EndOfElement:
        """Open an element for a `with`; everything marked inside becomes its child."""
        self._path[-1].kids.append(node)
        self._path.append(node)
        return self._end_of_element

    def start_part(self) -> None:
        """Begin a new section of the document; it stays open until the next one begins."""
        del self._path[1:]
        part = Node("Sect")
        self.tree.kids.append(part)
        self._path.append(part)

    def marked(self, role: str) -> _EndOfMark:
        """Mark, for a `with`, what is painted inside as content of the open element."""
        page = self.getPageNumber()
        if page != self._mcid_page:
            self._mcid_page, self._next_mcid = page, 0
        mcid = self._next_mcid
        self._next_mcid += 1
        self._path[-1].kids.append(Content(page, mcid))
        self._code.append(f"/{role} <</MCID {mcid}>> BDC")
        return self._end_of_mark

    def artifact(self, kind: str = "Layout") -> _EndOfMark:
        """Mark, for a `with`, what is painted inside as decoration."""
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        return self._end_of_mark

    def fill_area(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        """Fill a rectangle, leaving the graphics state as it was; several times faster than `rect`."""
        self._code.append(f"q {colours.operands(colour)} rg {x:.2f} {y:.2f} {wide:.2f} {high:.2f} re f Q")

    def stroke_line(self, start: tuple[float, float], end: tuple[float, float], colour: str, thick: float) -> None:
        """Draw a line, leaving the graphics state as it was."""
        (x1, y1), (x2, y2) = start, end
        pen = f"{colours.operands(colour)} RG {thick:.2f} w"
        self._code.append(f"q {pen} {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S Q")

    def fill_circle(self, x: float, y: float, radius: float, fill: str, edge: str = "") -> None:
        """Fill a circle, leaving the graphics state as it was."""
        k = radius * 0.5523  # four Bezier curves that differ from a circle by less than a thousandth of the radius
        r = radius
        path = (
            f"{x + r:.2f} {y:.2f} m {x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
            f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
            f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
            f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c"
        )
        pen = f"{colours.operands(edge)} RG 0.90 w " if edge else ""
        self._code.append(f"q {colours.operands(fill)} rg {pen}{path} {'b' if edge else 'f'} Q")

    def dashed_area(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        """Draw a dashed frame, leaving the graphics state as it was."""
        pen = f"{colours.operands(colour)} RG 0.50 w [2 2] 0 d"
        self._code.append(f"q {pen} {x:.2f} {y:.2f} {wide:.2f} {high:.2f} re S Q")

    def show(self, text: str, face: str, size: float, at: tuple[float, float], colour: str) -> None:
        """Write characters, in the order the eyes meet them, at a base line.

        What a face makes of a text is asked once per document.
        """
        shown = self._shown.get((face, text))
        if shown is None:
            self.turned = self.turned or has_rtl(text)
            shown = self._shown[face, text] = self._encoded(face, text)
        parts = [f"/{name} {size:.4g} Tf ({code}) Tj" for name, code in shown]
        self._code.append(f"BT {colours.operands(colour)} rg {at[0]:.2f} {at[1]:.2f} Td {' '.join(parts)} ET")

    def _encoded(self, face: str, text: str) -> tuple[tuple[str, str], ...]:
        """Return the characters as codes of the subsets that hold them."""
        font: Any = getFont(face)
        return tuple(
            (font.getSubsetInternalName(subset, self._doc)[1:], self._escape(codes))
            for subset, codes in font.splitString(text, self._doc)
        )

    def link_area(self, link: str, href: str, box: tuple[float, float, float, float]) -> None:
        """Lay a link over a rectangle: to an own anchor, else to an address outside."""
        self._areas.append((link, href, box))

    def own_links(self, words: str) -> None:
        """Put the links laid since the last call into the open element; one that leads outside says where."""
        page = self.getPageNumber()
        self._path[-1].kids += [LinkArea(page, box, link, href, href or words) for link, href, box in self._areas]
        self._areas.clear()

    def anchor(self, name: str, left: float, top: float) -> None:
        """Give the place a name that links and bookmarks go to (absolute points, zoom kept)."""
        if name not in self.places:
            self.places[name] = Place(self.getPageNumber(), left, top)

    def bookmark(self, title: str, name: str, level: int) -> None:
        """Let a bookmark go to an anchor of this page."""
        place = self.places[name]
        self.bookmarkPage(name, fit="XYZ", left=place.left, top=place.top, zoom=0)
        self.addOutlineEntry(title, name, level, 0)

    def note_figures(self, figures: tuple[Figure, ...]) -> None:
        """Remember that these figures stand on the current page."""
        page = self.getPageNumber()
        self.figures.extend(PrintedFigure(page, figure) for figure in figures)

    def showPage(self) -> None:  # noqa: N802
        """End the page; its content is compressed at once, as ReportLab would keep all of it until the end."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        content = pdfdocEnc(page.stream)
        self.digests.append(hashlib.sha256(content).hexdigest())
        kind = PDFDictionary({"Filter": PDFName("FlateDecode")})
        page.Contents, page.stream = PDFStream(kind, zlib.compress(content), filters=[]), None

    def save(self) -> None:
        """Write the file, unless nothing was painted."""
        if not self.dry:
            super().save()
        elif self._code:
            self.showPage()

    def operator(self, code: str) -> None:
        """Add an operator with its operands."""
        self._code.append(code)
