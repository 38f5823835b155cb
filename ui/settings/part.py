"""What every part of the settings shares: a title, a column of content, and a moment to read."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consultant_desk.domain.changes import Changes
from ui.shell import Shell
from ui.widgets.panels import ScrollArea
from ui.widgets.text import Text, heading

CONTENT_WIDTH = 680


class SettingsPart(ScrollArea):
    """One part of the settings. `refresh` only starts a read."""

    title = ""
    icon = ""

    def __init__(self, shell: Shell) -> None:
        super().__init__(margins=(24, 16, 24, 24), spacing=12)
        self.shell = shell
        self.setAccessibleName(self.title)
        self.column.addWidget(heading(self.title))

    def refresh(self, changes: Changes) -> None:
        """Read again what is shown."""

    def add(self, widget: QWidget) -> None:
        """Add content at a readable width."""
        widget.setMaximumWidth(CONTENT_WIDTH)
        self.column.addWidget(widget)

    def say(self, sentence: str) -> None:
        """Add an explaining sentence."""
        self.add(Text(sentence, tone="text2", wrap=True))
