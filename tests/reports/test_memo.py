"""The memo of one page: what gives way where there is more to say than room."""

from __future__ import annotations

import pytest

import reports
from consultant_desk.domain.report_options import KINDS, PageSize, ReportKind, ReportOptions, Section
from consultant_desk.domain.snapshot import ReportSnapshot, SnapshotNote
from reports.words.language import TAGS
from tests.reports.reading import page_texts
from tests.reports.rich import LONG_REASON, rich_snapshot
from tests.reports.sample import sample_snapshot
from tests.reports.test_page_ends import pages_of

SMALLEST = 0.82 * 9.5 - 0.01  # points of body text
PARAGRAPHS = "\n\n".join(f"Paragraph {place}: {LONG_REASON}" for place in range(40))


def memo(language: str = "en", paper: PageSize = PageSize.A4, **changes: object) -> ReportSnapshot:
    options = ReportOptions(KINDS[ReportKind.MEMO].sections, language, paper, kind=ReportKind.MEMO)
    return rich_snapshot(options=options, **changes)


def sample_memo() -> ReportSnapshot:
    return sample_snapshot(options=memo().options)


@pytest.mark.parametrize("paper", PageSize)
@pytest.mark.parametrize("language", TAGS)
def test_a_note_is_shortened_before_the_reasons_are(language, paper):
    made = reports.build(memo(language, paper))
    (text,) = page_texts(made.pdf)
    assert "tried with 40 real mails" in " ".join(text.split())
    assert "What stands behind this" in text
    assert "Then the till" not in text


def test_a_note_longer_than_a_page_leaves_the_memo_one_page_that_can_be_read():
    made = reports.build(memo(notes=(SnapshotNote(Section.MEMO.value, PARAGRAPHS),)))
    (page,) = pages_of(made.pdf)
    (text,) = page_texts(made.pdf)
    assert "Paragraph 0: One owner" in text
    assert "they stand in full in the data attached to this file" in " ".join(text.split())
    assert {one.size >= SMALLEST for one in page.pieces if "Shared inbox" in one.words} == {True}


def test_remarks_have_no_column_where_there_are_none():
    assert "Remarks" in page_texts(reports.build(sample_memo()).pdf)[0]
    assert "Remarks" not in page_texts(reports.build(memo()).pdf)[0]
