"""The sheet that adds or edits a person: name, title, role, main contact, ways to reach them, a note."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.errors import UserError
from consultant_desk.services.people import ContactDraft, PersonDraft, check_contact
from consultant_desk.services.rows.people import ContactRow, PersonRow
from ui.clients.wording import CONTACTS, ROLES
from ui.widgets.buttons import Button, IconButton, Kind
from ui.widgets.choice import Dropdown, Option, TickBox
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field
from ui.widgets.form import Form
from ui.widgets.prose import GrowingArea


class ContactLine(QWidget):
    """One way to reach someone: its kind and what to type."""

    def __init__(self, kind: str, value: str, label: str = "") -> None:
        super().__init__()
        self._label = label
        self.kind = Dropdown([Option(key, words) for key, (words, _icon) in CONTACTS.items()], name="Kind", value=kind)
        self.kind.setFixedWidth(116)
        self.value = Field(value, name="Address or number")
        self.remove = IconButton("x", "Remove this contact", side=28)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.kind)
        row.addWidget(self.value, 1)
        row.addWidget(self.remove)

    def draft(self) -> ContactDraft:
        """Return what was typed."""
        return ContactDraft(self.kind.value(), self.value.text().strip(), self._label)


class PersonSheet(Sheet):
    """Asks for a person; `save` gets a draft that has been checked."""

    def __init__(
        self,
        parent: QWidget,
        save: Callable[[PersonDraft], None],
        *,
        row: PersonRow | None = None,
        first: bool = False,
    ) -> None:
        super().__init__(parent, "Edit person" if row else "Add a person", width=540)
        self._save = save
        self.name = Field(row.name if row else "", placeholder="Aoife Brennan", name="Name")
        self.title = Field(row.title if row else "", placeholder="owner, IT lead, shop manager", name="Title")
        self.role = Dropdown(ROLES, name="Role", value=row.role if row else "")
        self.main = TickBox("Main contact", checked=row.is_main if row else first)
        self.note = GrowingArea(name="Note", placeholder="Private to you")
        self.note.show_value(row.note if row else "")
        self.contacts: list[ContactLine] = []
        form = Form(label_width=80)
        form.add("Name", self.name)
        form.add("Title", self.title)
        form.add("Role", self.role)
        form.add("", self.main)
        form.add("Reach", self._contact_box(row.contacts if row else ()), tall=True)
        form.add("Note", self.note, tall=True)
        self.body.addWidget(form)
        self.add_cancel()
        self.add_primary("Save" if row else "Add person", self._accept)
        self.name.setFocus()

    def draft(self) -> PersonDraft:
        """Return what was typed; `UserError` says what does not fit."""
        name = self.name.text().strip()
        if not name:
            self.name.setFocus()
            raise UserError("A person needs a name.")
        contacts = tuple(draft for line in self.contacts if (draft := line.draft()).value)
        for contact in contacts:
            check_contact(contact.kind, contact.value)
        return PersonDraft(
            name,
            self.title.text().strip(),
            self.role.value(),
            is_main=self.main.isChecked(),
            note=self.note.toPlainText(),
            contacts=contacts,
        )

    def _accept(self) -> None:
        try:
            draft = self.draft()
        except UserError as error:
            self.say_problem(" ".join(part for part in (error.happened, error.hint) if part))
            return
        self._save(draft)
        self.accept()

    def _contact_box(self, rows: tuple[ContactRow, ...]) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        column.addLayout(self._lines)
        more = Button("Another way", Kind.LINK, icon="plus", small=True, run=self._another)
        line = QHBoxLayout()
        line.addWidget(more)
        line.addStretch(1)
        column.addLayout(line)
        for row in rows:
            self._add(ContactLine(row.kind or "mail", row.value, row.label))
        if not rows:
            self._add(ContactLine("mail", ""))
            self._add(ContactLine("phone", ""))
        return box

    def _add(self, line: ContactLine) -> None:
        line.remove.clicked.connect(lambda: self._drop(line))
        self.contacts.append(line)
        self._lines.addWidget(line)

    def _another(self) -> None:
        self._add(ContactLine("phone", ""))
        self.contacts[-1].value.setFocus()

    def _drop(self, line: ContactLine) -> None:
        self.contacts.remove(line)
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()
