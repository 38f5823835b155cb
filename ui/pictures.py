"""Pictures of the window's screens, for the demo and the guide: every section, light and dark, in two sizes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from consultant_desk.desk import Desk
from consultant_desk.errors import EnvironmentFailure
from consultant_desk.settings import Settings
from ui.fonts import load_fonts
from ui.jobs import Jobs
from ui.pages import page_specs
from ui.theme import Mode, theme
from ui.window import Window

SIZES = ((1440, 900), (1024, 700))
SETTLE_MS = 400


def take_pictures(folder: Path, output: Path) -> list[Path]:
    """Draw the screens of a workspace into PNG files and return them; needs no display."""
    output.mkdir(parents=True, exist_ok=True)
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["consultant-desk"])
    assert isinstance(app, QApplication)  # noqa: S101 - tells the type checker which of the two it is
    load_fonts()
    with tempfile.TemporaryDirectory() as place, Desk.open(folder) as desk:
        settings = Settings(Path(place) / "settings.toml")
        return [picture for mode in (Mode.LIGHT, Mode.DARK) for picture in _in_mode(app, desk, settings, output, mode)]


def _in_mode(app: QApplication, desk: Desk, settings: Settings, output: Path, mode: Mode) -> Iterator[Path]:
    theme().install(app, mode)
    jobs = Jobs()
    window = Window(page_specs(), settings, jobs)
    window.show()
    window.open_desk(desk)
    for width, height in SIZES:
        window.resize(width, height)
        for name in _visits(window, desk):
            _settle()
            file = output / f"{name}-{mode.value}-{width}.png"
            if not window.grab().save(str(file)):
                raise EnvironmentFailure(f"The picture {file} could not be written.", "", "Is there space left?")
            yield file
    window.close()
    jobs.close()
    window.deleteLater()
    _settle(1)


def _visits(window: Window, desk: Desk) -> Iterator[str]:
    """Go through the screens; each is drawn when its name is yielded."""
    for spec in page_specs():
        window.go(spec.id)
        if spec.id == "clients":
            window.open_record("client", desk.clients.find_id("Harbour Bakeries"))
        yield spec.id
    window.palette_view.open("harb")
    yield "palette"
    window.palette_view.close_palette()


def _settle(milliseconds: int = SETTLE_MS) -> None:
    """Let reads arrive and animations end."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
