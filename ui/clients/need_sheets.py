"""Small sheets of a need: who said it, when and how; what leaving things as they are costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from consultant_desk.errors import UserError
from consultant_desk.services.operations import FieldValue
from consultant_desk.services.rows.needs import NeedRow
from consultant_desk.services.rows.people import PersonRow
from ui.clients.wording import PERIODS
from ui.widgets.choice import Dropdown, Option
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField, MoneyField
from ui.widgets.fields import Field
from ui.widgets.form import Form

Save = Callable[[dict[str, FieldValue]], None]


class SourceSheet(Sheet):
    """Asks who said the words, on which day, and by which way."""

    def __init__(
        self, parent: QWidget, row: NeedRow, people: Sequence[PersonRow], today: Callable[[], date], save: Save
    ) -> None:
        super().__init__(parent, "Who said it?")
        self._save = save
        options = [Option("", "Nobody named"), *(Option(person.id, person.name) for person in people)]
        self.person = Dropdown(options, name="Person", value=row.quoted_person_id)
        self.begins_at = self.person  # who, as the title asks; the day comes after
        said_on = date.fromisoformat(row.quoted_on) if row.quoted_on else None
        self.day = DateField(name="Date", today=today, value=said_on)
        self.via = Field(row.quoted_via, placeholder="call, mail, visit", name="How")
        form = Form(label_width=80)
        form.add("Person", self.person)
        form.add("Date", self.day)
        form.add("How", self.via)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Save", self._accept)

    def _accept(self) -> None:
        try:
            day = self.day.value()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        said = self.via.text().strip()
        self._save(
            {
                "quoted_person_id": self.person.value() or None,
                "quoted_on": day.isoformat() if day else None,
                "quoted_via": said or None,
            }
        )
        self.accept()


class CostSheet(Sheet):
    """Asks what leaving things as they are costs, a month, a year or once."""

    def __init__(self, parent: QWidget, row: NeedRow, currency: str, save: Save) -> None:
        super().__init__(parent, "What does it cost today?")
        self._save = save
        self.amount = MoneyField(name="Cost", currency=currency, value=row.cost)
        self.period = Dropdown(PERIODS, name="Period", value=row.cost_period or "month")
        form = Form(label_width=80)
        form.add("Cost", self.amount)
        form.add("Period", self.period)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Save", self._accept)
        self.amount.setFocus()

    def _accept(self) -> None:
        try:
            cost = self.amount.value()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        self._save(
            {
                "cost_minor": cost.minor if cost else None,
                "cost_currency": cost.currency if cost else None,
                "cost_period": self.period.value() if cost else None,
            }
        )
        self.accept()
