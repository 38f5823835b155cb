"""The title bar: the way back, and the keyboard that stays on a button while the bar is made anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.titlebar import TitleBar


@pytest.fixture
def refilled(show):
    """A title bar in a window with fields, and how its buttons are made anew."""
    window = QWidget()
    column, bar, fields = QVBoxLayout(window), TitleBar("Customer desk"), (QLineEdit(), QLineEdit())
    for widget in (bar, *fields):
        column.addWidget(widget)

    def fill(*labels):
        bar.set_crumbs([("Evaluations", lambda: None)])
        bar.clear_buttons()
        for label in labels:
            bar.add_button(label, lambda: None)
        QApplication.processEvents()

    fill("Issue version 1", "Start a report")
    show(window)
    return bar, fields, fill


def hold(bar, label):
    next(button for button in bar.findChildren(Button) if button.isVisible() and button.text() == label).setFocus()


@pytest.mark.parametrize("label", ["Evaluations", "Issue version 1", "Start a report"])
def test_a_title_bar_made_anew_keeps_the_keyboard(refilled, qtbot, label):
    bar, _fields, fill = refilled
    for labels in (("Start a report", "Issue version 1"), ("Issue version 1", "Start a report")):
        hold(bar, label)
        fill(*labels)
        qtbot.waitUntil(lambda: getattr(bar.window().focusWidget(), "text", str)() == label)
        assert bar.window().focusWidget().isVisible()


def test_a_title_bar_says_when_the_button_that_had_the_keyboard_is_gone(refilled, qtbot):
    bar, _fields, fill = refilled
    hold(bar, "Issue version 1")
    with qtbot.waitSignal(bar.keyboard_lost):
        fill("Start a report")


@pytest.mark.parametrize("between", [True, False], ids=["between", "afterwards"])
def test_a_title_bar_made_anew_takes_the_keyboard_from_nobody_else(refilled, qtbot, between):
    bar, fields, _fill = refilled
    hold(bar, "Issue version 1")
    bar.clear_buttons()
    field = next(one for one in fields if not one.hasFocus())  # the other one may be Qt's own choice
    if between:
        field.setFocus()
    bar.clear_buttons()
    bar.add_button("Issue version 1", lambda: None)
    field.setFocus()
    with qtbot.assertNotEmitted(bar.keyboard_lost, wait=20):
        QApplication.processEvents()
    assert field.hasFocus()


def test_a_title_bar_shows_the_way_here_and_leads_back(show, qtbot):
    went = []
    bar = show(TitleBar("Customer desk", "for Harbour Bakeries"))
    bar.set_crumbs([("Evaluations", lambda: went.append(1))])
    qtbot.mouseClick(next(b for b in bar.findChildren(Button) if b.text() == "Evaluations"), Qt.MouseButton.LeftButton)
    assert went == [1]
    assert (bar.title, bar.state) == ("Customer desk", "for Harbour Bakeries")
