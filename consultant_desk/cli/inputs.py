"""The file a command reads: by its name, or the standard input for "-"."""

from __future__ import annotations

import sys
from pathlib import Path

STANDARD_INPUT = "-"
_CALLED = "standard input"


def read_input(name: str, most: int) -> tuple[bytes, str]:
    """Return the bytes of a file, at most one more than `most`, and what to call it.

    `UserError` when the file changed while it was read.
    """
    from consultant_desk.services.whole_file import read_whole

    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(most + 1), _CALLED
    path = Path(name).expanduser()
    return read_whole(path, most), path.name
