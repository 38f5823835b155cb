"""The tab of what the consultant says: for whom, why, risks, next steps, of each finalist, and interests."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consultant_desk.services.operations import FieldValue
from consultant_desk.services.sheet import EvaluationSheet, RecommendationSheet
from ui.reports.finalists_box import FinalistsBox
from ui.reports.interests_box import InterestsBox
from ui.reports.item_line import KINDS
from ui.reports.items_box import ItemsBox, Propose
from ui.shell import Shell
from ui.widgets.choice import Option
from ui.widgets.entry import DateField
from ui.widgets.fields import Field
from ui.widgets.form import labelled
from ui.widgets.panels import Hairline, ScrollArea


class WordsPanel(ScrollArea):
    """Editors for the recommendation of one evaluation."""

    title_edited = Signal(str)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(margins=(0, 12, 0, 24), spacing=0, parent=parent)
        self._shell = shell
        self._evaluation_id = ""
        self.title = Field(name="Title", placeholder="Recommendation for Harbour Bakeries")
        self.prepared_for = Field(placeholder="Aoife Brennan, owner", name="Prepared for")
        self.valid_until = DateField(name="Valid until", today=shell.today)
        fields = QVBoxLayout()
        fields.setContentsMargins(24, 0, 24, 14)
        fields.setSpacing(8)
        for label, field in (
            ("Title", self.title), ("Prepared for", self.prepared_for), ("Valid until", self.valid_until),
        ):  # fmt: skip
            fields.addWidget(labelled(label, field))
        self.column.addLayout(fields)
        offers: dict[str, Propose] = {"adoption": ("Propose check-ins", self._propose_adoption)}
        self.boxes = {kind.id: ItemsBox(shell, kind, propose=offers.get(kind.id)) for kind in KINDS}
        for box in self.boxes.values():
            self.column.addWidget(Hairline())
            self.column.addWidget(box)
        self.finalists = FinalistsBox(shell)
        self.column.addWidget(Hairline())
        self.column.addWidget(self.finalists)
        self.interests = InterestsBox(shell)
        self.column.addWidget(Hairline())
        self.column.addWidget(self.interests)
        self.column.addStretch(1)
        self.title.edited.connect(self.title_edited)
        self.prepared_for.edited.connect(lambda text: self._set(prepared_for=text))
        self.valid_until.date_edited.connect(self._set_valid)

    def show_words(self, sheet: EvaluationSheet, words: RecommendationSheet) -> None:
        """Show what was said about an evaluation."""
        self._evaluation_id = sheet.id
        self.prepared_for.show_value(words.prepared_for)
        if not self.valid_until.hasFocus():
            self.valid_until.show_date(date.fromisoformat(words.valid_until) if words.valid_until else None)
        criteria = [Option(criterion.id, criterion.name) for criterion in sheet.problem.criteria]
        rows = {
            "reason": words.reasons, "risk": words.risks, "condition": words.conditions, "step": words.steps,
            "adoption": words.adoption,
        }  # fmt: skip
        for kind, box in self.boxes.items():
            box.show_items(sheet.id, rows[kind], criteria)
        self.finalists.show_finalists(sheet, words)
        self.interests.show_interests(sheet)

    def show_item(self, target: str, kind: str) -> None:
        """Put the keyboard on an item by its id, else where the first one of a kind is made."""
        if not any(box.focus_item(target) for box in self.boxes.values()):
            self.boxes[kind].focus_start()

    def show_interests(self) -> None:
        """Scroll to the interests and put the keyboard there."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())
        if self.interests.lines:
            self.interests.lines[0].kind.setFocus()
            self.ensureWidgetVisible(self.interests.lines[0])

    def _propose_adoption(self, evaluation_id: str) -> None:
        desk = self._shell.desk
        self._shell.write(lambda: desk.evaluations.propose_adoption(evaluation_id), say="Check-ins proposed")

    def _set_valid(self, day: date | None) -> None:
        self._set(valid_until=day.isoformat() if day else None)

    def _set(self, **values: FieldValue) -> None:
        desk, evaluation = self._shell.desk, self._evaluation_id
        self._shell.write(lambda: desk.evaluations.set_recommendation(evaluation, **values))
