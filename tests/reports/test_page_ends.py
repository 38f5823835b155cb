"""Where pages end: nothing stands alone there, nothing is cut or printed over, and a kind keeps to its pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from types import SimpleNamespace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

import reports
from consultant_desk.domain.report_options import KINDS, PageSize, ReportKind, ReportOptions
from consultant_desk.domain.snapshot import ReportSnapshot
from reports.built import BuiltReport
from reports.charts.row_names import draw_name
from reports.fonts import FontBook, width
from reports.rich import Figure, Span, text_of
from reports.sections.summary import cut
from reports.theme import BOTTOM, MARGIN, TOP
from reports.words import words_for
from reports.words.language import TAGS
from tests.effort import THOROUGH
from tests.reports.rich import long_brand, rich_snapshot
from tests.reports.sample import sample_snapshot

LEAST = 0.15
HEADING = 11.6  # points of type from which a line is a heading: no text of a page is as large
OPENING = 16.0  # points of type from which it opens a section
FOLLOWING = 60.0  # points of a page that a section takes below its heading, at least
PAGES = {ReportKind.MEMO: 1, ReportKind.COMPARISON: 2}


@dataclass(frozen=True)
class Piece:
    """A run of text on a page: its box in points from the lower left corner, its size, and its words."""

    left: float
    bottom: float
    right: float
    top: float
    words: str
    size: float  # of its first character in points, as it is set

    def over(self, other: Piece) -> bool:
        """Tell whether both share more than a hair."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        return wide > 1 and min(self.top, other.top) - max(self.bottom, other.bottom) > 1


@dataclass(frozen=True)
class Page:
    """What stands on one page."""

    width: float
    height: float
    pieces: tuple[Piece, ...]

    def body(self) -> list[Piece]:
        """Return the text between the furniture above and below."""
        return [one for one in self.pieces if one.bottom >= BOTTOM - 2 and one.top <= self.height - TOP + 2]

    def filled(self) -> float:
        """Return the share of the text area from its top to the lowest line on it."""
        lowest = min((one.bottom for one in self.body()), default=self.height - TOP)
        return (self.height - TOP - lowest) / (self.height - TOP - BOTTOM)


def pages_of(pdf: bytes) -> list[Page]:
    document = pdfium.PdfDocument(pdf)
    found = []
    try:
        for page in document:
            text = page.get_textpage()
            pieces = []
            for index in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(index)
                first = text.get_index(left + 1, (bottom + top) / 2, 4, 4) or 0
                size = pdfium_c.FPDFText_GetFontSize(text, first)
                pieces.append(Piece(left, bottom, right, top, text.get_text_bounded(left, bottom, right, top), size))
            width, height = page.get_size()
            found.append(Page(width, height, tuple(pieces)))
    finally:
        document.close()
    return found


def report(full: bool, kind: ReportKind, language: str, paper: PageSize, other_brand: bool) -> ReportSnapshot:
    options = ReportOptions(KINDS[kind].sections, language, paper, kind=kind)
    changes = {"options": options, **({"brand": long_brand()} if other_brand else {})}
    return rich_snapshot(**changes) if full else sample_snapshot(**changes)


AXES: tuple[tuple[Any, ...], ...] = ((False, True), tuple(ReportKind), tuple(TAGS), tuple(PageSize), (False, True))
ALL = [
    pytest.param(
        (full, kind, language, paper, other),
        id=f"{'rich' if full else 'sample'}-{kind}-{language}-{paper}-{'other' if other else 'own'}",
    )
    for places in product(*(range(len(axis)) for axis in AXES))
    # Every second one, as on a chessboard: whatever four of the five are chosen, half the choices of the fifth come up.
    if THOROUGH or sum(places) % 2
    for full, kind, language, paper, other in [[axis[place] for axis, place in zip(AXES, places, strict=True)]]
]


@dataclass(frozen=True)
class Made:
    kind: ReportKind
    language: str
    built: BuiltReport
    pages: list[Page]


@pytest.fixture(scope="module", params=ALL)
def made(request: pytest.FixtureRequest) -> Made:
    """Build a report once for all that is asked of it; pytest runs these tests report by report."""
    full, kind, language, paper, other = request.param
    built = reports.build(report(full, kind, language, paper, other))
    return Made(kind, language, built, pages_of(built.pdf))


def test_a_kind_keeps_to_its_pages(made):
    assert made.built.pages == len(made.pages) == PAGES.get(made.kind, len(made.pages))
    assert not made.built.missing_glyphs
    assert not made.built.shortened


def test_no_page_is_all_but_empty(made):
    pages = made.pages
    # the cover has its own place for everything; the last page ends where the report ends
    thin = [(number, page.filled()) for number, page in enumerate(pages, 1) if page.filled() < LEAST]
    assert [one for one in thin if 1 < one[0] < len(pages)] == []


def going_on(made: Made) -> list[tuple[int, Page]]:
    """Return the pages that another one follows, with their numbers; a cover has its own place for everything."""
    first = 2 if made.kind is ReportKind.RECOMMENDATION else 1
    return [*enumerate(made.pages, 1)][first - 1 : -1]


def test_no_heading_is_the_last_line_of_a_page(made):
    alone = []
    for number, page in going_on(made):
        last = min(page.body(), key=lambda one: one.bottom)
        if last.size > HEADING:
            alone.append((number, last.words))
    assert alone == []


def test_no_section_begins_with_its_heading_and_a_line_only(made):
    alone = []
    for number, page in going_on(made):
        lowest = min(one.bottom for one in page.body())
        openings = [one for one in page.body() if one.size > OPENING]
        last = min(openings, key=lambda one: one.bottom, default=None)
        if last is not None and last.bottom - lowest < FOLLOWING:
            alone.append((number, last.words))
    assert alone == []


def test_no_line_that_leads_to_the_next_is_the_last_of_a_page(made):
    pages = made.pages
    last = [min(page.body(), key=lambda one: one.bottom).words for page in pages[:-1]]
    assert [words for words in last if words.rstrip().endswith(":")] == []


def test_no_digest_is_parted_from_its_name(made):
    pages = made.pages
    name = words_for(made.language).plain("method.hash")
    found = 0
    for page in pages:
        for one in page.body():
            if one.words.strip() == name:
                found += 1
                digests = [other for other in page.body() if re.fullmatch("[0-9a-f]{64}", other.words)]
                assert any(one.left < other.left and abs(one.top - other.top) < 3 for other in digests)
    assert found == (made.kind is ReportKind.RECOMMENDATION)


def test_all_text_stands_within_the_margins(made):
    pages = made.pages
    outside = [
        (number, piece.words)
        for number, page in enumerate(pages, 1)
        for piece in page.pieces
        if piece.left < MARGIN - 1 or piece.right > page.width - MARGIN + 1 or piece.bottom < 0
    ]
    assert outside == []


def test_no_text_is_printed_over_another(made):
    pages = made.pages
    over = []
    for number, page in enumerate(pages, 1):
        ordered = sorted(page.pieces, key=lambda one: one.bottom)
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 :]:
                if other.bottom > one.top:
                    break
                if one.over(other):
                    over.append((number, one.words, other.words))
    assert over == []


def test_a_text_that_is_cut_before_a_figure_says_so():
    figure = Figure("8.1 %", "weight/inbox")
    rich = (
        Span("Ease of learning above "),
        Span("21 %", figure=Figure("21 %", "x")),
        Span(" (now "),
        Span("8.1 %", figure=figure),
    )
    composer = SimpleNamespace(shortened=False)
    assert text_of(cut(composer, rich, 36)) == "Ease of learning above 21 % (now…"
    assert composer.shortened


def test_a_long_name_stands_on_two_lines_of_a_chart():
    fonts = FontBook("Inter")
    told = []
    pen = SimpleNamespace(
        measure=lambda words, size, *, bold=False: width(fonts.runs(words, bold=bold), size),
        text=lambda x, y, words, size, **_how: told.append((y, words)),
    )
    draw_name(pen, "Accessibility for keyboard and screen reader", 10, 8.5, 120)
    assert [words for _y, words in told] == ["Accessibility for keyboard and", "screen reader"]
    assert told[0][0] > 10 > told[1][0]


def test_a_text_is_never_cut_within_a_word():
    composer = SimpleNamespace(shortened=False)
    rich = (Span("The old mails might take longer. "), Span("Niamh Walsh", bold=True), Span(" looks at it."))
    assert text_of(cut(composer, rich, 36)) == "The old mails might take longer…"
