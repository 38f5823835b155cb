"""Undo and redo of everything that changes data, named after what they take back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from consultant_desk.domain.changes import Changes, UndoState
from ui.commands import Command
from ui.shell import Shell


class History(QObject):
    """Keeps the labels of undo and redo and runs them."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._state = UndoState()
        shell.jobs.changed.connect(self._changed)
        self._ask()

    @property
    def state(self) -> UndoState:
        """Return what undo and redo would do."""
        return self._state

    def commands(self) -> Sequence[Command]:
        """Return the two commands."""
        return (
            Command(
                "edit.undo", "Undo", self.undo, "undo-2", "Ctrl+Z",
                lambda: self._state.undo is not None,
                lambda: f"Undo: {_lower(self._state.undo)}" if self._state.undo else "Undo",
            ),
            Command(
                "edit.redo", "Redo", self.redo, "redo-2", "Ctrl+Shift+Z",
                lambda: self._state.redo is not None,
                lambda: f"Redo: {_lower(self._state.redo)}" if self._state.redo else "Redo",
            ),
        )  # fmt: skip

    def undo(self) -> None:
        """Take the last action back."""
        self._shell.jobs.write(self._shell.desk.undo, self._undone, self._shell.told)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._shell.jobs.write(self._shell.desk.redo, self._redone, self._shell.told)

    def _undone(self, label: str | None) -> None:
        if label:
            self._shell.toast.say(f"Undone: {_lower(label)}", "Redo", self.redo)

    def _redone(self, label: str | None) -> None:
        if label:
            self._shell.toast.say(f"Done again: {_lower(label)}", "Undo", self.undo)

    def _changed(self, _changes: Changes) -> None:
        self._ask()

    def _ask(self) -> None:
        self._shell.jobs.read(self._shell.desk.undo_state, self._keep, key="undo_state")

    def _keep(self, state: UndoState) -> None:
        self._state = state


def _lower(label: str | None) -> str:
    return label[:1].lower() + label[1:] if label else ""
