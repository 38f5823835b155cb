"""The cover: who it is from and for, what it answers, and the linked contents."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reports import colours, layout
from reports.composer import Composer, grouped_hash, long_date, long_moment
from reports.rich import text_of
from reports.tags import Node, ReportCanvas
from reports.text import Label
from reports.theme import MARGIN, TA_RIGHT, Face

# isort: split
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

_STRIP, _BLOCK = 100.0, 340.0
_TITLE_SIZES = (30.0, 26.0, 22.0, 18.0, 15.0, 12.0)
_LOGO = (170.0, 54.0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents."""

    title: str
    anchor: str


class Contents(Flowable):
    """The linked contents, tagged as such. Pages come from the pass before."""

    def __init__(self, composer: Composer, entries: Sequence[Entry], *, leading: float = 19.0) -> None:
        super().__init__()
        face, right = Face(9.5, leading), Face(9.5, leading, tabular=True, align=TA_RIGHT)
        pages = composer.pages
        self._leading = leading
        self._lines = [
            (
                entry,
                composer.door.label(entry.title, face),
                composer.door.label(str(pages.get(entry.anchor, "")), right),
            )
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

    def _line(self, canvas: ReportCanvas, entry: Entry, labels: tuple[Label, Label], x: float, y: float) -> None:
        with canvas.artifact():
            canvas.stroke_line((x, y), (x + self.width, y), colours.RULE, 0.4)
        with canvas.element(Node("TOCI")):
            first = canvas.link_count()
            for label in labels:
                label.wrap(self.width, self._leading)
                label.drawOn(canvas, x, y - 3.5)
            canvas.linkRect("", entry.anchor, (x, y, x + self.width, y + self._leading), thickness=0)
            canvas.own_links(first, entry.title)


class Cover(Flowable):
    """The whole first page."""

    def __init__(self, composer: Composer, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._composer, self._entries = composer, tuple(entries)
        self._ink = colours.label_on(composer.theme.band)

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """Take the page."""
        self.width, self.height = self._composer.theme.page_width, self._composer.theme.page_height
        return self.width, self.height

    def drawOn(self, canvas: ReportCanvas, _x: float, _y: float, _sW: float = 0) -> None:  # type: ignore[override]  # noqa: N802, N803
        """Draw strip, block, contents and facts."""
        canvas.start_part()
        canvas.anchor("s-cover", 0, self.height)
        title = clean_line(self._composer.snapshot.title)
        canvas.addOutlineEntry(title[:200], "s-cover", 0, 0)
        block_top = self.height - _STRIP
        with canvas.artifact():
            canvas.fill_area(0, block_top - _BLOCK, self.width, _BLOCK, self._composer.theme.band)
            canvas.fill_area(0, block_top - _BLOCK, self.width, 4, self._composer.theme.brand.secondary)
        self._strip(canvas, block_top)
        self._block(canvas, block_top)
        self._lower(canvas, block_top - _BLOCK - 34)
        self._foot(canvas)

    def _strip(self, canvas: ReportCanvas, bottom: float) -> None:
        composer, brand = self._composer, self._composer.snapshot.brand
        middle = bottom + _STRIP / 2
        if brand.logo is not None:
            scale = min(_LOGO[0] / brand.logo.width, _LOGO[1] / brand.logo.height)
            wide, high = brand.logo.width * scale, brand.logo.height * scale
            alt = text_of(composer.say("alt.logo", name=brand.name))
            node = Node("Figure", alt=alt, box=(MARGIN, middle - high / 2, MARGIN + wide, middle + high / 2))
            with canvas.element(node), canvas.marked("Figure"):
                picture = ImageReader(io.BytesIO(brand.logo.png))
                canvas.drawImage(picture, MARGIN, middle - high / 2, wide, high, mask="auto")
        else:
            face = Face(14, 20, composer.theme.primary, bold=True)
            name = [composer.door.one(composer.door.within(brand.name, 120, "cover, brand"), face)]
            layout.draw_stack(canvas, name, MARGIN, middle + 10, self.width * 0.55)
        if composer.snapshot.options.marking:
            face = Face(8.5, 12, colours.MUTED, align=TA_RIGHT)
            marking = [
                composer.door.one(composer.door.within(composer.snapshot.options.marking, 80, "cover, marking"), face)
            ]
            layout.draw_stack(canvas, marking, self.width * 0.65, middle + 6, self.width * 0.35 - MARGIN)

    def _block(self, canvas: ReportCanvas, top: float) -> None:
        composer, snapshot, wide = self._composer, self._composer.snapshot, self.width - 2 * MARGIN
        ink = self._ink
        kicker = composer.door.one(composer.say("cover.kind"), Face(10.5, 15, ink, bold=True))
        title = self._title(wide * 0.86, 150)
        under = snapshot.evaluation_title if snapshot.evaluation_title != snapshot.title else ""
        lines: list[Flowable] = [kicker, layout.gap(16), title]
        if under:
            lines += [
                layout.gap(8),
                composer.door.one(composer.door.within(under, 160, "cover, evaluation"), Face(13, 18, ink)),
            ]
        layout.draw_stack(canvas, lines, MARGIN, top - 62, wide * 0.9)
        when = [composer.door.one(long_date(snapshot.made_on), Face(10.5, 15, ink))]
        layout.draw_stack(canvas, when, MARGIN, top - _BLOCK + 40, wide)

    def _title(self, wide: float, high: float) -> Flowable:
        composer = self._composer
        title = clean_line(composer.snapshot.title) or text_of(composer.say("cover.kind"))
        for size in _TITLE_SIZES:
            face = Face(size, size * 1.22, self._ink, bold=True, role="H1")
            shown = composer.door.within(title, 400, "cover, title")
            para = composer.door.one(shown, face)
            if float(para.wrap(wide, 1e6)[1]) <= high:
                break
        return para

    def _lower(self, canvas: ReportCanvas, top: float) -> None:
        composer, wide = self._composer, self.width - 2 * MARGIN
        left, right = wide * 0.53, wide * 0.38
        head = Face(9, 14, composer.theme.primary, bold=True, after=2, role="H2")
        contents: list[Flowable] = [composer.door.one(composer.say("cover.contents"), head)]
        contents.append(Contents(composer, self._entries))
        layout.draw_stack(canvas, contents, MARGIN, top, left)
        facts: list[Flowable] = []
        for key, value in self._facts():
            facts.append(composer.door.one(composer.say(key), Face(8, 11, colours.MUTED)))
            facts.append(
                composer.door.one(composer.door.within(value, 160, key.replace(".", ", ")), Face(9.5, 13.5, after=7))
            )
        layout.draw_stack(canvas, facts, MARGIN + wide - right, top, right)

    def _facts(self) -> list[tuple[str, str]]:
        snapshot = self._composer.snapshot
        client = ", ".join(part for part in (snapshot.client, snapshot.client_place) if part)
        rows = [
            ("cover.client", client),
            ("cover.prepared_for", snapshot.prepared_for),
            ("cover.by", snapshot.consultant),
            (
                "cover.version",
                text_of(
                    self._composer.say("cover.numbered", number=str(snapshot.number), version=self._composer.version())
                ),
            ),
            ("cover.valid", long_date(snapshot.valid_until)),
            ("cover.locked", self._locked()),
        ]
        return [(key, value) for key, value in rows if value]

    def _locked(self) -> str:
        lock = self._composer.snapshot.lock
        if lock is None or lock.open:
            return ""
        say = self._composer.say
        return text_of(say("cover.lock", moment=long_moment(lock.locked_at), hash=grouped_hash(lock.sha256)))

    def _foot(self, canvas: ReportCanvas) -> None:
        brand = self._composer.snapshot.brand
        face = Face(7.5, 10.5, colours.MUTED)
        lines = [
            self._composer.door.one(self._composer.door.within(text, 400, "cover, contact line"), face)
            for text in (brand.contact_line, brand.legal_footer)
            if text
        ]
        wide = self.width - 2 * MARGIN
        if lines:
            layout.draw_stack(canvas, lines, MARGIN, 30 + layout.stack_height(lines, wide), wide)


def clean_line(text: str) -> str:
    """Return text on one line."""
    return " ".join(text.split())
