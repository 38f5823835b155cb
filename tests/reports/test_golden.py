"""The words of the sample report, page by page. A change of wording or of a figure shows as a difference of one line.

To accept a change: `python -m tests.reports.test_golden`, then read the difference before it is committed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import reports
from consultant_desk.domain.report_options import ReportOptions
from reports.words.language import TAGS
from tests.reports.reading import page_texts
from tests.reports.sample import sample_snapshot

FOLDER = Path(__file__).parents[1] / "golden" / "reports"


def golden(code: str) -> Path:
    return FOLDER / ("harbour-bakeries.txt" if code == "en" else f"harbour-bakeries.{code}.txt")


def words(code: str) -> str:
    pages = page_texts(reports.build(sample_snapshot(options=ReportOptions(language=code))).pdf)
    text = "\n".join(f"--- page {number}\n{page.replace(chr(13), '')}" for number, page in enumerate(pages, start=1))
    return "\n".join(line.rstrip() for line in text.split("\n")) + "\n"


@pytest.mark.parametrize("code", [code for code in TAGS if golden(code).exists()])
def test_the_sample_report_says_what_it_said(code):
    assert words(code) == golden(code).read_text("utf-8")


if __name__ == "__main__":
    for each in TAGS:
        golden(each).write_text(words(each), "utf-8")
