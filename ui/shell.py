"""What a page is given: the open workspace, the threads, the commands, and ways to speak to the person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import Clock, SystemClock
from consultant_desk.domain.progress import Progress
from consultant_desk.errors import DeskError, Locked
from consultant_desk.settings import Settings
from ui.commands import Commands
from ui.errors import show_failure
from ui.jobs import Jobs
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from consultant_desk.desk import Desk

T = TypeVar("T")


def _nowhere(*_where: object) -> None:
    """Go nowhere: the default until the window says how."""


@dataclass(slots=True, weakref_slot=True, eq=False)
class Shell:
    """The surroundings of a page.

    `open_record(kind, id)` shows a record wherever it lives, `open_part(home kind, home id, kind, id)` a part of it
    there (for an evaluation also its "step", by name); `go(page)` switches the section.
    `replace_workspace(what, make)` closes the workspace, runs `make` and opens the folder it returns; `what` says what
    is being done while it takes its time.
    """

    window: QWidget
    desk: Desk
    jobs: Jobs
    commands: Commands
    toast: Toast
    settings: Settings
    clock: Clock = field(default_factory=SystemClock)
    open_record: Callable[[str, str], None] = _nowhere
    go: Callable[[str], None] = _nowhere
    replace_workspace: Callable[[str, Callable[[Progress], Path]], None] = _nowhere
    open_part: Callable[[str, str, str, str], None] = _nowhere

    def today(self) -> date:
        """Return the local date."""
        return self.clock.today()

    def write(
        self,
        work: Callable[[], Outcome[T]],
        done: Callable[[T], None] | None = None,
        *,
        say: str = "",
        failed: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Run an operation; `say` is shown afterwards with an Undo button. Failures are told to the person.

        One that a lock does not allow is repeated when the person opens the evaluation again for a reason.
        """

        def finished(value: T) -> None:
            if say:
                self.toast.say(say, "Undo", self._undo)
            if done is not None:
                done(value)

        def refused(error: DeskError) -> None:
            if isinstance(error, Locked):
                from ui.evaluations.lock_sheets import ask_reason  # it needs a shell itself

                ask_reason(self, error.evaluation_id, error.happened, lambda: self.write(work, done, say=say))
            else:
                self.told(error)

        self.jobs.write(work, finished, failed or refused)

    def _undo(self) -> None:
        self.commands.run("edit.undo")

    def read(self, work: Callable[[], T], done: Callable[[T], None], *, key: str = "") -> None:
        """Run a query; of those with the same key only the newest arrives. Failures are told to the person."""
        self.jobs.read(work, done, key=key, failed=self.told)

    def told(self, error: DeskError) -> None:
        """Tell the person about a failure."""
        show_failure(self.window, self.toast, error)
