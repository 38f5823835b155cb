"""What the title bar, the menu and the palette offer about the lock of the open evaluation."""

from __future__ import annotations

from collections.abc import Callable

from consultant_desk.services.rows.locks import LockStage
from consultant_desk.services.sheet import EvaluationSheet
from ui.commands import Command
from ui.evaluations.lock_sheets import (
    BLIND,
    CHANGES,
    LOCK,
    LOCK_AGAIN,
    OPEN_AGAIN,
    ChangesSheet,
    ask_lock,
    ask_reason,
    locked_words,
    moment,
)
from ui.shell import Shell
from ui.widgets.buttons import MenuItem
from ui.widgets.titlebar import TitleBar

LONGEST_REASON = 40


class LockBar:
    """`current` gives the sheet of the open evaluation, None while none is open."""

    def __init__(self, shell: Shell, current: Callable[[], EvaluationSheet | None]) -> None:
        self._shell = shell
        self._current = current

    def show(self, bar: TitleBar, *, primary: bool) -> None:
        """Put the chip of the lock into the bar, and the button that locks where it is the primary one."""
        sheet = self._current()
        if sheet is None:
            return
        state = sheet.lock
        match state.stage:
            case LockStage.BLIND:
                bar.add_chip(BLIND, "quiet", icon="eye-off", tip=BLIND)
            case LockStage.LOCKED:
                bar.add_chip(locked_words(state), "good", icon="lock", tip=f"SHA-256 {state.sha256}")
            case LockStage.OPEN:
                reason = state.reopenings[-1].reason
                shown = reason if len(reason) <= LONGEST_REASON else reason[: LONGEST_REASON - 1].rstrip() + "…"
                opened = f"Opened {moment(state.reopenings[-1].opened_at)}: {reason}"
                bar.add_chip(f"Open for changes: {shown}", "warn", icon="lock-open", tip=opened)
        if primary and not state.held and not sheet.incomplete:
            bar.add_button(LOCK if state.blind else LOCK_AGAIN, self.lock, icon="lock", primary=True)

    def menu(self) -> list[MenuItem]:
        """Return the lines of the overflow menu."""
        sheet = self._current()
        if sheet is None:
            return []
        state, found = sheet.lock, []
        if state.held:
            found.append(MenuItem(f"{OPEN_AGAIN} …", self.open_again, "lock-open"))
        else:
            found.append(MenuItem(f"{LOCK if state.blind else LOCK_AGAIN} …", self.lock, "lock"))
        if not state.blind:
            found.append(MenuItem(CHANGES, self.show_changes, "history"))
        return found

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done by name."""

        def can(stages: frozenset[LockStage]) -> Callable[[], bool]:
            return lambda: (sheet := self._current()) is not None and sheet.lock.stage in stages

        ready, held = frozenset({LockStage.BLIND, LockStage.OPEN}), frozenset({LockStage.LOCKED})
        seen = held | {LockStage.OPEN}
        return (
            Command("evaluations.lock", LOCK, self.lock, "lock", when=can(ready)),
            Command("evaluations.unlock", OPEN_AGAIN, self.open_again, "lock-open", when=can(held)),
            Command("evaluations.changes", CHANGES, self.show_changes, "history", when=can(seen)),
        )

    def lock(self) -> None:
        """Ask, then lock."""
        sheet = self._current()
        if sheet is None:
            return
        if sheet.incomplete:
            self._shell.toast.warn(f"There is nothing to lock yet. {sheet.incomplete}")
            return
        ask_lock(self._shell, sheet)

    def open_again(self) -> None:
        """Ask for the reason, then open."""
        sheet = self._current()
        if sheet is not None:
            ask_reason(self._shell, sheet.id, "")

    def explain(self) -> None:
        """Say why nothing can be changed, and offer to open again."""
        sheet = self._current()
        if sheet is not None and sheet.lock.held:
            since = f"Weights and scores are locked since {moment(sheet.lock.locked_at)}."
            ask_reason(self._shell, sheet.id, since)

    def show_changes(self) -> None:
        """List what was changed after the lock."""
        sheet = self._current()
        if sheet is not None:
            ChangesSheet(self._shell.window, sheet.lock).open()
