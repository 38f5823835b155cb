"""The gallery of templates: a list by category at the left, what the chosen one holds at the right."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.evaluations.template_preview import ReadTemplate, TemplatePreview, read_template, summary
from ui.models.lists import ListRow
from ui.shell import Shell
from ui.widgets.fields import SearchField
from ui.widgets.lists import RecordList
from ui.widgets.panels import Hairline

if TYPE_CHECKING:
    from consultant_desk.services.rows.templates import TemplateRow

LIST_WIDTH = 260


class TemplateGallery(QWidget):
    """Reads the templates by itself; `chosen` tells that another one is shown, `opened` that it is taken by Enter.

    `start` names the template and the use case shown first.
    """

    chosen = Signal()
    opened = Signal()

    def __init__(
        self,
        shell: Shell,
        *,
        start: tuple[str, str] = ("", ""),
        picks: bool = False,
        weights: bool = True,
        there: AbstractSet[str] = frozenset(),
    ) -> None:
        super().__init__()
        self._start = start
        self._shell = shell
        self._rows: tuple[TemplateRow, ...] = ()
        self.search = SearchField("Search templates")
        self.list = RecordList(name="Templates")
        self.preview = TemplatePreview(picks=picks, weights=weights, there=there)
        self.search.searched.connect(lambda _text: self._show_rows())
        self.search.left_down.connect(self.list.setFocus)
        self.list.chosen.connect(self._ask)
        self.list.opened.connect(lambda _key: self.opened.emit())
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.search)
        left.addSpacing(8)
        left.addWidget(self.list, 1)
        left.addWidget(Hairline())  # where the list ends, so that a row half seen reads as one to scroll to
        for widget in (self.search, self.list):
            widget.setFixedWidth(LIST_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left)
        row.addWidget(Hairline(vertical=True))
        row.addWidget(self.preview, 1)
        area = shell.desk.evaluations
        shell.read(area.templates, self._read, key="templates")

    @property
    def row(self) -> TemplateRow | None:
        """Return the template chosen."""
        key = self.list.current_key()
        return next((row for row in self._rows if row.id == key), None)

    @property
    def use_case(self) -> str:
        """Return the id of the use case whose weights are taken, empty for those stated."""
        return self.preview.use_case.value()

    def _read(self, rows: tuple[TemplateRow, ...]) -> None:
        self._rows = rows
        self._show_rows()

    def _show_rows(self) -> None:
        words = self.search.text().casefold().split()
        shown = [row for row in self._rows if all(word in f"{row.name} {row.category}".casefold() for word in words)]
        self.list.set_rows(list_rows(shown))
        if not self.list.current_key() and not self.list.choose(self._start[0]):
            self.list.choose_first()

    def _ask(self, template_id: str) -> None:
        area = self._shell.desk.evaluations
        self._shell.read(lambda: read_template(area.template(template_id)), self._show, key="template")

    def _show(self, read: ReadTemplate) -> None:
        template_id, use_case = self._start
        self.preview.show_template(read, use_case if template_id == self.list.current_key() else "")
        self.chosen.emit()


def list_rows(rows: Sequence[TemplateRow]) -> list[ListRow]:
    """Return templates as lines of a list, under a heading for each category."""
    made: list[ListRow] = []
    category = None
    for row in rows:
        if row.category.casefold() != category:
            category = row.category.casefold()
            made.append(ListRow("", row.category, heading=True))
        made.append(
            ListRow(
                row.id,
                row.name,
                summary(row.criteria, row.use_cases),
                right="your own" if row.own else "",
                right_note=f"version {row.number}",
            )
        )
    return made
