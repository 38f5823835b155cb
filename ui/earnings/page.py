"""The section Earnings: the ledger in its tabs, and in their place the import of a statement."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from consultant_desk.domain.changes import Changes
from consultant_desk.domain.earnings.reasons import Action
from consultant_desk.domain.earnings.tax import Basis
from consultant_desk.domain.earnings.tax_years import year_of
from consultant_desk.services.earnings.exports import ExportFormat
from consultant_desk.services.rows.earnings import OpenItemRow, Overview
from consultant_desk.services.rows.statements import WaitingFile
from consultant_desk.settings import TAX_YEAR_START
from ui.commands import Command
from ui.earnings.account_sheets import ask_account
from ui.earnings.actions import dispute, plan_renewal, show_inquiry
from ui.earnings.balance import AGEING, MOVED
from ui.earnings.by_hand_sheets import ask_commission
from ui.earnings.files import STATEMENTS, save_csv, save_journal, save_statement
from ui.earnings.import_view import ImportView
from ui.earnings.ledger_view import COMMISSIONS, OVERVIEW, LedgerView
from ui.earnings.rates_sheet import ask_rates
from ui.earnings.words import count_words, overview_state
from ui.file_dialogs import open_file
from ui.pages import Page
from ui.shell import Shell
from ui.widgets.buttons import MenuItem, open_menu
from ui.widgets.panels import EmptyState

HLEDGER, BEANCOUNT = ExportFormat.HLEDGER, ExportFormat.BEANCOUNT


class EarningsPage(Page):
    """Shows the ledger, or what a statement would change in it."""

    kinds = frozenset(
        {"commission", "commission_event", "payout", "payout_item", "bank_line", "settlement", "dispute", "programme"}
        | {"programme_terms", "referral_link", "account", "import_file", "statement_row", "statement_gap", "client"}
        | {"practice", "rate_day", "manual_rate"}
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "Earnings")
        self._overview: Overview | None = None
        self.ledger = LedgerView(shell)
        self.ledger.act.connect(self._act)
        self.ledger.csv_wanted.connect(self.save_open_items)
        self.ledger.waiting_wanted.connect(self.ask_waiting)
        self._empty = EmptyState(
            "Every commission from the link you gave to the money in the bank: what is paid, what is late, and why. "
            "It begins with a statement of one of your programmes, or with a programme you recommend.",
            icon="coins", title="No earnings yet", action=("Import a statement", self.choose_statement),
            second=("Add a programme", self._new_programme), third=("Open the sample workspace", self._open_sample),
        )  # fmt: skip
        self._whole = QStackedWidget()
        self._whole.addWidget(self.ledger)
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

    def refresh(self, _changes: Changes) -> None:
        """Read again what is shown; a tab that is hidden reads when it is shown again."""
        self.shell.read(self.shell.desk.earnings.overview, self._show_overview, key="earnings.overview")
        self.ledger.read()

    def focus_record(self, kind: str, record_id: str) -> None:
        """Show the details of a commission, or a programme."""
        if self.is_importing:
            self.importing.cancel()
        if kind == "commission":
            self.ledger.show_commission(record_id)
        elif kind == "programme":
            self._whole.setCurrentWidget(self.ledger)
            self.ledger.show_programme(record_id)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here by name."""

        def in_table() -> bool:
            return self.ledger.tab == COMMISSIONS and self._whole.currentWidget() is self.ledger

        def in_ledger() -> bool:
            return self._whole.currentWidget() is self.ledger

        return (
            Command("earnings.import", "Import a statement", self.choose_statement, "upload", "Ctrl+N"),
            Command(
                "earnings.apply", "Apply the statement", self._apply, "check", "Ctrl+Return", lambda: self.is_importing
            ),
            Command("commission.enter", "Enter a commission …", lambda: ask_commission(self.shell), "plus"),
            Command("earnings.rates", "Exchange rates …", lambda: ask_rates(self.shell), "globe"),
            Command(
                "earnings.statement", "Save the statement of the tax year as PDF …", self.save_statement, "file-text"
            ),
            Command("earnings.ageing", "What is owed, by age", lambda: self._show_balance(AGEING), "clock"),
            Command("earnings.roll_forward", "Roll-forward of a period", lambda: self._show_balance(MOVED), "scale"),
            Command("earnings.accounts", "Accounts …", self._accounts, "building-2"),
            Command("programme.new", "New programme", self._new_programme, "handshake"),
            Command("earnings.search", "Search commissions", self._search, "search", "Ctrl+F"),
            Command("earnings.csv", "Save the commissions shown as CSV …", self._save_csv, "download", when=in_table),
            Command("earnings.assign", "Assign a client to the selection …", self._assign, "user", when=in_table),
            Command(
                "earnings.open_items", "Save the open items as CSV …", self.save_open_items, "download", when=in_ledger
            ),
            Command("earnings.hledger", "Export for hledger …", partial(self._export, HLEDGER), "download"),
            Command("earnings.beancount", "Export for beancount …", partial(self._export, BEANCOUNT), "download"),
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
        return (self._empty,) if self._whole.currentWidget() is self._empty else self.ledger.panes()

    def choose_statement(self) -> None:
        """Ask for the file of a statement."""
        path = open_file(self, self.shell.settings, "Import a statement", STATEMENTS)
        if path is not None:
            self.import_statement(path)

    def import_statement(self, path: Path) -> None:
        """Show what a statement would change."""
        self._bring_import()
        self.importing.start(path)

    def ask_waiting(self) -> None:
        """Show a statement again of which rows wait for a decision; of several it is asked which."""
        self.shell.read(self.shell.desk.statements.waiting, self._offer_waiting, key="earnings.waiting")

    def _bring_import(self) -> None:
        view = self.importing
        self._whole.setCurrentWidget(view)
        bar = self.title_bar
        bar.set_crumbs((("Earnings", view.cancel),))
        bar.set_title("Import a statement", "nothing is changed until you apply")
        bar.clear_buttons()

    def _offer_waiting(self, files: tuple[WaitingFile, ...]) -> None:
        if len(files) == 1:
            self._decide_in(files[0])
        elif files and self.ledger.overview is not None:
            items = [
                MenuItem(f"{one.name[:60]}, {count_words(one.rows, 'row', 'rows')}", partial(self._decide_in, one))
                for one in files
            ]
            open_menu(self.ledger.overview.waiting, items)

    def _decide_in(self, file: WaitingFile) -> None:
        self._bring_import()
        self.importing.start_again(file.id, file.name)

    def back(self) -> bool:
        """Leave the import, in which nothing was changed, or go a step back in the ledger."""
        if not self.is_importing:
            return self._whole.currentWidget() is self.ledger and self.ledger.back()
        if not self.importing.stop_search():
            self.importing.cancel()
        return True

    def save_open_items(self) -> None:
        """Ask for a file and save the open items as CSV."""
        save_csv(self, self.shell, "open items.csv", self.shell.desk.earnings.open_items_csv)

    def save_statement(self) -> None:
        """Ask for a file and save the statement of the tax year for the accountant."""
        start = self.shell.settings.get(TAX_YEAR_START)
        save_statement(self, self.shell, year_of(self.shell.today(), start), Basis.CASH, start)

    def _export(self, form: ExportFormat) -> None:
        save_journal(self, self.shell, form)

    def _show_bar(self) -> None:
        bar = self.title_bar
        bar.set_crumbs(())
        bar.set_title("Earnings", self._state())
        bar.clear_buttons()
        bar.add_button("Import a statement", self.choose_statement, icon="upload", primary=True)

    def _state(self) -> str:
        known = self._overview is not None and not self._overview.is_empty
        return overview_state(self._overview) if known and self._overview is not None else ""

    def _leave_import(self) -> None:
        """Go back to the overview."""
        self._show_bar()
        self.ledger.show_tab(OVERVIEW)
        self._show_ledger()
        self.arrive()

    def _show_ledger(self) -> None:
        empty = self._overview is not None and self._overview.is_empty
        self._whole.setCurrentWidget(self._empty if empty else self.ledger)

    def _show_overview(self, overview: Overview) -> None:
        self._overview = overview
        if not overview.is_empty:
            self.ledger.show_overview(overview)
        if not self.is_importing:
            self.title_bar.set_state(self._state())
            self._show_ledger()

    def _apply(self) -> None:
        self.importing.apply()

    def _search(self) -> None:
        if self.is_importing:
            self.importing.look_for()
        elif self._whole.currentWidget() is self.ledger:
            self.ledger.search()

    def _new_programme(self) -> None:
        if self.is_importing:
            self.importing.cancel()
        self._show_ledger()  # still empty where the sheet is cancelled
        self.ledger.new_programme()

    def _show_balance(self, part: str) -> None:
        if self.is_importing:
            self.importing.cancel()
        self._whole.setCurrentWidget(self.ledger)
        self.ledger.show_balance(part)

    def _accounts(self) -> None:
        ask_account(self.shell)

    def _save_csv(self) -> None:
        self.ledger.commissions.save_csv()

    def _assign(self) -> None:
        self.ledger.commissions.assign()

    def _open_sample(self) -> None:
        self.shell.commands.run("workspace.sample")

    def _act(self, row: OpenItemRow) -> None:
        match row.action:
            case Action.ASK_PROGRAMME:
                show_inquiry(self.shell, row)
            case Action.DISPUTE:
                dispute(self.shell, row)
            case Action.RENEW_FORM:
                plan_renewal(self.shell, row)
            case Action.IMPORT:
                self.choose_statement()
            case Action.ADD_TERMS:
                self.ledger.ask_terms(row.programme_id)
            case Action.NONE:
                pass
