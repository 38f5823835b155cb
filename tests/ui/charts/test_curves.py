"""Scores that would hide each other on a curve are one mark that says how many it stands for, and whose."""

from __future__ import annotations

import pytest

from tests.ui.charts.samples import HOSTILE
from ui.charts.curves import CurvePicture, CurvesChart, CurveScore
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


def test_in_words_equal_scores_are_told_together(drawn):
    these = scores((0.5, 0.5), (0.2, 0.2), (0.5, 0.5), raws=("9 h", HOSTILE, "9 h"))
    words = drawn(these).as_text()
    assert words.endswith(f"Northwind and Fabrikam 9 h counts 90; Contoso {HOSTILE} counts 90")


def test_the_table_keeps_a_row_for_each(drawn):
    assert len(drawn(scores((0.5, 0.5), (0.5, 0.5), (0.5, 0.5))).table().rows) == 3
