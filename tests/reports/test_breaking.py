"""Where lists and notes break over pages: all of them is kept, and no few lines stand alone on the next page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import Flowable, Spacer

import reports
from consultant_desk.domain.report_options import KINDS, PageSize, ReportKind, ReportOptions, Section
from consultant_desk.domain.snapshot import SnapshotNote
from reports.layout import NumberedList
from tests.reports.pdf_ua import faults_of
from tests.reports.reading import page_texts
from tests.reports.sample import sample_snapshot
from tests.reports.test_page_ends import HEADING, LEAST, pages_of

PAGE, WIDTH = 700.0, 400.0
SENTENCE = "We asked every shop what it does when a mail comes in, and noted it down as it was said. "


class Lump(Spacer):
    """Something that may be broken at any height."""

    def split(self, _width: float, room: float) -> list[Flowable]:
        return [Lump(1, room), Lump(1, self.height - room)] if 0 < room < self.height else [self]


def pages_of_list(heights: list[float], rest: float, kind: type[Spacer] = Spacer) -> list[NumberedList]:
    """Break a list over pages as a document does, the first of them half taken."""
    left = NumberedList([(Spacer(1, 10), [kind(1, height)]) for height in heights], between=4)
    left.rest = rest
    done, room = [], PAGE / 2
    while True:
        parts = [left] if left.wrap(WIDTH, room)[1] <= room else left.split(WIDTH, room)
        if parts:
            done.append(parts[0])
        else:
            assert room < PAGE
        if len(parts) == 1:
            return done
        left, room = parts[1] if parts else left, PAGE


@given(st.lists(st.floats(9, PAGE), min_size=1, max_size=80), st.sampled_from((0.0, 0.16 * PAGE)))
def test_a_list_keeps_all_its_items_in_order_and_fits_its_pages(heights, rest):
    pages = pages_of_list(heights, rest)
    kept = [body[0].height for page in pages for _label, body in page._items]
    assert kept == heights
    assert all(page.wrap(WIDTH, PAGE)[1] <= PAGE for page in pages)


@given(st.lists(st.floats(9, 10 * PAGE), min_size=1, max_size=20), st.sampled_from((0.0, 0.16 * PAGE)))
def test_of_items_longer_than_a_page_nothing_is_lost(heights, rest):
    pages = pages_of_list(heights, rest, Lump)
    items = [(label, sum(one.height for one in body)) for page in pages for label, body in page._items]
    assert sum(height for _label, height in items) == pytest.approx(sum(heights))
    assert sum(label is not None for label, _height in items) == len(heights)
    assert all(page.wrap(WIDTH, PAGE)[1] <= PAGE for page in pages)


@given(st.lists(st.floats(9, 40), min_size=3, max_size=80))
def test_no_last_item_stands_alone_and_the_end_takes_what_it_should(heights):
    pages = pages_of_list(heights, 0.16 * PAGE)
    if len(pages) > 1:
        assert len(pages[-1]._items) > 1
        assert pages[-1].wrap(WIDTH, PAGE)[1] >= 0.16 * PAGE - 40


NOTES = {
    "a list of 300 items": "\n".join(f"- item{number}" for number in range(300)),
    "numbers": "\n".join(f"{number}. item{number}" for number in range(1, 301)),
    "an item of ten pages": "- first\n- " + " ".join(f"item{number}" for number in range(4_000)) + "\n- last",
    "a list within a list": "- first\n" + "\n".join(f"  - item{number}" for number in range(200)) + "\n- last",
    "a quotation": "> " + " ".join(f"item{number}" for number in range(4_000)),
    "typed lines": "```\n" + "\n".join(f"item{number}" for number in range(300)) + "\n```",
    "a table": "| a | b |\n|---|---|\n" + "\n".join(f"| item{number} | b |" for number in range(300)),
    "a table in a list": "- x\n\n  | a | b |\n  |---|---|\n" + "\n".join(f"  | item{n} | b |" for n in range(200)),
}


@pytest.mark.parametrize("name", NOTES)
def test_a_note_longer_than_a_page_is_printed_whole(name):
    note = NOTES[name]
    built = reports.build(sample_snapshot(notes=(SnapshotNote(Section.RANKING.value, note),)))
    printed = " ".join(page_texts(built.pdf)).split()
    assert [one for one in printed if re.fullmatch(r"item\d+", one)] == re.findall(r"item\d+", note)
    assert faults_of(built.pdf) == {}


def test_an_interest_longer_than_a_memo_has_room_for_is_printed_whole():
    basis = " ".join(f"item{number}" for number in range(2_000))
    first, *others = sample_snapshot().interests
    options = ReportOptions(KINDS[ReportKind.MEMO].sections, page_size=PageSize.LETTER, kind=ReportKind.MEMO)
    built = reports.build(sample_snapshot(interests=(replace(first, basis=basis), *others), options=options))
    printed = " ".join(page_texts(built.pdf)).replace(".", " ").replace(",", " ").split()
    assert [one for one in printed if re.fullmatch(r"item\d+", one)] == basis.split()


def note_of(form: str, count: int) -> str:
    match form:
        case "paragraphs":
            return "\n\n".join([SENTENCE] * count)
        case "list":
            return "\n".join(f"- {SENTENCE}" for _ in range(count))
        case "table":
            return "| Shop | Mails |\n|---|---|\n" + "\n".join(f"| Shop {row} | {row} |" for row in range(count))
        case _:
            return "\n\n".join([f"### Visit\n\n{SENTENCE}\n\nWhat we saw:\n\n- one\n- two"] * (count // 3 + 1))


@pytest.mark.parametrize("count", [3, 11, 21, 33])
@pytest.mark.parametrize("form", ["paragraphs", "list", "table", "visits"])
def test_no_little_of_a_note_stands_alone_on_a_page(form, count):
    built = reports.build(sample_snapshot(notes=(SnapshotNote(Section.RANKING.value, note_of(form, count)),)))
    pages = pages_of(built.pdf)[1:-1]
    assert [number for number, page in enumerate(pages, 2) if page.filled() < LEAST] == []
    last = [min(page.body(), key=lambda one: one.bottom) for page in pages]
    assert [one.words for one in last if one.size > HEADING or one.words.rstrip().endswith(":")] == []
