"""Backups: making one now, one file to take away, and going back to an earlier state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.domain.changes import Changes
from consultant_desk.domain.clock import parse_instant
from consultant_desk.domain.progress import Progress
from consultant_desk.errors import DeskError
from consultant_desk.services.backups import BackupRow, restore
from ui.entry import formats
from ui.file_dialogs import open_file, save_file
from ui.jobs import Job
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.widgets.buttons import Button
from ui.widgets.dialogs import ask
from ui.widgets.panels import EmptyState
from ui.widgets.progress import ProgressLine
from ui.widgets.table import RecordTable
from ui.widgets.text import Text, heading

T = TypeVar("T")

ZIP = "One file (*.zip)"


def size_text(size: int) -> str:
    """Return a size in bytes as people say it."""
    for unit, step in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)):
        if size >= step:
            return f"{formats().number(round(size / step, 1))} {unit}"
    return f"{size} bytes"


def _note(row: BackupRow) -> Cell:
    return Cell(row.alarm, "warn", icon="triangle-alert") if row.alarm else Cell("")


COLUMNS: tuple[Column[BackupRow], ...] = (
    Column("Made", lambda row: Cell(formats().time(parse_instant(row.made_at)), bold=True), 190),
    Column("Why", lambda row: Cell(row.why, "text2"), 130),
    Column("Records", lambda row: Cell(formats().number(row.records), "text2"), 90, number=True),
    Column("Size", lambda row: Cell(size_text(row.size), "text2"), 90, number=True),
    Column("", _note),
)


class BackupPart(QWidget):
    """The backups there are, newest first; Enter goes back to one."""

    title = "Backups"
    icon = "archive"

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.setAccessibleName(self.title)
        self.now = Button("Back up now", icon="archive", run=self.make)
        self.export = Button("Export to one file …", icon="download", run=self._ask_export)
        self.bring = Button("Restore a file …", icon="upload", run=self._ask_file)
        self.progress = ProgressLine()
        self.table: RecordTable[BackupRow] = RecordTable(COLUMNS, lambda row: str(row.folder), name="Backups")
        self.table.setSortingEnabled(False)
        self.table.opened.connect(self._ask_restore)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        sentence = "There is no backup yet. One is made each day you work and whenever you close the window."
        self.stack.addWidget(EmptyState(sentence))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)

    def refresh(self, _changes: Changes) -> None:
        """Look for the backups again."""
        self._shell.read(self._shell.desk.backups.list, self._show, key="backups")

    def make(self) -> None:
        """Make a backup now."""
        make = self._shell.desk.backups.make
        self._work(
            "Making a backup",
            lambda job: make(progress=job.report),
            lambda _row: self._told("Backup made and verified."),
        )

    def export_to(self, file: Path) -> None:
        """Write the whole workspace into one file."""

        def done(records: int) -> None:
            self._told(f"{formats().number(records)} records written to {file.name}.")

        export = self._shell.desk.backups.export
        self._work("Writing the file", lambda job: export(file, job.report), done)

    def restore_from(self, source: Path) -> None:
        """Go back to a backup or an exported file; what is there now is kept as a backup."""
        shell = self._shell
        folder = shell.desk.folder

        def work(progress: Progress) -> Path:
            return restore(source, folder, shell.clock, progress).folder

        shell.replace_workspace("Restoring the workspace", work)

    def _head(self) -> QVBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.now, self.export, self.bring):
            buttons.addWidget(button)
        buttons.addStretch(1)
        words = "Copies lie in the folder “backups” of the workspace and are thinned with age. Enter goes back to one."
        head = QVBoxLayout()
        head.setContentsMargins(24, 16, 24, 12)
        head.setSpacing(12)
        head.addWidget(heading(self.title))
        head.addWidget(Text(words, tone="text2", wrap=True))
        head.addLayout(buttons)
        head.addWidget(self.progress)
        return head

    def _work(self, what: str, work: Callable[[Job], T], done: Callable[[T], None]) -> None:
        def finished(value: T) -> None:
            self._rest()
            done(value)

        def failed(error: DeskError) -> None:
            self._rest()
            self._shell.told(error)

        for button in (self.now, self.export, self.bring):
            button.setEnabled(False)
        self.progress.begin(what)
        self.progress.follow(self._shell.jobs.serial_job(work, finished, failed, self._rest, owner=self))

    def _rest(self) -> None:
        self.progress.end()
        for button in (self.now, self.export, self.bring):
            button.setEnabled(True)

    def _told(self, sentence: str) -> None:
        self._shell.toast.say(sentence)
        self.refresh(Changes(everything=True))

    def _show(self, rows: tuple[BackupRow, ...]) -> None:
        self.table.set_rows(rows)
        self.stack.setCurrentIndex(0 if rows else 1)

    def _ask_export(self) -> None:
        name = f"{self._shell.desk.name} {self._shell.today().isoformat()}.zip"
        file = save_file(self, self._shell.settings, "Export to one file", name, ZIP)
        if file is not None:
            self.export_to(file)

    def _ask_file(self) -> None:
        file = open_file(self, self._shell.settings, "Restore a file", ZIP)
        if file is not None:
            self._confirm(file, file.name)

    def _ask_restore(self, key: str) -> None:
        row = next((row for row in self.table.rows_model.rows if str(row.folder) == key), None)
        if row is not None:
            self._confirm(row.folder, formats().time(parse_instant(row.made_at)))

    def _confirm(self, source: Path, name: str) -> None:
        sentence = (
            f"The workspace goes back to {name}. What is in it now is kept as a backup first, so you can return. "
            "This cannot be undone with Ctrl+Z."
        )
        ask(self._shell.window, "Go back to this state?", sentence, "Restore", lambda: self.restore_from(source))
