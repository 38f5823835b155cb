"""Put the blocks of a report on pages, twice or more until every page number in it is right, and finish the PDF."""

from __future__ import annotations

import gc
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from consultant_desk.domain.snapshot import ReportSnapshot
from consultant_desk.errors import UserError
from reports import layout, lockdown
from reports.attachments import attachments_of
from reports.blocks import Block, Cover, exhibit_numbers
from reports.built import BuiltReport, PrintedFigure
from reports.composing import Composition, compose
from reports.cover import CoverPage, LinkedContents
from reports.finish import finish
from reports.fonts import FontBook
from reports.furniture import Furniture
from reports.imprint import Paged
from reports.layout import NumberedList
from reports.paragraph import Para
from reports.pen import DrawnFigure
from reports.progress import Progress, Stage, Tell, unheard
from reports.published import published
from reports.setting import Setter
from reports.tables import GridTable
from reports.tags import Drawn, ReportCanvas
from reports.theme import BOTTOM, MARGIN, Theme, known_family

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
    Spacer,
)
from reportlab.platypus.doctemplate import LayoutError

_MAX_PASSES = 5
_NEW_PAGE_SHARE = 0.4
_TEXT_SHARE = 0.3
_WHOLE_SHARE = 0.8  # a section that takes less of a page is not broken
_LAST_SHARE = 0.16  # of a page, that its end takes if it is broken
_SHORT = 12  # flowables; only a section of few can be short enough to be measured whole
_SECTION_GAP = 34.0
_PAGE_SLACK = 4.0
TOTAL = "pages"


@dataclass(frozen=True, slots=True)
class Pass:
    """One layout of the whole report."""

    drawn: Drawn
    pages: Mapping[str, int]


def build_report(snapshot: ReportSnapshot, tell: Tell = unheard) -> BuiltReport:
    """Build the PDF of a snapshot; the same snapshot gives the same bytes, in any process."""
    with nobody_collects():
        return _built(snapshot, tell)


@contextmanager
def nobody_collects() -> Iterator[None]:
    """Let nobody look for cycles: what is built is in use until the end, and looking takes a quarter of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _built(snapshot: ReportSnapshot, tell: Tell) -> BuiltReport:
    tell(Progress(Stage.COMPOSING))
    lockdown.assert_locked()
    snapshot = published(snapshot)
    fonts = FontBook(known_family(snapshot.brand.font), snapshot.brand.extra_font)
    theme = Theme(snapshot.brand, snapshot.options.page_size, fonts)
    cut: dict[str, None] = {}
    composition = _composed(snapshot, theme)
    paged = composition.paged
    done = laid_out(paged, theme, cut, tell)
    tell(Progress(Stage.FINISHING))
    data = attachments_of(snapshot, composition.words, done.drawn)
    built = built_of(finish(done.drawn, paged.imprint, composition.words, data), done, fonts, cut)
    return replace(built, sentences=composition.sentences)


def built_of(pdf: bytes, done: Pass, fonts: FontBook, cut: Iterable[str]) -> BuiltReport:
    """Return a finished file with what is to be known of it."""
    return BuiltReport(
        pdf=pdf,
        pages=done.pages[TOTAL],
        sha256=hashlib.sha256(pdf).hexdigest(),
        missing_glyphs=tuple(fonts.missing),
        shortened=tuple(cut),
        figures=tuple(PrintedFigure(one.page, one.figure.printed, one.figure.path) for one in done.drawn.figures),
    )


def laid_out(paged: Paged, theme: Theme, cut: dict[str, None], tell: Tell) -> Pass:
    """Lay a document out until no page number in it changes; what was set for it is forgotten then."""
    setter = Setter(theme, paged.words, exhibit_numbers(paged.blocks), cut)
    dry = True
    for _turn in range(_MAX_PASSES):
        done = _lay_out(paged, setter, None if dry else tell)
        if done.pages == setter.pages and not dry:
            break
        setter.pages, dry = done.pages, False
    return done


def _composed(snapshot: ReportSnapshot, theme: Theme) -> Composition:
    """Compose the blocks; what has to fit on one page is measured as it would be set."""
    from reports.words import words_for

    words = words_for(snapshot.options.language)

    def fits(blocks: Sequence[Block], scale: float) -> bool:
        return Setter(theme, words, {}, {}).height(blocks, scale) <= theme.height - _PAGE_SLACK

    try:
        return compose(snapshot, theme, fits)
    except (RecursionError, LayoutError) as error:
        raise _unset("text") from error


def _story(paged: Paged, setter: Setter) -> list[Flowable]:
    story: list[Flowable] = []
    for part in paged.parts:
        try:
            flowables = setter.set(part.blocks)
            _close(flowables, setter.theme)
            story += [*_opening(flowables, setter.theme), *flowables]
        except (RecursionError, LayoutError) as error:
            raise _unset(part.entry.title) from error
    front = paged.front
    if front is None:
        return story
    if isinstance(front, Cover):
        page = CoverPage(front, paged.imprint, paged.words, setter.door, setter.pages)
        return [page, NextPageTemplate("page"), PageBreakIfNotEmpty(), *story]
    title = setter.door.heading(front.title, "h1", "s-contents", opens_part=True)
    contents = LinkedContents(setter.door, front.entries, setter.pages)
    return [NextPageTemplate("page"), title, contents, PageBreakIfNotEmpty(), *story]


def _opening(part: list[Flowable], theme: Theme) -> list[Flowable]:
    """Begin a section on a new page unless all of it fits on what is left, or of a long one its first exhibit."""
    if not part or isinstance(part[0], PageBreakIfNotEmpty):
        return []
    first = next((i for i, one in enumerate(part) if isinstance(one, DrawnFigure | GridTable)), 0)
    shown = part[: first + 1] if isinstance(part[first], DrawnFigure) else part[:first]
    least = layout.stack_height(shown, theme.width) + (_demanded(shown) if isinstance(part[first], GridTable) else 0)
    usual = theme.height * _NEW_PAGE_SHARE
    height = usual if _is_text(part[:first], theme) else max(least, usual)
    if len(part) <= _SHORT:
        whole = layout.stack_height(part, theme.width)
        height = whole if whole <= theme.height * _WHOLE_SHARE else height
    return [CondPageBreak(min(theme.height, height + _SECTION_GAP))]


def _close(part: list[Flowable], theme: Theme) -> None:
    """Let no little of the last text, list or table of a section go over: the next one may begin on a new page."""
    last = next((one for one in reversed(part) if not isinstance(one, Spacer)), None)
    if isinstance(last, Para | NumberedList | GridTable):
        last.rest = theme.height * _LAST_SHARE


def _demanded(before: list[Flowable]) -> float:
    """Return the room that a table asks for where it begins; with less it would leave its heading alone."""
    return float(before[-1].height) if before and isinstance(before[-1], CondPageBreak) else 0.0


def _is_text(before: list[Flowable], theme: Theme) -> bool:
    """Tell whether so much text comes before the first exhibit of a section that it may begin without it."""
    return layout.stack_height(before, theme.width) > theme.height * _TEXT_SHARE


def _lay_out(paged: Paged, setter: Setter, tell: Tell | None) -> Pass:
    """Lay out once; dry, only for the pages of the anchors, where nobody is to be told of pages."""
    dry, total = tell is None, setter.pages.get(TOTAL, 0)
    theme = setter.theme
    output = io.BytesIO()
    canvases: list[ReportCanvas] = []

    def make(*args: object, **kwargs: object) -> ReportCanvas:
        canvases.append(ReportCanvas(*args, **kwargs))
        canvases[-1].dry = dry
        if tell is not None:
            canvases[-1].setPageCallBack(lambda page: tell(Progress(Stage.DRAWING, page, total)))
        return canvases[-1]

    size = (theme.page_width, theme.page_height)
    full_page = Frame(0, 0, *size, 0, 0, 0, 0, id="cover")
    frame = Frame(MARGIN, BOTTOM, theme.width, theme.height, 0, 0, 0, 0, id="page")
    document = BaseDocTemplate(
        output, pagesize=size, lang=paged.words.language, displayDocTitle=True, initialFontName=lockdown.BASE_FONT
    )
    furniture = Furniture(paged, setter)

    def inner(_canvas: Canvas, _document: BaseDocTemplate) -> None:
        furniture.draw(canvases[-1], inner=True)

    def outer(_canvas: Canvas, _document: BaseDocTemplate) -> None:
        furniture.draw(canvases[-1], inner=False)

    templates = [PageTemplate("cover", [full_page], onPage=outer), PageTemplate("page", [frame], onPage=inner)]
    document.addPageTemplates(templates if isinstance(paged.front, Cover) else templates[::-1])
    story = _story(paged, setter)
    if not dry:
        setter.forget()
    for flowable in story:
        vars(flowable).pop("_postponed", None)  # ReportLab leaves it on what moved to the next page in the pass before
    try:
        document.build(story, canvasmaker=make)
    except LayoutError as error:
        raise _unset("text") from error
    canvas = canvases[0]
    pages = {name: place.page for name, place in canvas.places.items()}
    pages[TOTAL] = canvas.getPageNumber() - 1
    drawn = Drawn(output.getvalue(), canvas.tree, canvas.places, canvas.figures, canvas.digests, canvas.turned)
    return Pass(drawn, pages)


def _unset(where: str) -> UserError:
    return UserError(
        f"The report could not be set: section {where}.", "No report was made.", "Shorten the texts there."
    )
