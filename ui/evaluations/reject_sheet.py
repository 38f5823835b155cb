"""The sheet that rejects a product: the requirement it does not meet, why, and what shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from consultant_desk.errors import UserError
from ui.evaluations.actions import EvaluationActions
from ui.evaluations.evidence_words import KINDS
from ui.widgets.choice import Dropdown, Option
from ui.widgets.dialogs import Sheet
from ui.widgets.entry import DateField
from ui.widgets.fields import Field
from ui.widgets.form import labelled, side_by_side

if TYPE_CHECKING:
    from consultant_desk.services.evidence import EvidenceDraft

NEW = "new"
"""The choice of evidence that is not there yet; ids are longer."""


class RejectSheet(Sheet):
    """Why a product is left out: a requirement it does not meet, words, and what shows it.

    `candidate` is a record id. What shows it starts as the evidence under the requirement that is chosen; it can be
    noted here as well, with or without a requirement.
    """

    def __init__(
        self,
        parent: QWidget,
        actions: EvaluationActions,
        candidate: str,
        name: str,
        *,
        requirement: str = "",
        why: str = "",
    ) -> None:
        super().__init__(parent, f"Reject {name}", width=460)
        self._actions = actions
        self._candidate = candidate
        options = [Option("", "None of them")]
        options += [
            Option(requirement.id, requirement.text)
            for need in actions.sheet.needs
            for requirement in need.requirements
        ]
        self._requirement = Dropdown(options, name="Requirement it does not meet", value=requirement)
        self._requirement.chosen.connect(self._offer_evidence)
        self._evidence = Dropdown((Option("", "No evidence"),), name="What shows it")
        self._evidence.chosen.connect(self._ask_new)
        self._kind = Dropdown(KINDS, name="Kind", value=KINDS[0].value)
        self._what = Field(name="What it is", placeholder="A call, a trial, a page")
        self._source = Field(name="Source", placeholder="Address or person")
        self._place = Field(name="Place in it", placeholder="Page or section")
        self._seen = DateField(name="Seen on", today=actions.today, value=actions.today())
        self._new = [
            side_by_side(labelled("What it is", self._what), labelled("Kind", self._kind)),
            side_by_side(labelled("Source", self._source), labelled("Place in it", self._place)),
            labelled("Seen on", self._seen),
        ]
        self._why = Field(why, name="Why", placeholder="In a few words, for the report")
        if len(options) > 1:
            self.body.addWidget(labelled("Requirement it does not meet", self._requirement))
        self.body.addWidget(labelled("Why", self._why))
        self.body.addWidget(labelled("What shows it", self._evidence))
        for part in self._new:
            self.body.addWidget(part)
        self.add_cancel()
        self.add_primary("Reject", self._take)
        self._offer_evidence(requirement)
        self._why.setFocus()

    def _offer_evidence(self, requirement: str) -> None:
        """Offer what is known about the product; what stands under the requirement is chosen, unless one notes it."""
        sheet = self._actions.sheet
        under = sheet.coverage.get((self._candidate, requirement))
        product = next(
            (sheet.products[key] for key, record in sheet.candidates.items() if record == self._candidate), ""
        )
        product = product or next((row.product_id for row in sheet.long_list if row.id == self._candidate), "")
        first = under.evidence if under is not None else ()
        known = [row for row in sheet.evidence if row.id in first or (product and row.product_id == product)]
        options = [Option("", "No evidence"), *(Option(row.id, row.title or row.source or row.kind) for row in known)]
        chosen = NEW if self._evidence.value() == NEW else first[0] if first else ""
        self._evidence.set_options([*options, Option(NEW, "Something new")], chosen)
        self._ask_new(self._evidence.value())

    def _ask_new(self, evidence: str) -> None:
        """Ask for what the evidence is where it is noted here."""
        for part in self._new:
            part.setVisible(evidence == NEW)
        self.adjustSize()

    def _take(self) -> None:
        why, requirement = self._why.text().strip(), self._requirement.value()
        if not why and not requirement:
            self.say_problem("Choose the requirement, or say why.")
            return
        if self._evidence.value() != NEW:
            self.accept()
            self._actions.reject_candidate(self._candidate, requirement, why, self._evidence.value())
            return
        try:
            draft = self._draft()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        self.accept()
        self._actions.reject_with_evidence(self._candidate, requirement, why, draft)

    def _draft(self) -> EvidenceDraft:
        from consultant_desk.services.evidence import EvidenceDraft

        what, source = self._what.text().strip(), self._source.text().strip()
        if not what and not source:
            raise UserError("Say what shows it, or where it is from.")
        seen = self._seen.value()
        return EvidenceDraft(
            title=what or source,
            kind=self._kind.value(),
            source=source,
            locator=self._place.text().strip(),
            seen_on=seen.isoformat() if seen else "",
        )
