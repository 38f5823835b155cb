"""A file that somebody else writes to while it is read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest


class _Growing(io.FileIO):
    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        with open(str(self.name), "ab") as file:  # noqa: PTH123 - `Path.open` is the one that was replaced
            file.write(b"more\n")
        return found


def grow_while_read(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Let a file grow by a line at every reading of it."""
    opened = Path.open

    def open_(self: Path, mode: str = "r", *args: Any, **options: Any) -> Any:
        return _Growing(str(self)) if self == path and mode == "rb" else opened(self, mode, *args, **options)

    monkeypatch.setattr(Path, "open", open_)
