"""Everything that goes out of an evaluation to others and comes back: matrices, questionnaires and their answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.commands import Command
from ui.entry import formats
from ui.evaluations.matrix_files import (
    EXPORTS,
    PAGES,
    TABLES,
    TableSource,
    read_bytes,
    suggested_name,
    with_suffix,
    write_whole,
)
from ui.evaluations.workbench import Workbench
from ui.file_dialogs import open_file
from ui.shell import Shell
from ui.widgets.buttons import MenuItem

if TYPE_CHECKING:
    from consultant_desk.services.evaluations.questionnaires import AnswerCheck

EXPORT_SUFFIXES = (".xlsx", ".csv", ".md", ".json")


class Exchange:
    """What the section Evaluations offers beyond its own files. `opened` returns the open workbench, if any."""

    def __init__(
        self, page: QWidget, shell: Shell, opened: Callable[[], Workbench | None], open_evaluation: Callable[..., None]
    ) -> None:
        self._page = page
        self._shell = shell
        self._opened = opened
        self._open = open_evaluation

    def commands(self) -> Sequence[Command]:
        """Return what can be done by name."""
        opened = self._is_open
        return (
            Command("evaluations.matrix", "Import a matrix of scores …", self.ask_table, "upload"),
            Command(
                "evaluations.matrix.paste", "Import a matrix from the clipboard", self.paste_table, "clipboard-list"
            ),
            Command("evaluations.matrix.export", "Export the matrix …", self.ask_export, "download", when=opened),
            Command("evaluations.ask", "Send a questionnaire …", self.send, "mail", when=opened),
            Command("evaluations.answer", "Take in an answer …", self.take_answer, "message-square-quote"),
        )

    def menu_items(self) -> list[MenuItem]:
        """Return the lines of the overflow menu."""
        return [command.menu_item() for command in self.commands() if command.when()]

    def ask_table(self) -> None:
        """Ask for the file of a matrix."""
        path = open_file(self._page, self._shell.settings, "Import a matrix of scores", TABLES)
        if path is not None:
            self.import_path(path)

    def import_path(self, path: Path) -> None:
        """Show what the matrix in a file would change."""
        from consultant_desk.services.tables import READ_BYTES

        self._shell.jobs.run(
            lambda _job: TableSource(path.name, read_bytes(path, READ_BYTES)), self.import_table, self._shell.told
        )

    def paste_table(self) -> None:
        """Show what the table on the clipboard would change."""
        self.import_text(QGuiApplication.clipboard().text())

    def import_text(self, text: str) -> None:
        """Show what a pasted table would change."""
        if text.strip():
            self.import_table(TableSource("the clipboard", text.encode("utf-8", "replace")))
        else:
            self._shell.toast.warn("There is no table on the clipboard.")

    def import_table(self, source: TableSource) -> None:
        """Open the plan for a table: into the open evaluation, or into a new one."""
        from ui.evaluations.matrix_import import MatrixImportSheet

        bench = self._opened()
        if bench is None:
            MatrixImportSheet(
                self._page, self._shell, source, None, None, lambda made: self._open(made, "scores")
            ).open()
            return
        bench.flush()
        sheet = bench.operations.sheet
        MatrixImportSheet(self._page, self._shell, source, sheet.id, sheet.problem, lambda _id: None).open()

    def ask_export(self) -> None:
        """Ask where the matrix goes."""
        bench = self._opened()
        if bench is None:
            return
        name = suggested_name(bench.operations.sheet.title, ".xlsx")
        name, kind = QFileDialog.getSaveFileName(self._page, "Export the matrix", name, ";;".join(EXPORTS))
        if name:
            self.export_path(with_suffix(name, kind, EXPORT_SUFFIXES))

    def export_path(self, path: Path) -> None:
        """Write matrix and result of the open evaluation, as the ending of the name says."""
        from consultant_desk.services.evaluations.matrix import MatrixFormat

        bench = self._opened()
        if bench is None:
            return
        bench.flush()
        area, key, form = self._shell.desk.evaluations, bench.operations.sheet.id, MatrixFormat(path.suffix[1:].lower())
        self._shell.read(
            lambda: write_whole(path, area.export_matrix(key, form, formats())),
            lambda written: self._shell.toast.say(f"Exported to {written.name[:60]}"),
        )

    def send(self) -> None:
        """Ask who is asked, then where the form goes."""
        from ui.evaluations.questionnaire_sheets import SendSheet

        bench = self._opened()
        if bench is not None:
            bench.flush()
            SendSheet(self._page, tuple(one.name for one in bench.session.problem.stakeholders), self._ask_page).open()

    def _ask_page(self, stakeholder: str) -> None:
        bench = self._opened()
        if bench is None:
            return
        name = suggested_name(f"{bench.operations.sheet.title}, {stakeholder}", ".html")
        name, kind = QFileDialog.getSaveFileName(self._page, "Save the questionnaire", name, PAGES)
        if name:
            self.write_page(stakeholder, with_suffix(name, kind or PAGES, (".html", ".htm")))

    def write_page(self, stakeholder: str, path: Path) -> None:
        """Write the form for a stakeholder."""
        bench = self._opened()
        if bench is None:
            return
        area, key = self._shell.desk.evaluations, bench.operations.sheet.id
        self._shell.read(
            lambda: write_whole(path, area.questionnaire(key, stakeholder, formats()).html.encode("utf-8")),
            lambda written: self._shell.toast.say(f"Saved {written.name[:60]}; send it to {stakeholder[:40]}"),
        )

    def take_answer(self, path: Path | None = None) -> None:
        """Ask for an answer, or read the one in a file."""
        from ui.evaluations.questionnaire_sheets import AnswerSheet

        bench = self._opened()
        sheet = AnswerSheet(
            self._page, self._shell, None if bench is None else bench.operations.sheet.id, self._answer_taken
        )
        sheet.open()
        if path is not None:
            sheet.read_file(path)

    def take_drop(self, path: Path) -> None:
        """Take a file that was dropped: an answer, or a matrix."""
        if path.suffix.lower() == ".json":
            self.take_answer(path)
        else:
            self.import_path(path)

    def _answer_taken(self, check: AnswerCheck) -> None:
        if self._opened() is None:
            self._open(check.evaluation_id)

    def _is_open(self) -> bool:
        return self._opened() is not None
