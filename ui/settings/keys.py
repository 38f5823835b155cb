"""The page of keys, made from the commands there are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from consultant_desk.domain.changes import Changes
from ui.matching import match
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.widgets.fields import SearchField
from ui.widgets.table import RecordTable
from ui.widgets.text import heading

EVERYWHERE = (
    ("J, K or the arrows", "Move in a list"),
    ("Enter", "Open, or press the button that has the keyboard"),
    ("Esc", "One step back, close, or empty a search"),
    ("Tab", "To the next control"),
    ("Delete", "Move what is chosen to the Trash"),
)
"""Keys that mean the same on every screen and are no commands."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the page."""

    what: str
    keys: str


COLUMNS: tuple[Column[KeyRow], ...] = (
    Column("What it does", lambda row: Cell(row.what)),
    Column("Keys", lambda row: Cell(row.keys, "text2", bold=True), 220),
)


class KeysPart(QWidget):
    """All commands with their keys; typing narrows them."""

    title = "Shortcuts"
    icon = "keyboard"

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.setAccessibleName(self.title)
        self.search = SearchField("Search shortcuts")
        self.search.setMaximumWidth(320)
        self.search.searched.connect(lambda _text: self._show())
        self.table: RecordTable[KeyRow] = RecordTable(COLUMNS, lambda row: row.what, name="Shortcuts")
        self.table.setSortingEnabled(False)
        self.search.left_down.connect(self.table.setFocus)
        head = QVBoxLayout()
        head.setContentsMargins(24, 16, 24, 12)
        head.setSpacing(12)
        head.addWidget(heading(self.title))
        head.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.search)
        shell.commands.changed.connect(self._show)
        self._show()

    def refresh(self, _changes: Changes) -> None:
        """Show the commands there are now."""
        self._show()

    def _show(self) -> None:
        commands = [
            KeyRow(command.title, command.shortcut) for command in self._shell.commands.all() if command.shortcut
        ]
        rows = [*commands, *(KeyRow(what, keys) for keys, what in EVERYWHERE)]
        text = self.search.text().strip()
        self.table.set_rows([row for row in rows if not text or match(text, row.what) is not None])
