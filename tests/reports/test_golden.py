"""The words of the sample report, page by page. A change of wording or of a figure shows as a difference of one line.

To accept a change: `python -m tests.reports.test_golden`, then read the difference before it is committed.
"""

from __future__ import annotations

from pathlib import Path

import reports
from tests.reports.reading import page_texts
from tests.reports.sample import sample_snapshot

GOLDEN = Path(__file__).parents[1] / "golden" / "reports" / "harbour-bakeries.txt"


def words() -> str:
    pages = page_texts(reports.build(sample_snapshot()).pdf)
    text = "\n".join(f"--- page {number}\n{page.replace(chr(13), '')}" for number, page in enumerate(pages, start=1))
    return "\n".join(line.rstrip() for line in text.split("\n")) + "\n"


def test_the_sample_report_says_what_it_said():
    assert words() == GOLDEN.read_text("utf-8")


if __name__ == "__main__":
    GOLDEN.write_text(words(), "utf-8")
