"""Nothing holds the event loop of the window for 50 ms: measured in processor time of the UI thread."""

import time

import pytest
from PySide6.QtCore import QTimer

from tests.ui.conftest import *  # noqa: F403 - the fixtures of the window
from tests.ui.scene import CLOCK
from ui.pages import load_pages, page_specs
from ui.window import Window

LONGEST = 0.05


@pytest.mark.parametrize("page", [spec.id for spec in page_specs()])
def test_showing_a_section_holds_the_event_loop_for_less_than_50_ms(page, show, settings, filled, jobs, qtbot):
    load_pages()
    window = show(Window(page_specs(), settings, jobs, CLOCK), 1440, 900)
    window.open_desk(filled, "today" if page != "today" else "settings")
    qtbot.wait(100)
    gaps, last = [], [time.thread_time()]

    def tick():
        now = time.thread_time()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(0)
    window.go(page)
    qtbot.wait(200)
    timer.stop()
    assert max(gaps) < LONGEST
