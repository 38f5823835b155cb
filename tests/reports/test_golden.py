"""The words of the sample report: page by page, as HTML, and as Markdown.

A change of wording or of a figure shows as a difference of one line.

To accept a change: `python -m tests.reports.test_golden`, then read the difference before it is committed.
"""

from __future__ import annotations

from pathlib import Path

import reports
from reports.html.page import html_of
from reports.markdown import markdown_of
from tests.reports.html_reading import Page
from tests.reports.reading import page_texts
from tests.reports.sample import sample_snapshot

FOLDER = Path(__file__).parents[1] / "golden" / "reports"
GOLDEN = FOLDER / "harbour-bakeries.txt"
HTML, MARKDOWN = FOLDER / "harbour-bakeries.html.txt", FOLDER / "harbour-bakeries.md"


def words() -> str:
    pages = page_texts(reports.build(sample_snapshot()).pdf)
    text = "\n".join(f"--- page {number}\n{page.replace(chr(13), '')}" for number, page in enumerate(pages, start=1))
    return "\n".join(line.rstrip() for line in text.split("\n")) + "\n"


def words_of_html() -> str:
    return "\n".join(Page(html_of(sample_snapshot()).decode("utf-8")).lines()) + "\n"


def test_the_sample_report_says_what_it_said():
    assert words() == GOLDEN.read_text("utf-8")


def test_the_sample_report_as_html_says_what_it_said():
    assert words_of_html() == HTML.read_text("utf-8")


def test_the_sample_report_as_markdown_says_what_it_said():
    assert markdown_of(sample_snapshot()).decode("utf-8") == MARKDOWN.read_text("utf-8")


if __name__ == "__main__":
    GOLDEN.write_text(words(), "utf-8")
    HTML.write_text(words_of_html(), "utf-8")
    MARKDOWN.write_bytes(markdown_of(sample_snapshot()))
