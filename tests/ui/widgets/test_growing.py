"""A text that grows with what is typed scrolls only once it is as high as it gets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.widgets.prose import MAX_LINES, GrowingArea


class Watch(QObject):
    """Notes which of some widgets were ever shown."""

    def __init__(self, *widgets):
        super().__init__()
        self.shown = []
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show:
            self.shown.append(watched)
        return False


@pytest.fixture
def area(show):
    page = QWidget()
    column = QVBoxLayout(page)
    made = GrowingArea(name="Note")
    column.addWidget(made)
    column.addStretch(1)
    show(page, 300, 600)
    return made


def test_no_bar_comes_up_while_there_is_room_to_grow(area):
    watch = Watch(area.verticalScrollBar(), area.horizontalScrollBar())
    for line in range(MAX_LINES - 1):
        area.insertPlainText(("\n" if line else "") + f"Line {line}")
        QApplication.processEvents()
    assert watch.shown == []


def test_long_words_and_wrapped_lines_grow_without_a_bar_too(area):
    watch = Watch(area.verticalScrollBar(), area.horizontalScrollBar())
    for _ in range(6):
        area.insertPlainText("word " * 6 + "x" * 60 + "\n")
        QApplication.processEvents()
        if area.height() >= MAX_LINES * area.fontMetrics().lineSpacing():
            break
        assert watch.shown == []


def test_text_beyond_the_greatest_height_scrolls_up_and_down_only(area, qtbot):
    area.show_value("\n".join(f"Line {line}" for line in range(40)))
    qtbot.waitUntil(area.verticalScrollBar().isVisible)
    assert not area.horizontalScrollBar().isVisible()
    area.show_value("One line")
    qtbot.waitUntil(lambda: not area.verticalScrollBar().isVisible())
