"""The first page in each of its looks: what is painted, and that its words keep clear of each other."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

import reports
from consultant_desk.domain.brand import Brand, CoverStyle
from consultant_desk.domain.report_options import PageSize, ReportOptions
from reports.preview import PagePictures
from tests.reports.pdf_ua import faults_of
from tests.reports.sample import sample_snapshot

LONG = "Advice that shows its work, to the client named on the cover and to nobody else. "


def cover(style, size=PageSize.A4, **more):
    brand = Brand("Nord", "#0E6656", "#B45309", cover=style, contact_line=LONG * 8, legal_footer=LONG * 8)
    return reports.build(sample_snapshot(brand=brand, options=ReportOptions(page_size=size), **more)).pdf


def colour_at(pdf, x, y):
    """The colour of a point of the first page, from its upper left corner."""
    with PagePictures(pdf) as pages:
        picture = pages.render(0)
    start = 3 * (y * picture.width + x)
    return picture.rgb[start : start + 3]


def test_each_look_paints_what_it_is_called_after():
    field, top = (580, 300), (580, 5)
    green, white = bytes.fromhex("0E6656"), b"\xff\xff\xff"
    found = {style: [colour_at(cover(style), *place) for place in (field, top)] for style in CoverStyle}
    assert found == {
        CoverStyle.BLOCK: [green, white],
        CoverStyle.BAND: [white, green],
        CoverStyle.PLAIN: [white, white],
    }


@pytest.mark.parametrize("size", list(PageSize))
@pytest.mark.parametrize("style", list(CoverStyle))
def test_no_line_of_a_full_cover_stands_on_another(style, size):
    pdf = cover(
        style, size, title="A title that goes on " * 12, evaluation_title="A subject that goes on " * 7,
        prepared_for=LONG * 2, consultant=LONG * 2, client=LONG * 2,
    )  # fmt: skip
    document = pdfium.PdfDocument(pdf)
    text = document[0].get_textpage()
    boxes = [text.get_rect(index) for index in range(text.count_rects())]
    document.close()
    assert len(boxes) > 40
    for index, (left, bottom, right, top) in enumerate(boxes):
        assert bottom > 20
        for other in boxes[index + 1 :]:
            apart = other[2] <= left + 0.5 or other[0] >= right - 0.5 or other[3] <= bottom + 1 or other[1] >= top - 1
            assert apart, (boxes[index], other)


@pytest.mark.parametrize("style", list(CoverStyle))
def test_every_look_is_as_accessible_as_the_others(style):
    assert not faults_of(cover(style))
