"""Every test of the window starts with its theme and ends without leftover windows or threads."""

from __future__ import annotations

import gc
import os
import shutil
import threading

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication

from consultant_desk.domain.evaluation import independence
from consultant_desk.domain.evaluation.evaluate import evaluated
from ui.fonts import load_fonts
from ui.theme import Mode, theme


@pytest.fixture(scope="session", autouse=True)
def _themed(qapp):
    QLocale.setDefault(QLocale("en_IE"))
    assert load_fonts()
    theme().install(qapp, Mode.LIGHT)


@pytest.fixture(scope="package", autouse=True)
def _computed_again_once():
    """Remember what is computed again to show that a result is independent: most tests look at the sample."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(independence, "evaluate", evaluated)
        yield


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp, spare_children):
    if QApplication.topLevelWidgets():
        gc.collect()  # the windows of the test before: pytest held them until its end
        gc.freeze()  # what is left stays: walking over all modules again would take longer than most tests
    threads = set(threading.enumerate())
    yield
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in left:
        widget.close()
        widget.deleteLater()
    theme().set_mode(Mode.LIGHT)
    assert not left, f"windows left open: {left}"
    kept = {child._reader for child in spare_children}  # what reads the answers of the process that is handed on
    running = [thread for thread in set(threading.enumerate()) - threads - kept if thread.is_alive()]
    assert not running, f"threads left running: {running}"


@pytest.fixture
def show(qtbot):
    """Show a widget as a window of its own and close it after the test."""
    kept = []  # qtbot holds weak references only

    def _show(widget, width=640, height=480):
        qtbot.addWidget(widget)
        kept.append(widget)
        theme().dress(widget)
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return _show


@pytest.fixture
def jobs():
    """Threads of a window, stopped after the test."""
    from ui.jobs import Jobs

    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def inline_jobs():
    """Jobs that run at once, for tests about what is shown rather than when."""
    from ui.jobs import Jobs

    made = Jobs(inline=True)
    yield made
    made.close()


@pytest.fixture
def settings(tmp_path):
    """Options of a device that has none yet."""
    from consultant_desk.settings import Settings

    return Settings(tmp_path / "settings.toml")


@pytest.fixture(scope="session")
def filled_folder(tmp_path_factory):
    """A filled workspace, made once; tests work on copies of it."""
    from tests.ui.scene import filled_desk

    folder = tmp_path_factory.mktemp("template") / "Mara.desk"
    filled_desk(folder).close()
    return folder


@pytest.fixture
def filled_copy(filled_folder, tmp_path):
    """The folder of a filled workspace of one's own."""
    folder = tmp_path / "Mara.desk"
    shutil.copytree(filled_folder, folder)
    return folder


@pytest.fixture
def filled(filled_copy):
    """A filled workspace of one's own, open."""
    from consultant_desk.desk import Desk
    from tests.ui.scene import CLOCK

    desk = Desk.open(filled_copy, clock=CLOCK)
    yield desk
    desk.close()


@pytest.fixture
def held_writes(monkeypatch):
    """Holds what a window writes, as a busy disk does, until `.release()`."""

    class Held:
        def hold(self, jobs):
            self.waiting, self._write = [], jobs.write
            monkeypatch.setattr(jobs, "write", lambda *args, **named: self.waiting.append((args, named)))
            self._jobs = jobs

        def release(self):
            monkeypatch.setattr(self._jobs, "write", self._write)
            for args, named in self.waiting:
                self._write(*args, **named)

    return Held()
