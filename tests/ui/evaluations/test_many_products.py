"""Many products: the matrix shrinks before it scrolls and says so, the verdict stays whole, notes give way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.evaluations.score_matrix import LEAST_COLUMN
from ui.widgets.sideways import SidewaysMark


@pytest.fixture
def bench(page, stored):
    page.open(stored, "scores")
    return page.workbench


def add(desk, stored, page, count):
    for place in range(count):
        desk.evaluations.add_candidate(stored, f"Product {place}")
    page._ask_sheet(stored)


def marks(matrix):
    return [mark for mark in matrix.findChildren(SidewaysMark) if mark.isVisible()]


def test_seven_products_fit_beside_editor_and_ranking(bench, desk, stored, page):
    add(desk, stored, page, 2)
    matrix = bench.scores.matrix
    assert matrix.horizontalScrollBar().maximum() == 0
    assert matrix.columnWidth(0) >= LEAST_COLUMN
    assert marks(matrix) == []


def test_twelve_products_scroll_and_the_header_says_where_the_others_are(bench, desk, stored, page):
    add(desk, stored, page, 7)
    matrix = bench.scores.matrix
    (right,) = marks(matrix)
    assert right.accessibleName() == f"{right.hidden_columns} more products to the right"
    assert matrix.columnWidth(0) == LEAST_COLUMN
    QTest.mouseClick(right, Qt.MouseButton.LeftButton)
    assert len(marks(matrix)) == 2
    matrix.horizontalScrollBar().setValue(matrix.horizontalScrollBar().maximum())
    (left,) = marks(matrix)
    assert left.accessibleName().endswith("to the left")


@pytest.mark.parametrize("height", [900, 700])
def test_the_lines_of_the_verdict_are_whole_however_many_products_there_are(
    bench, desk, stored, page, window, height, qtbot
):
    add(desk, stored, page, 7)
    window.resize(1440, height)
    panel = bench.panel
    for line in (panel._verdict.first, panel._verdict.second):
        qtbot.waitUntil(lambda line=line: line.height() >= line.heightForWidth(line.width()), timeout=2000)
        assert line.visibleRegion().boundingRect().height() == line.height()


def test_a_note_does_not_cover_the_way_to_what_a_warning_is_about(bench, desk, stored, page, window):
    add(desk, stored, page, 7)
    line = bench.scores._warning
    window.resize(1440, line._next.mapTo(window, line._next.rect().bottomLeft()).y() + 60)
    window.toast.say("Product moved to the Trash", "Undo", lambda: None)
    for button in (line._next, line._go, bench.panel._show):
        assert button.isVisible()
        assert not window.toast.geometry().intersects(
            button.rect().translated(button.mapTo(window, button.rect().topLeft()))
        )
