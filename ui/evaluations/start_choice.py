"""What a new evaluation starts from: nothing or a template. The same wherever an evaluation is begun."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.evaluations.template_sheets import ChooseTemplateSheet, ChosenTemplate
from ui.shell import Shell
from ui.widgets.buttons import Button, MenuItem, open_menu
from ui.widgets.text import hint

NOTHING = "Nothing"


class StartChoice(QWidget):
    """A button that offers both, over a line about the template chosen; `make` stores the evaluation of it."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._template: ChosenTemplate | None = None
        self.button = Button("", chevron=True)
        self.button.clicked.connect(self.open_starts)
        self.note = hint("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.button)
        column.addWidget(self.note)
        self.setFocusProxy(self.button)
        self._start_from(None)

    def open_starts(self) -> None:
        """Offer to start from nothing or from a template."""
        nothing = self._template is None
        items = [
            MenuItem(NOTHING, lambda: self._start_from(None), checked=nothing),
            MenuItem("A template …", self.choose_template, checked=not nothing),
        ]
        open_menu(self.button, items)

    def choose_template(self) -> None:
        """Show the gallery of templates."""
        ChooseTemplateSheet(self.window(), self._shell, self._template, self._start_from).open()

    def make(self, title: str, engagement_id: str | None, opened: Callable[[str], None]) -> None:
        """Store an evaluation of this title that starts as chosen; `opened` gets its id."""
        area, template = self._shell.desk.evaluations, self._template
        if template is None:
            self._shell.write(lambda: area.create(title, engagement_id), opened)
            return
        key, use_case = template.id, template.use_case
        self._shell.write(lambda: area.create_from_template(key, title, engagement_id, use_case=use_case), opened)

    def _start_from(self, template: ChosenTemplate | None) -> None:
        self._template = template
        words = NOTHING if template is None else template.name
        self.button.set_label(words)
        self.button.setAccessibleName(f"Start from: {words}")
        self.note.setText("" if template is None else template.note)
        self.note.setVisible(template is not None)
