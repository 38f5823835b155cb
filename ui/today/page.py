"""The section Today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.domain.changes import Changes
from consultant_desk.services.rows.today import TodaySheet
from ui.commands import Command
from ui.entry import heading_day
from ui.pages import Page
from ui.shell import Shell
from ui.today.day_list import DayList
from ui.today.follow_up import FollowUpSheet, snooze_items
from ui.today.rows import DECIDE, OVERDUE, Deed, TodayRow, state_line, today_rows
from ui.today.side import TodaySide
from ui.widgets.buttons import build_menu
from ui.widgets.panels import EmptyState, HintBar

MINUTE_MS = 60_000


class TodayPage(Page):
    """What wants attention at the left, what comes at the right."""

    kinds = frozenset(
        {"task", "client", "engagement", "evaluation", "report", "brand", "commission", "commission_event", "payout"}
        | {"payout_item", "programme", "programme_terms", "import_file", "statement_row", "manual_rate", "rate_day"}
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, heading_day(shell.today()))
        self._day = shell.today()
        self.title_bar.add_button("New follow-up", self.new_follow_up, icon="plus", primary=True)
        self.list = DayList()
        self.list.asked.connect(self._act)
        self.side = TodaySide(shell.go)
        sentence = (
            "Nothing waits for you today. Follow-ups, quiet engagements, open decisions and overdue commissions appear "
            "here by themselves."
        )
        self._empty = EmptyState(sentence, icon="sun", action=("New follow-up", self.new_follow_up))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self._stack, 1)
        left.addWidget(HintBar([("J K", "move"), ("D", "done"), ("Z", "snooze"), ("Enter", "open")]))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.side)
        self.body.addLayout(row, 1)
        self._midnight = QTimer(self)
        self._midnight.setInterval(MINUTE_MS)
        self._midnight.timeout.connect(self._look_at_the_clock)
        self._midnight.start()

    def refresh(self, _changes: Changes) -> None:
        """Read the day again."""
        self.shell.read(self.shell.desk.today.sheet, self._show, key="today")

    def commands(self) -> Sequence[Command]:
        """Return what can be done here by name."""
        return (Command("today.follow_up", "New follow-up", self.new_follow_up, "plus", "Ctrl+N"),)

    def panes(self) -> Sequence[QWidget]:
        """Return list and side."""
        return (self.list,)

    def new_follow_up(self) -> None:
        """Ask for a follow-up."""
        FollowUpSheet(self.shell).open()

    def _show(self, sheet: TodaySheet) -> None:
        self._day = date.fromisoformat(sheet.day)
        self.title_bar.set_title(heading_day(self._day), state_line(sheet))
        rows = today_rows(sheet)
        had_focus = self.list.hasFocus()
        self.list.set_rows(rows)
        self._stack.setCurrentWidget(self.list if rows else self._empty)
        if had_focus and rows:
            self.list.setFocus()
        self.side.show_sheet(sheet)

    def _act(self, deed: Deed, key: str) -> None:
        row = self.list.row(key)
        if row is None:
            return
        if key in {OVERDUE, DECIDE}:
            self._open_earnings(decide=key == DECIDE)
        elif deed is Deed.DONE:
            task = key.removeprefix("task:")
            self.shell.write(partial(self.shell.desk.tasks.done, task), say=f"Done: {row.text}")
        elif deed is Deed.DECIDED:
            report = key.removeprefix("report:")
            self.shell.write(partial(self.shell.desk.reports.mark, report, "decided"), say=f"Decided: {row.text}")
        elif deed is Deed.SNOOZE:
            self._offer_dates(row)
        elif deed is Deed.PLAN:
            FollowUpSheet(self.shell, client=row.title, engagement_id=row.engagement_id).open()
        else:
            self.shell.open_record(*row.home)

    def _open_earnings(self, *, decide: bool) -> None:
        """Show what is overdue, or the rows of statements to be decided."""
        from ui.earnings.page import EarningsPage  # a section is imported on its first visit

        self.shell.go("earnings")
        page = self.shell.window.findChild(EarningsPage)
        if page is None or page.is_importing:
            return
        page.ledger.show_tab("overview")
        if decide:
            page.ask_waiting()

    def _offer_dates(self, row: TodayRow) -> None:
        task = row.key.removeprefix("task:")

        def snooze(day: date) -> None:
            work = partial(self.shell.desk.tasks.snooze, task, day.isoformat())
            self.shell.write(work, say=f"Snoozed: {row.text}")

        menu = build_menu(self, snooze_items(self.shell.today(), snooze))
        menu.popup(self.list.current_corner())
        menu.setActiveAction(menu.actions()[0])

    def _look_at_the_clock(self) -> None:
        if self.shell.today() != self._day:
            self.refresh(Changes(everything=True))
