"""Ask for the title of a statement profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.shell import Shell
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field
from ui.widgets.form import labelled

if TYPE_CHECKING:
    from consultant_desk.services.rows.profiles import ProfileRow


class ProfileTitleSheet(Sheet):
    """The title of one's own profile; its key stays, since accounts are known by it."""

    def __init__(self, parent: QWidget, shell: Shell, row: ProfileRow) -> None:
        super().__init__(parent, "Title of the profile", width=420)
        self._shell = shell
        self._key = row.key
        self.title = Field(row.title, name="Title")
        self.body.addWidget(labelled("Title", self.title))
        self.add_cancel()
        self.add_primary("Save", self._save)
        self.title.selectAll()

    def _save(self) -> None:
        area, title = self._shell.desk.profiles, self.title.text()
        self._shell.write(
            lambda: area.rename(self._key, title),
            lambda _key: self.accept(),
            failed=lambda error: self.say_problem(error.sentence()),
        )
