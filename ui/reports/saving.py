"""Saving what a report is written as: one menu, one question where to, one note that leads to the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from consultant_desk.desk import Desk
from consultant_desk.errors import DeskError
from consultant_desk.formats import Formats
from consultant_desk.paths import places
from consultant_desk.services.evaluations.matrix import MatrixFormat
from consultant_desk.services.reports import ReportSheet
from reports.worker import WorkCancelled
from ui.entry import formats
from ui.jobs import Cancelled, Job
from ui.reports.files import file_name, with_suffix, write_file
from ui.reports.passwords import NewPasswordSheet
from ui.reports.sign_sheet import Identity, SignSheet
from ui.shell import Shell
from ui.widgets.buttons import MenuItem
from ui.widgets.dialogs import ask
from ui.widgets.progress import ProgressLine

T = TypeVar("T")
Asked = Callable[[], bool]
Make = Callable[[Asked], bytes]
"""Makes the bytes of a file in the pool; asks often whether the person gave it up."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """One line of the menu: its words, the file it writes, and who writes it."""

    id: str
    label: str
    kind: str
    suffix: str
    icon: str
    make: Callable[[Desk, str, Asked, Formats], bytes]
    what: str = ""
    keys: str = ""

    @property
    def command(self) -> str:
        """Return what the command is called."""
        return f"Save as: {self.label}"


PDF = FileKind(
    "pdf", "PDF", "Reports (*.pdf)", ".pdf", "file-down",
    lambda desk, report, asked, _: desk.reports.file(report, asked), keys="Ctrl+S",
)  # fmt: skip
KINDS: tuple[FileKind, ...] = (
    PDF,
    FileKind(
        "html", "Web page", "Web pages (*.html)", ".html", "globe",
        lambda desk, report, asked, _: desk.reports.html(report, asked),
    ),
    FileKind(
        "markdown", "Markdown", "Markdown (*.md)", ".md", "file-text",
        lambda desk, report, asked, _: desk.reports.markdown(report, asked),
    ),
    FileKind(
        "csv", "Matrix as CSV", "CSV (*.csv)", ".csv", "database",
        lambda desk, report, _, here: desk.reports.matrix(report, MatrixFormat.CSV, here), "matrix",
    ),
    FileKind(
        "xlsx", "Matrix as workbook", "Workbooks (*.xlsx)", ".xlsx", "database",
        lambda desk, report, _, here: desk.reports.matrix(report, MatrixFormat.XLSX, here), "matrix",
    ),
    FileKind(
        "evaluation", "Evaluation file", "Evaluation files (*.json)", ".json", "scale",
        lambda desk, report, _, __: desk.reports.evaluation_file(report), "evaluation",
    ),
)  # fmt: skip


def choose_target(parent: QWidget, suggested: Path, kind: str) -> str:
    """Ask where a file is to be written; nothing when the person thinks better of it."""
    return QFileDialog.getSaveFileName(parent, "Save as", str(suggested), kind)[0]


class Saving:
    """Writes files of the report that is open. `progress` shows what takes its time and stops it."""

    def __init__(self, shell: Shell, page: QWidget, progress: ProgressLine) -> None:
        self._shell, self._page, self._progress = shell, page, progress
        self._folder = places().documents
        self.ask_target: Callable[[str, str], str] = self._choose
        self.open_folder: Callable[[Path], None] = _opened

    def items(self, sheet: ReportSheet) -> Sequence[MenuItem]:
        """Return the lines of the menu: what holds the report, what holds its data, and copies with something added."""
        lines = [MenuItem(f"{kind.label}…", partial(self.save, sheet, kind), kind.icon) for kind in KINDS]
        copies = [MenuItem("Copy with a password…", partial(self.save_encrypted, sheet), "lock")]
        if sheet.row.state != "draft":
            copies.append(MenuItem("Signed copy…", partial(self.save_signed, sheet), "file-check-2"))
        return [*lines[:3], MenuItem(""), *lines[3:], MenuItem(""), *copies]

    def save_encrypted(self, sheet: ReportSheet) -> None:
        """Ask for a password twice, then save a copy that opens with it only."""
        desk, report_id = self._shell.desk, sheet.row.id

        def use(password: str) -> None:
            name = file_name(sheet, PDF.suffix, "encrypted")
            self.write(name, PDF.kind, lambda asked: desk.reports.encrypted(report_id, password, asked))

        NewPasswordSheet(self._shell.window, use).open()

    def save_signed(self, sheet: ReportSheet) -> None:
        """Ask for a certificate, show it, then save a signed copy of an issued report."""
        desk, report_id = self._shell.desk, sheet.row.id

        def use(by: Identity) -> None:
            def make(asked: Asked) -> bytes:
                return desk.reports.signed(report_id, by.p12, by.passphrase, stamp=by.stamp, cancelled=asked)

            self.write(file_name(sheet, PDF.suffix, "signed"), PDF.kind, make)

        SignSheet(self._shell, use).open()

    def save(self, sheet: ReportSheet, kind: FileKind) -> None:
        """Ask where to, and write the report as this kind of file."""
        desk, report_id, here = self._shell.desk, sheet.row.id, formats()
        name = file_name(sheet, kind.suffix, kind.what)
        self.write(name, kind.kind, lambda asked: kind.make(desk, report_id, asked, here))

    def write(self, name: str, kind: str, make: Make) -> None:
        """Ask where to, make the file in the pool and write it whole; a note leads to its folder."""
        target = self.ask_target(name, kind)
        if not target:
            return
        path = with_suffix(target, Path(name).suffix)
        if path != Path(target) and path.exists():  # the dialog asked about the name without its ending
            sentence = f"{path.name[:80]} is there already. What is in it is lost when it is replaced."
            ask(self._shell.window, "Replace the file?", sentence, "Replace it", lambda: self._write(path, make))
        else:
            self._write(path, make)

    def _choose(self, name: str, kind: str) -> str:
        """Suggest the folder of the file saved before: what one client gets lies together."""
        return choose_target(self._page, self._folder / name, kind)

    def _write(self, path: Path, make: Make) -> None:
        def work(job: Job) -> Path:
            try:
                data = make(lambda: job.cancelled)
            except WorkCancelled as error:
                raise Cancelled from error
            if job.cancelled:
                raise Cancelled
            return write_file(path, data)

        self.follow(f"Writing {path.name[:60]}", work, self._saved)

    def follow(self, what: str, work: Callable[[Job], T], done: Callable[[T], None]) -> None:
        """Run long work in the pool and show how far it is; a failure is told."""

        def arrived(value: T) -> None:
            self._progress.end()
            done(value)

        def broke(error: DeskError) -> None:
            self._progress.end()
            self._shell.told(error)

        self._progress.begin(what)
        job = self._shell.jobs.run(work, arrived, broke)
        job.finished.connect(self._progress.end)
        self._progress.follow(job)

    def _saved(self, path: Path) -> None:
        where = str(path.parent)
        shown = where if len(where) <= 80 else f"…{where[-79:]}"
        folder = self._folder = path.parent
        self._shell.toast.say(
            f"Saved as {path.name[:80]} in {shown}", "Show in folder", lambda: self.open_folder(folder)
        )


def _opened(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
