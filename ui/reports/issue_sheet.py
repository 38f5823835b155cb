"""Asks once before a report is issued: its number, for whom, on which date, and what to know. Then it is frozen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from consultant_desk.errors import UserError
from consultant_desk.services.readiness import Readiness, ReadyItem, Weight
from consultant_desk.services.reports import ReportSheet
from ui.reports.changes_list import ChangesList
from ui.reports.data import Since
from ui.reports.ready_list import ReadyList
from ui.reports.wording import changes_words
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.panels import ScrollArea
from ui.widgets.text import Text

HIGHEST, LONGEST = 240, 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about: the report, whom it was prepared for, what is to be looked at, the issue before it."""

    sheet: ReportSheet
    prepared_for: str
    warnings: Readiness
    last: int
    since: Since

    @classmethod
    def of(cls, sheet: ReportSheet, prepared_for: str, readiness: Readiness, last: int, since: Since) -> Asked:
        """Keep of the readiness what may remain."""
        remaining = tuple(item for item in readiness.items if item.weight is Weight.WARNING)
        return cls(sheet, prepared_for, Readiness(remaining), last, since)


class IssueSheet(Sheet):
    """`issue` gets recipients and the ISO date; `mend` a warning that is to be mended first."""

    def __init__(
        self,
        parent: QWidget,
        asked: Asked,
        today: Callable[[], date],
        issue: Callable[[str, str], None],
        mend: Callable[[ReadyItem], None],
    ) -> None:
        sheet = asked.sheet
        super().__init__(parent, f"Issue version {sheet.next_issue}", width=560)
        self._issue, self._mended = issue, mend
        sentence = (
            "The pages are frozen as they are now, with a number and a hash that proves what was delivered. "
            "Later changes go into a new version."
        )
        self.body.addWidget(Text(sentence, tone="text2", wrap=True))
        self.recipients = Field(asked.prepared_for or sheet.recipients, placeholder="Aoife Brennan", name="Recipients")
        self.day = DateField(name="Date", today=today, value=today())
        form = Form(label_width=96)
        form.add("Report", Text(sheet.row.title[:LONGEST], wrap=True))
        form.add("Number", Text(f"{sheet.row.number}, version {sheet.next_issue}", tabular=True))
        form.add("Recipients", self.recipients)
        form.add("Date", self.day)
        self.body.addWidget(form)
        self.changes, self.warnings = ChangesList(), ReadyList()
        self._add_notes(asked)
        self.add_cancel()
        anyway = " anyway" if asked.warnings.items else ""
        self.do = self.add_primary(f"Issue version {sheet.next_issue}{anyway}", self._accept, icon="file-check-2")
        self.recipients.setFocus()

    def _add_notes(self, asked: Asked) -> None:
        """Add what changed since the last issue and what is still to be looked at, scrolling where it is much."""
        area = ScrollArea(margins=(0, 0, 12, 0), spacing=8)
        if asked.warnings.items:
            area.column.addWidget(Text("Have a look before you issue", bold=True))
            self.warnings.show_readiness(asked.warnings)
            self.warnings.opened.connect(self._mend)
            area.column.addWidget(self.warnings)
        if asked.last:
            count = changes_words(len(asked.since.texts)) if asked.since.texts else "nothing that is printed"
            area.column.addWidget(Text(f"Changed since version {asked.last}: {count}", bold=True))
            self.changes.show_changes(asked.since.texts)
            area.column.addWidget(self.changes)
        if area.column.count():
            height = max(area.column.totalHeightForWidth(500), area.column.totalMinimumSize().height())
            area.column.addStretch(1)
            area.setFixedHeight(min(HIGHEST, height + 12))
            self.body.addWidget(area)

    def _mend(self, item: ReadyItem) -> None:
        self.reject()
        self._mended(item)

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
