"""The section Earnings: the overview and its tabs, and in their place the import of a statement."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.domain.changes import Changes
from consultant_desk.services.rows.earnings import CommissionFilter, NextAction, OpenItemRow, Overview
from ui.commands import Command
from ui.earnings.actions import copy_draft, plan_renewal
from ui.earnings.commission_filter import period_of
from ui.earnings.commissions import CommissionsTab
from ui.earnings.files import STATEMENTS, save_csv
from ui.earnings.import_view import ImportView
from ui.earnings.overview import OverviewTab
from ui.earnings.words import overview_state
from ui.entry import formats
from ui.pages import Page
from ui.shell import Shell
from ui.widgets.buttons import MenuItem
from ui.widgets.panels import EmptyState
from ui.widgets.tabs import Tab, TabsBar


class EarningsPage(Page):
    """Shows the tab chosen; each is made when it is first shown."""

    kinds = frozenset(
        {"commission", "commission_event", "payout", "payout_item", "bank_line", "settlement", "dispute", "programme"}
        | {"programme_terms", "referral_link", "account", "import_file", "statement_row", "statement_gap", "client"}
        | {"practice", "rate_day", "manual_rate"}
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Earnings")
        self._overview: Overview | None = None
        self._count = ""
        self.tabs = TabsBar(self._tabs(), name="Parts of the earnings")
        self.tabs.chosen.connect(self.show_tab)
        self.stack = QStackedWidget()
        self.overview: OverviewTab | None = None
        self._ledger = QWidget()
        column = QVBoxLayout(self._ledger)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self._empty = EmptyState(
            "Every commission from the link you gave to the money in the bank: what is paid, what is late, and why. "
            "It begins with a statement of one of your programmes.",
            icon="coins", title="No earnings yet", action=("Import a statement", self.choose_statement),
            second=("Open the sample workspace", self._open_sample),
        )  # fmt: skip
        self._whole = QStackedWidget()
        self._whole.addWidget(self._ledger)
        self._whole.addWidget(self._empty)
        self.body.addWidget(self._whole, 1)
        self._show_bar()

    @cached_property
    def importing(self) -> ImportView:
        """The import of a statement, made for the first one."""
        view = ImportView(self.shell)
        view.left.connect(self._leave_import)
        view.another_wanted.connect(self.choose_statement)
        self._whole.addWidget(view)
        return view

    @property
    def is_importing(self) -> bool:
        """Tell whether a statement is being looked at."""
        return "importing" in self.__dict__ and self._whole.currentWidget() is self.importing

    @cached_property
    def commissions(self) -> CommissionsTab:
        """The table of all commissions, made when it is first shown."""
        view = CommissionsTab(self.shell)
        view.counted.connect(self._show_count)
        self.stack.addWidget(view)
        return view

    @property
    def tab(self) -> str:
        """Return the tab that is shown."""
        return self.tabs.current()

    def refresh(self, _changes: Changes) -> None:
        """Read again what is shown; a tab that is hidden reads when it is shown again."""
        earnings = self.shell.desk.earnings
        self.shell.read(earnings.overview, self._show_overview, key="earnings.overview")
        self.shell.read(
            lambda: earnings.commission_sums(CommissionFilter()).count, self._show_count, key="earnings.count"
        )
        if self.tab == "commissions":
            self.commissions.read()

    def focus_record(self, kind: str, record_id: str) -> None:
        """Show the details of a commission."""
        if kind == "commission":
            self._leave_import()
            self.show_tab("commissions")
            self.commissions.open_record(record_id)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here by name."""

        def in_table() -> bool:
            return self.tab == "commissions" and not self.is_importing

        return (
            Command("earnings.import", "Import a statement", self.choose_statement, "upload", "Ctrl+N"),
            Command(
                "earnings.apply", "Apply the statement", self._apply, "check", "Ctrl+Return", lambda: self.is_importing
            ),
            Command("earnings.search", "Search commissions", self._search, "search", "Ctrl+F"),
            Command("earnings.csv", "Save the commissions shown as CSV …", self._save_csv, "download", when=in_table),
            Command("earnings.assign", "Assign a client to the selection …", self._assign, "user", when=in_table),
            Command("earnings.open_items", "Save the open items as CSV …", self.save_open_items, "download"),
        )

    def menu(self) -> Sequence[MenuItem]:
        """Return the lines of the overflow menu."""
        return [command.menu_item() for command in self.commands() if command.when()]

    def take_file(self, path: Path) -> None:
        """Show what a statement that was dropped anywhere on the window would change."""
        self.shell.go("earnings")
        self.import_statement(path)

    def panes(self) -> Sequence[QWidget]:
        """Return what F6 walks through."""
        if self.is_importing:
            return self.importing.panes()
        if self._whole.currentWidget() is self._empty:
            return (self._empty,)
        if self.tab == "commissions":
            return (*self.commissions.panes(), self.tabs)
        inside = self.overview.panes() if self.overview is not None else ()
        return (*inside, self.tabs)

    def choose_statement(self) -> None:
        """Ask for the file of a statement."""
        name, _kind = QFileDialog.getOpenFileName(self, "Import a statement", "", STATEMENTS)
        if name:
            self.import_statement(Path(name))

    def import_statement(self, path: Path) -> None:
        """Show what a statement would change."""
        view = self.importing
        self._whole.setCurrentWidget(view)
        bar = self.title_bar
        bar.set_crumbs((("Earnings", view.cancel),))
        bar.set_title("Import a statement", "nothing is changed until you apply")
        bar.clear_buttons()
        view.start(path)

    def back(self) -> bool:
        """Leave the import, in which nothing was changed; or close the details, show all, go to the overview."""
        if not self.is_importing:
            if self.tab == "commissions" and not self.commissions.back():
                self.show_tab("overview")
                self.arrive()
                return True
            return self.tab != "overview"
        if not self.importing.stop_search():
            self.importing.cancel()
        return True

    def save_open_items(self) -> None:
        """Ask for a file and save the open items as CSV."""
        save_csv(self, self.shell, "open items.csv", self.shell.desk.earnings.open_items_csv)

    def show_tab(self, name: str) -> None:
        """Show a tab."""
        self.tabs.set_current(name)
        view = self.commissions if name == "commissions" else self.overview
        if view is None:
            return
        self._show_view(view)
        if name == "commissions":
            self.commissions.read()

    def show_commissions(self, wanted: CommissionFilter) -> None:
        """Show the commissions a filter holds."""
        self.tabs.set_current("commissions")
        self._show_view(self.commissions)
        self.commissions.narrow(wanted)
        self.commissions.table.setFocus()

    def _show_view(self, view: QWidget) -> None:
        """Show what belongs to a tab; it takes the keyboard if what it hides had it."""
        holder = self.window().focusWidget()
        held = holder is not None and self.stack.isAncestorOf(holder)
        self.stack.setCurrentWidget(view)
        if held:
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tabs(self) -> list[Tab]:
        return [Tab("overview", "Overview"), Tab("commissions", "Commissions", self._count)]

    def _show_bar(self) -> None:
        bar = self.title_bar
        bar.set_crumbs(())
        known = self._overview is not None and not self._overview.is_empty
        bar.set_title("Earnings", overview_state(self._overview) if known and self._overview is not None else "")
        bar.clear_buttons()
        bar.add_button("Import a statement", self.choose_statement, icon="upload", primary=True)

    def _leave_import(self) -> None:
        """Go back to the overview."""
        self._show_bar()
        self.show_tab("overview")
        self._show_ledger()
        self.arrive()

    def _show_ledger(self) -> None:
        empty = self._overview is not None and self._overview.is_empty
        self._whole.setCurrentWidget(self._empty if empty else self._ledger)

    def _apply(self) -> None:
        self.importing.apply()

    def _search(self) -> None:
        if self.is_importing:
            self.importing.look_for()
            return
        if self.tab != "commissions":
            self.show_tab("commissions")
        self.commissions.bar.search.setFocus()

    def _open_sample(self) -> None:
        self.shell.commands.run("workspace.sample")

    def _show_overview(self, overview: Overview) -> None:
        self._overview = overview
        if not self.is_importing:
            self.title_bar.set_state("" if overview.is_empty else overview_state(overview))
            self._show_ledger()
        if overview.is_empty:
            return
        if self.overview is None or self.overview.currency != overview.currency:
            self._make_overview(overview.currency)
        assert self.overview is not None  # noqa: S101 - it was just made
        self.overview.show_overview(overview)

    def _make_overview(self, currency: str) -> None:
        if self.overview is not None:
            self.stack.removeWidget(self.overview)
            self.overview.deleteLater()
        made = self.overview = OverviewTab(self.shell, currency)
        self.stack.addWidget(made)
        if self.tab == "overview":
            self.stack.setCurrentWidget(made)
        made.month_opened.connect(self._open_month)
        made.programme_opened.connect(self._open_programme)
        made.item_opened.connect(self._open_item)
        made.act.connect(self._act)
        made.csv_wanted.connect(self.save_open_items)

    def _open_month(self, month: str) -> None:
        first, last = period_of(month, self.shell.today())
        self.show_commissions(CommissionFilter(date_from=first, date_to=last))

    def _open_programme(self, programme_id: str) -> None:
        if programme_id:
            self.show_commissions(CommissionFilter(programme_id=programme_id))

    def _open_item(self, row: OpenItemRow) -> None:
        self.focus_record("commission", row.id)

    def _save_csv(self) -> None:
        self.commissions.save_csv()

    def _assign(self) -> None:
        self.commissions.assign()

    def _show_count(self, count: int) -> None:
        self._count = formats().number(count) if count else ""
        self.tabs.set_tabs(self._tabs())

    def _act(self, row: OpenItemRow) -> None:
        match row.action:
            case NextAction.ASK | NextAction.DISPUTE:
                copy_draft(self.shell, row)
            case NextAction.RENEW_FORM:
                plan_renewal(self.shell, row)
            case NextAction.IMPORT:
                self.choose_statement()
            case _:
                pass
