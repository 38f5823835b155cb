"""The words of the sample report: page by page, as HTML, and as Markdown.

A change of wording or of a figure shows as a difference of one line.

To accept a change: `python -m tests.reports.test_golden`, then read the difference before it is committed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import reports
from consultant_desk.domain.report_options import ReportOptions
from reports.html.page import html_of
from reports.markdown import markdown_of
from reports.words.language import TAGS
from tests.reports.html_reading import Page
from tests.reports.reading import page_texts
from tests.reports.sample import sample_snapshot

FOLDER = Path(__file__).parents[1] / "golden" / "reports"
HTML, MARKDOWN = FOLDER / "harbour-bakeries.html.txt", FOLDER / "harbour-bakeries.md"


def golden(code: str) -> Path:
    return FOLDER / ("harbour-bakeries.txt" if code == "en" else f"harbour-bakeries.{code}.txt")


def words(code: str) -> str:
    pages = page_texts(reports.build(sample_snapshot(options=ReportOptions(language=code))).pdf)
    text = "\n".join(f"--- page {number}\n{page.replace(chr(13), '')}" for number, page in enumerate(pages, start=1))
    return "\n".join(line.rstrip() for line in text.split("\n")) + "\n"


def words_of_html() -> str:
    return "\n".join(Page(html_of(sample_snapshot()).decode("utf-8")).lines()) + "\n"


@pytest.mark.parametrize("code", [code for code in TAGS if golden(code).exists()])
def test_the_sample_report_says_what_it_said(code):
    assert words(code) == golden(code).read_text("utf-8")


def test_the_sample_report_as_html_says_what_it_said():
    assert words_of_html() == HTML.read_text("utf-8")


def test_the_sample_report_as_markdown_says_what_it_said():
    assert markdown_of(sample_snapshot()).decode("utf-8") == MARKDOWN.read_text("utf-8")


if __name__ == "__main__":
    HTML.write_text(words_of_html(), "utf-8")
    MARKDOWN.write_bytes(markdown_of(sample_snapshot()))
    for each in TAGS:
        golden(each).write_text(words(each), "utf-8")
