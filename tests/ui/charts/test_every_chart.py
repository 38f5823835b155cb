"""What holds for every chart: it can be read, walked over by keyboard, and copied as picture, drawing and table."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QVBoxLayout, QWidget

from consultant_desk.domain.charts.spans import ScoreSpan
from consultant_desk.domain.evaluation.result import Shown, TornadoBar
from tests.ui.charts.samples import HOSTILE, KINDS, made
from ui.charts.curves import CurvePicture, CurvesChart
from ui.charts.pictures import svg_bytes
from ui.charts.span_chart import SpanChart
from ui.charts.table_sheet import TableSheet
from ui.charts.tornado_chart import TornadoChart
from ui.charts.value_map import ValueMap
from ui.theme import Mode, colors, theme

SVG = "{http://www.w3.org/2000/svg}"
by_name = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


@pytest.fixture
def chart(kind, show):
    shown = made(kind)
    return show(shown, 640, max(shown.sizeHint().height(), shown.heightForWidth(640)))


@by_name
def test_a_chart_is_told_in_words(chart):
    assert chart.accessibleName()
    assert chart.as_text() == chart.accessibleDescription() != ""
    assert "nan" not in chart.as_text().casefold()


@by_name
def test_the_arrows_walk_over_every_mark_and_tell_it(chart):
    chart.setFocus()
    told = []
    for _ in chart.marks():
        QTest.keyClick(chart, Qt.Key.Key_Right)
        told.append(chart.accessibleDescription())
        assert not chart.grab().isNull()
    assert told == [mark.spoken for mark in chart.marks()]
    assert len(told) >= 2 or len(chart.marks()) == 1
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Up)
    assert chart.accessibleDescription() in told
    QToolTip.hideText()


@by_name
def test_leaving_a_chart_tells_it_as_a_whole_again(chart):
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    chart.clearFocus()
    assert chart.accessibleDescription() == chart.as_text()


@by_name
def test_marks_lie_inside_the_chart(chart):
    frame = chart.rect().toRectF().adjusted(-1, -1, 1, 1)
    assert all(frame.contains(mark.box) for mark in chart.marks())


@by_name
def test_a_drawing_holds_texts_and_no_pixels(chart):
    drawing = ET.fromstring(svg_bytes(chart))
    words = " ".join(text.text or "" for text in drawing.iter(f"{SVG}text"))
    assert chart.accessibleName() in words
    assert not list(drawing.iter(f"{SVG}image"))
    assert "Helvetica" in svg_bytes(chart).decode()
    assert list(drawing.iter(f"{SVG}b")) == []


@by_name
def test_a_copied_picture_is_light_and_twice_as_large_in_dark_too(chart, kind):
    theme().set_mode(Mode.DARK)
    QTest.keyClick(chart, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    picture = QGuiApplication.clipboard().image()
    assert picture.width() > 2 * chart.width()
    assert QColor(picture.pixel(1, 1)) == colors(dark=False).named["bg0"]
    assert theme().color("bg0") == colors(dark=True).named["bg0"]


@by_name
def test_the_table_has_a_cell_under_each_title_and_is_copied_as_such(chart):
    table = chart.table()
    assert table.rows
    chart.copy_table()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == len(table.rows) + 1
    assert lines[0].count("\t") == len(table.header) - 1


@by_name
def test_the_table_is_shown_and_sorted(chart, qtbot):
    chart.show_table()
    sheet = next(one for one in QApplication.topLevelWidgets() if isinstance(one, TableSheet) and one.isVisible())
    assert sheet.table.rows_model.rowCount() == len(chart.table().rows)
    for column in range(len(chart.table().header)):
        sheet.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    sheet.accept()


@by_name
def test_the_menu_opens_by_key_and_offers_each_form(chart):
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), chart.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(chart, event)
    menu = chart.findChild(QMenu)
    offered = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert offered == [
        "Copy as picture (PNG)", "Copy as SVG", "Copy as table", "Copy as text", "Show as table", "Save as …",
    ]  # fmt: skip
    menu.close()


@by_name
def test_a_chart_without_data_says_so_without_a_figure(kind, show):
    empty = show(kind(), 400, 200)
    assert not empty.grab().isNull()
    assert empty.marks() == ()
    assert "nan" not in empty.as_text().casefold()
    QTest.keyClick(empty, Qt.Key.Key_Right)
    assert ET.fromstring(svg_bytes(empty)).tag == f"{SVG}svg"


@by_name
def test_a_chart_is_drawn_in_hardly_any_room(kind, show):
    assert not show(made(kind), 120, 60).grab().isNull()


@pytest.mark.parametrize(
    ("name", "suffix", "start"),
    [
        ("a.png", ".svg", b"\x89PNG"),
        ("a.svg", ".png", b"<?xml"),
        ("a", ".tsv", b"Criterion"),
        ("a.b", ".png", b"\x89PNG"),
    ],
)
def test_a_chart_is_saved_in_the_form_its_name_ends_in(name, suffix, start, show, qtbot):
    chart = show(made(TornadoChart), 400, 120)
    with qtbot.waitSignal(chart.to_save) as saved:
        chart.save_as(Path("folder") / name, suffix)
    path, data = saved.args
    assert path.name in {name, name + suffix}
    assert bytes(data).startswith(start)


def test_a_drawing_on_the_clipboard_is_one_for_programs_that_know_drawings(show):
    chart = show(made(ValueMap), 400, 240)
    chart.copy_svg()
    data = QGuiApplication.clipboard().mimeData()
    assert bytes(data.data("image/svg+xml").data()).startswith(b"<?xml")
    # Without a display Qt frees what the clipboard holds after Python is gone, and a drawing comes from Python.
    QGuiApplication.clipboard().clear()


def test_the_rival_is_named_where_the_lead_is_lost():
    chart = made(TornadoChart)
    assert chart.as_text() == (
        f"The lead is +1.5 now. {HOSTILE} halved −3.2, Contoso first, doubled +8.5. "
        "Price halved +3.8, doubled −3.1, Contoso first"
    )


def test_text_and_table_print_the_leads_as_the_verdict_does(qapp):
    chart = TornadoChart()
    bar = TornadoBar("a", 7.01, "cf", Shown(7.1, 1), -0.02, "cf", Shown(-0.02, 2))
    chart.show_bars([bar], 7.01, "+7.1", "cf", {"a": "Price"}, {"cf": "Contoso"})
    assert chart.as_text() == "The lead is +7.1 now. Price halved +7.1, doubled −0.02, Contoso first"
    assert chart.table().rows == (("Price", "+7.1", "Contoso", "−0.02", "Contoso"),)


def test_a_lead_that_only_floats_find_is_none(qapp):
    chart = TornadoChart()
    bar = TornadoBar("a", -11.7, "cf", Shown(-11.7, 1), 23.3, "cf", Shown(23.3, 1))
    chart.show_bars([bar], -7e-15, "0.0", "cf", {"a": "Price"}, {"cf": "Contoso"})
    assert chart.as_text().startswith("There is no lead now. Price halved")


def test_each_score_is_told_with_its_range_and_that_of_the_draws(qapp):
    chart = SpanChart()
    chart.show_spans(
        [
            ScoreSpan("nw", 60.0, 55.0, 65.0, (57.0, 63.0)), ScoreSpan("cf", 40.0, 40.0, 40.0, (40.01, 40.02)),
            ScoreSpan("fb", 30.0, 30.0, 30.0),
        ],
        {"nw": "Northwind", "cf": "Contoso", "fb": "Fabrikam"},
    )  # fmt: skip
    assert chart.as_text() == (
        "Northwind 60.0, at worst 55.0, at best 65.0; nine in ten draws from 57.0 to 63.0. "
        "Contoso 40.0; nine in ten draws at 40.0. Fabrikam 30.0"
    )


def test_a_point_off_the_frontier_is_hollow_and_says_so(show):
    chart = show(made(ValueMap), 400, 240)
    off = next(mark for mark in chart.marks() if "off the frontier" in mark.tip)
    picture: QImage = chart.grab().toImage()
    scale = picture.devicePixelRatio()
    centre = off.box.center() * scale
    assert QColor(picture.pixel(centre.toPoint())) == theme().color("bg0")
    assert off.tip == "Fabrikam: benefit 78.8 for 31200, off the frontier"


def test_a_chart_with_more_in_it_takes_more_room_and_is_told_anew(show, qtbot):
    page = QWidget()
    column = QVBoxLayout(page)
    curves = CurvesChart()
    column.addWidget(curves)
    column.addStretch(1)
    show(page, 640, 800)
    picture = CurvePicture("Price", ((0, 0), (1, 1)), "1", "9", ())
    curves.show_curves([picture], ())
    column.activate()
    low = curves.height()
    curves.show_curves([picture] * 12, ())
    column.activate()
    assert curves.height() > 2 * low
    qtbot.waitUntil(lambda: curves.accessibleDescription() == curves.as_text())
