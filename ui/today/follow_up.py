"""Planning a follow-up: what, for whom, until when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from consultant_desk.errors import UserError
from consultant_desk.services.rows.clients import ClientRow
from consultant_desk.services.tasks import TaskDraft
from ui.entry import formats
from ui.shell import Shell
from ui.widgets.buttons import MenuItem
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField
from ui.widgets.fields import Field
from ui.widgets.form import Form


class FollowUpSheet(Sheet):
    """Asks for a follow-up and plans it; the client may be one of the list or left out."""

    def __init__(self, shell: Shell, *, text: str = "", client: str = "", engagement_id: str = "") -> None:
        super().__init__(shell.window, "New follow-up")
        self._shell = shell
        self._engagement_id = engagement_id
        self._preset = client
        self._ids: dict[str, str] = {}
        self.text = Field(text, name="What", placeholder="Call about the four unused seats")
        self.client = Field(name="Client", placeholder="Start typing a name, or leave empty")
        self.due = DateField(name="Until", today=shell.today, value=shell.today() + timedelta(days=1))
        form = Form(label_width=72)
        form.add("What", self.text)
        form.add("Client", self.client)
        form.add("Until", self.due, help_text="A date, a weekday, tomorrow, +3d or +2w.")
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Plan it", self.plan)
        shell.read(shell.desk.clients.list, self._offer)

    def plan(self) -> None:
        """Check what was entered and plan the follow-up."""
        name = self.client.text().strip()
        client = self._ids.get(name.casefold(), "")
        try:
            due = self.due.value()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        if not self.text.text().strip():
            self.say_problem("Say in a few words what is to be done.")
            return
        if name and not client:
            self.say_problem(f"There is no client called “{name[:60]}”. Choose one of the list or leave it empty.")
            return
        draft = TaskDraft(
            self.text.text(),
            due.isoformat() if due else "",
            client_id=client or None,
            engagement_id=self._engagement_id or None,
        )
        shell = self._shell
        shell.write(lambda: shell.desk.tasks.add(draft), lambda _id: self.accept(), say="Follow-up planned.")

    def _offer(self, clients: Sequence[ClientRow]) -> None:
        self._ids = {client.name.casefold(): client.id for client in clients}
        if self._preset.casefold() in self._ids:
            self.client.show_value(self._preset)
        self.client.offer([client.name for client in clients])


def snooze_dates(today: date) -> tuple[tuple[str, date], ...]:
    """Return the dates a follow-up can be put off to, with their names."""
    monday = today + timedelta(days=7 - today.weekday())
    return (
        ("Tomorrow", today + timedelta(days=1)),
        ("In 3 days", today + timedelta(days=3)),
        ("Next Monday", monday),
        ("In two weeks", today + timedelta(days=14)),
        ("In a month", today + timedelta(days=30)),
    )


def snooze_items(today: date, snooze: Callable[[date], None]) -> list[MenuItem]:
    """Return the menu of dates."""
    return [
        MenuItem(name, partial(snooze, day), shortcut=formats().day(day, today)) for name, day in snooze_dates(today)
    ]
