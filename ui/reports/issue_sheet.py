"""Asks once before a report is issued: its number, for whom, on which date. Then it is frozen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from consultant_desk.errors import UserError
from consultant_desk.services.reports import ReportSheet
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.text import Text

Issue = Callable[[str, str], None]


class IssueSheet(Sheet):
    """`issue` gets recipients and the ISO date."""

    def __init__(
        self, parent: QWidget, sheet: ReportSheet, recipients: str, today: Callable[[], date], issue: Issue
    ) -> None:
        super().__init__(parent, f"Issue version {sheet.next_issue}", width=520)
        self._issue = issue
        sentence = (
            "The pages are frozen as they are now, with a number and a hash that proves what was delivered. "
            "Later changes go into a new version."
        )
        self.body.addWidget(Text(sentence, tone="text2", wrap=True))
        self.recipients = Field(recipients or sheet.recipients, placeholder="Aoife Brennan", name="Recipients")
        self.day = DateField(name="Date", today=today, value=today())
        form = Form(label_width=96)
        form.add("Report", Text(sheet.row.title))
        form.add("Number", Text(f"{sheet.row.number}, version {sheet.next_issue}", tabular=True))
        form.add("Recipients", self.recipients)
        form.add("Date", self.day)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary(f"Issue version {sheet.next_issue}", self._accept, icon="file-check-2")
        self.recipients.setFocus()

    def _accept(self) -> None:
        try:
            day = self.day.value()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        if day is None:
            self.say_problem("A report needs its date.")
            return
        self._issue(self.recipients.text().strip(), day.isoformat())
        self.accept()
