"""Reading a file of a person's whole, as it stood at one moment: one that changes meanwhile is refused."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from consultant_desk.errors import UserError


def read_whole(path: Path, most: int) -> bytes:
    """Return the bytes of a file, at most one more than `most`, so that too large a file is seen to be so.

    `UserError` when its size or time changed while it was read: half of it would be of another moment.
    """
    with path.open("rb") as file:
        before = _stamp(file)
        data = file.read(most + 1)
        changed = _stamp(file) != before or _replaced(path, file)
    is_short = before is not None and len(data) != min(before[0], most + 1)
    if changed or is_short:
        raise UserError(
            f"{path.name[:60]} changed while it was read.", "Nothing was imported.", "Take it again once it is whole."
        )
    return data


def _stamp(file: BinaryIO) -> tuple[int, int] | None:
    """Return size and time of a file; None for a pipe, which has neither."""
    found = os.fstat(file.fileno())
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def _replaced(path: Path, file: BinaryIO) -> bool:
    """Tell whether another file took the place of the one that was read, as programs do that save."""
    try:
        return not os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except OSError:
        return True
