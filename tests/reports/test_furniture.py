"""Header and footer of the inner pages: where they stand, and that nothing they say reaches the text."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

import reports
from consultant_desk.domain.brand import Brand, CoverStyle
from consultant_desk.domain.report_options import PageSize, ReportOptions
from tests.reports.sample import sample_snapshot

LONG = "Advice that shows its work, to the client named on the cover and to nobody else " * 30
WORD = "Donaudampfschifffahrtsgesellschaft" * 40
MARGIN, LINE = 56.6, 53.8  # 20 mm, 19 mm


def words_of(snapshot, page):
    """The words of a page with the box of each line: (text, left, bottom, right, top)."""
    document = pdfium.PdfDocument(reports.build(snapshot).pdf)
    shown = document[page].get_textpage()
    found = []
    for index in range(shown.count_rects()):
        box = shown.get_rect(index)
        found.append((shown.get_text_bounded(*box), *box))
    size = document[page].get_size()
    document.close()
    return found, size


def in_brand(size=PageSize.A4, **brand):
    return sample_snapshot(brand=Brand("Nord", **brand), options=ReportOptions(page_size=size))


@pytest.mark.parametrize("size", list(PageSize))
@pytest.mark.parametrize(
    "text", ["Nord Advice", LONG, WORD, "コントソ <b>&amp;" * 90], ids=["short", "long", "word", "odd"]
)
def test_header_and_footer_stand_between_the_text_and_the_edge(size, text):
    found, (wide, high) = words_of(in_brand(size, header=text, footer=text, legal_footer=text), 2)
    outside = [one for one in found if one[4] > high - LINE + 1 or one[2] < LINE - 1]
    assert len([one for one in outside if one[2] > high / 2]) >= 1
    for _words, left, bottom, right, top in outside:
        assert MARGIN - 1 <= left <= right <= wide - MARGIN + 1
        assert top <= LINE - 3 or bottom >= high - LINE + 3
        assert bottom >= 12
        assert top <= high - 18


def test_what_is_too_long_ends_in_an_ellipsis_at_the_width():
    found, (wide, _high) = words_of(in_brand(header=LONG), 2)
    header = max(found, key=lambda one: one[4])
    assert header[0].rstrip().endswith("…")
    assert header[3] > wide - MARGIN - 30


def test_the_own_line_stands_over_the_legal_one_and_neither_on_the_other():
    snapshot = in_brand(footer="Nord Advice Ltd", legal_footer="Registered in Galway")
    found, _size = words_of(snapshot, 2)
    own, legal = (next(one for one in found if one[0].startswith(words)) for words in ("Nord Advice", "Registered"))
    assert own[2] > legal[4]
    number = next(one for one in found if one[0].strip().startswith("3 /"))
    assert number[2] > own[4]


def test_where_a_brand_says_nothing_nothing_is_said():
    plain, (_wide, high) = words_of(in_brand(), 2)
    assert not [one for one in plain if one[4] > high - LINE + 3]
    assert len([one for one in plain if one[4] < LINE - 3]) == 2  # what it is about, and the page number


@pytest.mark.parametrize("style", list(CoverStyle))
def test_neither_header_nor_footer_stands_on_the_cover(style):
    found, _size = words_of(in_brand(header="HEADER-LINE", footer="FOOTER-LINE", cover=style), 0)
    text = " ".join(one[0] for one in found)
    assert "HEADER-LINE" not in text
    assert "FOOTER-LINE" not in text


def test_a_legal_text_is_set_smaller_before_it_is_cut():
    legal = (
        "Registered in Ireland under no. 612 345, Quay Street 4, Galway, directors M. Lindqvist (SE) and S. Conghaile"
    )
    legal = f"{legal} · VAT IE 6123456T · insured"
    found, _size = words_of(in_brand(legal_footer=legal), 2)
    assert legal in {one[0] for one in found}
