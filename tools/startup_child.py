"""One start, measured from inside: a bare window, or the program on a workspace. Called by `tools.startup`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consultant_desk.desk import Desk

STARTED = float(sys.argv[2])


def mark(name: str, value: float) -> None:
    """Print one figure."""
    print(name, value, flush=True)


def since_start() -> float:
    """Return the seconds since the parent started this process."""
    return time.monotonic() - STARTED


def memory() -> float:
    """Return the proportional set size of this process in MiB, 0 where the system does not tell."""
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return 0.0
    lines = rollup.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def bare() -> None:
    """Show a window with a table of 20 x 5 cells until it is painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem

    class Bare(QMainWindow):
        """Ends the program once its first paint is done."""

        def paintEvent(self, event: QPaintEvent) -> None:
            """Paint, then stop."""
            super().paintEvent(event)
            QTimer.singleShot(0, painted)

    def painted() -> None:
        mark("painted", since_start())
        QApplication.exit()

    app = QApplication([])
    window = Bare()
    table = QTableWidget(20, 5)
    for row in range(20):
        for column in range(5):
            table.setItem(row, column, QTableWidgetItem(f"{row}, {column}"))
    window.setCentralWidget(table)
    window.resize(1000, 600)
    window.show()
    app.exec()


def desk(folder: str) -> None:
    """Start the program on a workspace; it is usable once its first page has been read and shown."""
    import ui.app
    from ui.window import Window

    class Watched(Window):
        """The window, which tells when it was painted and when its first page is there."""

        def open_desk(self, desk: Desk, first: str = "") -> None:
            """Open, then ask the reader thread for nothing: it answers after it has answered the page."""
            super().open_desk(desk, first)
            self._jobs.read(lambda: None, self._usable)

        def _usable(self, _nothing: None) -> None:
            self.repaint()
            mark("usable", since_start())
            mark("memory", memory())
            self.close()

    def watched(*arguments: object) -> Window:
        window = Watched(*arguments)  # type: ignore[arg-type]
        window.painted.connect(lambda: mark("painted", since_start()))
        return window

    vars(ui.app)["Window"] = watched  # `unittest.mock` would add its own 60 ms to what is measured
    ui.app.main([folder])


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        desk(sys.argv[3])
