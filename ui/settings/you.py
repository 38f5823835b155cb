"""You: what reports print as their author, and the currency new amounts take."""

from __future__ import annotations

from functools import partial

from consultant_desk.domain.changes import Changes
from consultant_desk.services.rows.practice import PracticeSheet
from ui.settings.part import SettingsPart
from ui.shell import Shell
from ui.widgets.fields import Field
from ui.widgets.form import Form


class YouPart(SettingsPart):
    """The practice, each field saved when it is left."""

    title = "You"
    icon = "user"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.say("Printed on your reports as author and contact.")
        form = Form()
        self._fields = {
            "name": Field(name="Business name"),
            "consultant": Field(name="Your name"),
            "mail": Field(name="Mail"),
            "phone": Field(name="Phone"),
            "website": Field(name="Website"),
            "place": Field(name="Place"),
            "currency": Field(name="Currency"),
        }
        self._fields["currency"].setMaxLength(3)
        for name, field in self._fields.items():
            form.add(field.accessibleName(), field)
            field.edited.connect(partial(self._edit, name))
        self.add(form)
        self.column.addStretch(1)
        self.setFocusProxy(self._fields["name"])

    def refresh(self, changes: Changes) -> None:
        """Read the practice again."""
        if changes.touches("practice"):
            self.shell.read(self.shell.desk.practice.sheet, self._show, key="practice")

    def field(self, name: str) -> Field:
        """Return the field of a value."""
        return self._fields[name]

    def _show(self, sheet: PracticeSheet) -> None:
        values = {
            "name": sheet.name, "consultant": sheet.consultant, "mail": sheet.mail, "phone": sheet.phone,
            "website": sheet.website, "place": sheet.place, "currency": sheet.currency,
        }  # fmt: skip
        for name, value in values.items():
            self._fields[name].show_value(value)

    def _edit(self, name: str, text: str) -> None:
        value = text.strip().upper() if name == "currency" else text
        if name == "currency" and not (len(value) == 3 and value.isascii() and value.isalpha()):
            self._fields[name].set_problem("Type the three letters of a currency, such as EUR.")
            return
        self._fields[name].set_problem("")
        self.shell.write(partial(self.shell.desk.practice.edit, **{name: value}))
