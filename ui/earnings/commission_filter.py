"""What narrows the table of commissions: words, states, a programme, a client, a period, those without a client."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from consultant_desk.domain.earnings.states import Status
from consultant_desk.errors import UserError
from consultant_desk.services.rows.earnings import CommissionFilter
from ui.earnings.client_popover import ClientPopover
from ui.earnings.words import STATUS_WORDS, month_label
from ui.entry import date_text
from ui.shell import Shell
from ui.widgets.buttons import Button
from ui.widgets.choice import Dropdown, Option, TickBox
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField
from ui.widgets.fields import SearchField
from ui.widgets.form import Form
from ui.widgets.panels import Surface
from ui.widgets.toggle import Toggle

ALL_TIME, OTHER = "", "other"
EVERY_CLIENT = ""
NOTHING = CommissionFilter()


def period_of(name: str, today: date) -> tuple[str, str]:
    """Return the first and the last day of a period by its name ("year", "2026-11"), empty for all time."""
    if name == "year":
        return f"{today.year}-01-01", f"{today.year}-12-31"
    if name == "last year":
        return f"{today.year - 1}-01-01", f"{today.year - 1}-12-31"
    if name == "90 days":
        return (today - timedelta(days=89)).isoformat(), today.isoformat()
    if len(name) == len("2026-11"):
        year, month = int(name[:4]), int(name[5:])
        return f"{name}-01", f"{name}-{calendar.monthrange(year, month)[1]:02}"
    return "", ""


class PeriodSheet(Sheet):
    """Asks for the first and the last day."""

    chosen = Signal(str, str)

    def __init__(self, shell: Shell, first: str, last: str) -> None:
        super().__init__(shell.window, "Which period?", width=400)
        days = [date.fromisoformat(day) if day else None for day in (first, last)]
        self.first = DateField(name="From", today=shell.today, value=days[0])
        self.last = DateField(name="To", today=shell.today, value=days[1])
        form = Form(label_width=72)
        form.add("From", self.first)
        form.add("To", self.last, help_text="Both days count. An empty field leaves that end open.")
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Show", self.take)

    def take(self) -> None:
        """Check the days and tell them."""
        try:
            first, last = self.first.value(), self.last.value()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        if first is not None and last is not None and first > last:
            self.say_problem("The first day lies after the last.")
            return
        self.chosen.emit(first.isoformat() if first else "", last.isoformat() if last else "")
        self.accept()


class FilterBar(Surface):
    """The bar above the table; `changed` is sent when the filter is another one."""

    changed = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__("bg0", lines=("bottom",), parent=parent)
        self._shell = shell
        self._filter = NOTHING
        self._clients: Mapping[str, str] = {}
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
        self.period = Dropdown(self._periods(), name="Period")
        self.period.chosen.connect(self._choose_period)
        self.unassigned = TickBox("No client")
        self.unassigned.ticked.connect(lambda on: self._set(unassigned=on))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 13)
        row.setSpacing(8)
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
        self._filter = wanted
        blocked = self.search.blockSignals(True)
        self.search.setText(wanted.text)
        self.search.blockSignals(blocked)
        for status, toggle in self.states.items():
            toggle.setChecked(status in wanted.statuses)
        self.programme.set_value(wanted.programme_id)
        self.unassigned.setChecked(wanted.unassigned)
        self._name_client()
        self._show_period(wanted.date_from, wanted.date_to)
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

    def _periods(self) -> list[Option]:
        today = self._shell.today()
        months = [(today.replace(day=1) - timedelta(days=1)).isoformat()[:7]]
        return [
            Option(ALL_TIME, "All time"),
            Option(today.isoformat()[:7], "This month"),
            Option(months[0], "Last month"),
            Option("90 days", "Last 90 days"),
            Option("year", "This year"),
            Option("last year", "Last year"),
            Option(OTHER, "Other days …"),
        ]

    def _choose_period(self, name: str) -> None:
        if name != OTHER:
            first, last = period_of(name, self._shell.today())
            self._set(date_from=first, date_to=last)
            return
        sheet = PeriodSheet(self._shell, self._filter.date_from, self._filter.date_to)
        sheet.chosen.connect(self._take_days)
        sheet.rejected.connect(partial(self._show_period, self._filter.date_from, self._filter.date_to))
        sheet.open()

    def _take_days(self, first: str, last: str) -> None:
        self._set(date_from=first, date_to=last)
        self._show_period(first, last)

    def _show_period(self, first: str, last: str) -> None:
        today = self._shell.today()
        options = self._periods()
        known = next(
            (one.value for one in options if one.value != OTHER and period_of(one.value, today) == (first, last)), None
        )
        if known is None:
            known = f"{first}/{last}"
            options.insert(-1, Option(known, _span(first, last)))
        self.period.set_options(options, known)
        self.period.set_value(known)


def _span(first: str, last: str) -> str:
    if first and period_of(first[:7], date.min) == (first, last):
        return month_label(first[:7], year=True)
    if not last:
        return f"Since {date_text(first)}"
    return f"{date_text(first)} to {date_text(last)}" if first else f"Until {date_text(last)}"
