"""What stands in the window while a workspace is being replaced: what is done and how far; Cancel where it can stop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.jobs import Job
from ui.widgets.progress import ProgressLine

WIDTH = 520


class BusyView(QWidget):
    """Follows one job."""

    def __init__(self, what: str, job: Job, *, can_stop: bool) -> None:
        super().__init__()
        self.progress = ProgressLine()
        self.progress.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.progress.begin(what, can_stop=can_stop)
        self.progress.follow(job)
