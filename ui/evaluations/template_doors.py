"""What the section Evaluations offers about templates: keeping the open evaluation as one, taking criteria of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ui.commands import Command
from ui.evaluations.workbench import Workbench
from ui.shell import Shell
from ui.widgets.buttons import MenuItem


class TemplateDoors:
    """`opened` returns the open workbench, if any."""

    def __init__(self, page: QWidget, shell: Shell, opened: Callable[[], Workbench | None]) -> None:
        self._page = page
        self._shell = shell
        self._opened = opened

    def commands(self) -> Sequence[Command]:
        """Return what can be done by name."""
        opened = self._is_open
        return (
            Command("evaluations.template.add", "Add criteria from a template …", self.add, "book-open", when=opened),
            Command("evaluations.template.save", "Save as a template …", self.save, "layers", when=opened),
        )

    def menu_items(self) -> list[MenuItem]:
        """Return the lines of the overflow menu."""
        return [command.menu_item() for command in self.commands()[1:] if command.when()]

    def add(self) -> None:
        """Choose criteria of a template for the open evaluation."""
        bench = self._opened()
        if bench is not None:
            bench.add_from_template()

    def save(self) -> None:
        """Ask under which name the criteria, scales and weights of the open evaluation are kept."""
        from ui.evaluations.save_template_sheet import SaveTemplateSheet

        bench = self._opened()
        if bench is None:
            return
        bench.flush()
        if bench.session.problem.criteria:
            SaveTemplateSheet(self._page, self._shell, bench.operations.sheet).open()
        else:
            self._shell.toast.warn("There are no criteria to save yet.")

    def _is_open(self) -> bool:
        return self._opened() is not None
