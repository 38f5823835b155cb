"""The section Evaluations: the list, and the workbench of the one that is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from consultant_desk.domain.changes import Changes
from consultant_desk.errors import DeskError, EnvironmentFailure
from consultant_desk.services.rows.evaluations import EvaluationRow
from consultant_desk.services.sheet import EvaluationSheet
from ui.commands import Command
from ui.drops import take_copy
from ui.evaluations.actions import OpenedSheet, read_sheet
from ui.evaluations.client_sheet import ChooseClientSheet, NewEvaluationSheet
from ui.evaluations.exchange import Exchange
from ui.evaluations.list_view import EvaluationsList
from ui.evaluations.lock_bar import LockBar
from ui.evaluations.matrix_files import dropped_file, suggested_name, write_whole
from ui.evaluations.name_sheet import NameSheet
from ui.evaluations.template_doors import TemplateDoors
from ui.evaluations.weight_doors import weight_commands
from ui.evaluations.wording import client_beside
from ui.evaluations.workbench import CRITERIA, NEED, PRODUCTS, RESULT, SCORES, Workbench
from ui.file_dialogs import open_file, save_file
from ui.pages import Page
from ui.shell import Shell
from ui.widgets.buttons import MenuItem

FILE_KIND = "Evaluation files (*.evaluation.json)"
SUFFIX = ".evaluation.json"
LARGEST_FILE = 20_000_000
ARCHIVED, OPEN = "archived", "open"

STEP_OF = {"criterion": "criteria", "criteria_group": "criteria", "candidate": "products", "score": "scores"}
"""The step on which a part of an evaluation stands."""


class EvaluationsPage(Page):
    """Lists evaluations and opens one at a time."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {
            "evaluation",
            "evaluation_lock",
            "interest",
            "criteria_group",
            "criterion",
            "candidate",
            "score",
            "score_evidence",
            "evidence",
            "weight_set",
        }
        | {"criterion_weight", "group_weight", "local_method", "need", "requirement", "client", "engagement", "person"}
        | {"product", "coverage", "coverage_evidence", "cost_line", "programme", "programme_terms", "account"}
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Evaluations")
        self._open_id = ""
        self._archived = False
        self._wanted: tuple[str, str | None] = ("", None)
        self._rows: tuple[EvaluationRow, ...] = ()
        self.workbench: Workbench | None = None
        self.lock_bar = LockBar(shell, self._open_sheet)
        self.exchange = Exchange(self, shell, lambda: self.workbench, self.open)
        self.templates = TemplateDoors(self, shell, lambda: self.workbench)
        self.setAcceptDrops(True)
        self.list = EvaluationsList(self._row_menu, shell.today)
        self.list.opened.connect(self.open)
        self.list.deleted.connect(self._delete)
        self.list.searched.connect(lambda _text: self._ask_rows())
        self.list.wanted.connect(self.new)
        self.list.import_wanted.connect(self.import_file)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self.body.addWidget(self._stack, 1)
        self._show_title()

    def refresh(self, changes: Changes) -> None:
        """Read the list again, and the open evaluation when something of it changed."""
        self._ask_rows()
        if self._open_id and changes:
            self._ask_sheet(self._open_id)

    def focus_record(self, kind: str, record_id: str) -> None:
        """Open an evaluation, or the one a criterion belongs to with the criterion chosen."""
        if kind == "evaluation":
            self.open(record_id)
        elif kind == "criterion":
            area = self.shell.desk.evaluations
            self.shell.read(
                lambda: area.of_criterion(record_id), lambda found: self.open(found[0], CRITERIA, criterion=found[1])
            )

    def focus_part(self, kind: str, record_id: str) -> None:
        """Go to a step by name, or to the step a part of the open evaluation stands on."""
        step = record_id if kind == "step" else STEP_OF.get(kind, "")
        if step and self.workbench is not None:
            self.workbench.go(step)
        elif step and self._open_id:
            self._ask_sheet(self._open_id, step)
        if kind == "score":
            area = self.shell.desk.evaluations
            self.shell.read(lambda: area.of_score(record_id), self._show_score)

    def _show_score(self, place: tuple[str, str]) -> None:
        candidate, criterion = place
        self._wanted = (criterion, candidate)
        if self.workbench is not None:
            self._choose_wanted(self.workbench)
            self.workbench.take_focus()

    def open(self, evaluation_id: str, step: str = "", *, criterion: str = "") -> None:
        """Open the workbench of an evaluation, at a step and with a criterion chosen if they are named."""
        self._wanted = (criterion, None)
        if evaluation_id == self._open_id and self.workbench is not None:
            if step:
                self.workbench.go(step)
            self._choose_wanted(self.workbench)
            return
        self._close_workbench()
        self._open_id = evaluation_id
        self._ask_sheet(evaluation_id, step)

    def back(self) -> bool:
        """Leave the workbench for the list."""
        if not self._open_id:
            return False
        self.show_list()
        return True

    def show_list(self) -> None:
        """Show the list; what was moved or typed is committed."""
        left = self._open_id
        self._close_workbench()
        self._show_title()
        self.list.table.choose(left)
        self.list.take_focus()

    def arrive(self) -> None:
        """Put the keyboard on the list or on the step."""
        if self.workbench is not None:
            self.workbench.take_focus()
        else:
            self.list.take_focus()

    def panes(self) -> Sequence[QWidget]:
        """Return what F6 walks through."""
        return self.workbench.panes() if self.workbench is not None else (self.list.table, self.list.search)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here by name."""
        steps = ((NEED, "Need"), (CRITERIA, "Criteria"), (PRODUCTS, "Products"), (SCORES, "Scores"), (RESULT, "Result"))
        opened = self._has_workbench
        return (
            Command("evaluations.new", "New evaluation", self.new, "plus", "Ctrl+N"),
            Command("evaluations.import", "Import an evaluation file …", self.import_file, "upload"),
            Command("evaluations.export", "Export this evaluation …", self._export_open, "download", when=opened),
            *self.exchange.commands(),
            *self.templates.commands(),
            Command(
                "evaluations.ranking", "Show or hide the ranking", self._toggle_ranking, "scale", "F8", when=opened
            ),
            *weight_commands(lambda: self.workbench.weights if self.workbench is not None else None),
            *self.lock_bar.commands(),
            *(
                Command(
                    f"evaluations.step.{step}",
                    f"Step {title}",
                    self._goer(step),
                    "chevron-right",
                    f"Alt+{place}",
                    opened,
                )
                for place, (step, title) in enumerate(steps, 1)
            ),
        )

    def menu(self) -> Sequence[MenuItem]:
        """Return the overflow menu."""
        if self.workbench is not None:
            *rows, line, delete = self._row_menu(self._open_id)[1:]
            own = [*self.lock_bar.menu(), line, *rows, *self.templates.menu_items()]
            return [*own, line, *self.exchange.menu_items(), line, delete]
        words = "Hide archived evaluations" if self._archived else "Show archived evaluations"
        return (
            MenuItem("Import an evaluation file …", self.import_file, "upload"),
            *self.exchange.menu_items(),
            MenuItem(words, self._toggle_archived, "archive"),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one table of scores, or one answer."""
        if dropped_file(event) is not None:
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what a dropped file would change."""
        path = dropped_file(event)
        if path is not None:
            take_copy(event)
            self.exchange.take_drop(path)

    def new(self) -> None:
        """Ask for title and client of a new evaluation, then open it at its needs."""
        NewEvaluationSheet(self, self.shell, lambda evaluation_id: self.open(evaluation_id, NEED)).open()

    def import_file(self) -> None:
        """Make an evaluation from a file."""
        path = open_file(self, self.shell.settings, "Import an evaluation file", FILE_KIND)
        if path is not None:
            self.import_path(path)

    def import_path(self, path: Path) -> None:
        """Make an evaluation from the file at a path; its faults are told with their places."""
        try:
            if path.stat().st_size > LARGEST_FILE:
                self.shell.told(EnvironmentFailure(f"{path.name} is too large for an evaluation file."))
                return
            data = path.read_bytes()
        except OSError as error:
            self.shell.told(EnvironmentFailure(f"{path.name} cannot be read: {error.strerror or error}."))
            return
        area = self.shell.desk.evaluations
        self.shell.write(lambda: area.import_file(data), self.open, say=f"Imported {path.name}")

    def _ask_rows(self) -> None:
        area, words, archived = self.shell.desk.evaluations, self.list.search.text(), self._archived
        self.shell.read(lambda: area.list(words, archived=archived), self._show_rows, key="evaluations")

    def _show_rows(self, rows: tuple[EvaluationRow, ...]) -> None:
        self._rows = rows
        self.list.show_rows(rows)
        if not self._open_id:
            self.title_bar.set_state(_count(len(rows)))

    def _ask_sheet(self, evaluation_id: str, step: str = "") -> None:
        desk = self.shell.desk
        operations = self.workbench.operations if self.workbench is not None else None

        def work() -> tuple[OpenedSheet, int]:
            finished = operations.finished if operations is not None else 0
            return read_sheet(desk, evaluation_id), finished

        def arrived(found: tuple[OpenedSheet, int]) -> None:
            read, finished = found
            if operations is None or finished >= operations.asked:
                self._show_sheet(read, step)

        self.shell.jobs.read(work, arrived, key="evaluation", failed=self._gone)

    def _show_sheet(self, read: OpenedSheet, step: str) -> None:
        if read.sheet.id != self._open_id:
            return
        if self.workbench is None:
            self.workbench = Workbench(self.shell, read, step)
            self.workbench.report_wanted.connect(self._open_report)
            self.workbench.table_pasted.connect(self.exchange.import_text)
            self.workbench.reading_wanted.connect(lambda: self._ask_sheet(self._open_id))
            self.workbench.lock_wanted.connect(self.lock_bar.lock)
            self.workbench.held_back.connect(self.lock_bar.explain)
            self.workbench.step_changed.connect(lambda _step: self._show_title())
            self.workbench.choose_client.connect(self._choose_client)
            self._stack.addWidget(self.workbench)
            self._stack.setCurrentWidget(self.workbench)
            self.workbench.go(step or CRITERIA)
            self.workbench.take_focus()
        else:
            self.workbench.load(read)
            if step:
                self.workbench.go(step)
        self._choose_wanted(self.workbench)
        self._show_title(read)

    def _choose_wanted(self, workbench: Workbench) -> None:
        (criterion, candidate), self._wanted = self._wanted, ("", None)
        if criterion:
            workbench.session.select(criterion, candidate)

    def _gone(self, error: DeskError) -> None:
        """Go back to the list when the open evaluation is no longer there, as after an undo."""
        known = self.workbench is None
        self._close_workbench()
        self._show_title()
        if known:
            self.shell.told(error)

    def _show_title(self, read: OpenedSheet | None = None) -> None:
        bar = self.title_bar
        if self.workbench is None:
            bar.set_crumbs(())
            bar.set_title("Evaluations", _count(len(self._rows)))
            bar.clear_buttons()
            bar.add_button("New evaluation", self.new, icon="plus", primary=True)
            return
        sheet = read.sheet if read is not None else self.workbench.operations.sheet
        bar.set_crumbs((("Evaluations", self.show_list),))
        bar.set_title(sheet.title, client_beside(sheet.title, sheet.client))
        bar.clear_buttons()
        at_result = self.workbench.current == RESULT
        self.lock_bar.show(bar, primary=self.workbench.current not in {NEED, RESULT})
        if at_result:
            bar.add_button("Write the report", self._open_report, icon="arrow-right", primary=True)

    def _open_sheet(self) -> EvaluationSheet | None:
        return self.workbench.operations.sheet if self.workbench is not None else None

    def _close_workbench(self) -> None:
        self._open_id = ""
        closing, self.workbench = self.workbench, None
        if closing is not None:
            closing.flush()
            self._stack.setCurrentWidget(self.list)
            self._stack.removeWidget(closing)
            closing.hide()
            closing.deleteLater()

    def _row_menu(self, evaluation_id: str) -> list[MenuItem]:
        row = next((row for row in self._rows if row.id == evaluation_id), None)
        archived = row is not None and row.status == ARCHIVED
        area = self.shell.desk.evaluations
        status = OPEN if archived else ARCHIVED
        return [
            MenuItem("Open", lambda: self.open(evaluation_id), "arrow-right", "Enter"),
            MenuItem("Rename", lambda: self._rename(evaluation_id, row.title if row else ""), "pencil"),
            MenuItem("Choose the client", lambda: self._choose_client(evaluation_id), "users"),
            MenuItem("Copy", lambda: self.shell.write(lambda: area.duplicate(evaluation_id), self.open), "copy"),
            MenuItem("Export …", lambda: self._export(evaluation_id), "download"),
            MenuItem(
                "Take out of the archive" if archived else "Archive",
                lambda: self.shell.write(lambda: area.edit(evaluation_id, status=status), say="State changed"),
                "archive",
            ),
            MenuItem(""),
            MenuItem("Delete", lambda: self._delete(evaluation_id), "trash-2", "Del"),
        ]

    def _rename(self, evaluation_id: str, title: str) -> None:
        area = self.shell.desk.evaluations

        def run(name: str) -> None:
            self.shell.write(lambda: area.edit(evaluation_id, title=name))

        NameSheet(self, "Rename evaluation", "Title", title, "Rename", run).open()

    def _choose_client(self, evaluation_id: str = "") -> None:
        chosen = evaluation_id or self._open_id
        area = self.shell.desk.evaluations

        def run(engagement_id: str) -> None:
            self.shell.write(lambda: area.edit(chosen, engagement_id=engagement_id or None))

        ChooseClientSheet(self, self.shell, run).open()

    def _delete(self, evaluation_id: str) -> None:
        area = self.shell.desk.evaluations
        if evaluation_id == self._open_id:
            self.show_list()
        self.shell.write(lambda: area.trash(evaluation_id), say="Evaluation moved to the Trash")

    def _export_open(self) -> None:
        self._export(self._open_id)

    def _export(self, evaluation_id: str) -> None:
        row = next((row for row in self._rows if row.id == evaluation_id), None)
        suggested = suggested_name(row.title if row else "", SUFFIX)
        path = save_file(self, self.shell.settings, "Export evaluation", suggested, FILE_KIND, suffix=SUFFIX)
        if path is not None:
            self.export_path(evaluation_id, path)

    def export_path(self, evaluation_id: str, path: Path) -> None:
        """Write the evaluation file of an evaluation to a path."""
        area = self.shell.desk.evaluations
        self.shell.read(
            lambda: write_whole(path, area.export(evaluation_id).encode("utf-8")),
            lambda written: self.shell.toast.say(f"Exported to {written.name}"),
        )

    def _open_report(self) -> None:
        """Open the newest draft of a report of this evaluation, or start one."""
        reports, evaluation_id = self.shell.desk.reports, self._open_id

        def found(draft: str | None) -> None:
            if draft is not None:
                self._show_report(draft)
            elif evaluation_id:
                self.shell.write(lambda: reports.create(evaluation_id), self._show_report)

        self.shell.read(lambda: reports.draft_of(evaluation_id), found)

    def _show_report(self, report_id: str) -> None:
        self.shell.open_record("report", report_id)

    def _toggle_archived(self) -> None:
        self._archived = not self._archived
        self._ask_rows()

    def _toggle_ranking(self) -> None:
        if self.workbench is not None:
            self.workbench.toggle_ranking()

    def _has_workbench(self) -> bool:
        return self.workbench is not None

    def _goer(self, step: str) -> Callable[[], None]:
        def go() -> None:
            if self.workbench is not None:
                self.workbench.go(step)
                self.workbench.take_focus()

        return go


def _count(number: int) -> str:
    return f"{number} evaluation" if number == 1 else f"{number} evaluations"
