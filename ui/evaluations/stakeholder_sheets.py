"""Sheets about stakeholders: add one, by name or from the people of the client, and change name and note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.evaluations.actions import EvaluationActions
from ui.shell import Shell
from ui.widgets.choice import Dropdown, Option, TickBox
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field, TextArea
from ui.widgets.form import labelled

if TYPE_CHECKING:
    from consultant_desk.services.rows.people import PersonRow
    from consultant_desk.services.rows.weights import WeightSetRow

NOBODY = ""
WIDTH = 440


class AddStakeholderSheet(Sheet):
    """Asks who weighs too; `added` carries the id of the new weights."""

    added = Signal(str)

    def __init__(self, parent: QWidget, shell: Shell, actions: EvaluationActions) -> None:
        super().__init__(parent, "Add stakeholder", width=WIDTH)
        self._actions = actions
        self._names: dict[str, str] = {}
        self._name = Field(name="Name", placeholder="Owner, shop staff, IT")
        self._person = Dropdown((Option(NOBODY, "Nobody in particular"),), name="Person of the client")
        self._person.chosen.connect(self._take_name)
        self._copy = TickBox("Start from your own weights")
        self.body.addWidget(labelled("Name", self._name))
        self._choice = labelled("Person of the client", self._person)
        self._choice.hide()
        self.body.addWidget(self._choice)
        self.body.addWidget(self._copy)
        self.add_cancel()
        self.add_primary("Add", self._add)
        client = actions.sheet.client_id
        if client:
            shell.read(lambda: shell.desk.clients.sheet(client).people, self._offer, key="people of the client")

    def _offer(self, people: Sequence[PersonRow]) -> None:
        taken = {row.person_id for row in self._actions.sheet.people}
        free = [person for person in people if person.id not in taken]
        self._names = {person.id: person.name for person in free}
        options = [Option(person.id, person.name) for person in free]
        self._person.set_options((Option(NOBODY, "Nobody in particular"), *options))
        self._choice.setVisible(bool(free))

    def _take_name(self, person: str) -> None:
        if not self._name.text().strip() or self._name.text() in self._names.values():
            self._name.setText(self._names.get(person, ""))

    def _add(self) -> None:
        self._actions.add_stakeholder(
            self._name.text(),
            self._person.value(),
            copy_own=self._copy.isChecked(),
            done=self._added,
            failed=lambda error: self.say_problem(error.sentence()),
        )

    def _added(self, set_id: str) -> None:
        self.added.emit(set_id)
        self.accept()


class EditStakeholderSheet(Sheet):
    """Name and note of a stakeholder."""

    def __init__(self, parent: QWidget, actions: EvaluationActions, row: WeightSetRow) -> None:
        super().__init__(parent, f"Stakeholder {row.name}", width=WIDTH)
        self._actions = actions
        self._id = row.id
        self._name = Field(row.name, name="Name")
        self._note = TextArea(row.note, name="Note", lines=3)
        self.body.addWidget(labelled("Name", self._name))
        self.body.addWidget(labelled("Note", self._note))
        self.add_cancel()
        self.add_primary("Save", self._save)

    def _save(self) -> None:
        self._actions.edit_stakeholder(
            self._id,
            self._name.text(),
            self._note.toPlainText(),
            lambda _nothing: self.accept(),
            lambda error: self.say_problem(error.sentence()),
        )
