"""The tab Commissions: filter, table, sums, and the details of one. All reading is off the UI thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.domain.charts.sheet import ChartTable
from consultant_desk.services.rows.clients import ClientRow
from consultant_desk.services.rows.earnings import (
    CommissionFilter,
    CommissionRow,
    CommissionSheet,
    CommissionSums,
    ProgrammeSum,
)
from consultant_desk.services.rows.payouts import PayoutRow
from ui.earnings.by_hand_sheets import StateSheet
from ui.earnings.client_popover import ClientPopover
from ui.earnings.commission_detail import CommissionDetail
from ui.earnings.commission_filter import NOTHING, FilterBar
from ui.earnings.commission_table import CommissionTable
from ui.earnings.files import save_csv
from ui.earnings.ledger_tab import LedgerTab
from ui.earnings.sums_foot import SumsFoot
from ui.earnings.words import KIND_WORDS, STATUS_WORDS, count_words, payout_name, reference_words
from ui.entry import formats
from ui.models.paged import PAGE
from ui.shell import Shell
from ui.widgets.buttons import MenuItem
from ui.widgets.panels import EmptyState

PAUSE_MS = 150
"""After the last key or the last step of a selection, before sums are asked for."""
NOBODY = ""
MOST_RANGES = 1000
"""Parts of a selection that are selected again; Qt takes its time for more."""
MOST_COPIED = 50_000
"""Rows that go to the clipboard; more are for a file."""


class CommissionsTab(LedgerTab):
    """`counted` is told when nothing narrows."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._clients: Mapping[str, str] = {}
        self._programmes: list[tuple[str, str]] = []
        self._sought: int | None = None
        self.bar = FilterBar(shell)
        self.table = CommissionTable(shell, self._menu)
        self.foot = SumsFoot()
        self.detail = CommissionDetail()
        self.detail.hide()
        self._nothing = EmptyState(
            "No commission fits this filter.", icon="list-filter", action=("Show all", self.bar.clear)
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        self._keys_soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._keys_soon.timeout.connect(self._read_keys)
        self._sums_soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._sums_soon.timeout.connect(self._read_picked)
        self._lay_out()
        self._connect()

    def read(self) -> None:
        """Read keys, sums and what can be chosen from again."""
        self._read_keys()
        desk, payout = self._shell.desk, self.bar.filter.payout_id
        self._shell.read(
            lambda: (
                desk.clients.list(),
                {one.id: one.name for one in desk.statements.accounts()},
                next((one for one in desk.payouts.rows() if one.id == payout), None) if payout else None,
            ),
            self._offer_names,
            key="commissions.names",
        )

    def offer_programmes(self, programmes: Sequence[ProgrammeSum]) -> None:
        """Offer programmes to choose from: those of the overview, which are known already."""
        self._programmes = [(one.id, one.name) for one in programmes]
        self.bar.offer(self._programmes, self._clients)

    def _read_keys(self) -> None:
        self._keys_soon.stop()
        desk, wanted = self._shell.desk, self.bar.filter
        sort, descending = self.table.order
        keep = self.table.current_key() if self._sought is None else self._sought
        picked = self.table.picked_keys() if self._sought is None and self.table.picked_count() > 1 else []

        def keys() -> tuple[Sequence[int], int, Sequence[range]]:
            found = desk.earnings.commission_keys(wanted, sort, descending=descending)
            return found, _place_of(found, keep), _ranges_of(found, picked)

        self._shell.read(keys, self._show_keys, key="commissions.keys")
        self._shell.read(lambda: desk.earnings.commission_sums(wanted), self._show_sums, key="commissions.sums")

    def narrow(self, wanted: CommissionFilter) -> None:
        """Show what a filter holds."""
        self.bar.show_filter(wanted)
        self.read()

    def open_record(self, commission_id: str) -> None:
        """Show the details of a commission, wherever it stands in the table."""
        self._read_detail(commission_id)
        self._open_detail()

    def seek(self, commission_id: str) -> None:
        """Show the details of a commission and its row; a filter that leaves it out is cleared."""
        self.open_record(commission_id)
        earnings, wanted = self._shell.desk.earnings, self.bar.filter

        def look() -> tuple[int | None, bool]:
            key = earnings.commission_key(commission_id)
            return key, wanted == NOTHING or key in earnings.commission_keys(wanted)

        self._shell.read(look, self._found, key="commissions.sought")

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 walks through."""
        return (self._stack, self.bar, self.detail) if self.detail.isVisible() else (self._stack, self.bar)

    def back(self) -> bool:
        """Close the details, then show all again; False when there is nothing to go back from."""
        if self.detail.isVisible():
            self._close_detail()
            return True
        if not self.bar.is_plain:
            self.bar.clear()
            return True
        return False

    def save_csv(self) -> None:
        """Save what the filter holds as CSV."""
        earnings, wanted = self._shell.desk.earnings, self.bar.filter
        save_csv(self, self._shell, "commissions.csv", lambda: earnings.csv(wanted))

    def copy(self) -> None:
        """Put the selected rows on the clipboard, as a spreadsheet takes them."""
        keys = self.table.picked_keys()
        if len(keys) > MOST_COPIED:
            self._shell.toast.warn(
                f"{formats().number(len(keys))} rows are too many for the clipboard; save them as CSV instead."
            )
            return
        earnings = self._shell.desk.earnings
        self._shell.read(lambda: _tsv(earnings.commission_rows(keys)), partial(self._copied, len(keys)))

    def assign(self) -> None:
        """Ask which client the selected commissions belong to."""
        if not self.table.picked_count():
            return
        buttons = (self.foot.assign, self.detail.assign)
        anchor: QWidget = next((button for button in buttons if button.isVisible()), self.foot)
        choices = {NOBODY: "No client", **self._clients}
        row = self.table.current_row()
        current = next((key for key, name in self._clients.items() if row is not None and name == row.client), NOBODY)
        ClientPopover(anchor, anchor.rect(), choices, current, self._assign_to).open()

    def change_state(self) -> None:
        """Ask where the commission of the details stands now."""
        if self.detail.sheet is not None:
            StateSheet(self._shell, self.detail.sheet).open()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.foot)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(left, 1)
        beside.addWidget(self.detail)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addLayout(beside, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.bar.changed.connect(self._keys_soon.start)
        self.bar.search.left_down.connect(self.table.setFocus)
        self.table.rows_wanted.connect(self._read_rows)
        self.table.sort_wanted.connect(lambda _sort, _down: self._read_keys())
        self.table.chosen.connect(self._follow)
        self.table.picked.connect(self._sums_soon.start)
        self.table.opened.connect(self._open_current)
        self.table.copy_wanted.connect(self.copy)
        self.foot.assign_wanted.connect(self.assign)
        self.detail.assign_wanted.connect(self.assign)
        self.detail.state_wanted.connect(self.change_state)
        self.detail.closed.connect(self._close_detail)
        self.detail.client_opened.connect(lambda key: self._shell.open_record("client", key))
        self.detail.original_opened.connect(self._read_detail)

    def _menu(self) -> list[MenuItem]:
        count = self.table.picked_count()
        several = f" {formats().number(count)} rows" if count > 1 else ""
        return [
            MenuItem("Show the details", self._open_current, "panel-left", "Enter"),
            MenuItem("Assign a client …", self.assign, "user"),
            MenuItem(f"Copy{several}", self.copy, "copy", "Ctrl+C"),
            MenuItem(""),
            MenuItem("Save all shown as CSV …", self.save_csv, "download"),
        ]

    def _show_keys(self, found: tuple[Sequence[int], int, Sequence[range]]) -> None:
        keys, place, picked = found
        self._sought = None
        held = self._nothing.isAncestorOf(self.window().focusWidget() or self)
        self.table.show_keys(keys, place, picked)
        self._stack.setCurrentWidget(self.table if len(keys) else self._nothing)
        if held and len(keys):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _found(self, found: tuple[int | None, bool]) -> None:
        self._sought, held = found
        if self._sought is None:  # its details say that it is gone
            return
        if not held:
            self.bar.clear()
        self._read_keys()

    def _show_sums(self, sums: CommissionSums) -> None:
        self.foot.show_all(sums)
        if self.bar.is_plain:
            self.counted.emit(sums.count)

    def _offer_names(self, found: tuple[tuple[ClientRow, ...], Mapping[str, str], PayoutRow | None]) -> None:
        clients, accounts, payout = found
        self.bar.name_accounts(accounts, self._payout_words(payout))
        names = sorted(((one.id, one.name) for one in clients), key=lambda one: one[1].casefold())
        self._clients = dict(names)
        self.bar.offer(self._programmes, self._clients)

    def _payout_words(self, row: PayoutRow | None) -> str:
        """Return who paid and when, with the reference of the payout where it has one."""
        if row is None:
            return ""
        named = payout_name("", row.account, row.paid_on, self._shell.today().year)
        return f"{named}, {row.reference[:40]}" if row.reference else named

    def _read_rows(self, wanted: dict[int, Sequence[int]]) -> None:
        earnings, model = self._shell.desk.earnings, self.table.paged
        generation = model.generation

        def rows() -> dict[int, Sequence[CommissionRow]]:
            return {page: earnings.commission_rows(keys) for page, keys in wanted.items()}

        self._shell.read(rows, partial(self._take_rows, generation), key="commissions.rows")

    def _take_rows(self, generation: int, pages: dict[int, Sequence[CommissionRow]]) -> None:
        self.table.paged.take(generation, pages)
        if self.detail.isVisible() and self.table.currentIndex().row() // PAGE in pages:
            self._follow()

    def _read_picked(self) -> None:
        count = self.table.picked_count()
        if count < 2:
            self.foot.show_picked(None)
            return
        earnings, keys = self._shell.desk.earnings, self.table.picked_keys()
        self._shell.read(lambda: earnings.commission_sums_of(keys), self._show_picked, key="commissions.picked")

    def _show_picked(self, sums: CommissionSums) -> None:
        self.foot.show_picked(sums if self.table.picked_count() > 1 else None)

    def _follow(self) -> None:
        row = self.table.current_row()
        if row is not None and self.detail.isVisible():
            self._read_detail(row.id)

    def _open_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.open_record(row.id)

    def _open_detail(self) -> None:
        self.detail.show()

    def _close_detail(self) -> None:
        self.detail.hide()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_detail(self, commission_id: str) -> None:
        earnings = self._shell.desk.earnings
        self._shell.read(lambda: earnings.commission(commission_id), self._show_detail, key="commissions.detail")

    def _show_detail(self, sheet: CommissionSheet) -> None:
        self.detail.show_sheet(sheet)

    def _assign_to(self, client_id: str) -> None:
        earnings, keys = self._shell.desk.earnings, self.table.picked_keys()
        name = self._clients.get(client_id, "")
        count = count_words(len(keys), "commission", "commissions")
        say = f"{count} assigned to {name[:60]}" if client_id else f"{count} without a client now"
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)  # the button that asked may go
        self._shell.write(
            lambda: earnings.assign_client([row.id for row in earnings.commission_rows(keys)], client_id or None),
            say=say,
        )

    def _copied(self, count: int, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._shell.toast.say(f"{count_words(count, 'row', 'rows')} copied")


def _place_of(keys: Sequence[int], key: int | None) -> int:
    if key is None:
        return -1
    try:
        return keys.index(key)
    except ValueError:
        return -1


def _ranges_of(keys: Sequence[int], picked: Sequence[int]) -> list[range]:
    """Return the places of the picked keys, those that lie side by side together; none where they lie too scattered."""
    if not picked:
        return []
    wanted, found = frozenset(picked), list[range]()
    for place in (place for place, key in enumerate(keys) if key in wanted):
        if found and found[-1].stop == place:
            found[-1] = range(found[-1].start, place + 1)
        else:
            found.append(range(place, place + 1))
    return found if len(found) <= MOST_RANGES else []


def _tsv(rows: Sequence[CommissionRow]) -> str:
    header = ("Date", "Client", "Programme", "Product", "Reference", "Kind", "State", "Amount", "Currency")
    return ChartTable(
        header,
        tuple(
            (
                row.date, row.client, row.programme, row.product, reference_words(row.external_id),
                KIND_WORDS[row.kind], STATUS_WORDS[row.status][0], str(row.amount.major), row.amount.currency,
            )
            for row in rows
        ),
    ).tsv()  # fmt: skip
