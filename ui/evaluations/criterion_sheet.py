"""The editor of a criterion: what it asks, how raw scores become values, what is a must, what the values mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from consultant_desk.domain.evaluation.problem import Criterion, Direction, Levels, Linear, MustHave, MustOp
from consultant_desk.errors import DeskError, UserError
from ui.entry import formats
from ui.evaluations.actions import EvaluationActions
from ui.evaluations.pair_rows import Pair, PairRows
from ui.evaluations.scale_fields import ScaleFields
from ui.figures import number_text
from ui.widgets.choice import Dropdown, Option, TickBox
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field, TextArea
from ui.widgets.form import labelled
from ui.widgets.panels import ScrollArea
from ui.widgets.text import Text

if TYPE_CHECKING:
    from consultant_desk.services.evaluations.drafts import CriterionDraft
    from consultant_desk.services.sheet import EvaluationSheet

NO_GROUP, NEW_GROUP, NO_MUST = "", "+", ""
WIDTH, BODY_HEIGHT = 620, 530
MUSTS = (
    Option(NO_MUST, "No must-have"),
    Option(MustOp.AT_LEAST.value, "At least"),
    Option(MustOp.AT_MOST.value, "At most"),
    Option(MustOp.EQUAL.value, "Exactly"),
)
BLANK = Criterion("", "", Direction.MAX, Linear(0.0, 10.0))


class CriterionSheet(Sheet):
    """Made by `adding` or `editing`; closes itself once the workspace has taken the criterion.

    `added` carries the record id of a new one.
    """

    added = Signal(str)

    def __init__(
        self, parent: QWidget, sheet: EvaluationSheet, actions: EvaluationActions, item: Criterion, requirement_id: str
    ) -> None:
        super().__init__(parent, "Edit scale" if item.id else "New criterion", width=WIDTH)
        self._actions = actions
        self._item = item
        self._others = {other.name.casefold() for other in sheet.problem.criteria if other.id != item.id}
        self._requirement_id = requirement_id
        groups = (Option(NO_GROUP, "No group"), *(Option(group.id, group.name) for group in sheet.problem.groups))
        self._groups = {group.name.casefold(): group.id for group in sheet.problem.groups}
        self._name = Field(item.name, name="Name")
        self._group = Dropdown((*groups, Option(NEW_GROUP, "New group")), name="Group", value=item.group or NO_GROUP)
        self._new_group = Field(name="Name of the new group", placeholder="Fit, Cost, Security")
        self._question = Field(item.question, name="Question", placeholder="What does it ask of a product?")
        self._scale = ScaleFields(item.value)
        self._unit = Field(item.unit, name="Unit", placeholder="h, €, of 5")
        self._must = Dropdown(MUSTS, name="Must-have", value=item.must.op.value if item.must else NO_MUST)
        self._limit = Field(_limit_text(item.must), name="Limit of the must-have")
        self._cost = TickBox("This is the cost")
        self._cost.setChecked(item.cost)
        self._anchors = PairRows("Score", "What it means", "Add a meaning", wide_right=True)
        self._anchors.show_pairs([Pair(raw, words) for raw, words in item.anchors])
        self._note = TextArea(item.note, name="Note", lines=2)
        self._lose = TickBox("Make scores that do not fit unknown")
        self._lose.hide()
        self._fill()
        self._must.chosen.connect(lambda _value: self._follow())
        self._group.chosen.connect(self._group_chosen)
        self._scale.changed.connect(self._follow)
        self._follow()
        self._name.setFocus()

    @classmethod
    def adding(
        cls,
        parent: QWidget,
        sheet: EvaluationSheet,
        actions: EvaluationActions,
        requirement_id: str,
        name: str,
        group: str | None = None,
    ) -> CriterionSheet:
        """Return the sheet for a new criterion, from a requirement when one is named, in a group to begin with."""
        made = cls(parent, sheet, actions, BLANK, requirement_id)
        made._name.setText(name)
        made._group.set_value(group or NO_GROUP)
        return made

    @classmethod
    def editing(cls, parent: QWidget, sheet: EvaluationSheet, actions: EvaluationActions, key: str) -> CriterionSheet:
        """Return the sheet for a criterion that is there."""
        item = next(item for item in sheet.problem.criteria if item.id == key)
        return cls(parent, sheet, actions, item, "")

    def draft(self) -> CriterionDraft:
        """Return what the fields say; `UserError` says what cannot be read."""
        from consultant_desk.services.evaluations.drafts import CriterionDraft

        return CriterionDraft(
            name=self._name.text().strip(),
            value=self._scale.value_function(),
            direction=self._scale.direction(),
            group=self._group_key(),
            new_group=self._new_group_name(),
            unit=self._unit.text().strip() if self._scale.has_unit() else "",
            must=self._must_have(),
            cost=self._cost.isChecked(),
            question=self._question.text().strip(),
            anchors=tuple((pair.left, pair.right) for pair in self._anchors.pairs()),
            note=self._note.toPlainText(),
            quality=self._item.quality,
        )

    def _fill(self) -> None:
        area = ScrollArea(margins=(0, 0, 12, 0), spacing=12)
        area.setMinimumHeight(BODY_HEIGHT)
        column = area.column
        column.addLayout(_pair(labelled("Name", self._name), labelled("Group", self._group)))
        self._naming = labelled("Name of the new group", self._new_group)
        column.addWidget(self._naming)
        column.addWidget(labelled("Question", self._question))
        column.addWidget(Text("Scale", "small", "text2"))
        column.addWidget(self._scale)
        column.addLayout(_pair(labelled("Unit", self._unit), self._cost))
        column.addLayout(_pair(labelled("Must-have", self._must), labelled("Limit", self._limit)))
        column.addWidget(self._anchors)
        column.addWidget(labelled("Note", self._note))
        column.addStretch(1)
        self.body.addWidget(area, 1)
        self.body.addWidget(self._lose)
        self.add_cancel()
        self.add_primary("Save" if self._item.id else "Add criterion", self._save)

    def _group_chosen(self, value: str) -> None:
        self._follow()
        if value == NEW_GROUP:
            self._new_group.setFocus()

    def _group_key(self) -> str | None:
        """Return the key of a group that is there; a "new" one with the name of another means that one."""
        if self._group.value() == NEW_GROUP:
            return self._groups.get(self._new_group.text().strip().casefold())
        return self._group.value() or None

    def _new_group_name(self) -> str:
        if self._group.value() != NEW_GROUP or self._group_key() is not None:
            return ""
        name = self._new_group.text().strip()
        if not name:
            raise UserError("Give the new group a name.")
        return name

    def _follow(self) -> None:
        self._naming.setVisible(self._group.value() == NEW_GROUP)
        self._unit.setEnabled(self._scale.has_unit())
        self._limit.setEnabled(self._must.value() != NO_MUST)

    def _must_have(self) -> MustHave | None:
        if self._must.value() == NO_MUST:
            return None
        op, text = MustOp(self._must.value()), self._limit.text().strip()
        if not text:
            raise UserError("The must-have needs a limit.")
        function = self._scale.value_function()
        if isinstance(function, Levels):
            return MustHave(op, level=text)
        return MustHave(op, value=float(formats().parse_number(text)))

    def _save(self) -> None:
        from consultant_desk.services.evaluations.checks import checked_criterion

        name = self._name.text().strip()
        if not name or name.casefold() in self._others:
            self.say_problem(f"There is a criterion “{name}” already." if name else "Give the criterion a name.")
            self._name.setFocus()
            return
        try:
            draft = self.draft()
            checked_criterion(draft.criterion(self._item.id or "criterion"))
        except UserError as error:
            self.say_problem(words_of(error))
            return
        self.say_problem("")
        if not self._item.id:
            self._actions.add_criterion(draft, self._requirement_id, self._added, self._refused)
            return
        self._actions.edit_criterion(
            self._item.id,
            draft,
            self._scale.renamed_levels(),
            accept_loss=self._lose.isChecked(),
            done=self.accept,
            failed=self._refused,
        )

    def _added(self, record_id: str) -> None:
        self.added.emit(record_id)
        self.accept()

    def _refused(self, error: DeskError) -> None:
        self.say_problem(words_of(error))
        self._lose.setVisible(bool(self._item.id))


def words_of(error: DeskError) -> str:
    """Return what is wrong as lines a person can read."""
    faults = error.faults if isinstance(error, UserError) else ()
    return "\n".join(fault.line() for fault in faults) or error.sentence()


def _limit_text(must: MustHave | None) -> str:
    if must is None:
        return ""
    return must.level if must.level is not None else number_text(must.value or 0.0)


def _pair(first: QWidget, second: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(first, 1)
    row.addWidget(second, 1)
    return row
