"""Changes between two issues, one line each: as many as are read, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.panels import clear_layout
from ui.widgets.text import Text

MOST = 40
"""Lines shown; nobody reads more beside a report, whose change log prints them all."""
LONGEST = 300


class ChangesList(QWidget):
    """Lines of text; it takes the keyboard, so that a reader comes by."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_changes(self, texts: Sequence[str]) -> None:
        """Show these changes; nothing moves while they stay the same."""
        if tuple(texts) == self.texts:
            return
        self.texts = tuple(texts)
        clear_layout(self._column)
        for text in texts[:MOST]:
            self._column.addWidget(Text(f"· {text[:LONGEST]}", "small", "text2", wrap=True))
        if len(texts) > MOST:
            self._column.addWidget(Text(f"and {len(texts) - MOST} more", "small", "text2"))
        self.setAccessibleName("Changes: " + "; ".join(text[:LONGEST] for text in texts[:MOST]))
