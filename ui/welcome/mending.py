"""The way out when a workspace does not open because its file is damaged; found off the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from consultant_desk.domain.clock import SystemClock, parse_instant
from consultant_desk.domain.progress import Progress
from consultant_desk.errors import Damaged
from ui.entry import formats


@dataclass(frozen=True, slots=True)
class WayOut:
    """What to offer: a sentence about it, the words of its button, what is said meanwhile, and the work itself."""

    sentence: str
    button: str
    meanwhile: str
    work: Callable[[Progress], Path]
    can_stop: bool = True


def way_out(folder: Path, error: Damaged) -> WayOut | None:
    """Return what can be done here: make again what can be made again, else go back to the newest backup."""
    if error.repairable:
        return WayOut(
            "The program can make again what differs; no record is changed by that.",
            "Set it right",
            "Setting the workspace right",
            lambda _progress: _repaired(folder),
            can_stop=False,
        )
    from consultant_desk.services.backups import newest_sound, restore

    newest = newest_sound(folder)
    if newest is None:
        return None
    made = formats().time(parse_instant(newest.made_at))
    return WayOut(
        f"There is a backup of {made} with {formats().number(newest.records)} records. "
        "What is there now is kept beside it, as it is.",
        "Restore the backup",
        "Restoring the workspace",
        lambda progress: restore(newest.folder, folder, SystemClock(), progress).folder,
    )


def _repaired(folder: Path) -> Path:
    from consultant_desk.desk import Desk

    Desk.repair(folder)
    return folder
