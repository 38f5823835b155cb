"""The check of the workspace: what was looked at, what was found, and making again what can be made again."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from consultant_desk.errors import DeskError
from consultant_desk.storage.check import Check
from ui.settings.part import SettingsPart
from ui.shell import Shell
from ui.widgets.buttons import Button, Kind
from ui.widgets.marks import IconMark
from ui.widgets.panels import clear_layout
from ui.widgets.text import Text


class CheckPart(SettingsPart):
    """Looks over database, journal, search and documents on request."""

    title = "Data check"
    icon = "shield-check"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.say("Reads every page and every document and compares them with what the workspace says of them.")
        self.start = Button("Check now", icon="shield-check", run=self.check)
        self.repair_button = Button("Repair", Kind.PRIMARY, icon="rotate-ccw", run=self.repair)
        self.repair_button.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.start)
        row.addWidget(self.repair_button)
        row.addStretch(1)
        self.column.addLayout(row)
        found = QWidget()
        self._grid = QGridLayout(found)
        self._grid.setContentsMargins(0, 8, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(1, 140)
        self._grid.setColumnStretch(2, 1)
        self.results: tuple[Check, ...] = ()
        self.add(found)
        self.column.addStretch(1)
        self.setFocusProxy(self.start)

    def check(self) -> None:
        """Look over everything."""
        self.start.setEnabled(False)
        self.shell.jobs.read(self.shell.desk.backups.check, self._show, failed=self._failed)

    def repair(self) -> None:
        """Make again what can be made again, and check."""
        self.shell.write(self.shell.desk.backups.repair, self._show)

    def _failed(self, error: DeskError) -> None:
        self.start.setEnabled(True)
        self.shell.told(error)

    def _show(self, results: tuple[Check, ...]) -> None:
        self.results = results
        self.start.setEnabled(True)
        clear_layout(self._grid)
        for row, result in enumerate(results):
            mark = IconMark("circle-check", "accentText", name="sound")
            if not result.ok:
                mark = IconMark("triangle-alert", "bad", name="not sound")
            self._grid.addWidget(mark, row, 0)
            self._grid.addWidget(Text(result.name, bold=True), row, 1)
            self._grid.addWidget(Text(result.detail, tone="text2" if result.ok else "bad", wrap=True), row, 2)
        broken = any(not result.ok for result in results)
        self.repair_button.setVisible(broken)
        if results and not broken:
            self.shell.toast.say("Everything is as it should be.")
