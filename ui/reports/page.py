"""The section Reports: the list, one report at a time, issuing, and verifying any report file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from consultant_desk.domain.changes import Changes
from consultant_desk.domain.report_options import ReportKind, Section
from consultant_desk.errors import DeskError
from consultant_desk.services.readiness import Place, Readiness
from consultant_desk.services.rows.evaluations import EvaluationRow
from consultant_desk.services.rows.reports import ReportRow
from reports.words import words_for
from ui.clients.money_sheets import ConsentSheet
from ui.commands import Command
from ui.evaluations.lock_sheets import mend_lock
from ui.jobs import Job
from ui.pages import Page
from ui.reports.builder import Preview
from ui.reports.data import ReportData, read_report
from ui.reports.issuing import ask_to_issue
from ui.reports.list_view import ReportListView
from ui.reports.options_panel import LEISURE_MS
from ui.reports.pictures import Opened, opened
from ui.reports.printing import Printing, can_print
from ui.reports.report_view import ReportView
from ui.reports.saving import KINDS, PDF, FileKind, Saving
from ui.reports.start_sheet import StartSheet
from ui.reports.verifying import Verifying
from ui.reports.wording import list_state, pages_words, state_words
from ui.shell import Shell
from ui.widgets.buttons import MenuItem
from ui.widgets.progress import ProgressLine

STEPS = frozenset({Place.NEED, Place.CRITERIA, Place.PRODUCTS, Place.SCORES, Place.RESULT})


class ReportsPage(Page):
    """Shows the list, or the report that was opened."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"report", "report_text", "recommendation", "recommendation_item", "interest", "evaluation", "evaluation_lock"}
        | {"criterion", "candidate", "score", "score_evidence", "evidence", "weight_set", "criterion_weight"}
        | {"group_weight", "local_method", "criteria_group", "cost_line", "need", "requirement", "client"}
        | {"person", "engagement", "brand", "practice", "price", "plan", "product"}
        | {"programme", "programme_terms", "account", "consent"}
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Reports")
        self.list = ReportListView(shell)
        self._open = ""
        self._data: ReportData | None = None
        self._preview: Preview | None = None
        self._issue_once_built = False
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self.body.addWidget(self._stack, 1)
        self.progress = ProgressLine()
        self.progress.setContentsMargins(24, 8, 24, 8)
        self.body.addWidget(self.progress)
        self.saving = Saving(shell, self, self.progress)
        self.printing = Printing(shell, self.saving)
        self.verifying = Verifying(shell.window, shell.jobs, shell.toast, shell.desk.reports.verify)
        self._connect()
        self._show_list_bar(())
        QTimer.singleShot(LEISURE_MS, self, lambda: self.view)

    @cached_property
    def view(self) -> ReportView:
        """The view of one report, made at leisure or for the first one opened: the list is there sooner without it."""
        view = ReportView(self.shell)
        self._stack.addWidget(view)
        view.options.edited.connect(self._edit)
        view.options.sections_changed.connect(self._set_sections)
        view.options.section_chosen.connect(self._go_to_section)
        view.elsewhere.connect(self._go_elsewhere)
        view.preview_built.connect(self._built)
        view.builder.failed.connect(self._not_built)
        view.issued.saved.connect(partial(self.save, PDF))
        view.issued.revised.connect(self.revise)
        view.issued.delivered.connect(lambda: self._mark("delivered"))
        view.issued.decided.connect(lambda: self._mark("decided"))
        return view

    @property
    def open_id(self) -> str:
        """Return the id of the report shown, or nothing."""
        return self._open

    def refresh(self, changes: Changes) -> None:
        """Read the list, and the report that is open, again."""
        del changes
        self._read_list()
        if self._open:
            self._read_report()

    def focus_record(self, kind: str, record_id: str) -> None:
        """Open a report, or the draft of an evaluation, which is started when there is none."""
        desk = self.shell.desk
        if kind == "report":
            self.open(record_id)
        elif kind == "evaluation_report":
            self.shell.read(
                lambda: desk.reports.draft_of(record_id), lambda found: self._open_or_start(record_id, found)
            )

    def commands(self) -> Sequence[Command]:
        """Return what can be done here by name."""

        def drafting() -> bool:
            return self._state() == "draft"

        def frozen() -> bool:
            return self._state() not in ("", "draft")

        there = self._is_open
        files = [
            Command(f"report.save_{kind.id}", kind.command, partial(self.save, kind), kind.icon, kind.keys, there)
            for kind in KINDS
        ]
        printing = Command("report.print", "Print the report", self.print, "printer", "Ctrl+P", there)
        return (
            Command("report.start", "Start a report", self.start, "file-text", "Ctrl+N"),
            Command("report.verify", "Verify a report file", self.verifying.choose, "shield-check"),
            *files,
            Command("report.encrypt", "Save a copy with a password", self.save_encrypted, "lock", "", there),
            Command("report.sign", "Sign the report", self.save_signed, "file-check-2", "", frozen),
            *([printing] if can_print() else []),
            Command("report.issue", "Issue the report", self.issue, "file-check-2", "Ctrl+Shift+I", drafting),
            Command("report.revise", "Start a new version", self.revise, "plus", "", frozen),
            Command("report.evaluation", "Open the evaluation", self._open_evaluation, "scale", "", there),
            Command("report.trash", "Delete the report", self.trash, "trash-2", "", there),
        )

    def menu(self) -> Sequence[MenuItem]:
        """Return the lines of the overflow menu."""
        verify = MenuItem("Verify a report file…", self.verifying.choose, "shield-check")
        if not self._open:
            return (MenuItem("Start a report…", self.start, "plus"), verify)
        return (
            *([MenuItem("Print…", self.print, "printer")] if can_print() else []),
            MenuItem("Open the evaluation", self._open_evaluation, "scale"),
            verify,
            MenuItem("Delete report", self.trash, "trash-2"),
        )

    def panes(self) -> Sequence[QWidget]:
        """Return what F6 walks through."""
        if not self._open:
            return (self.list,)
        left = self.view.issued if self._state() not in ("", "draft") else self.view.options
        return (left, self.view.pages, self.view.thumbs)

    def back(self) -> bool:
        """Go from the report to the list."""
        if not self._open:
            return False
        self._begin("")
        self._stack.setCurrentWidget(self.list)
        self._read_list()
        self.list.table.setFocus()
        return True

    def _leave(self) -> None:
        self.back()

    def open(self, report_id: str) -> None:
        """Show a report."""
        if report_id != self._open:
            self._begin(report_id)
        self._stack.setCurrentWidget(self.view)
        self._read_report()

    def _begin(self, report_id: str) -> None:
        self._open, self._data, self._preview, self._issue_once_built = report_id, None, None, False
        self.view.begin()

    def start(self) -> None:
        """Ask for the evaluation a new report is made from."""
        desk = self.shell.desk
        self.shell.read(
            lambda: (desk.evaluations.list(), desk.reports.last_language()), self._offer, key="reports.offer"
        )

    def issue(self) -> None:
        """Ask once, then freeze the report; only its pages tell all there is to look at before."""
        if self._data is None:
            return
        builder = self.view.builder
        self._issue_once_built = builder.under_way and not self._data.readiness.blockers
        if self._issue_once_built:
            self.title_bar.set_state("building the pages to be issued …")
            builder.hurry()
            return
        mend = self.view.options.mend
        begun = partial(self.title_bar.set_state, "issuing …")
        ask_to_issue(self.shell, self._data, mend, begun, self._refused)

    def save(self, kind: FileKind) -> None:
        """Save the report as a kind of file: a draft as it is now, an issued one as it was frozen."""
        if self._data is not None:
            self.saving.save(self._data.sheet, kind)

    def save_encrypted(self) -> None:
        """Save a copy that opens with a password."""
        if self._data is not None:
            self.saving.save_encrypted(self._data.sheet)

    def save_signed(self) -> None:
        """Save a signed copy of an issued report."""
        if self._data is not None:
            self.saving.save_signed(self._data.sheet)

    def print(self) -> None:
        """Print the report."""
        if self._data is not None:
            self.printing.start(self._data.sheet)

    def take_file(self, path: Path) -> None:
        """Check a file that was dropped anywhere on the window."""
        self.verifying.check(path)

    def revise(self) -> None:
        """Start a new version of an issued report and open it."""
        report_id, desk = self._open, self.shell.desk
        self.shell.write(lambda: desk.reports.revise(report_id), self.open)

    def trash(self) -> None:
        """Move the report to the Trash."""
        report_id, data, desk = self._open, self._data, self.shell.desk
        if data is not None:
            self.back()
            say = f"{data.sheet.row.title[:60]} moved to the Trash"
            self.shell.write(lambda: desk.reports.trash(report_id), say=say)

    def _connect(self) -> None:
        self.list.opened.connect(self.open)
        self.list.searched.connect(self._read_list)
        self.list.start_wanted.connect(self.start)
        self.list.sample_wanted.connect(lambda: self.shell.commands.run("workspace.sample"))

    def _is_open(self) -> bool:
        return bool(self._open)

    def _state(self) -> str:
        return self._data.sheet.row.state if self._data is not None else ""

    def _read_list(self) -> None:
        desk, query = self.shell.desk, self.list.search.text().strip()
        self.shell.read(lambda: desk.reports.list(query), self._show_list, key="reports.list")

    def _show_list(self, rows: tuple[ReportRow, ...]) -> None:
        self.list.show_reports(rows)
        if not self._open:
            self._show_list_bar(rows)

    def _show_list_bar(self, rows: tuple[ReportRow, ...]) -> None:
        bar = self.title_bar
        bar.set_crumbs(())
        bar.set_title("Reports", list_state(rows))
        bar.clear_buttons()
        bar.add_button("Verify a report file…", self.verifying.choose, icon="shield-check")
        bar.add_button("Start a report", self.start, icon="plus", primary=True)

    def _read_report(self) -> None:
        desk, report_id = self.shell.desk, self._open
        built = self._preview.report if self._preview is not None else None
        self.shell.jobs.read(
            lambda: read_report(desk, report_id, built), self._show_report, key="reports.sheet",
            failed=lambda _error: self._leave(),
        )  # fmt: skip

    def _show_report(self, data: ReportData) -> None:
        if data.sheet.row.id != self._open:
            return
        before, self._data = self._data, data
        if before is None:
            self._take_focus(data)
        self._show_bar(data)
        desk, report_id = self.shell.desk, self._open
        if data.sheet.row.state != "draft":
            if before is None or before.sheet.row.sha256 != data.sheet.row.sha256:
                self._read_frozen()
            self.view.issued.show_report(data.sheet)
            self.view.issued.show_since(data.since)
            return
        self.view.show_words(data.evaluation, data.words)
        self.view.show_readiness(data.readiness)
        self.view.show_draft(data.sheet, data.brands, partial(desk.reports.build, report_id))
        self.view.show_notes(report_id, data.notes)

    def _take_focus(self, data: ReportData) -> None:
        focus = self.view.options.sections if data.sheet.row.state == "draft" else self.view.issued.save
        if self.isVisible() and not self.title_bar.isAncestorOf(self.focusWidget() or self):
            focus.setFocus()

    def _show_bar(self, data: ReportData) -> None:
        bar, row = self.title_bar, data.sheet.row
        bar.set_crumbs((("Reports", self._leave),))
        pages = self._preview.report.pages if self._preview is not None else row.pages
        bar.set_title(row.title, ", ".join(part for part in (state_words(row), pages and pages_words(pages)) if part))
        bar.clear_buttons()
        bar.add_menu("Save as", self._save_items, icon="download")
        if row.state == "draft":
            label = f"Issue version {data.sheet.next_issue}"
            bar.add_button(label, self.issue, icon="file-check-2", primary=True)
        else:
            bar.add_button("New version", self.revise, icon="plus", primary=True)

    def _read_frozen(self) -> None:
        desk, report_id = self.shell.desk, self._open

        def work(_job: Job) -> Opened:
            return opened(desk.reports.pdf(report_id))

        def arrived(document: Opened) -> None:
            if self._data is not None and self._open == report_id:
                self.view.show_issued(self._data.sheet, document)

        self.shell.jobs.run(work, arrived, self.shell.told)

    def _built(self, preview: Preview) -> None:
        """Count the pages, and read again what is left to do: some of it is seen on them only."""
        self._preview = preview
        if self._data is not None:
            words = (state_words(self._data.sheet.row), pages_words(preview.report.pages))
            self.title_bar.set_state(", ".join(words))
        desk, report_id = self.shell.desk, self._open
        self.shell.read(
            lambda: desk.reports.readiness(report_id, preview.report), partial(self._show_readiness, report_id),
            key="reports.readiness",
        )  # fmt: skip

    def _show_readiness(self, report_id: str, readiness: Readiness) -> None:
        if self._data is None or report_id != self._open:
            return
        self._data = replace(self._data, readiness=readiness)
        self.view.show_readiness(readiness)
        if self._issue_once_built:
            self.issue()

    def _not_built(self) -> None:
        """Give up issuing; why the pages are missing stands in their place."""
        if self._issue_once_built and self._data is not None:
            self._issue_once_built = False
            self._show_bar(self._data)

    def _save_items(self) -> Sequence[MenuItem]:
        return () if self._data is None else self.saving.items(self._data.sheet)

    def _edit(self, field: str, value: str) -> None:
        desk, report_id = self.shell.desk, self._open
        self.shell.write(lambda: desk.reports.edit(report_id, **{field: value}), failed=self._refused)

    def _set_sections(self, sections: tuple[Section, ...]) -> None:
        desk, report_id = self.shell.desk, self._open
        self.shell.write(lambda: desk.reports.set_sections(report_id, sections), failed=self._refused)

    def _refused(self, error: DeskError) -> None:
        """Tell why nothing was stored, and show again what is."""
        self.shell.told(error)
        if self._open:
            self._read_report()

    def _go_to_section(self, section: Section) -> None:
        if self._preview is not None and self._data is not None:
            page = section_page(self._preview, section, self._data.sheet.language)
            if page is not None:
                self.view.pages.go(page)

    def _open_or_start(self, evaluation_id: str, draft: str | None) -> None:
        desk = self.shell.desk
        if draft is None:
            self.shell.write(
                lambda: desk.reports.create(evaluation_id, language=desk.reports.last_language()), self.open
            )
        else:
            self.open(draft)

    def _offer(self, found: tuple[tuple[EvaluationRow, ...], str]) -> None:
        rows, language = found
        if not rows:
            self.shell.toast.say("A report is made from an evaluation; start one first.")
            self.shell.go("evaluations")
            return
        desk = self.shell.desk

        def begin(evaluation_id: str, kind: ReportKind, language: str) -> None:
            self.shell.write(lambda: desk.reports.create(evaluation_id, kind=kind, language=language), self.open)

        StartSheet(self.window(), rows, language, begin).open()

    def _mark(self, state: str) -> None:
        desk, report_id = self.shell.desk, self._open
        self.shell.write(lambda: desk.reports.mark(report_id, state), say=f"Marked as {state}")

    def _open_evaluation(self) -> None:
        if self._data is not None:
            self.shell.open_record("evaluation", self._data.sheet.evaluation_id)

    def _go_elsewhere(self, place: Place, target: str) -> None:
        if self._data is not None and place in STEPS:
            self.shell.open_part("evaluation", self._data.sheet.evaluation_id, "step", place.value)
        elif self._data is not None and place is Place.LOCK:
            bad = next((item.text for item in self._data.readiness.blockers if item.place is place), "")
            mend_lock(self.shell, self._data.evaluation, bad=bad)
        elif self._data is not None and place is Place.CONSENT:
            sheet = self._data.evaluation
            ConsentSheet(self.shell, target, [(sheet.id, sheet.title)]).open()
        elif place is Place.SETTINGS:
            self.shell.open_record("practice", "")
        elif place is Place.BRANDS:
            self.shell.open_record("brand", self.view.options.brand.value())
        elif place is Place.CATALOGUE and target:
            self.shell.open_record("product", target)
        elif place is Place.CATALOGUE:
            self.shell.go("products")


def section_page(preview: Preview, section: Section, language: str) -> int | None:
    """Return the page (from 0) a section begins on, None when it is not printed."""
    if section is Section.COVER:
        return 0
    return dict(preview.document.headings).get(words_for(language).plain(f"section.{section.value}"))
