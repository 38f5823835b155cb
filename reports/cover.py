"""Draws the first page and the linked contents, which stand on it or on a page of their own."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence

from reports import blocks, colours, layout
from reports.cover_styles import STRIP, cover_look, paint_cover
from reports.imprint import Imprint
from reports.rich import Insert
from reports.tags import Node, ReportCanvas
from reports.text import Label, TextDoor
from reports.theme import MARGIN, TA_RIGHT, Face
from reports.words import Words

# isort: split
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

_TITLE_SIZES = (30.0, 26.0, 22.0, 18.0, 15.0, 12.0)
_LOGO = (170.0, 54.0)
_LEADING = 19.0
_BELOW_TITLE = 34.0
_FOOT, _ABOVE_FOOT = 30.0, 12.0
_FACT_LENGTHS = (160, 90, 60, 40)


class LinkedContents(Flowable):
    """The linked contents, tagged as such, no taller than `room`. `pages` are those of the pass before."""

    def __init__(
        self, door: TextDoor, entries: Sequence[blocks.Entry], pages: Mapping[str, int], room: float = math.inf
    ) -> None:
        super().__init__()
        self._leading = min(_LEADING, _LEADING * 16 / max(16, len(entries)), room / max(1, len(entries)))
        face, right = Face(9.5, self._leading), Face(9.5, self._leading, tabular=True, align=TA_RIGHT)
        self._lines = [
            (entry, door.label(entry.title, face), door.label(str(pages.get(entry.anchor, "")), right))
            for entry in entries
        ]

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """Return one line per entry."""
        self.width, self.height = available_width, self._leading * len(self._lines)
        return self.width, self.height

    def drawOn(self, canvas: ReportCanvas, x: float, y: float, _sW: float = 0) -> None:  # type: ignore[override]  # noqa: N802, N803
        """Draw the lines, each a link to its section."""
        top = y + self.height
        with canvas.element(Node("TOC")):
            for entry, title, page in self._lines:
                top -= self._leading
                self._line(canvas, entry, (title, page), x, top)

    def _line(self, canvas: ReportCanvas, entry: blocks.Entry, labels: tuple[Label, Label], x: float, y: float) -> None:
        with canvas.artifact():
            canvas.stroke_line((x, y), (x + self.width, y), colours.RULE, 0.4)
        with canvas.element(Node("TOCI")):
            for label in labels:
                label.wrap(self.width, self._leading)
                label.drawOn(canvas, x, y - 3.5)
            canvas.link_area(entry.anchor, "", (x, y, x + self.width, y + self._leading))
            canvas.own_links(entry.title)


class CoverPage(Flowable):
    """The whole first page."""

    def __init__(
        self, cover: blocks.Cover, imprint: Imprint, words: Words, door: TextDoor, pages: Mapping[str, int]
    ) -> None:
        super().__init__()
        self._cover, self._imprint, self._words, self._door = cover, imprint, words, door
        self._pages = pages
        self._theme = door.theme
        self._look = cover_look(self._theme)

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """Take the page."""
        self.width, self.height = self._theme.page_width, self._theme.page_height
        return self.width, self.height

    def drawOn(self, canvas: ReportCanvas, _x: float, _y: float, _sW: float = 0) -> None:  # type: ignore[override]  # noqa: N802, N803
        """Draw strip, block, contents and facts."""
        canvas.start_part()
        canvas.anchor("s-cover", 0, self.height)
        canvas.bookmark(self._cover.title[:200], "s-cover", 0)
        top = self.height - STRIP
        with canvas.artifact():
            paint_cover(canvas, self._look, self._theme)
        self._strip(canvas, top)
        self._block(canvas, top)
        foot = self._foot()
        wide = self.width - 2 * MARGIN
        high = _FOOT + layout.stack_height(foot, wide)
        self._lower(canvas, top - self._look.height - _BELOW_TITLE, high + _ABOVE_FOOT)
        layout.draw_stack(canvas, foot, MARGIN, high, wide)

    def _set(self, text: Insert, face: Face) -> Flowable:
        return self._door.one(text, face)

    def _within(self, text: str, characters: int, where: str) -> str:
        return self._door.within(text, characters, f"cover, {where}")

    def _strip(self, canvas: ReportCanvas, bottom: float) -> None:
        brand, middle = self._imprint.brand, bottom + STRIP / 2
        if brand.logo is not None:
            scale = min(_LOGO[0] / brand.logo.width, _LOGO[1] / brand.logo.height)
            wide, high = brand.logo.width * scale, brand.logo.height * scale
            alt = self._words.plain("alt.logo").format(name=brand.name)
            node = Node("Figure", alt=alt, box=(MARGIN, middle - high / 2, MARGIN + wide, middle + high / 2))
            with canvas.element(node), canvas.marked("Figure"):
                picture = ImageReader(io.BytesIO(brand.logo.png))
                canvas.drawImage(picture, MARGIN, middle - high / 2, wide, high, mask="auto")
        else:
            face = Face(14, 20, self._theme.primary, bold=True)
            name = [self._set(self._within(brand.name, 120, "brand"), face)]
            layout.draw_stack(canvas, name, MARGIN, middle + 10, self.width * 0.55)
        marking = self._imprint.marking
        if marking:
            face = Face(8.5, 12, colours.MUTED, align=TA_RIGHT)
            marked = [self._set(self._within(marking, 80, "marking"), face)]
            layout.draw_stack(canvas, marked, self.width * 0.65, middle + 6, self.width * 0.35 - MARGIN)

    def _block(self, canvas: ReportCanvas, top: float) -> None:
        wide, look = self.width - 2 * MARGIN, self._look
        lines: list[Flowable] = [self._set(self._cover.kind, Face(10.5, 15, look.kind, bold=True)), layout.gap(16)]
        lines.append(self._title(wide * 0.86, look.title))
        if self._cover.subject:
            subject = self._within(self._cover.subject, 160, "evaluation")
            lines += [layout.gap(8), self._set(subject, Face(13, 18, look.ink))]
        layout.draw_stack(canvas, lines, MARGIN, top - look.inset, wide * 0.9)
        when = [self._set(self._cover.date, Face(10.5, 15, look.ink))]
        layout.draw_stack(canvas, when, MARGIN, top - look.height + look.date, wide)

    def _title(self, wide: float, high: float) -> Flowable:
        shown = self._within(self._cover.title, 400, "title")
        for size in _TITLE_SIZES:
            para = self._set(shown, Face(size, size * 1.22, self._look.ink, bold=True, role="H1"))
            if float(para.wrap(wide, 1e6)[1]) <= high:
                break
        return para

    def _lower(self, canvas: ReportCanvas, top: float, bottom: float) -> None:
        wide = self.width - 2 * MARGIN
        left, right = wide * 0.53, wide * 0.38
        head = self._set(self._cover.contents.title, Face(9, 14, self._theme.primary, bold=True, after=2, role="H2"))
        room = top - bottom - layout.stack_height([head, layout.gap(0)], left)
        contents = LinkedContents(self._door, self._cover.contents.entries, self._pages, room)
        layout.draw_stack(canvas, [head, contents], MARGIN, top, left)
        layout.draw_stack(canvas, self._facts(right, top - bottom), MARGIN + wide - right, top, right)

    def _facts(self, wide: float, high: float) -> list[Flowable]:
        """Return names and values, these as long as all of them find room."""
        for characters in _FACT_LENGTHS:
            facts: list[Flowable] = []
            for name, value in self._cover.facts:
                facts.append(self._set(name, Face(8, 11, colours.MUTED)))
                facts.append(self._set(self._within(value, characters, name), Face(9.5, 13.5, after=7)))
            if layout.stack_height(facts, wide) <= high:
                break
        return facts

    def _foot(self) -> list[Flowable]:
        brand, face = self._imprint.brand, Face(7.5, 10.5, colours.MUTED)
        texts = (("contact line", brand.contact_line), ("legal footer", brand.legal_footer))
        return [self._set(self._within(text, 400, where), face) for where, text in texts if text]
