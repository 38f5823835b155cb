"""Tab goes as the eye does, also through what was added later."""

from __future__ import annotations

import gc

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.evaluations.pair_rows import Pair, PairRows
from ui.widgets.choice import Option, Segmented
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field, TextArea
from ui.widgets.reading import reading_order
from ui.widgets.tabs import Tab, TabsBar


def stops(sheet, count, *, back=False):
    """Return the names of what Tab stops at, one after the other."""
    modifier = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    names = []
    for _ in range(count):
        names.append(QApplication.focusWidget().accessibleName())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, modifier)
    return names


def test_tab_walks_the_rows_of_a_scale_before_what_stands_below_them(show):
    sheet = Sheet(None, "Scale")
    rows = PairRows("Level", "Value", "Add a level")
    sheet.body.addWidget(Field(name="Name"))
    sheet.body.addWidget(rows)
    sheet.body.addWidget(Field(name="Unit"))
    rows.show_pairs([Pair("None", "0")])
    show(sheet)
    assert stops(sheet, 6) == ["Name", "Level 1", "Value 1", "Take row 1 away", "Add a level", "Unit"]


def test_shift_tab_walks_the_same_way_back_and_around_the_end(show):
    sheet = Sheet(None, "Scale")
    for name in ("First", "Second"):
        sheet.body.addWidget(Field(name=name))
    sheet.add_cancel()
    show(sheet)
    assert stops(sheet, 4, back=True) == ["First", "Cancel", "Second", "First"]


def test_a_text_of_several_lines_does_not_hold_the_keyboard(show):
    sheet = Sheet(None, "Note")
    sheet.body.addWidget(TextArea(name="Note", lines=2))
    sheet.body.addWidget(Field(name="After"))
    show(sheet)
    assert stops(sheet, 2) == ["Note", "After"]


def test_a_grid_is_read_row_by_row_and_what_is_hidden_is_left_out(show):
    box = QWidget()
    column = QVBoxLayout(box)
    grid = QGridLayout()
    column.addLayout(grid)
    for row, place, name in ((1, 0, "c"), (0, 1, "b"), (0, 0, "a")):
        grid.addWidget(Field(name=name), row, place)
    hidden = Field(name="hidden")
    column.addWidget(hidden)
    hidden.hide()
    show(box)
    assert [widget.accessibleName() for widget in reading_order(box)] == ["a", "b", "c"]


def test_of_tabs_the_current_one_is_the_stop(show):
    sheet = Sheet(None, "Tabs")
    tabs = TabsBar([Tab("a", "First"), Tab("b", "Second")], name="Parts")
    sheet.body.addWidget(tabs)
    sheet.body.addWidget(Field(name="After"))
    show(sheet)
    tabs.set_current("b")
    assert stops(sheet, 2, back=True) == ["After", "Second"]


def test_what_stands_in_a_field_reached_by_tab_is_typed_over(show):
    sheet = Sheet(None, "Ends")
    first, second = Field("0", name="Worst"), Field("10", name="Best")
    sheet.body.addWidget(first)
    sheet.body.addWidget(second)
    show(sheet)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "24")
    assert second.text() == "24"


def test_looking_at_a_scroll_area_and_at_one_choice_of_many_keeps_them(show):
    def fill(column):
        area = QScrollArea()
        area.setWidget(Field(name="Inside"))
        area.viewport().setAutoFillBackground(False)  # from now on Python knows the viewport
        column.addWidget(area)
        column.addWidget(Segmented([Option("a", "A"), Option("b", "B")], name="Which"))

    box = QWidget()
    fill(QVBoxLayout(box))
    show(box)
    seen = [widget.accessibleName() for widget in reading_order(box)]
    gc.collect()
    assert [widget.accessibleName() for widget in reading_order(box)] == seen
    assert seen[1:] == ["Inside", "A"]
