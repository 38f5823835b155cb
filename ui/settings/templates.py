"""Your templates and those that come with the program: look at them, rename, delete, out to a file and in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from consultant_desk.domain.changes import Changes
from ui.evaluations.template_files import ask_export, ask_import
from ui.evaluations.template_preview import summary
from ui.evaluations.template_view_sheet import TemplateViewSheet
from ui.models.table import Cell, Column
from ui.settings.owned_list import OwnedTable, lay_out
from ui.settings.template_name_sheet import TemplateNameSheet
from ui.shell import Shell
from ui.widgets.buttons import Button, MenuItem

if TYPE_CHECKING:
    from consultant_desk.services.rows.templates import TemplateRow

COLUMNS: tuple[Column[TemplateRow], ...] = (
    Column("Template", lambda row: Cell(row.name, bold=True)),
    Column("Category", lambda row: Cell(row.category, "text2"), 156),
    Column("Holds", lambda row: Cell(summary(row.criteria, row.use_cases), "text2"), 172),
    Column("Version", lambda row: Cell(str(row.number), "text2"), 72, number=True, sort=lambda row: row.number),
    Column("", lambda row: Cell("your own" if row.own else "built in", chip="info" if row.own else "quiet"), 104),
)


class TemplatesPart(QWidget):
    """All templates in one table, your own first."""

    title = "Templates"
    icon = "layers"

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._rows: tuple[TemplateRow, ...] = ()
        self._wanted = ""
        self.table = OwnedTable(COLUMNS, lambda row: row.id, name="Templates", menu=lambda _key: self._menu())
        self.table.opened.connect(self.look)
        self.table.deleted.connect(self.delete)
        self.bring = Button("Import …", icon="upload", run=self._import)
        self.show_it = Button("Criteria and versions", icon="eye", run=lambda: self.look(self.table.current_key()))
        self.table.chosen.connect(lambda _key: self.show_it.setEnabled(True))
        words = (
            "Criteria with scales and weights to start an evaluation from. “Save as a template …” in the menu of an "
            "evaluation adds one of your own, or its next version."
        )
        more = ("More about this template", self._menu)
        lay_out(self, self.title, words, (self.bring, self.show_it), more, self.table)

    def refresh(self, _changes: Changes) -> None:
        """Read the templates again."""
        self._shell.read(self._shell.desk.evaluations.templates, self._show, key="settings templates")

    def look(self, template_id: str) -> None:
        """Show what a template holds, in any of its versions."""
        row = self._row(template_id)
        if row is not None:
            TemplateViewSheet(self._shell.window, self._shell, row).open()

    def delete(self, template_id: str) -> None:
        """Move a template of one's own to the Trash."""
        row = self._row(template_id)
        if row is None:
            return
        if not row.own:
            self._shell.toast.warn("A template of the program stays. Delete works on your own.")
            return
        work = partial(self._shell.desk.evaluations.trash_template, template_id)
        self._shell.write(work, say="Template moved to the Trash")

    def rename(self, template_id: str) -> None:
        """Ask for another name and category of a template of one's own."""
        row = self._row(template_id)
        if row is not None and row.own:
            TemplateNameSheet(self._shell.window, self._shell, row).open()

    def _row(self, template_id: str) -> TemplateRow | None:
        return next((row for row in self._rows if row.id == template_id), None)

    def _show(self, rows: Sequence[TemplateRow]) -> None:
        self._rows = tuple(sorted(rows, key=lambda row: not row.own))
        self.table.set_rows(self._rows)
        self._choose_wanted()
        if not self.table.current_key() and self._rows:
            self.table.choose(self._rows[0].id)
        self.show_it.setEnabled(bool(self.table.current_key()))

    def _menu(self) -> list[MenuItem]:
        row = self._row(self.table.current_key())
        if row is None:
            return []
        return [
            MenuItem("Criteria and versions", lambda: self.look(row.id), "eye", "Enter"),
            MenuItem("Name and category …", lambda: self.rename(row.id), "pencil", enabled=row.own),
            MenuItem("Export …", lambda: ask_export(self.window(), self._shell, row.id, row.name), "download"),
            MenuItem(""),
            MenuItem("Delete", lambda: self.delete(row.id), "trash-2", "Del", enabled=row.own),
        ]

    def _import(self) -> None:
        ask_import(self.window(), self._shell, self.choose)

    def choose(self, template_id: str) -> None:
        """Make a template current, as soon as it is read."""
        self._wanted = template_id
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
