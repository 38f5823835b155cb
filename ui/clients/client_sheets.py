"""Sheets of a client: a new one (a name is enough), its details, an engagement, a next step, a new evaluation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from consultant_desk.domain.money import Money
from consultant_desk.errors import UserError
from consultant_desk.services.clients import ClientDraft
from consultant_desk.services.operations import FieldValue
from consultant_desk.services.rows.clients import ClientSheet, EngagementRow
from consultant_desk.services.rows.tasks import TaskRow
from ui.clients.wording import stage_options
from ui.evaluations.start_choice import StartChoice
from ui.shell import Shell
from ui.widgets.choice import Dropdown
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField, MoneyField, NumberField
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.prose import GrowingArea

Values = dict[str, FieldValue]


class NewClientSheet(Sheet):
    """Asks for a new client; `save` gets the draft.

    `look` finds out whether a client of a name is there; a second one is added when that is asked for once more.
    """

    def __init__(
        self, parent: QWidget, save: Callable[[ClientDraft], None], look: Callable[[str, Callable[[bool], None]], None]
    ) -> None:
        super().__init__(parent, "New client")
        self._save, self._look = save, look
        self._warned = ""
        self.name = Field(placeholder="Harbour Bakeries", name="Name")
        self.work = Field(placeholder="New customer desk", name="What they are looking for")
        self.place = Field(placeholder="Galway", name="Place")
        self.tags = Field(placeholder="food retail, 14 shops", name="Tags")
        form = Form()
        form.add("Name", self.name)
        form.add("Looking for", self.work, help_text="Opens an engagement of this title. You can do that later.")
        form.add("Place", self.place)
        form.add("Tags", self.tags, help_text="Words parted by commas.")
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Add client", self._accept)
        self.name.setFocus()

    def _accept(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.say_problem("A client needs a name.")
            self.name.setFocus()
            return
        tags = tuple(word.strip() for word in self.tags.text().split(",") if word.strip())
        draft = ClientDraft(name, place=self.place.text(), tags=tags, engagement=self.work.text())
        if name == self._warned:
            self._take(draft)
        else:
            self._look(name, lambda there: self._warn(name) if there else self._take(draft))

    def _warn(self, name: str) -> None:
        self._warned = name
        self.say_problem(f"There is a client “{name}” already. Press “Add client” once more to add another one.")

    def _take(self, draft: ClientDraft) -> None:
        self._save(draft)
        self.accept()


class ClientDetailsSheet(Sheet):
    """Shows and edits what a client's record holds beside the header."""

    FIELDS = (
        ("name", "Name"),
        ("legal_name", "Legal name"),
        ("industry", "Industry"),
        ("size_band", "Size"),
        ("place", "Place"),
        ("website", "Website"),
        ("source", "Came through"),
    )

    def __init__(self, parent: QWidget, sheet: ClientSheet, save: Callable[[Values], None]) -> None:
        super().__init__(parent, "Details", width=540)
        self._before = sheet
        self._save = save
        self.fields = {name: Field(str(getattr(sheet, name)), name=label) for name, label in self.FIELDS}
        self.note = GrowingArea(name="Note", placeholder="Private to you, never printed")
        self.note.show_value(sheet.note)
        form = Form(label_width=104)
        for name, label in self.FIELDS:
            form.add(label, self.fields[name])
        form.add("Note", self.note, tall=True)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Save", self._accept)

    def _accept(self) -> None:
        values: Values = {name: field.text().strip() for name, field in self.fields.items()}
        values["note"] = self.note.toPlainText()
        if not values["name"]:
            self.say_problem("A client needs a name.")
            return
        changed = {name: value for name, value in values.items() if value != getattr(self._before, name)}
        if changed:
            self._save(changed)
        self.accept()


class EngagementSheet(Sheet):
    """Asks for title, stage, fee and hours of an engagement."""

    def __init__(
        self, parent: QWidget, currency: str, save: Callable[[Values], None], *, row: EngagementRow | None = None
    ) -> None:
        super().__init__(parent, "Engagement" if row else "Start an engagement")
        self._save = save
        self.title = Field(row.title if row else "", placeholder="New customer desk", name="Title")
        self.stage = Dropdown(stage_options(), name="Stage", value=row.stage if row else "enquiry")
        self.fee = MoneyField(name="Fee", currency=currency, value=row.fee if row else None)
        planned = Decimal(row.hours_planned) if row is not None and row.hours_planned else None
        self.hours = NumberField(name="Hours planned", value=planned, minimum=Decimal(0), maximum=Decimal(100_000))
        form = Form()
        form.add("Title", self.title)
        form.add("Stage", self.stage)
        form.add("Fee", self.fee)
        form.add("Hours planned", self.hours, help_text="Hours spent come from the minutes of the touches you log.")
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Save" if row else "Start", self._accept)
        self.title.setFocus()

    def _accept(self) -> None:
        try:
            fee: Money | None = self.fee.value()
            hours = self.hours.value()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        title = self.title.text().strip()
        if not title:
            self.say_problem("An engagement needs a title.")
            self.title.setFocus()
            return
        self._save(
            {
                "title": title,
                "stage": self.stage.value(),
                "fee_minor": fee.minor if fee else None,
                "fee_currency": fee.currency if fee else None,
                "hours_planned": "" if hours is None else format(hours.normalize(), "f"),
            }
        )
        self.accept()


class NextStepSheet(Sheet):
    """Asks what to do next, and when."""

    def __init__(
        self,
        parent: QWidget,
        today: Callable[[], date],
        save: Callable[[str, str], None],
        *,
        row: TaskRow | None = None,
    ) -> None:
        super().__init__(parent, "Next step" if row else "Plan the next step")
        self._save = save
        self.text = Field(row.text if row else "", placeholder="Present recommendation", name="What")
        due = date.fromisoformat(row.due_on) if row is not None and row.due_on else None
        self.due = DateField(name="When", today=today, value=due)
        form = Form(label_width=80)
        form.add("What", self.text)
        form.add("When", self.due, help_text="24 Nov, friday, tomorrow, +3d or +2w.")
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Save" if row else "Plan it", self._accept)
        self.text.setFocus()

    def _accept(self) -> None:
        text = self.text.text().strip()
        if not text:
            self.say_problem("Say what to do next.")
            self.text.setFocus()
            return
        try:
            due = self.due.value()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        self._save(text, due.isoformat() if due else "")
        self.accept()


class NewEvaluationSheet(Sheet):
    """Asks for title and start of a new evaluation for an engagement; `opened` gets its id once it is stored."""

    def __init__(self, parent: QWidget, shell: Shell, work: EngagementRow, opened: Callable[[str], None]) -> None:
        super().__init__(parent, "New evaluation")
        self._engagement_id, self._opened = work.id, opened
        self.title = Field(work.title, placeholder="Customer desk", name="Title")
        self.start = StartChoice(shell)
        form = Form(label_width=80)
        form.add("Title", self.title, help_text="What is compared, as it will stand on the report.")
        form.add("Start from", self.start, tall=True)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Start comparing", self._accept)
        self.title.setFocus()
        self.title.selectAll()

    def _accept(self) -> None:
        title = self.title.text().strip()
        if not title:
            self.say_problem("An evaluation needs a title.")
            return
        self.start.make(title, self._engagement_id, self._opened)
        self.accept()
