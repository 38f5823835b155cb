"""The whole page: head, cover or heading, contents, the sections, the foot, and the data a report carries."""

from __future__ import annotations

import base64

from consultant_desk.domain.snapshot import ReportSnapshot
from reports.attachments import evaluation_file, matrix_file
from reports.blocks import Contents, Cover, exhibit_numbers
from reports.composing import Composition, compose
from reports.fonts import FontBook
from reports.html.elements import characters, element, slanted, void, words
from reports.html.faces import font_faces
from reports.html.style import Running, style_of
from reports.html.writer import Writer
from reports.imprint import Part
from reports.places import Places, identifier
from reports.published import published
from reports.report_format import EVALUATION, MATRIX
from reports.sections.cover import clean_line
from reports.text import clean
from reports.theme import Theme, known_family

MAX_ATTACHED = 2_000_000
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
_RUNNING_CHARACTERS = 110
_ALWAYS = "0123456789 /"  # page numbers on paper


def html_of(snapshot: ReportSnapshot) -> bytes:
    """Return a report as one file of HTML; the same snapshot gives the same bytes.

    `UserError` as for the PDF: an issued report without its disclosure, or a brand without colours.
    """
    snapshot = published(snapshot)
    family = known_family(snapshot.brand.font)
    theme = Theme(snapshot.brand, snapshot.options.page_size, FontBook(family, snapshot.brand.extra_font))
    composition = compose(snapshot, theme, lambda _blocks, _scale: True)  # a page as long as it needs to be
    body, running = _Body(composition, theme).write(), _running(composition)
    style = style_of(theme, snapshot.options.page_size.value, running)
    shown = characters(body) | frozenset("".join((_ALWAYS, running.head, *running.foot)))
    faces = font_faces(family, shown, slanted(body), snapshot.brand.extra_font)
    head = "\n".join(
        (
            void("meta", charset="utf-8"),
            void("meta", http_equiv="Content-Security-Policy", content=_POLICY),
            void("meta", name="viewport", content="width=device-width, initial-scale=1"),
            void("meta", name="referrer", content="no-referrer"),
            void("meta", name="robots", content="noindex"),
            void("meta", name="generator", content=f"Consultant Desk {snapshot.program_version}".rstrip()),
            element("title", words(_title(composition))),
            element("style", f"\n{faces}{style}"),
        )
    )
    whole = "\n".join((element("head", f"\n{head}\n"), body))
    page = f"<!doctype html>\n{element('html', whole, lang=composition.words.language)}\n"
    return page.encode("utf-8")


class _Body:
    """Writes what is seen."""

    def __init__(self, composition: Composition, theme: Theme) -> None:
        self._composition, self._snapshot, self._words = composition, composition.snapshot, composition.words
        self._writer = Writer(theme.fonts, composition.words, Places(composition), exhibit_numbers(composition.blocks))

    def write(self) -> str:
        front = self._composition.front
        contents = front.contents if isinstance(front, Cover) else front
        parts = (
            element("a", words(self._words.plain("page.skip")), class_="skip", href="#main"),
            "" if self._snapshot.issued else self._watermark(),
            self._cover(front) if isinstance(front, Cover) else self._head(),
            self._contents(contents) if contents is not None else "",
            element("main", "\n".join(self._part(one) for one in self._composition.parts), id="main", tabindex="-1"),
            self._foot(),
        )
        return element("body", "\n".join(part for part in parts if part), class_="laid" if contents else "")

    def _watermark(self) -> str:
        return element("div", words(self._words.plain("watermark")), class_="watermark", aria_hidden="true")

    def _strip(self) -> str:
        brand = self._snapshot.brand
        if brand.logo is not None:
            alt = self._words.plain("alt.logo").format(name=brand.name)
            size = {"width": str(brand.logo.width), "height": str(brand.logo.height)}
            mark = void("img", src=_data("image/png", brand.logo.png), alt=alt, **size)
        else:
            mark = element("p", words(brand.name), class_="brand")
        header = element("p", words(brand.header), class_="marking") if brand.header else ""
        marking = self._words.named("marking", self._snapshot.options.marking)
        marked = element("p", words(marking), class_="marking") if marking else ""
        return element("div", mark + header + marked, class_="strip")

    def _cover(self, cover: Cover) -> str:
        lines = [element("p", words(cover.kind), class_="kind"), element("h1", words(cover.title))]
        if cover.subject:
            lines.append(element("p", words(cover.subject), class_="subject"))
        lines.append(element("p", words(cover.date), class_="date"))
        facts = (element("div", element("dt", words(name)) + element("dd", words(told))) for name, told in cover.facts)
        block = element("div", "".join(lines), class_="block")
        style = f"cover in-{self._snapshot.brand.cover.value}"
        listed = element("dl", "".join(facts), class_="facts")
        return element("header", self._strip() + block + listed, class_=style)

    def _head(self) -> str:
        """Return the head of a report without a cover: whose it is, its title and what it is about."""
        title = element("h1", words(_title(self._composition)))
        told = [self._words.long_date(self._snapshot.made_on), *_facts(self._composition)]
        return element("header", self._strip() + title + element("p", words(" · ".join(told))), class_="masthead")

    def _contents(self, contents: Contents) -> str:
        entries = (
            element("li", element("a", words(one.title), href=f"#{identifier(one.anchor)}")) for one in contents.entries
        )
        title = element("h2", self._writer.phrase(contents.title), id="contents")
        listed = element("ol", "".join(entries), role="list")
        return element("nav", title + listed, class_="contents", aria_labelledby="contents")

    def _part(self, part: Part) -> str:
        content = self._writer.write(part.blocks)
        name = clean(part.entry.title)
        return element("section", content, id=identifier(part.entry.anchor), aria_label=name)

    def _foot(self) -> str:
        brand = self._snapshot.brand
        lines = [" · ".join(_facts(self._composition)), brand.footer, brand.contact_line, brand.legal_footer]
        lines.append(self._words.plain("page.pdf"))
        told = "".join(element("p", words(line)) for line in lines if line)
        return element("footer", element("div", told + self._attached()), class_="foot")

    def _attached(self) -> str:
        """Offer evaluation and matrix for download if small enough; all else stands on the page."""
        snapshot = self._snapshot
        files = (
            (EVALUATION, "application/json", evaluation_file(snapshot)),
            (MATRIX, "text/csv", matrix_file(snapshot.problem)),
        )
        if sum(len(data) for _name, _kind, data in files) > MAX_ATTACHED:
            return ""
        links = ", ".join(
            element("a", words(name), download=name, href=_data(kind, data)) for name, kind, data in files
        )
        return element("p", f"{words(self._words.plain('page.attached'))} {links}", class_="attached")


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _title(composition: Composition) -> str:
    front = composition.front
    if isinstance(front, Cover):
        return front.title
    return clean_line(clean(composition.snapshot.title)) or composition.words.plain("cover.kind")


def _facts(composition: Composition) -> list[str]:
    snapshot = composition.snapshot
    marking = composition.words.named("marking", snapshot.options.marking)
    parts = (snapshot.client, snapshot.evaluation_title, composition.version, marking)
    return [line for part in parts if (line := clean_line(clean(part)))]


def _running(composition: Composition) -> Running:
    brand = composition.snapshot.brand
    named = " · ".join(part[:60] for part in _facts(composition))
    foot = tuple(_line(text) for text in (named, brand.footer, brand.legal_footer) if text)
    return Running(_line(brand.header), foot)


def _line(text: str) -> str:
    line = clean_line(clean(text))
    return line if len(line) <= _RUNNING_CHARACTERS else line[:_RUNNING_CHARACTERS].rstrip(" ·") + "…"
