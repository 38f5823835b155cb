"""Takes pictures of every screen of a workspace without a display, for `demo --pictures` and the documentation.

The program draws with its own fonts, so the same data give the same pixels on every machine.
"""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QAbstractButton, QApplication

from consultant_desk.paths import made
from consultant_desk.settings import REDUCE_MOTION, Settings
from ui.fonts import load_fonts
from ui.garbage import collected_on_this_thread
from ui.jobs import Jobs
from ui.pages import PageSpec, page_specs
from ui.reports.pictures import PageImages
from ui.theme import Mode, theme
from ui.widgets.tabs import StepsBar, TabsBar
from ui.window import Window

if TYPE_CHECKING:
    from consultant_desk.desk import Desk

log = logging.getLogger(__name__)

SIZES = ((1440, 900), (1024, 700))
MODES = (Mode.LIGHT, Mode.DARK)
MOMENT_MS = 60
LONGEST_WAIT = 100
"""Moments a screen may take until it stands still: a preview of pages is built by another process."""


def take_pictures(folder: Path, output: Path, subject: str = "Harbour Bakeries") -> list[Path]:
    """Draw the screens of the workspace in `folder` to PNG files in `output`; `subject` is looked for in the palette.

    The workspace is opened for reading only. Files are named `section-part-light-1440.png`.
    """
    from consultant_desk.desk import Desk  # SQLAlchemy is imported after Qt, as in the program

    app = _application()
    made(output)
    with (
        collected_on_this_thread(),
        tempfile.TemporaryDirectory() as scratch,
        Desk.open(folder, read_only=True) as desk,
    ):
        settings = Settings(Path(scratch) / "settings.toml")
        settings.set(REDUCE_MOTION, value=True)
        photographer = Photographer(desk, settings, output, subject)
        taken = [picture for size in SIZES for mode in MODES for picture in photographer.session(app, size, mode)]
    theme().set_mode(Mode.SYSTEM)
    return taken


class Photographer:
    """Walks through a window and keeps what it shows."""

    def __init__(self, desk: Desk, settings: Settings, output: Path, subject: str) -> None:
        self._desk = desk
        self._settings = settings
        self._output = output
        self._subject = subject

    def session(self, app: QApplication, size: tuple[int, int], mode: Mode) -> Iterator[Path]:
        """Yield the pictures of one window of this size in this appearance."""
        theme().install(app, mode)
        jobs = Jobs(inline=True)
        specs = page_specs()
        window = Window(specs, self._settings, jobs)
        window.resize(*size)
        window.show()
        try:
            window.open_desk(self._desk)
            ending = f"{mode.value}-{size[0]}"
            for spec in specs:
                yield from self._section(window, spec, ending)
            window.go(specs[0].id)
            window.palette_view.open(self._subject)
            yield self._keep(window, f"palette-{ending}")
        finally:
            for shown in window.findChildren(PageImages):
                shown.close()
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
            jobs.close()

    def _section(self, window: Window, spec: PageSpec, ending: str) -> Iterator[Path]:
        """Yield a section as it opens, and each of its tabs or steps."""
        window.go(spec.id)
        yield self._keep(window, f"{spec.id}-{ending}")
        shown = [(kind, first) for kind in sorted(spec.opens) if (first := self._first(kind))]
        for kind, first in shown:
            window.open_record(kind, first)
            yield from self._parts(window, spec.id, ending)
        if not shown:
            yield from self._parts(window, spec.id, ending)

    def _first(self, kind: str) -> str:
        """Return the record of this kind that is shown: the one the subject finds, else the first product."""
        found = next((hit.id for hit in self._desk.search.find(self._subject) if hit.kind == kind), "")
        products = self._desk.products.list() if kind == "product" else ()
        return found or next((product.id for product in products), "")

    def _parts(self, window: Window, section: str, ending: str) -> Iterator[Path]:
        page = window.current_page()
        bars = [*page.findChildren(StepsBar), *page.findChildren(TabsBar)] if page is not None else []
        for bar in bars[:1]:
            for button in bar.findChildren(QAbstractButton):
                if window.current_page() is not page or not button.isVisible():
                    break
                button.click()
                if window.current_page() is page:
                    yield self._keep(window, f"{section}-{bar.current()}-{ending}")

    def _keep(self, window: Window, name: str) -> Path:
        """Write the window as a PNG once two looks at it are equal."""
        picture = window.grab().toImage()
        for _ in range(LONGEST_WAIT):
            wait(MOMENT_MS)
            next_look = window.grab().toImage()
            if next_look == picture:
                break
            picture = next_look
        file = self._output / f"{name}.png"
        picture.save(str(file))
        return file


def wait(milliseconds: int) -> None:
    """Let the event loop run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _application() -> QApplication:
    """Return the application, without a display if none was made yet."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_log_message)
    app = QApplication(["consultant-desk"])
    load_fonts()
    return app


def _log_message(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Keep to the log what Qt says: without a display it remarks on everything it cannot do."""
    log.info("Qt: %s", text)
