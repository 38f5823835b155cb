"""The section Clients: the list beside the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from consultant_desk.desk import Desk
from consultant_desk.domain.changes import Changes
from consultant_desk.services.clients import ClientDraft
from consultant_desk.services.rows.clients import ClientSheet
from consultant_desk.services.rows.consents import ClientEarningsSheet
from ui.clients.client_sheets import NewClientSheet
from ui.clients.list_panel import ClientListPanel, client_line
from ui.clients.record import NEEDS, PEOPLE, RecordPanel
from ui.clients.wording import list_state
from ui.commands import Command
from ui.models.lists import ListRow
from ui.pages import Page
from ui.shell import Shell
from ui.widgets.buttons import MenuItem
from ui.widgets.panels import EmptyState


def read_sheet(desk: Desk, client_id: str) -> tuple[ClientSheet, ClientEarningsSheet]:
    """Return a client's record with its evaluations, and what came of it."""
    sheet = desk.clients.sheet(client_id)
    found = replace(sheet, evaluations=desk.evaluations.list(archived=True, client_id=client_id))
    return found, desk.consents.sheet(client_id)


def is_there(desk: Desk, name: str) -> bool:
    """Tell whether a client of this name is there, whatever its capitals."""
    return any(row.name.casefold() == name.casefold() for row in desk.clients.list(name))


@dataclass(frozen=True, slots=True)
class FoundClients:
    """What the list shows, made on the reader thread: 10 000 rows take longer than the window may wait."""

    lines: tuple[ListRow, ...]
    state: str
    any_at_all: bool


def read_list(desk: Desk, query: str, today: date, *, closed: bool) -> FoundClients:
    """Read the clients that match as rows of the list."""
    rows = desk.clients.list(query, closed=closed)
    lines = tuple(client_line(row, today) for row in rows)
    return FoundClients(lines, list_state(rows), bool(rows) or bool(desk.today.counts().clients))


class ClientsPage(Page):
    """Reads rows and sheets when something changed; everything else is done by the panels."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"client", "client_tag", "tag", "person", "person_client", "contact_point", "engagement", "interaction", "task",
         "need", "requirement", "evaluation", "criterion", "candidate", "score", "weight", "consent", "client_credit",
         "commission", "commission_event", "programme", "referral_link", "rate_day", "manual_rate"}
    )  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Clients")
        self.title_bar.add_button("New client", self.add_client, icon="plus", primary=True)
        self.panel = ClientListPanel()
        self.record = RecordPanel(shell)
        self._current = ""
        self._wanted = ("", "")
        none = EmptyState("Choose a client in the list, or add one.", icon="users")
        self._right = QStackedWidget()
        self._right.addWidget(none)
        self._right.addWidget(self.record)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panel)
        row.addWidget(self._right, 1)
        first = EmptyState(
            "Start with someone you talk to: what they said, what they need and what you compare is kept here.",
            icon="users", title="No clients yet", action=("New client", self.add_client),
            second=("Open the sample workspace", self._open_sample),
        )  # fmt: skip
        self._whole = QStackedWidget()
        self._whole.addWidget(both)
        self._whole.addWidget(first)
        self.body.addWidget(self._whole, 1)
        self.panel.wanted.connect(self._read_rows)
        self.panel.chosen.connect(self._choose)
        self.panel.opened.connect(lambda _key: self.record.tabs.focus_current())

    def refresh(self, changes: Changes) -> None:
        """Read the list and the record again."""
        del changes
        self._read_rows()
        if self._current:
            self._read_sheet()

    def focus_record(self, kind: str, record_id: str) -> None:
        """Show a client, in the list where the search and filter let it stand there."""
        if kind == "client":
            self._show(record_id)

    def focus_part(self, kind: str, record_id: str) -> None:
        """Show the tab on which a part of the record stands."""
        self._wanted = (kind, record_id)
        self._show_wanted()

    def commands(self) -> Sequence[Command]:
        """Return what can be done here by name."""

        def chosen() -> bool:
            return self._right.currentWidget() is self.record

        return (
            Command("client.new", "New client", self.add_client, "user-plus", "Ctrl+N"),
            Command("client.search", "Search clients", self.panel.search.setFocus, "search", "Ctrl+F"),
            Command("client.touch", "Log a touch", self.record.log_touch, "phone", "Ctrl+L", chosen),
            Command("client.next", "Plan the next step", self.record.plan_next, "calendar-clock", "Ctrl+J", chosen),
            Command("client.need", "Add a need", self._add_need, "quote", "", chosen),
            Command("client.person", "Add a person", self._add_person, "user-plus", "", chosen),
            Command(
                "client.evaluation", "New evaluation for this client", self.record.start_evaluation, "scale", "", chosen
            ),
            Command("client.details", "Edit the client's details", self.record.edit_details, "pencil", "", chosen),
            Command("client.trash", "Delete the client", self.record.trash, "trash-2", "", chosen),
        )

    def menu(self) -> Sequence[MenuItem]:
        """Return the lines of the overflow menu."""
        return (MenuItem("New client…", self.add_client, "user-plus", "Ctrl+N"),)

    def panes(self) -> Sequence[QWidget]:
        """Return list, tabs and the content of the tab."""
        return (self.panel, self.record.header, self.record.body)

    def back(self) -> bool:
        """Go from the record to the list."""
        focus = QApplication.focusWidget()
        if focus is None or not self.record.isAncestorOf(focus):
            return False
        self.panel.list.setFocus()
        return True

    def arrive(self) -> None:
        """Put the keyboard on the list."""
        self.panel.list.setFocus()

    def add_client(self) -> None:
        """Ask for a new client and show it."""
        desk = self.shell.desk

        def save(draft: ClientDraft) -> None:
            self.shell.write(lambda: desk.clients.create(draft), self._show_new)

        def look(name: str, done: Callable[[bool], None]) -> None:
            self.shell.read(lambda: is_there(desk, name), done, key="clients.same")

        NewClientSheet(self.window(), save, look).open()

    def _show_new(self, client_id: str) -> None:
        """Show a client just added with the keyboard on it: the button of the empty section may have had it."""
        self._show(client_id)
        self.panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, client_id: str) -> None:
        self._current, self._wanted = client_id, ("", "")
        if not self.panel.choose(client_id):
            self._read_sheet()

    def _choose(self, client_id: str) -> None:
        self._current = client_id
        self._read_sheet()

    def _read_rows(self) -> None:
        desk, query, closed, today = self.shell.desk, self.panel.query, self.panel.closed, self.shell.today()
        self.shell.read(lambda: read_list(desk, query, today, closed=closed), self._show_rows, key="clients.list")

    def _show_rows(self, found: FoundClients) -> None:
        self._whole.setCurrentIndex(0 if found.any_at_all else 1)
        self.title_bar.set_state(found.state)
        self.panel.show_clients(found.lines)
        here = bool(self._current) and self.panel.choose(self._current)
        if not here and found.lines and (not self._current or not self.panel.query):
            self.panel.list.choose_first()
        if not found.any_at_all:
            self._current = ""

    def _read_sheet(self) -> None:
        desk, client_id = self.shell.desk, self._current
        self.shell.jobs.read(
            lambda: read_sheet(desk, client_id),
            self._show_sheet,
            key="clients.sheet",
            failed=lambda _error: self._gone(),
        )

    def _show_sheet(self, found: tuple[ClientSheet, ClientEarningsSheet]) -> None:
        sheet, money = found
        if sheet.id != self._current:
            return
        self._right.setCurrentWidget(self.record)
        self.record.show_client(sheet, money)
        self._show_wanted()

    def _show_wanted(self) -> None:
        kind, record_id = self._wanted
        if kind and self.record.show_part(kind, record_id):
            self._wanted = ("", "")

    def _gone(self) -> None:
        self._right.setCurrentIndex(0)

    def _open_sample(self) -> None:
        self.shell.commands.run("workspace.sample")

    def _add_need(self) -> None:
        self.record.show_tab(NEEDS)
        self.record.needs.add_need()

    def _add_person(self) -> None:
        self.record.show_tab(PEOPLE)
        self.record.people.add()
