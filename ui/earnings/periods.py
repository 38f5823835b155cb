"""Which days are meant: a period by its name, or any two days; the same choice wherever the earnings ask for one."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consultant_desk.domain.earnings import tax_years
from consultant_desk.errors import UserError
from consultant_desk.settings import TAX_YEAR_START
from ui.earnings.words import month_label
from ui.entry import date_text
from ui.shell import Shell
from ui.widgets.choice import Dropdown, Option
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField
from ui.widgets.form import Form

ALL_TIME, OTHER = "", "other"
TAX_YEAR, LAST_TAX_YEAR = "tax year", "last tax year"


def period_of(name: str, today: date, start: str = tax_years.NEW_YEAR) -> tuple[str, str]:
    """Return the first and the last day of a period by its name ("year", "2026-11"), empty for all time.

    `start` is the month and day on which a tax year begins.
    """
    if name in {TAX_YEAR, LAST_TAX_YEAR}:
        return tax_years.period_of(tax_years.year_of(today, start) - (name == LAST_TAX_YEAR), start)
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


def span_words(first: str, last: str) -> str:
    """Return a period as "Nov 26", "Since 1 Mar 2026", "Until 15 Mar 2026" or from day to day."""
    if first and period_of(first[:7], date.min) == (first, last):
        return month_label(first[:7], year=True)
    if not last:
        return f"Since {date_text(first)}" if first else "All time"
    return f"{date_text(first)} to {date_text(last)}" if first else f"Until {date_text(last)}"


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


class PeriodChoice(Dropdown):
    """A period by its name, or other days; `days_chosen` carries the first and the last day (empty: open).

    `named` is the period it begins with instead of days. A tax year keeps its name: `follow_setting` gives it the days
    that the settings say now.
    """

    days_chosen = Signal(str, str)

    def __init__(
        self, shell: Shell, *, first: str = "", last: str = "", named: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__((), name="Period", parent=parent)
        self._shell = shell
        self._named = named
        self._days = self._of(named) if named else (first, last)
        self.chosen.connect(self._choose)
        self.show_days(*self._days)

    @property
    def days(self) -> tuple[str, str]:
        """Return the first and the last day chosen."""
        return self._days

    def follow_setting(self) -> bool:
        """Show a tax year from the day on which one begins now; tell whether its days are others than before."""
        before = self._days
        self.show_days(*(self._of(self._named) if self._named in {TAX_YEAR, LAST_TAX_YEAR} else before))
        return self._days != before

    def show_days(self, first: str, last: str) -> None:
        """Show a period without telling anyone."""
        self._days = (first, last)
        options = self._periods()
        named = (one.value for one in options if one.value != OTHER)
        known = next((name for name in named if self._of(name) == (first, last)), None)
        if known is None:
            known = f"{first}/{last}"
            options.insert(-1, Option(known, span_words(first, last)))
        self.set_options(options, known)
        self.set_value(known)

    def _of(self, name: str) -> tuple[str, str]:
        return period_of(name, self._shell.today(), self._shell.settings.get(TAX_YEAR_START))

    def _periods(self) -> list[Option]:
        today = self._shell.today()
        last_month = (today.replace(day=1) - timedelta(days=1)).isoformat()[:7]
        own_year = self._shell.settings.get(TAX_YEAR_START) != tax_years.NEW_YEAR
        return [
            Option(ALL_TIME, "All time"),
            Option(today.isoformat()[:7], "This month"),
            Option(last_month, "Last month"),
            Option("90 days", "Last 90 days"),
            Option("year", "This year"),
            Option("last year", "Last year"),
            *((Option(TAX_YEAR, "This tax year"), Option(LAST_TAX_YEAR, "Last tax year")) if own_year else ()),
            Option(OTHER, "Other days …"),
        ]

    def _choose(self, name: str) -> None:
        if name == OTHER:
            sheet = PeriodSheet(self._shell, *self._days)
            sheet.chosen.connect(self._take)
            sheet.rejected.connect(partial(self.show_days, *self._days))
            sheet.open()
        elif "/" not in name:  # the days shown already
            self._take(*self._of(name), named=name)

    def _take(self, first: str, last: str, named: str = "") -> None:
        self._named = named
        self.show_days(first, last)
        self.days_chosen.emit(first, last)
