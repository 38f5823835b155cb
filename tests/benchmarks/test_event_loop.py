"""Nothing holds the event loop of the window for 50 ms: measured in processor time of the UI thread."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from tests.benchmarks.big_statement import statement
from tests.ui.conftest import *  # noqa: F403 - the fixtures of the window
from tests.ui.scene import CLOCK
from ui.pages import load_pages, page_specs
from ui.window import Window

LONGEST = 0.05
ORACLES = Path(__file__).parents[1] / "oracles" / "statements"


class Watchdog:
    """Measures how long the UI thread works between two turns of its event loop."""

    def __init__(self):
        self.gaps, self._last = [], [time.thread_time()]
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)

    def __enter__(self):
        self._last[0] = time.thread_time()
        self._timer.start(0)
        return self

    def __exit__(self, *_):
        self._timer.stop()

    def _tick(self):
        now = time.thread_time()
        self.gaps.append(now - self._last[0])
        self._last[0] = now


@pytest.mark.parametrize("page", [spec.id for spec in page_specs()])
def test_showing_a_section_holds_the_event_loop_for_less_than_50_ms(page, show, settings, filled, jobs, qtbot):
    load_pages()
    window = show(Window(page_specs(), settings, jobs, CLOCK), 1440, 900)
    window.open_desk(filled, "today" if page != "today" else "settings")
    qtbot.wait(100)
    with Watchdog() as watched:
        window.go(page)
        qtbot.wait(200)
    assert max(watched.gaps) < LONGEST


def test_importing_a_hundred_thousand_lines_holds_the_event_loop_for_less_than_50_ms(
    show, settings, filled, jobs, qtbot, tmp_path
):
    file = tmp_path / "big.csv"
    file.write_bytes(statement(100_000))
    load_pages()
    window = show(Window(page_specs(), settings, jobs, CLOCK), 1440, 900)
    window.open_desk(filled, "earnings")
    qtbot.wait(200)
    page = window.current_page()
    page.import_statement(ORACLES / "awin.csv")  # which makes the view, and the worker is not needed yet
    qtbot.waitUntil(lambda: page.importing.session.shown is not None, timeout=60_000)
    with Watchdog() as watched:
        page.import_statement(file)
        qtbot.waitUntil(lambda: page.importing.session.opened is None, timeout=60_000)
        qtbot.waitUntil(lambda: page.importing.session.shown is not None, timeout=60_000)
        qtbot.wait(200)
        page.importing.apply()
        qtbot.waitUntil(lambda: page.importing.session.shown is None, timeout=60_000)
        qtbot.wait(500)
    assert max(watched.gaps) < LONGEST
