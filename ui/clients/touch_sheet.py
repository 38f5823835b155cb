"""The sheet that logs or edits a touch: one line is enough, everything else has a sensible start."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from consultant_desk.errors import UserError
from consultant_desk.services.operations import FieldValue
from consultant_desk.services.rows.clients import ClientSheet, InteractionRow
from ui.clients.wording import TOUCHES
from ui.widgets.choice import Dropdown, Option, Segmented
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField, NumberField
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.prose import GrowingArea


class TouchSheet(Sheet):
    """Asks what happened, when, with whom and for how long; `save` gets the fields of the interaction."""

    def __init__(
        self,
        parent: QWidget,
        sheet: ClientSheet,
        today: Callable[[], date],
        save: Callable[[dict[str, FieldValue]], None],
        *,
        row: InteractionRow | None = None,
        engagement_id: str = "",
    ) -> None:
        super().__init__(parent, "Edit touch" if row else f"Log a touch with {sheet.name[:60]}", width=560)
        self._save = save
        kinds = [Option(kind, words) for kind, (words, _icon) in TOUCHES.items()]
        self.kind = Segmented(kinds, name="Kind", value=row.kind if row and row.kind in TOUCHES else "call")
        self.summary = Field(row.summary if row else "", placeholder="What happened, in a line", name="What happened")
        self.text = GrowingArea(name="Notes", placeholder="Notes, private to you")
        self.text.show_value(row.body if row else "")
        self.day = DateField(name="Date", today=today, value=date.fromisoformat(row.happened_on) if row else today())
        self.time = Field(row.happened_at if row else "", placeholder="14:30", name="Time")
        self.time.setFixedWidth(88)
        self.minutes = NumberField(name="Minutes", minimum=Decimal(0), maximum=Decimal(6000))
        if row is not None and row.minutes is not None:
            self.minutes.show_number(Decimal(row.minutes))
        main = next((person.id for person in sheet.people if person.is_main), "")
        people = [Option("", "Nobody named"), *(Option(person.id, person.name) for person in sheet.people)]
        self.person = Dropdown(people, name="With", value=row.person_id if row else main)
        works = [Option("", "No engagement"), *(Option(work.id, work.title) for work in sheet.engagements)]
        self.work = Dropdown(works, name="Engagement", value=row.engagement_id if row else engagement_id)
        form = Form(label_width=96)
        form.add("What", self.summary)
        form.add("Kind", self.kind)
        form.add("With", self.person)
        form.add_pair("When", self.day, self.time)
        form.add("Minutes", self.minutes, help_text="Counted into the hours of the engagement.")
        if sheet.engagements:
            form.add("Engagement", self.work)
        form.add("Notes", self.text, tall=True)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Save" if row else "Log it", self._accept)
        self.summary.setFocus()

    def _accept(self) -> None:
        try:
            values = self._values()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        self._save(values)
        self.accept()

    def _values(self) -> dict[str, FieldValue]:
        summary = self.summary.text().strip()
        if not summary:
            self.summary.setFocus()
            raise UserError("Say in a line what happened.")
        time = self.time.text().strip()
        if time and not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", time):
            raise UserError(f"“{time[:20]}” is not a time.", hint="Write it like 14:30.")
        day, minutes = self.day.value(), self.minutes.value()
        if day is None:
            raise UserError("A touch needs its date.")
        return {
            "summary": summary,
            "kind": self.kind.value(),
            "person_id": self.person.value() or None,
            "engagement_id": self.work.value() or None,
            "happened_on": day.isoformat(),
            "happened_at": f"{int(time.split(':')[0]):02}:{time.split(':')[1]}" if time else None,
            "minutes": None if minutes is None else int(minutes),
            "body": self.text.toPlainText(),
        }
