"""Rebuilds the pages 300 ms after the last change, off the UI thread; a new build cancels the one under way."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from consultant_desk.errors import DeskError
from reports.built import BuiltReport
from reports.progress import Progress, Tell
from reports.worker import WorkCancelled
from ui.jobs import Cancelled, Job, Jobs
from ui.reports.pictures import Opened, opened

PAUSE_MS = 300
Build = Callable[[Callable[[], bool], Tell], BuiltReport]
"""Builds, asking often whether it was cancelled, and telling how far it is."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A report as built: the file, its pages opened for showing, and how long the build took in seconds."""

    report: BuiltReport
    document: Opened
    seconds: float


class PreviewBuilder(QObject):
    """Builds one report at a time. `built` carries a `Preview`, `failed` the `DeskError` that says why there is none.

    `progressed` carries the page just drawn, how many there will be, and the stage (`reports.progress`).
    """

    started = Signal()
    progressed = Signal(int, int, str)
    built = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject, pause: int = PAUSE_MS) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._build: Build | None = None
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self._start)

    def want(self, build: Build, *, at_once: bool = False) -> None:
        """Build anew after the pause, or at once."""
        self._build = build
        if at_once:
            self._timer.stop()
            self._start()
        else:
            self._timer.start()

    def again(self) -> None:
        """Build once more what could not be built."""
        if self._build is not None:
            self.want(self._build, at_once=True)

    def outdated(self) -> None:
        """Drop what is being built: something it does not hold was just written, and is built after the pause."""
        if self._build is not None:
            self._cancel()
            self._timer.start()

    @property
    def under_way(self) -> bool:
        """Tell whether pages are still to come."""
        return self._timer.isActive() or (self._job is not None and self._job.under_way)

    def hurry(self) -> None:
        """Do not wait for the end of the pause: somebody waits for the pages."""
        if self._timer.isActive():
            self._timer.stop()
            self._start()

    def stop(self) -> None:
        """Build nothing any more."""
        self._timer.stop()
        self._build = None
        self._cancel()

    def _start(self) -> None:
        build = self._build
        if build is None:
            return
        self._cancel()
        self.started.emit()

        def work(job: Job) -> Preview:
            began = time.perf_counter()

            def tell(so_far: Progress) -> None:
                job.report(so_far.page, so_far.pages, so_far.stage.value)

            try:
                report = build(lambda: job.cancelled, tell)
            except WorkCancelled as error:
                raise Cancelled from error
            return Preview(report, opened(report.pdf), time.perf_counter() - began)

        self._job = self._jobs.run(work, self._arrived, self._broke)
        self._job.progressed.connect(self._told)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.progressed.disconnect(self._told)
            self._job.cancel()
            self._job = None

    def _told(self, page: int, pages: int, stage: str) -> None:
        if self._job is not None:  # what was told before it ended may arrive after it
            self.progressed.emit(page, pages, stage)

    def _arrived(self, preview: Preview) -> None:
        self._job = None
        self.built.emit(preview)

    def _broke(self, error: DeskError) -> None:
        self._job = None
        self.failed.emit(error)
