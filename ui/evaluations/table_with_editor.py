"""A table with the editor of its current cell beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.evaluations.cell_table import CellTable


class TableWithEditor(QWidget):
    """`column` holds the table and what stands below it. Escape leaves the editor for the table.

    `keep` keeps what is being typed in the editor.
    """

    def __init__(self, column: QVBoxLayout, table: CellTable, editor: QWidget, keep: Callable[[], None]) -> None:
        super().__init__()
        self._table, self._keep = table, keep
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(editor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is being typed and go back to the table."""
        if event.key() == Qt.Key.Key_Escape and not self._table.hasFocus():
            self._keep()
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
