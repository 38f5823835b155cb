"""Add evidence to a score or a requirement: something new, or a piece that is known about the product already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from consultant_desk.errors import UserError
from consultant_desk.services.rows.products import EvidenceRow
from ui.evaluations.evidence_words import KINDS
from ui.shell import Shell
from ui.widgets.choice import Dropdown, Option, TickBox
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField
from ui.widgets.fields import Field, TextArea
from ui.widgets.form import labelled, side_by_side
from ui.widgets.text import Text

if TYPE_CHECKING:
    from consultant_desk.services.evidence import EvidenceDraft

NEW = ""
GRADES = (
    Option("", "No grade"),
    Option("A", "A, own test or contract"),
    Option("B", "B, seen or referenced"),
    Option("C", "C, claimed by the vendor"),
    Option("D", "D, hearsay"),
)


class EvidenceSheet(Sheet):
    """Evidence under what `about` names. `known` are pieces that may be taken over: `link` gets the id of one.

    `add` gets the draft of a new one.
    """

    def __init__(
        self,
        parent: QWidget,
        shell: Shell,
        about: str,
        known: Sequence[EvidenceRow],
        *,
        link: Callable[[str], None],
        add: Callable[[EvidenceDraft], None],
    ) -> None:
        super().__init__(parent, "Add evidence", width=480)
        self._link, self._add = link, add
        self.body.addWidget(Text(about, tone="text2"))
        titles = [Option(row.id, row.title or row.source or row.kind) for row in known]
        self._choices = [Option(NEW, "Something new"), *titles]
        self._known = Dropdown(self._choices, name="Evidence")
        self._known.chosen.connect(self._follow)
        self._title = Field(name="Title", placeholder="What it is")
        self._kind = Dropdown(KINDS, name="Kind", value=KINDS[0].value)
        self._grade = Dropdown(GRADES, name="Grade")
        self._source = Field(name="Source", placeholder="Address, person or page")
        self._quote = TextArea(name="Quote", lines=2)
        self._seen = DateField(name="Seen on", today=shell.today, value=shell.today())
        self._expires = DateField(name="Expires on", today=shell.today)
        self._independent = TickBox("Independent of the vendor")
        self._fill()
        self._title.setFocus()

    def _fill(self) -> None:
        if len(self._choices) > 1:
            self.body.addWidget(labelled("Evidence", self._known))
        column = self.body
        self._parts = [
            labelled("Title", self._title),
            side_by_side(labelled("Kind", self._kind), labelled("Grade", self._grade)),
            labelled("Source", self._source),
            labelled("Quote", self._quote),
            side_by_side(labelled("Seen on", self._seen), labelled("Expires on", self._expires)),
            self._independent,
        ]
        for part in self._parts:
            column.addWidget(part)
        self.add_cancel()
        self.add_primary("Add evidence", self._take)

    def _follow(self, _value: str) -> None:
        for part in self._parts:
            part.setVisible(self._known.value() == NEW)
        self.adjustSize()

    def _take(self) -> None:
        if self._known.value() != NEW:
            self.accept()
            self._link(self._known.value())
            return
        try:
            draft = self._draft()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        self.accept()
        self._add(draft)

    def _draft(self) -> EvidenceDraft:
        from consultant_desk.services.evidence import EvidenceDraft

        title = self._title.text().strip()
        if not title:
            raise UserError("Say what the evidence is.")
        seen, expires = self._seen.value(), self._expires.value()
        return EvidenceDraft(
            title=title,
            kind=self._kind.value(),
            grade=self._grade.value(),
            source=self._source.text().strip(),
            quote=self._quote.toPlainText().strip(),
            seen_on=seen.isoformat() if seen else "",
            expires_on=expires.isoformat() if expires else "",
            independent=self._independent.isChecked(),
        )
