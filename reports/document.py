"""Put the sections on pages, twice or more until every page number in the text is right, and finish the PDF."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from consultant_desk.domain.report_options import Section, allowed_sections
from consultant_desk.domain.snapshot import ReportSnapshot
from consultant_desk.errors import UserError
from reports import layout, lockdown
from reports.built import BuiltReport, PrintedFigure
from reports.composer import Composer
from reports.facts import Facts
from reports.finish import finish
from reports.fonts import FontBook
from reports.furniture import Furniture
from reports.pen import Chart
from reports.published import published
from reports.sections import (
    cover,
    evidence,
    full,
    interests,
    matrix,
    method,
    needs,
    ranking,
    rejected,
    stability,
    summary,
)
from reports.tables import GridTable
from reports.tags import ReportCanvas
from reports.text import TextDoor
from reports.theme import BOTTOM, MARGIN, Theme, known_family
from reports.words import words_for

# isort: split
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreakIfNotEmpty,
    PageTemplate,
)
from reportlab.platypus.doctemplate import LayoutError

_MAX_PASSES = 5
_NEW_PAGE_SHARE = 0.4
_TABLE_START = 110.0  # a caption, a header and two rows
_SHORT = 12  # flowables; only a section of few can be short enough to be measured whole
_SECTION_GAP = 34.0
_COMPOSERS: Mapping[Section, Callable[[Composer], list[Flowable]]] = {
    Section.SUMMARY: summary.compose,
    Section.DISCLOSURE: interests.compose,
    Section.NEEDS: needs.compose,
    Section.RANKING: ranking.compose,
    Section.MATRIX: matrix.compose,
    Section.STABILITY: stability.compose,
    Section.METHOD: method.compose,
    Section.EVIDENCE: evidence.compose,
    Section.REJECTED: rejected.compose,
}
TOTAL = "pages"


@dataclass(frozen=True, slots=True)
class _Pass:
    """One layout of the whole report."""

    raw: bytes
    canvas: ReportCanvas
    pages: Mapping[str, int]


def build_report(snapshot: ReportSnapshot) -> BuiltReport:
    """Build the PDF of a snapshot; the same snapshot gives the same bytes, in any process."""
    lockdown.assert_locked()
    snapshot = published(snapshot)
    facts = Facts(snapshot)
    fonts = FontBook(known_family(snapshot.brand.font))
    theme = Theme(_safe_brand(snapshot).brand, snapshot.options.page_size, fonts)
    cut: dict[str, None] = {}
    pages: Mapping[str, int] = {}
    sections = allowed_sections(snapshot.options.kind, snapshot.options.sections)
    door = TextDoor(theme, cut)
    composer = Composer(snapshot, facts, words_for(snapshot.options.language), door, sections)
    _refuse_without_disclosure(composer)
    for _turn in range(_MAX_PASSES):
        composer.pages = pages
        dry = not pages
        done = _lay_out(composer, dry=dry)
        if done.pages == pages and not dry:
            break
        pages = done.pages
    pdf = finish(done.raw, done.canvas, snapshot, composer.words)
    figures = tuple(PrintedFigure(one.page, one.figure.printed, one.figure.path) for one in done.canvas.figures)
    return BuiltReport(
        pdf=pdf,
        pages=done.pages[TOTAL],
        sha256=hashlib.sha256(pdf).hexdigest(),
        missing_glyphs=tuple(fonts.missing),
        shortened=tuple(cut),
        figures=figures,
    )


def _safe_brand(snapshot: ReportSnapshot) -> ReportSnapshot:
    """Check the colours before anything is drawn with them."""
    from reports.colours import channels

    for field, colour in (("first colour", snapshot.brand.primary), ("second colour", snapshot.brand.secondary)):
        try:
            channels(colour)
        except ValueError:
            raise UserError(
                f"The {field} of the brand is not a colour.", "No report was made.", "Write it as #24408E."
            ) from None
    return snapshot


def _refuse_without_disclosure(composer: Composer) -> None:
    missing = interests.undisclosed(composer)
    if composer.snapshot.issued and missing:
        count = f"{len(missing)} candidates" if len(missing) > 1 else "1 candidate"
        raise UserError(
            "This report cannot be issued: interests are not disclosed.",
            "Nothing was issued.",
            f"Say for {count} what its vendor pays you, or that it pays nothing.",
        )


def _compose(composer: Composer) -> list[Flowable]:
    story: list[Flowable] = []
    entries: list[cover.Entry] = []
    for section in composer.sections:
        if section not in _COMPOSERS:
            continue
        part = _part(section, composer)
        if part:
            story += [*_opening(part, composer), *part]
            entries.append(cover.Entry(composer.words.plain(f"section.{section.value}"), f"s-{section.value}"))
        if section is Section.SUMMARY and composer.shortened:
            story += composer.once("full", lambda: full.compose(composer))
            entries.append(cover.Entry(composer.words.plain("section.full"), "s-full"))
    if Section.COVER in composer.sections:
        return [cover.Cover(composer, entries), NextPageTemplate("page"), PageBreakIfNotEmpty(), *story]
    return [*_contents_page(composer, entries), *story]


def _part(section: Section, composer: Composer) -> list[Flowable]:
    """Compose a section once; the evidence names pages and is composed again for every pass."""
    try:
        if section is Section.EVIDENCE:
            return composer.again(section, lambda: _COMPOSERS[section](composer))
        return composer.once(section, lambda: _COMPOSERS[section](composer))
    except (RecursionError, LayoutError) as error:
        raise _unset(section.value) from error


def _opening(part: list[Flowable], composer: Composer) -> list[Flowable]:
    """Begin a section on a new page unless all of it, or its first exhibit and much of a page, fits on what is left."""
    theme = composer.theme
    if isinstance(part[0], PageBreakIfNotEmpty):
        return []
    first = next((i for i, one in enumerate(part) if isinstance(one, Chart | GridTable)), 0)
    shown = part[: first + 1] if isinstance(part[first], Chart) else part[:first]
    least = layout.stack_height(shown, theme.width) + (_TABLE_START if isinstance(part[first], GridTable) else 0)
    height = max(least, theme.height * _NEW_PAGE_SHARE)
    if len(part) <= _SHORT:
        height = min(height, layout.stack_height(part, theme.width))
    return [CondPageBreak(min(theme.height, height + _SECTION_GAP))]


def _contents_page(composer: Composer, entries: list[cover.Entry]) -> list[Flowable]:
    title = composer.door.heading(composer.say("cover.contents"), "h1", "s-contents", opens_part=True)
    return [NextPageTemplate("page"), title, cover.Contents(composer, entries), PageBreakIfNotEmpty()]


def _lay_out(composer: Composer, *, dry: bool) -> _Pass:
    theme = composer.theme
    output = io.BytesIO()
    canvases: list[ReportCanvas] = []

    def make(*args: object, **kwargs: object) -> ReportCanvas:
        canvases.append(ReportCanvas(*args, **kwargs))
        canvases[-1].dry = dry
        return canvases[-1]

    size = (theme.page_width, theme.page_height)
    full_page = Frame(0, 0, *size, 0, 0, 0, 0, id="cover")
    frame = Frame(MARGIN, BOTTOM, theme.width, theme.height, 0, 0, 0, 0, id="page")
    document = BaseDocTemplate(
        output, pagesize=size, lang=composer.words.language, displayDocTitle=True, initialFontName=lockdown.BASE_FONT
    )
    furniture = Furniture(composer)

    def inner(_canvas: Canvas, _document: BaseDocTemplate) -> None:
        furniture.draw(canvases[-1], inner=True)

    def outer(_canvas: Canvas, _document: BaseDocTemplate) -> None:
        furniture.draw(canvases[-1], inner=False)

    templates = [PageTemplate("cover", [full_page], onPage=outer), PageTemplate("page", [frame], onPage=inner)]
    document.addPageTemplates(templates if Section.COVER in composer.sections else templates[::-1])
    story = _compose(composer)
    for flowable in story:
        vars(flowable).pop("_postponed", None)  # ReportLab leaves it on what moved to the next page in the pass before
    try:
        document.build(story, canvasmaker=make)
    except LayoutError as error:
        raise _unset("text") from error
    canvas = canvases[0]
    pages = dict(canvas.anchors)
    pages[TOTAL] = canvas.getPageNumber() - 1
    return _Pass(output.getvalue(), canvas, pages)


def _unset(where: str) -> UserError:
    return UserError(
        f"The report could not be set: section {where}.", "No report was made.", "Shorten the texts there."
    )
