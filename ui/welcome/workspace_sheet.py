"""Starts another workspace while one is open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from consultant_desk.errors import UserError
from ui.jobs import Jobs
from ui.welcome.start_form import NewWorkspace, StartForm
from ui.widgets.dialogs import Sheet


class WorkspaceSheet(Sheet):
    """Asks for name, currency and folder; `make` gets the answer."""

    def __init__(self, parent: QWidget, jobs: Jobs, documents: Path, make: Callable[[NewWorkspace], None]) -> None:
        super().__init__(parent, "Start another workspace", width=560)
        self._make = make
        self.form = StartForm(jobs, documents)
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary("Create the workspace", self._accept)
        self.form.name.setFocus()

    def _accept(self) -> None:
        try:
            wanted = self.form.answer()
        except UserError as error:
            self.say_problem(error.sentence())
            return
        self._make(wanted)
        self.accept()
