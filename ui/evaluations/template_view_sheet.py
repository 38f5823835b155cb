"""One template to look at: what it holds in each of its versions, and where that comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.entry import date_text
from ui.evaluations.template_files import ask_export
from ui.evaluations.template_preview import ReadTemplate, TemplatePreview, read_template
from ui.shell import Shell
from ui.widgets.choice import Dropdown, Option
from ui.widgets.dialogs import Sheet
from ui.widgets.text import Text, hint

if TYPE_CHECKING:
    from consultant_desk.services.rows.templates import TemplateRow, TemplateVersionRow

WIDTH, HEIGHT = 900, 440


class TemplateViewSheet(Sheet):
    """A preview with a choice of the version, and the way out into a file."""

    def __init__(self, parent: QWidget, shell: Shell, row: TemplateRow) -> None:
        super().__init__(parent, row.name, width=WIDTH)
        self._shell = shell
        self._row = row
        self._notes: dict[str, str] = {}
        self.version = Dropdown((Option(str(row.number), _version(row.number, row.date)),), name="Version")
        self.version.chosen.connect(lambda _number: self._ask())
        self._changed = Text("", tone="text2", wrap=True)
        self.preview = TemplatePreview(title=False)
        self.preview.setMinimumHeight(HEIGHT)
        self.sources = hint("", wrap=True)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.version)
        top.addWidget(self._changed, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.preview, 1)
        self.body.addWidget(self.sources)
        self.add_button("Export …", self._export)
        self.add_primary("Close", self.accept)
        area, key = shell.desk.evaluations, row.id
        shell.read(lambda: area.template_versions(key), self._offer, key="versions of a template")
        self._ask()
        self.preview.table.setFocus()

    def _offer(self, versions: Sequence[TemplateVersionRow]) -> None:
        self._notes = {str(version.number): version.note for version in versions}
        options = [Option(str(version.number), _version(version.number, version.date)) for version in versions]
        self.version.set_options(options, self.version.value())
        self._say()

    def _ask(self) -> None:
        area, key, number = self._shell.desk.evaluations, self._row.id, int(self.version.value())
        self._shell.read(lambda: read_template(area.template(key, number)), self._show, key="template")

    def _show(self, read: ReadTemplate) -> None:
        self.preview.show_template(read)
        template = read.template
        titles = [", ".join(part for part in (one.author, one.title) if part) for one in template.sources]
        self.sources.setText(f"After {'; '.join(titles)}" if titles else "")
        self.sources.setVisible(bool(titles))
        self._say()

    def _say(self) -> None:
        note = self._notes.get(self.version.value(), "")
        self._changed.setText(f"Changed: {note}" if note else "")

    def _export(self) -> None:
        ask_export(self, self._shell, self._row.id, self._row.name, int(self.version.value()))


def _version(number: int, day: str) -> str:
    return f"Version {number}, {date_text(day)}" if day else f"Version {number}"
