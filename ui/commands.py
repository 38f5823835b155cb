"""Everything a person can do by name, declared once: menus, palette and the page of shortcuts derive from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import MenuItem


def always() -> bool:
    """Return true: for commands that can be used at any time."""
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do. `shortcut` is written "Ctrl+Shift+F"; `when` tells whether it can be done now.

    `label` gives a title that changes with the state ("Undo: move weight of Price"); without it `title` is shown.
    """

    id: str
    title: str
    run: Callable[[], None]
    icon: str = ""
    shortcut: str = ""
    when: Callable[[], bool] = always
    label: Callable[[], str] | None = None

    def text(self) -> str:
        """Return the title as it reads now."""
        return self.label() if self.label is not None else self.title

    def menu_item(self) -> MenuItem:
        """Return this command as a line of a menu."""
        return MenuItem(self.text(), self.run, self.icon, self.shortcut, self.when())


class Commands(QObject):
    """The commands there are now. Shortcuts work in the window they were bound to."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._commands: dict[str, Command] = {}
        self._shortcuts: dict[str, QShortcut] = {}

    def add(self, commands: Iterable[Command]) -> None:
        """Add commands; one of the same id is replaced."""
        for command in commands:
            self._drop(command.id)
            self._commands[command.id] = command
            if command.shortcut:
                shortcut = QShortcut(QKeySequence(command.shortcut), self._window)
                shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
                shortcut.activated.connect(lambda name=command.id: self.run(name))
                self._shortcuts[command.id] = shortcut
        self.changed.emit()

    def remove(self, ids: Iterable[str]) -> None:
        """Take commands away, such as those of a page that is no longer shown."""
        for command in list(ids):
            self._drop(command)
        self.changed.emit()

    def get(self, command_id: str) -> Command:
        """Return a command; `KeyError` when there is none of this id."""
        return self._commands[command_id]

    def all(self) -> tuple[Command, ...]:
        """Return all commands in the order they were declared."""
        return tuple(self._commands.values())

    def usable(self) -> tuple[Command, ...]:
        """Return the commands that can be used now."""
        return tuple(command for command in self._commands.values() if command.when())

    def run(self, command_id: str) -> bool:
        """Do it, if it can be done now; tell whether it was."""
        command = self._commands.get(command_id)
        if command is None or not command.when():
            return False
        command.run()
        return True

    def _drop(self, command_id: str) -> None:
        self._commands.pop(command_id, None)
        shortcut = self._shortcuts.pop(command_id, None)
        if shortcut is not None:
            shortcut.setEnabled(False)
            shortcut.deleteLater()


def key_caps(shortcut: str) -> tuple[str, ...]:
    """Return the keys of a shortcut one by one: "Ctrl+Shift+F" -> Ctrl, Shift, F."""
    return tuple(part for part in shortcut.split("+") if part)
