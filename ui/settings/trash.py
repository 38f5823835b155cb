"""The Trash: what was thrown away, and taking it back."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.domain.changes import Changes
from consultant_desk.domain.clock import parse_instant
from consultant_desk.entities.registry import entities
from consultant_desk.storage.trash import TrashedRecord
from ui.entry import formats
from ui.models.table import Cell, Column
from ui.shell import Shell
from ui.widgets.buttons import Button
from ui.widgets.dialogs import ask
from ui.widgets.panels import EmptyState
from ui.widgets.table import RecordTable
from ui.widgets.text import heading


def _with(row: TrashedRecord) -> Cell:
    others = row.owned - 1 if row.owned else 0
    return Cell(f"and {others} more" if others > 0 else "", "text2")


COLUMNS: tuple[Column[TrashedRecord], ...] = (
    Column("What", lambda row: Cell(row.title or "without a name", bold=True, icon=entities()[row.kind].icon)),
    Column("Kind", lambda row: Cell(entities()[row.kind].label, "text2"), 140),
    Column("With it", _with, 110),
    Column("Thrown away", lambda row: Cell(formats().time(parse_instant(row.deleted_at)), "text2"), 190),
)


class TrashPart(QWidget):
    """Everything in the Trash, newest first; Enter takes a row back."""

    title = "Trash"
    icon = "trash-2"

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.setAccessibleName(self.title)
        self.table: RecordTable[TrashedRecord] = RecordTable(COLUMNS, lambda row: row.id, name="Trash")
        self.table.setSortingEnabled(False)
        self.table.opened.connect(self._restore)
        self.restore = Button("Restore", icon="rotate-ccw", run=lambda: self._restore(self.table.current_key()))
        self.table.chosen.connect(lambda _key: self.restore.setEnabled(True))
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 16, 12)
        head.addWidget(heading(self.title), 1)
        self.empty = Button("Empty Trash …", icon="trash-2", run=self._ask_to_empty)
        head.addWidget(self.empty)
        head.addWidget(self.restore)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(EmptyState("The Trash is empty. What you delete waits here until you take it back."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)

    def refresh(self, _changes: Changes) -> None:
        """Read the Trash again; any change may have put something there."""
        self._shell.read(self._shell.desk.trash.list, self._show, key="trash")

    def _show(self, rows: tuple[TrashedRecord, ...]) -> None:
        self.table.set_rows(rows)
        self.stack.setCurrentIndex(0 if rows else 1)
        self.restore.setVisible(bool(rows))
        self.empty.setVisible(bool(rows))
        self.restore.setEnabled(bool(self.table.current_key()))

    def _restore(self, key: str) -> None:
        row = next((row for row in self.table.rows_model.rows if row.id == key), None)
        if row is not None:
            work = partial(self._shell.desk.trash.restore, row.kind, row.id)
            self._shell.write(work, say=f"{row.title or 'It'} is back.")

    def _ask_to_empty(self) -> None:
        count = len(self.table.rows_model.rows)
        what = "One record" if count == 1 else f"{count} records"
        sentence = f"{what} with everything in them will be removed for good. Undo cannot bring them back."
        ask(self._shell.window, "Empty the Trash?", sentence, "Empty Trash", self._empty, danger=True)

    def _empty(self) -> None:
        self._shell.write(self._shell.desk.trash.purge)
