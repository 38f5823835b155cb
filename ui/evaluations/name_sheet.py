"""Ask for one name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field
from ui.widgets.form import labelled


class NameSheet(Sheet):
    """A sheet with one field that must not stay empty."""

    def __init__(
        self, parent: QWidget, title: str, caption: str, text: str, do: str, run: Callable[[str], None]
    ) -> None:
        super().__init__(parent, title, width=400)
        self._run = run
        self._caption = caption
        self._field = Field(text, name=caption)
        self.body.addWidget(labelled(caption, self._field))
        self.add_cancel()
        self.add_primary(do, self._take)
        self._field.setFocus()
        self._field.selectAll()

    def _take(self) -> None:
        text = self._field.text().strip()
        if not text:
            self.say_problem(f"{self._caption} cannot be empty.")
            return
        self.accept()
        self._run(text)
