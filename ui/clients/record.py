"""A client's record: header, tabs, and the sheets that change it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.domain.changes import Outcome
from consultant_desk.services.clients import EngagementDraft, InteractionDraft
from consultant_desk.services.operations import FieldValue
from consultant_desk.services.rows.clients import ClientSheet, EngagementRow
from consultant_desk.services.rows.consents import ClientEarningsSheet
from consultant_desk.services.rows.tasks import TaskRow
from consultant_desk.services.tasks import TaskDraft
from ui.clients.client_sheets import ClientDetailsSheet, EngagementSheet, NewEvaluationSheet, NextStepSheet
from ui.clients.earnings_tab import EarningsTab
from ui.clients.evaluations_tab import EvaluationsTab
from ui.clients.header import RecordHeader
from ui.clients.needs_tab import NeedsTab
from ui.clients.people_tab import PeopleTab
from ui.clients.timeline_tab import TimelineTab
from ui.clients.touch_sheet import TouchSheet
from ui.clients.wording import STAGES, near_day, stage_words
from ui.shell import Shell
from ui.widgets.buttons import MenuItem, open_menu
from ui.widgets.panels import Hairline
from ui.widgets.tabs import Tab, TabsBar

T = TypeVar("T")
TIMELINE, PEOPLE, NEEDS, EVALUATIONS, EARNINGS = "timeline", "people", "needs", "evaluations", "earnings"
TAB_OF = {"person": PEOPLE, "need": NEEDS, "requirement": NEEDS, "interaction": TIMELINE, "engagement": NEEDS}


class TabPane(QWidget):
    """Tabs and what they show; the focus it is given goes to the current tab."""

    def __init__(self, tabs: TabsBar, stack: QStackedWidget) -> None:
        super().__init__()
        self._tabs = tabs
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(tabs)
        column.addWidget(stack, 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the focus on."""
        super().focusInEvent(event)
        self._tabs.focus_current()


class RecordPanel(QWidget):
    """Everything about one client. It never reads: the page hands it sheets."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.sheet: ClientSheet | None = None
        self._engagement_id = ""
        self._tab_chosen = False
        self.header = RecordHeader()
        self.tabs = TabsBar(name="Parts of the record")
        self.timeline, self.people = TimelineTab(shell), PeopleTab(shell)
        self.needs, self.evaluations = NeedsTab(shell), EvaluationsTab(shell)
        self.earnings = EarningsTab(shell)
        self._money: ClientEarningsSheet | None = None
        self._views = {
            TIMELINE: self.timeline, PEOPLE: self.people, NEEDS: self.needs, EVALUATIONS: self.evaluations,
            EARNINGS: self.earnings,
        }  # fmt: skip
        self._stack = QStackedWidget()
        for view in self._views.values():
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Hairline())
        self.body = TabPane(self.tabs, self._stack)
        column.addWidget(self.body, 1)
        self._show_tabs()
        self.tabs.set_current(NEEDS)
        self._stack.setCurrentWidget(self.needs)
        self._connect()

    @property
    def engagement(self) -> EngagementRow | None:
        """Return the engagement shown."""
        works = self.sheet.engagements if self.sheet else ()
        return next((work for work in works if work.id == self._engagement_id), None)

    def show_client(self, sheet: ClientSheet, money: ClientEarningsSheet | None = None) -> None:
        """Show a client; a tab that was chosen stays, and the engagement while it is still there.

        `money` is what came of it; what was shown of it stays where it is not given.
        """
        other = self.sheet is None or self.sheet.id != sheet.id
        self.sheet = sheet
        if other and not self._tab_chosen:
            self.show_tab(NEEDS if sheet.needs else TIMELINE)
        if other or self.engagement is None:
            self._engagement_id = sheet.engagement.id if sheet.engagement else ""
        self.header.show_client(sheet, self.engagement, self._shell.today())
        self.timeline.show_timeline(sheet)
        self.people.show_people(sheet)
        self.needs.show_needs(sheet, self._engagement_id)
        self.evaluations.show_evaluations(sheet)
        self._money = money or self._money
        if self._money is not None and self._money.client_id == sheet.id:
            self.earnings.show_earnings(sheet, self._money)
        self._show_tabs()

    def show_tab(self, tab: str) -> None:
        """Show a tab."""
        self.tabs.set_current(tab)
        self._stack.setCurrentWidget(self._views[tab])

    def show_part(self, kind: str, record_id: str) -> bool:
        """Show the tab of a part of the record and the part itself; False when it is not in this record."""
        tab = TAB_OF.get(kind, "")
        sheet = self.sheet
        if not tab or sheet is None:
            return not tab
        known = {row.id for need in sheet.needs for row in need.requirements} | {need.id for need in sheet.needs}
        known |= {person.id for person in sheet.people} | {touch.id for touch in sheet.timeline}
        known |= {work.id for work in sheet.engagements}
        if record_id not in known:
            return False
        if kind == "engagement":
            self._choose_engagement(record_id)
        self.show_tab(tab)
        if tab == NEEDS:
            self.needs.show_part(record_id)
        return True

    def log_touch(self) -> None:
        """Ask for a touch to log."""
        sheet, desk = self.sheet, self._shell.desk
        if sheet is None:
            return

        def save(values: dict[str, FieldValue]) -> None:
            draft = InteractionDraft(**values)  # type: ignore[arg-type]
            self._write(lambda: desk.clients.log(sheet.id, draft), "Touch logged")

        TouchSheet(self.window(), sheet, self._shell.today, save, engagement_id=self._engagement_id).open()

    def plan_next(self) -> None:
        """Ask for the next step."""
        sheet, desk = self.sheet, self._shell.desk
        if sheet is None:
            return

        def save(text: str, due: str) -> None:
            draft = TaskDraft(text, due, client_id=sheet.id, engagement_id=self._engagement_id or None)
            self._write(lambda: desk.tasks.add(draft))

        NextStepSheet(self.window(), self._shell.today, save).open()

    def start_engagement(self) -> None:
        """Ask for a new engagement."""
        sheet, desk = self.sheet, self._shell.desk
        if sheet is None:
            return

        def save(values: dict[str, FieldValue]) -> None:
            draft = EngagementDraft(**values)  # type: ignore[arg-type]
            self._shell.write(lambda: desk.clients.add_engagement(sheet.id, draft), self._choose_engagement)

        EngagementSheet(self.window(), self._currency(), save).open()

    def edit_engagement(self) -> None:
        """Edit title, stage, fee and hours of the engagement shown."""
        row, desk = self.engagement, self._shell.desk
        if row is None:
            self.start_engagement()
            return

        def save(values: dict[str, FieldValue]) -> None:
            stage = str(values.pop("stage"))
            self._write(lambda: desk.clients.edit_engagement(row.id, **values))
            if stage != row.stage:
                self._write(lambda: desk.clients.set_stage(row.id, stage))

        EngagementSheet(self.window(), self._currency(), save, row=row).open()

    def start_evaluation(self) -> None:
        """Ask for title and start of a new evaluation and open the workbench."""
        row = self.engagement
        if self.sheet is None:
            return
        if row is None:
            self.start_engagement()
            return
        NewEvaluationSheet(self.window(), self._shell, row, self._open_evaluation).open()

    def edit_details(self) -> None:
        """Edit name, place and the rest."""
        sheet, desk = self.sheet, self._shell.desk
        if sheet is None:
            return

        def save(values: dict[str, FieldValue]) -> None:
            self._write(lambda: desk.clients.edit(sheet.id, **values))

        ClientDetailsSheet(self.window(), sheet, save).open()

    def trash(self) -> None:
        """Move the client to the Trash."""
        sheet, desk = self.sheet, self._shell.desk
        if sheet is not None:
            self._write(lambda: desk.clients.trash(sheet.id), f"{sheet.name[:60]} moved to the Trash")

    def menu(self) -> list[MenuItem]:
        """Return what can be done with the client."""
        work = self.engagement
        items = [
            MenuItem("Log a touch…", self.log_touch, "phone", "Ctrl+L"),
            MenuItem("Plan the next step…", self.plan_next, "calendar-clock", "Ctrl+J"),
            MenuItem("New evaluation…", self.start_evaluation, "scale"),
            MenuItem("Details…", self.edit_details, "building-2"),
            MenuItem(""),
            MenuItem("Edit engagement…", self.edit_engagement, "briefcase", enabled=work is not None),
            MenuItem("Start another engagement…", self.start_engagement, "plus"),
        ]
        if work is not None:
            items.append(MenuItem("Delete engagement", self._trash_engagement, "trash-2"))
        return [*items, MenuItem(""), MenuItem("Delete client", self.trash, "trash-2")]

    def _connect(self) -> None:
        header, tabs = self.header, self.tabs
        tabs.chosen.connect(self._choose_tab)
        header.touch_wanted.connect(self.log_touch)
        header.menu_wanted.connect(lambda anchor: open_menu(anchor, self.menu()))
        header.stage_wanted.connect(self._choose_stage)
        header.next_wanted.connect(self._next_menu)
        header.last_wanted.connect(lambda: self.show_tab(TIMELINE))
        header.fee_wanted.connect(self.edit_engagement)
        header.tags.edited.connect(self._set_tags)
        self.timeline.log_wanted.connect(self.log_touch)
        self.needs.engagement_wanted.connect(self.start_engagement)
        self.evaluations.new_wanted.connect(self.start_evaluation)

    def _show_tabs(self) -> None:
        sheet = self.sheet
        needs = [need for need in sheet.needs if need.engagement_id == self._engagement_id] if sheet else []
        counts = {
            TIMELINE: len(sheet.timeline) if sheet else 0,
            PEOPLE: len(sheet.people) if sheet else 0,
            NEEDS: len(needs),
            EVALUATIONS: len(sheet.evaluations) if sheet else 0,
            EARNINGS: self._money.earned.count if self._money and sheet and self._money.client_id == sheet.id else 0,
        }
        self.tabs.set_tabs([Tab(tab, tab.capitalize(), str(count) if count else "") for tab, count in counts.items()])

    def _choose_tab(self, tab: str) -> None:
        self._tab_chosen = True
        self._stack.setCurrentWidget(self._views[tab])

    def _choose_stage(self, anchor: QWidget) -> None:
        row, sheet, desk = self.engagement, self.sheet, self._shell.desk
        if row is None or sheet is None:
            self.start_engagement()
            return

        def chooser(stage: str) -> Callable[[], None]:
            return lambda: self._write(lambda: desk.clients.set_stage(row.id, stage))

        items = [MenuItem(stage_words(stage), chooser(stage), checked=stage == row.stage) for stage in STAGES]
        if len(sheet.engagements) > 1:
            items.append(MenuItem(""))
            items += [
                MenuItem(work.title, partial(self._choose_engagement, work.id), checked=work.id == row.id)
                for work in sheet.engagements
            ]
        items += [MenuItem(""), MenuItem("Edit engagement…", self.edit_engagement, "pencil")]
        open_menu(anchor, items)

    def _choose_engagement(self, engagement_id: str) -> None:
        self._engagement_id = engagement_id
        if self.sheet is not None and self.engagement is not None:
            self.show_client(self.sheet)

    def _next_menu(self, anchor: QWidget) -> None:
        sheet = self.sheet
        open_tasks = [task for task in sheet.tasks if not task.done_on] if sheet else []
        if not open_tasks:
            self.plan_next()
            return
        first, today = open_tasks[0], self._shell.today()
        days = (("Tomorrow", 1), ("In three days", 3), ("Next week", 7), ("In two weeks", 14))
        items = [
            MenuItem(f"Done: {first.text[:60]}", lambda: self._done(first), "check"),
            MenuItem("Edit…", lambda: self._edit_task(first), "pencil"),
            MenuItem("Delete", lambda: self._trash_task(first), "trash-2"),
            MenuItem(""),
            *(MenuItem(f"Snooze: {words.lower()}", self._snoozer(first, by), "alarm-clock") for words, by in days),
        ]
        if len(open_tasks) > 1:
            items.append(MenuItem(""))
            items += [
                MenuItem(f"{task.text[:50]}, {near_day(task.due_on, today)}".rstrip(", "), self._editor(task), "clock")
                for task in open_tasks[1:8]
            ]
        open_menu(anchor, [*items, MenuItem(""), MenuItem("Plan another step…", self.plan_next, "plus")])

    def _done(self, task: TaskRow) -> None:
        self._write(lambda: self._shell.desk.tasks.done(task.id), f"Done: {task.text[:60]}")

    def _trash_task(self, task: TaskRow) -> None:
        self._write(lambda: self._shell.desk.tasks.trash(task.id), "Next step moved to the Trash")

    def _snoozer(self, task: TaskRow, days: int) -> Callable[[], None]:
        until = self._shell.today() + timedelta(days=days)
        shown = near_day(until.isoformat(), self._shell.today())
        return lambda: self._write(
            lambda: self._shell.desk.tasks.snooze(task.id, until.isoformat()), f"Moved to {shown}"
        )

    def _editor(self, task: TaskRow) -> Callable[[], None]:
        return lambda: self._edit_task(task)

    def _edit_task(self, task: TaskRow) -> None:
        def save(text: str, due: str) -> None:
            self._write(lambda: self._shell.desk.tasks.edit(task.id, text=text, due_on=due or None))

        NextStepSheet(self.window(), self._shell.today, save, row=task).open()

    def _set_tags(self, tags: tuple[str, ...]) -> None:
        sheet = self.sheet
        if sheet is not None:
            self._write(lambda: self._shell.desk.clients.set_tags(sheet.id, tags))

    def _trash_engagement(self) -> None:
        row = self.engagement
        if row is not None:
            say = f"{row.title[:60]} moved to the Trash"
            self._write(lambda: self._shell.desk.clients.trash_engagement(row.id), say)

    def _open_evaluation(self, evaluation_id: str) -> None:
        self._shell.open_record("evaluation", evaluation_id)

    def _currency(self) -> str:
        fees = [work.fee.currency for work in (self.sheet.engagements if self.sheet else ()) if work.fee is not None]
        return fees[0] if fees else "EUR"

    def _write(self, work: Callable[[], Outcome[T]], say: str = "") -> None:
        self._shell.write(work, say=say)
