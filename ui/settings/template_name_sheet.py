"""Ask for name and category of a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.shell import Shell
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field
from ui.widgets.form import labelled

if TYPE_CHECKING:
    from consultant_desk.services.rows.templates import TemplateRow


class TemplateNameSheet(Sheet):
    """Name and category of one's own template; what its versions hold stays."""

    def __init__(self, parent: QWidget, shell: Shell, row: TemplateRow) -> None:
        super().__init__(parent, "Name and category", width=420)
        self._shell = shell
        self._id = row.id
        self._name = Field(row.name, name="Name")
        self._category = Field(row.category, name="Category", placeholder="Kind of product, such as Customer service")
        self.body.addWidget(labelled("Name", self._name))
        self.body.addWidget(labelled("Category", self._category))
        self.add_cancel()
        self.add_primary("Save", self._save)
        self._name.setFocus()
        self._name.selectAll()

    def _save(self) -> None:
        area, name, category = self._shell.desk.evaluations, self._name.text(), self._category.text()
        self._shell.write(
            lambda: area.rename_template(self._id, name, category),
            lambda _nothing: self.accept(),
            failed=lambda error: self.say_problem(error.sentence()),
        )
