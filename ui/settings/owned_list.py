"""A part of the settings that lists what comes with the program and one's own: heading, buttons, words, table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import Button, MenuButton, MenuItem
from ui.widgets.table import RecordTable
from ui.widgets.text import Text, heading

RowT = TypeVar("RowT")


class OwnedTable(RecordTable[RowT]):
    """Enter opens a row, Del moves one of your own to the Trash."""

    deleted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete with Del."""
        if event.key() == Qt.Key.Key_Delete and self.current_key():
            self.deleted.emit(self.current_key())
        else:
            super().keyPressEvent(event)


def lay_out(
    part: QWidget,
    title: str,
    words: str,
    buttons: Sequence[Button],
    more: tuple[str, Callable[[], list[MenuItem]]],
    table: QWidget,
) -> None:
    """Lay out a part: title, buttons and the menu `more` (its name and items), words below, then the table."""
    part.setAccessibleName(title)
    head = QHBoxLayout()
    head.setContentsMargins(24, 16, 16, 4)
    head.setSpacing(8)
    head.addWidget(heading(title), 1)
    for button in buttons:
        head.addWidget(button)
    head.addWidget(MenuButton(*more))
    told = QVBoxLayout()
    told.setContentsMargins(24, 0, 24, 12)
    told.addWidget(Text(words, tone="text2", wrap=True))
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(head)
    column.addLayout(told)
    column.addWidget(table, 1)
    part.setFocusProxy(table)
