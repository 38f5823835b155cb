"""Opening, leaving and replacing workspaces on the writer thread; whatever is open is closed when the program ends."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from consultant_desk.domain.progress import Progress
from consultant_desk.errors import DeskError
from ui.jobs import Cancelled

if TYPE_CHECKING:
    from consultant_desk.desk import Desk

NOT_OPENED = "The workspace was not opened"
UNCHANGED = "The workspace stays as it was"


@dataclass(frozen=True, slots=True)
class Replaced:
    """The workspace that is open afterwards; `problem` is why it is the former one, under `title`."""

    desk: Desk
    problem: Exception | None = None
    title: str = UNCHANGED


class Changeover:
    """Knows every workspace that is open, also one that the window never got to show."""

    def __init__(self) -> None:
        self._open: set[Desk] = set()

    def open(self, folder: Path, *, hurried: bool = False) -> Desk:
        """Open a workspace; SQLAlchemy is imported here, which takes most of the start."""
        from consultant_desk.desk import Desk  # after the first paint

        return self.keep(Desk.open(folder, hurried=hurried))

    def keep(self, desk: Desk) -> Desk:
        """Take charge of a workspace that something else opened, and return it."""
        self._open.add(desk)
        return desk

    def replace(self, former: Desk, make: Callable[[Progress], Path], progress: Progress) -> Replaced:
        """Leave a workspace, run `make` and open the folder it returns; the former one again when that fails."""
        with suppress(DeskError):  # a disk that is full must not keep the person here
            self.leave(former)
        problem: Exception | None = None
        folder = former.folder
        try:
            folder = make(progress)
        except Cancelled:
            pass
        except Exception as error:  # noqa: BLE001 - a mistake of the program is raised again once the former one is back
            problem = error
        try:
            return Replaced(self.open(folder), problem)
        except DeskError as error:
            if folder == former.folder:
                raise
            return Replaced(self.open(former.folder), error, NOT_OPENED)

    def leave(self, desk: Desk) -> None:
        """Back up what changed and close; a disk that is full must not keep the workspace locked."""
        try:
            desk.backups.make_at_exit()
        finally:
            self.close(desk)

    def close(self, desk: Desk) -> None:
        """Close without a backup, as for one that cannot be trusted."""
        try:
            desk.close()
        finally:
            self._open.discard(desk)  # not before: it counts as open until its lock is free

    def close_all(self) -> None:
        """Close what is still open when the threads have stopped."""
        for desk in tuple(self._open):
            self.close(desk)
