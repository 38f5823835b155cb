"""Import a statement: the file, what it would change, what is to be decided, and Apply. Nothing changes before that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.domain.earnings.plan import Choice, Decision, PlanAction
from consultant_desk.errors import DeskError
from consultant_desk.services.rows.clients import ClientRow
from consultant_desk.services.rows.statements import PlanRow
from ui.earnings.change_panel import ChangePanel
from ui.earnings.client_popover import ClientPopover
from ui.earnings.import_session import ImportSession
from ui.earnings.mapping_view import MappingView
from ui.earnings.source_strip import SourceStrip
from ui.earnings.statement_list import StatementList
from ui.earnings.statement_rows import ALL, SEGMENTS, Group, PlanShown
from ui.entry import formats
from ui.jobs import Job
from ui.shell import Shell
from ui.widgets.buttons import IconButton
from ui.widgets.choice import Option, Segmented
from ui.widgets.fields import SearchField
from ui.widgets.panels import EmptyState, Surface
from ui.widgets.progress import ProgressLine

ROOMY = 900
"""From this width of the rows the segments have their whole names, and the search stands beside them."""
SHORT = {ALL: "All", Group.DECIDE.value: "To decide"}


class ImportView(QWidget):
    """`left` is sent when the import is over: applied or given up. `another_wanted` asks for another file."""

    left = Signal()
    another_wanted = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._segment = ALL
        self.session = ImportSession(shell, self)
        self.strip = SourceStrip(shell)
        self.segments = Segmented(_options(None, {}), name="Which rows are shown", value=ALL)
        self.search = SearchField("Search rows")
        self.seek = IconButton("search", "Search the rows", run=self.look_for)
        self.list = StatementList()
        self.panel = ChangePanel()
        self.progress = ProgressLine()
        self.mapping = MappingView(shell)
        self._nothing = EmptyState("Nothing here with this filter.", icon="list-filter")
        self._empty = EmptyState("The file has no rows.", icon="file-text")
        self._known = EmptyState("Your ledger already holds every row of this file as it is.", icon="circle-check")
        self._problem = QWidget()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def start(self, path: Path) -> None:
        """Read a file and show what it would change."""
        self._begin(path.name)
        self.session.start(path)

    def start_again(self, file_id: str, name: str) -> None:
        """Show a statement again of which lines wait for a decision."""
        self._begin(name)
        self.session.start_again(file_id, name)

    def _begin(self, name: str) -> None:
        self.strip.show_reading(name)
        self.panel.show_sheet(None)
        self.stop_search()
        self._show_segment(ALL)
        self._stack.setCurrentWidget(self._reading)
        self._shell.read(self._shell.desk.clients.list, self._know_clients, key="statement.clients")

    def cancel(self) -> None:
        """Give up: nothing was changed."""
        self.session.leave()
        self.progress.end()
        self.left.emit()

    def apply(self) -> None:
        """Do what the plan shows."""
        if self.panel.apply.isEnabled():
            self.panel.apply.setEnabled(False)
            self.panel.cancel.setEnabled(False)
            self.session.apply()

    def look_for(self) -> None:
        """Open the search; in a narrow window it takes the place of the segments."""
        self.search.show()
        self.seek.hide()
        self.segments.setVisible(self._is_roomy())
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop_search(self) -> bool:
        """Close the search and show all rows again; False when it was not open."""
        if not self.search.isVisibleTo(self):
            return False
        self.search.clear()
        self.search.hide()
        self.seek.show()
        self.segments.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the names of the segments where there is little room."""
        super().resizeEvent(event)
        self._name_segments()
        self.segments.setVisible(self._is_roomy() or not self.search.isVisibleTo(self))

    def panes(self) -> Sequence[QWidget]:
        """Return what F6 walks through."""
        if self._stack.currentWidget() is self.mapping:
            return (self.mapping,)
        return (self.list, self.segments, self.panel, self.strip)

    def _lay_out(self) -> None:
        bar = Surface("bg0", lines=("bottom",))
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 12, 24, 13)
        row.setSpacing(16)
        row.addWidget(self.segments)
        row.addStretch(1)
        self.search.setMaximumWidth(280)
        self.search.hide()
        row.addWidget(self.search, 1)
        row.addWidget(self.seek)
        self._reading = QWidget()
        waiting = QVBoxLayout(self._reading)
        waiting.setContentsMargins(24, 24, 24, 24)
        waiting.addWidget(self.progress)
        waiting.addStretch(1)
        plan = QWidget()
        inner = QVBoxLayout(plan)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(bar)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.list)
        self._rows.addWidget(self._nothing)
        self._rows.addWidget(self._empty)
        self._rows.addWidget(self._known)
        inner.addWidget(self._rows, 1)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(plan, 1)
        beside.addWidget(self.panel)
        self._plan = QWidget()
        self._plan.setLayout(beside)
        beside.setContentsMargins(0, 0, 0, 0)
        for widget in (self._reading, self._plan, self.mapping, self._problem):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        session = self.session
        session.reading.connect(self._follow)
        session.planned.connect(self._show)
        session.refused.connect(self._refuse)
        session.unmapped.connect(self._ask_columns_again)
        session.not_applied.connect(self._not_applied)
        session.applied.connect(lambda _applied: self.left.emit())
        self.strip.account_named.connect(session.into)
        self.strip.as_of_set.connect(session.set_as_of)
        self.strip.currency_set.connect(session.set_currency)
        self.segments.chosen.connect(self._show_segment)
        self.search.searched.connect(session.search)
        self.search.left_down.connect(self.list.setFocus)
        self.list.decided.connect(self._decide)
        self.list.client_wanted.connect(self._ask_client)
        self.mapping.read_wanted.connect(self._read_mapped)
        self.mapping.cancel_wanted.connect(self.cancel)
        self.panel.apply_wanted.connect(self.apply)
        self.panel.cancel_wanted.connect(self.cancel)

    def _follow(self, name: str, job: Job) -> None:
        self._stack.setCurrentWidget(self._reading)
        self.progress.begin(f"Reading {name[:60]}")
        self.progress.follow(job)
        job.finished.connect(partial(self._read_ended, job))

    def _read_ended(self, job: Job) -> None:
        self.progress.end()
        if job.cancelled and self.session.waits_for(job):
            self.cancel()

    def _show(self, shown: PlanShown) -> None:
        fresh = self._stack.currentWidget() is not self._plan
        self.strip.show_source(shown.sheet.source)
        self.panel.show_sheet(shown.sheet)
        self.panel.cancel.setEnabled(True)
        self._name_segments()
        self._stack.setCurrentWidget(self._plan)
        self._show_rows(shown)
        if fresh and self.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rows(self, shown: PlanShown) -> None:
        self.list.decisions = self.session.decisions
        lines = shown.lines(self._segment)
        self.list.show_plan(shown, lines)
        self._rows.setCurrentWidget(self.list if lines.count else self._instead(shown))

    def _instead(self, shown: PlanShown) -> EmptyState:
        """Return what is said where no row is shown."""
        if not sum(shown.sheet.counts.values()):
            return self._empty
        return self._known if self._segment == ALL and self._is_known(shown) else self._nothing

    def _is_known(self, shown: PlanShown) -> bool:
        """Tell whether each row of the file, not only of what is searched for, is in the ledger as it is."""
        counts = shown.sheet.counts
        return bool(counts.get(PlanAction.UNCHANGED)) and sum(counts.values()) == counts[PlanAction.UNCHANGED]

    def _show_segment(self, segment: str) -> None:
        self._segment = segment
        self.segments.set_value(segment)
        if self.session.shown is not None:
            self._show_rows(self.session.shown)

    def _is_roomy(self) -> bool:
        return self.width() - self.panel.width() >= ROOMY

    def _name_segments(self) -> None:
        self.segments.relabel(_options(self.session.shown, {} if self._is_roomy() else SHORT))

    def _know_clients(self, clients: tuple[ClientRow, ...]) -> None:
        self.list.clients = {client.id: client.name for client in sorted(clients, key=lambda one: one.name.casefold())}
        self.list.viewport().update()

    def _decide(self, line: int, decision: Decision) -> None:
        self.session.decide(line, decision)
        self.list.viewport().update()

    def _ask_client(self, row: PlanRow, place: QRect) -> None:
        made = self.session.decisions.get(row.line)
        current = made.client_id if made is not None and made.client_id else row.near_client_id

        def take(client: str) -> None:
            self._decide(row.line, Decision(Choice.CLIENT, client))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

        ClientPopover(self.list.viewport(), place, self.list.clients, current, take).open()

    def _refuse(self, error: DeskError) -> None:
        """Say why the file cannot be taken in, with a way to another one."""
        self.progress.end()
        self.panel.show_sheet(None)
        if self._ask_columns(error):
            return
        self.strip.show_refused()
        self._stack.removeWidget(self._problem)
        self._problem.deleteLater()
        self._problem = EmptyState(
            error.sentence(), icon="circle-alert", title="This file was not taken in",
            action=("Choose another file", self.another_wanted.emit), second=("Back to Earnings", self.cancel),
        )  # fmt: skip
        self._stack.addWidget(self._problem)
        self._stack.setCurrentWidget(self._problem)
        if self.isVisible():
            self._problem.setFocus()

    def _ask_columns(self, error: DeskError) -> bool:
        """Ask what the columns of a file are that no profile knows; False for any other failure."""
        from consultant_desk.services.earnings.profiles import UnknownStatement  # when the first file is refused

        if not isinstance(error, UnknownStatement) or not error.headers or self.session.file is None:
            return False
        from consultant_desk.imports.statements.mapping import suggest
        from consultant_desk.imports.statements.recognise import Headers

        suggestion = suggest(Headers(error.headers, 1, error.rows))
        self.strip.show_unknown(self.session.file.name)
        self.mapping.show_columns(self.session.file.name, error.headers, error.rows, suggestion)
        self._stack.setCurrentWidget(self.mapping)
        if self.isVisible() and self.mapping.lines:
            self.mapping.lines[0].field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _read_mapped(self) -> None:
        view = self.mapping
        self.session.map(view.mapping(), view.title.text(), keep=view.keep.isChecked())

    def _ask_columns_again(self, error: DeskError) -> None:
        self.mapping.say_problem(error.sentence())
        self._stack.setCurrentWidget(self.mapping)

    def _not_applied(self, error: DeskError) -> None:
        self.panel.apply.setEnabled(True)
        self.panel.cancel.setEnabled(True)
        self._shell.told(error)


def _options(shown: PlanShown | None, short: Mapping[str, str]) -> list[Option]:
    counts = {name: f" {formats().number(shown.count(name))}" for name in SEGMENTS} if shown is not None else {}
    return [Option(name, short.get(name, name) + counts.get(name, "")) for name in SEGMENTS]
