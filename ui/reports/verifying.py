"""Checking report files: chosen or dropped, with the password of an encrypted one, and the answer in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from consultant_desk.errors import DeskError
from consultant_desk.paths import places
from reports.verification import Verification
from reports.worker import ReportWorker, WorkCancelled
from ui.errors import show_failure
from ui.jobs import Cancelled, Job, Jobs
from ui.reports.files import read_file
from ui.reports.passwords import AskPasswordSheet
from ui.reports.verify_sheet import VerifySheet
from ui.widgets.toast import Toast

Verify = Callable[[bytes, str, Callable[[], bool]], Verification]
"""Checks a file with its password, asking often whether it was cancelled."""


def choose_report(parent: QWidget) -> str:
    """Ask which file to check."""
    return QFileDialog.getOpenFileName(parent, "Verify a report file", str(places().documents), "Reports (*.pdf)")[0]


def verify_alone(pdf: bytes, password: str, cancelled: Callable[[], bool]) -> Verification:
    """Check a file without a workspace: whether one issued it is not asked then."""
    worker = ReportWorker()
    try:
        return worker.verify(pdf, None, cancelled, password=password)
    finally:
        worker.close()


class Verifying:
    """Checks files over whatever the window shows; a note says so meanwhile, and stops it."""

    def __init__(self, window: QWidget, jobs: Jobs, toast: Toast, verify: Verify = verify_alone) -> None:
        self._window, self._jobs, self._toast, self._verify = window, jobs, toast, verify
        self.ask_file: Callable[[], str] = partial(choose_report, window)

    def choose(self) -> None:
        """Ask for a report file and check it."""
        name = self.ask_file()
        if name:
            self.check(Path(name))

    def check(self, path: Path) -> None:
        """Check a file; its password is asked for where it needs one."""
        self._check(path, lambda: read_file(path), "")

    def _check(self, path: Path, read: Callable[[], bytes], password: str) -> None:
        def work(job: Job) -> tuple[bytes, Verification]:
            pdf = read()
            try:
                return pdf, self._verify(pdf, password, lambda: job.cancelled)
            except WorkCancelled as error:
                raise Cancelled from error

        def arrived(found: tuple[bytes, Verification]) -> None:
            self._toast.hide()
            pdf, answer = found
            if answer.locked:
                self._ask_password(path, pdf, wrong=bool(password))
            else:
                VerifySheet(self._window, path.name, answer, self.check).open()

        def broke(error: DeskError) -> None:
            self._toast.hide()
            show_failure(self._window, self._toast, error)

        job = self._jobs.run(work, arrived, broke)
        if job.under_way:
            self._toast.say(f"Checking {path.name[:60]} …", "Cancel", job.cancel)

    def _ask_password(self, path: Path, pdf: bytes, *, wrong: bool) -> None:
        """Ask for the password; the bytes already read are checked, whatever became of the file meanwhile."""

        def use(password: str) -> None:
            self._check(path, lambda: pdf, password)

        AskPasswordSheet(self._window, path.name, use, wrong=wrong).open()
