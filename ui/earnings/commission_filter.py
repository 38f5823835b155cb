"""What narrows the table of commissions: words, states, a programme, a client, a period, those without a client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from consultant_desk.domain.earnings.ageing import Age
from consultant_desk.domain.earnings.states import Status
from consultant_desk.services.rows.earnings import CommissionFilter
from ui.earnings.client_popover import ClientPopover
from ui.earnings.periods import PeriodChoice
from ui.earnings.words import AGE_WORDS, STATUS_WORDS
from ui.shell import Shell
from ui.widgets.buttons import Button, Kind
from ui.widgets.choice import Dropdown, Option, TickBox
from ui.widgets.fields import SearchField
from ui.widgets.panels import Surface
from ui.widgets.text import Text
from ui.widgets.toggle import Toggle

EVERY_CLIENT = ""
NOTHING = CommissionFilter()


class FilterBar(Surface):
    """The bar above the table; `changed` is sent when the filter is another one."""

    changed = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__("bg0", lines=("bottom",), parent=parent)
        self._shell = shell
        self._filter = NOTHING
        self._clients: Mapping[str, str] = {}
        self._accounts: Mapping[str, str] = {}
        self._payout = ""
        self.search = SearchField("Search commissions")
        self.search.searched.connect(lambda text: self._set(text=text.strip()))
        self.states = {status: Toggle(STATUS_WORDS[status][0]) for status in Status}
        for toggle in self.states.values():
            toggle.switched.connect(lambda _on: self._set(statuses=self._chosen_states()))
        self.programme = Dropdown((Option("", "All programmes"),), name="Programme")
        self.programme.chosen.connect(lambda key: self._set(programme_id=key))
        self.client = Button("All clients", chevron=True)
        self.client.clicked.connect(lambda _checked=False: self._ask_client())
        self.client.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.period = PeriodChoice(shell)
        self.period.days_chosen.connect(self._take_days)
        self.unassigned = TickBox("No client")
        self.unassigned.ticked.connect(lambda on: self._set(unassigned=on))
        self._narrowed, self._owed = QWidget(), Text("", bold=True)
        self.leave_owed = Button("Show others too", Kind.LINK, icon="x", run=self._leave_owed)
        self._lay_out()

    def _lay_out(self) -> None:
        beside = QHBoxLayout(self._narrowed)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._owed)
        beside.addWidget(self.leave_owed)
        beside.addStretch(1)
        self._narrowed.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 12, 24, 13)
        whole.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        whole.addLayout(row)
        whole.addWidget(self._narrowed)
        self.search.setMinimumWidth(100)
        self.search.setMaximumWidth(320)
        row.addWidget(self.search, 1)
        states = QHBoxLayout()
        states.setSpacing(4)
        for toggle in self.states.values():
            states.addWidget(toggle)
        row.addLayout(states)
        for box in (self.programme, self.client, self.period):
            box.setMaximumWidth(172)
            row.addWidget(box)
        row.addWidget(self.unassigned)

    @property
    def filter(self) -> CommissionFilter:
        """Return what is asked for."""
        return self._filter

    @property
    def is_plain(self) -> bool:
        """Tell whether nothing narrows."""
        return self._filter == NOTHING

    def name_accounts(self, accounts: Mapping[str, str], payout: str = "") -> None:
        """Say by name which account is meant, and which payout."""
        self._accounts, self._payout = accounts, payout
        self._show_narrowed()

    def offer(self, programmes: Sequence[tuple[str, str]], clients: Mapping[str, str]) -> None:
        """Offer programmes and clients to choose from."""
        self._clients = clients
        kept = self._filter.programme_id
        options = [Option("", "All programmes"), *(Option(key, name[:60]) for key, name in programmes)]
        if kept and kept not in {key for key, _name in programmes}:
            options.append(Option(kept, "Another programme"))
        self.programme.set_options(options, kept)
        self._name_client()

    def show_filter(self, wanted: CommissionFilter) -> None:
        """Ask for something else, as a click elsewhere meant."""
        if wanted.payout_id != self._filter.payout_id:
            self._payout = ""  # until its name is read
        self._filter = wanted
        blocked = self.search.blockSignals(True)
        self.search.setText(wanted.text)
        self.search.blockSignals(blocked)
        for status, toggle in self.states.items():
            toggle.setChecked(status in wanted.statuses)
        self.programme.set_value(wanted.programme_id)
        self.unassigned.setChecked(wanted.unassigned)
        self._name_client()
        self.period.show_days(wanted.date_from, wanted.date_to)
        self._show_narrowed()
        self.changed.emit()

    def clear(self) -> None:
        """Show all."""
        self.show_filter(NOTHING)

    def _set(self, **changes: object) -> None:
        wanted = replace(self._filter, **changes)  # type: ignore[arg-type]
        if wanted != self._filter:
            self._filter = wanted
            self.changed.emit()

    def _chosen_states(self) -> frozenset[Status]:
        return frozenset(status for status, toggle in self.states.items() if toggle.isChecked())

    def _ask_client(self) -> None:
        every = {EVERY_CLIENT: "All clients", **self._clients}
        place = self.client.rect()
        ClientPopover(self.client, place, every, self._filter.client_id, self._take_client).open()

    def _take_client(self, key: str) -> None:
        self._set(client_id=key)
        self._name_client()

    def _name_client(self) -> None:
        name = self._clients.get(self._filter.client_id, "All clients")
        self.client.set_label(name[:40])
        self.client.setAccessibleName(f"Client: {name}")

    def _take_days(self, first: str, last: str) -> None:
        self._set(date_from=first, date_to=last)

    def _show_narrowed(self) -> None:
        words = narrowed_words(self._filter, self._accounts, self._payout)
        self._owed.setText(words)
        self._narrowed.setVisible(bool(words))

    def _leave_owed(self) -> None:
        self._set(payer="", account_id="", currency="", age=None, open_only=False, payout_id="")
        self._show_narrowed()


def narrowed_words(wanted: CommissionFilter, accounts: Mapping[str, str], payout: str = "") -> str:
    """Say what narrows that no box of the bar shows: a payout, an account (`accounts` by id), a part of the ageing."""
    if wanted.payout_id:
        return f"Paid by {payout or 'one payout'}"
    if wanted.account_id or (wanted.currency and not wanted.payer):
        name = accounts.get(wanted.account_id, "one account") if wanted.account_id else "all accounts"
        return f"Of {name}{f', in {wanted.currency}' if wanted.currency else ''}"
    if not (wanted.payer or wanted.open_only or wanted.age is not None):
        return ""
    netted = wanted.age is Age.TO_BE_NETTED
    parts = [
        f"{'To be netted' if netted else 'Owed'}{f' by {wanted.payer}' if wanted.payer else ''}",
        "" if wanted.age is None or netted else AGE_WORDS[wanted.age].lower(),
        f"in {wanted.currency}" if wanted.currency else "",
    ]
    return ", ".join(part for part in parts if part)
