"""Scores that would hide each other on a curve are one mark that says how many it stands for, and whose."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from tests.ui.charts.samples import HOSTILE
from ui.charts.curves import CurvePicture, CurvesChart, CurveScore, placed_counts, spots_of
from ui.charts.pictures import svg_bytes

COLOURS = ("#0072B2", "#E69F00", "#CC79A7")
NAMES = ("Northwind", "Contoso", "Fabrikam")


def scores(*spots, raws=("9 h", "9 h", "9 h")):
    return tuple(
        CurveScore(name, spot, raw, "90", colour)
        for name, spot, raw, colour in zip(NAMES, spots, raws, COLOURS, strict=False)
    )


@pytest.fixture
def drawn(show):
    def draw(these):
        chart = CurvesChart()
        chart.show_curves([CurvePicture("Reply", ((0, 0), (1, 1)), "1 h", "9 h", these)], ())
        return show(chart, 300, chart.heightForWidth(300))

    return draw


@pytest.mark.parametrize("spot", [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0)])
def test_equal_scores_are_one_mark_that_names_all_with_their_number_beside_it(drawn, spot):
    chart = drawn(scores(spot, spot, spot))
    (mark,) = chart.marks()
    assert mark.tip == "Reply, Northwind, Contoso and Fabrikam: 9 h counts 90"
    assert "×3" in svg_bytes(chart).decode()
    picture = chart.grab(mark.box.toAlignedRect()).toImage()
    shown = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert {colour.lower() for colour in COLOURS} <= shown


def test_scores_almost_on_each_other_are_one_mark_that_tells_each(drawn):
    chart = drawn(scores((0.5, 0.5), (0.505, 0.505), raws=("9 h", "9.1 h")))
    (mark,) = chart.marks()
    assert mark.tip == "Reply, Northwind: 9 h counts 90; Contoso: 9.1 h counts 90"


def test_scores_apart_stay_marks_of_their_own_without_a_number(drawn):
    chart = drawn(scores((0.2, 0.2), (0.8, 0.8)))
    assert len(chart.marks()) == 2
    assert "×" not in svg_bytes(chart).decode()


@pytest.mark.parametrize("ends", [((0, 0), (1, 1)), ((0, 1), (1, 0))], ids=["rising", "falling"])
@pytest.mark.parametrize("aside", [-0.06, 0.06])
@pytest.mark.parametrize("place", [0.3, 0.5, 0.7])
def test_the_number_of_a_shared_mark_lies_on_no_other_mark_and_not_on_the_line(qapp, ends, aside, place):
    def at(x):
        return x, ends[0][1] + x * (ends[1][1] - ends[0][1])

    field = QRectF(5, 22, 162, 96)
    picture = CurvePicture("Cost", ends, "0", "9", scores(at(place), at(place), at(place + aside)))
    spots = spots_of(field, picture)
    _shared, other = sorted(spots, key=lambda spot: not spot.count)
    ((box, _count),) = placed_counts(field, picture, spots)
    assert field.contains(box)
    assert not box.intersects(other.box)
    line = QPainterPath(QPointF(5, 118 - 96 * ends[0][1]))
    line.lineTo(167, 118 - 96 * ends[1][1])
    assert not any(box.contains(line.pointAtPercent(step / 200)) for step in range(201))


def test_the_numbers_of_two_shared_marks_side_by_side_do_not_cover_each_other(qapp):
    field = QRectF(5, 22, 162, 96)
    for one in range(20, 70, 5):
        for other in range(one + 7, 85, 5):
            near, far = (one / 100, one / 100), (other / 100, other / 100)
            these = (*scores(near, near), *scores(far, far))
            picture = CurvePicture("Cost", ((0, 0), (1, 1)), "0", "9", these)
            (left, _), (right, _) = placed_counts(field, picture, spots_of(field, picture))
            assert not left.intersects(right)


def test_in_words_equal_scores_are_told_together(drawn):
    these = scores((0.5, 0.5), (0.2, 0.2), (0.5, 0.5), raws=("9 h", HOSTILE, "9 h"))
    words = drawn(these).as_text()
    assert words.endswith(f"Northwind and Fabrikam 9 h counts 90; Contoso {HOSTILE} counts 90")


def test_the_table_keeps_a_row_for_each(drawn):
    assert len(drawn(scores((0.5, 0.5), (0.5, 0.5), (0.5, 0.5))).table().rows) == 3
