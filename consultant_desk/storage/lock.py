"""The lock of a workspace. The operating system's lock decides; what is written in the file only makes the sentence."""

from __future__ import annotations

import json
import os
import socket
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from consultant_desk.domain.clock import Clock, instant_text, parse_instant
from consultant_desk.errors import EnvironmentFailure
from consultant_desk.storage.failures import UNCHANGED

_LOCKED_BYTE = 1 << 30
"""Windows locks bytes and then refuses to read them: lock one far behind the text."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a workspace open: process number, machine, instant (UTC text)."""

    process: int
    host: str
    since: str

    def words(self) -> str:
        """Return the holder for a sentence, with the local time of day."""
        return f"process {self.process} on {self.host} since {_time_of_day(self.since)}"


class WorkspaceLock:
    """An exclusive lock on a workspace, held from construction to `release`.

    The system frees it when its process ends, however it ends; a text that a dead process left is overwritten.
    """

    def __init__(self, path: Path, *, name: str, clock: Clock) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise _held(path, name) from error
        holder = {"process": os.getpid(), "host": socket.gethostname(), "since": instant_text(clock.now())}
        try:
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, json.dumps(holder).encode())
        except OSError:
            os.close(self._descriptor)  # a full disk: a lock that stayed would keep the workspace from its own process
            raise

    def release(self) -> None:
        """Give the workspace free; a second call does nothing."""
        if self._descriptor < 0:
            return
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)
        self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def read_holder(path: Path) -> Holder | None:
    """Return who wrote the lock file last, holding it or not; None when it is absent, empty or unreadable."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Holder(int(content["process"]), str(content["host"]), str(content["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_held(path: Path) -> bool:
    """Tell whether some process holds the lock now."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        _take(descriptor)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def _take(descriptor: int) -> None:
    """Lock without waiting; `OSError` when another holds it."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _held(path: Path, name: str) -> EnvironmentFailure:
    holder = read_holder(path)
    by = f" ({holder.words()})" if holder else ""
    return EnvironmentFailure(
        f"{name} is open in another window{by}.", UNCHANGED, "Close it there, or use a command that only reads."
    )


def _time_of_day(instant: str) -> str:
    try:
        moment: datetime = parse_instant(instant)
    except ValueError:
        return instant
    return moment.astimezone().strftime("%H:%M")
