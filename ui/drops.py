"""Files that are dropped: what of them can be taken, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent

ONE_AT_A_TIME = "Drop one file at a time."


@dataclass(frozen=True, slots=True)
class Dropped:
    """The file that is taken, None for none, and a sentence about what is not (empty where nothing is left)."""

    file: Path | None
    left: str = ""


def take_copy(event: QDropEvent) -> None:
    """Accept what is dragged as a copy: a source that moves would delete the file once it was dropped."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def local_files(event: QDropEvent) -> tuple[Path, ...]:
    """Return the files and folders of this computer that are dragged."""
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())


def sorted_out(files: tuple[Path, ...], is_taken: Callable[[Path], bool]) -> Dropped:
    """Return the first file that is taken, and what to say of the others: a page shows one at a time."""
    folders = [one for one in files if one.is_dir()]
    file = next((one for one in files if is_taken(one) and one not in folders), None)
    if file is not None:
        others = len(files) - 1
        what = "the other one was not" if others == 1 else f"the other {others} were not"
        return Dropped(file, f"{file.name[:40]} was taken, {what}. {ONE_AT_A_TIME}" if others else "")
    if folders:
        return Dropped(None, "A folder cannot be taken in. Drop the files in it, one at a time.")
    return Dropped(None, "No section takes files of these kinds. Nothing was taken.")
