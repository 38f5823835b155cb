"""Turns what the disk and the database library raise into the sentences a person is told."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from consultant_desk.entities.base import Local, Record
from consultant_desk.errors import Conflict, Damaged, DeskError, EnvironmentFailure, UserError
from consultant_desk.storage.atomic import meant

UNCHANGED = "Nothing was changed."
SAVED = "Everything saved before is still there."

_FULL = EnvironmentFailure("The disk is full.", SAVED, "Free some space and try again.")
_READ_ONLY = EnvironmentFailure(
    "The workspace cannot be written: its folder or its disk is read-only.",
    UNCHANGED,
    "Copy the workspace to a folder you may write to.",
)
_BUSY = EnvironmentFailure(
    "The workspace is busy in another program.", UNCHANGED, "Close the other program and try again."
)
_DAMAGED = Damaged(
    "The workspace file is damaged.", UNCHANGED, "Restore the latest backup, or run the check on a copy of the folder."
)
_UNREACHABLE = EnvironmentFailure(
    "The workspace file cannot be opened.", UNCHANGED, "Check that the folder is there and that you may read it."
)
_DISK = EnvironmentFailure(
    "The disk reported an error while the workspace was read or written; it may be full.",
    SAVED,
    "Free some space or check the disk, then open it again.",
)

_BY_NAME = (
    ("SQLITE_FULL", _FULL),
    ("SQLITE_READONLY", _READ_ONLY),
    ("SQLITE_BUSY", _BUSY),
    ("SQLITE_LOCKED", _BUSY),
    ("SQLITE_CORRUPT", _DAMAGED),
    ("SQLITE_NOTADB", _DAMAGED),
    ("SQLITE_CANTOPEN", _UNREACHABLE),
    ("SQLITE_PERM", _READ_ONLY),
    ("SQLITE_AUTH", _READ_ONLY),
    ("SQLITE_IOERR", _DISK),
)
_BY_MESSAGE = (
    ("not a database", _DAMAGED),
    ("malformed", _DAMAGED),
    ("disk is full", _FULL),
    ("disk I/O error", _DISK),
    ("readonly", _READ_ONLY),
    ("is locked", _BUSY),
    ("unable to open", _UNREACHABLE),
    ("Could not decode", _DAMAGED),
)
"""What the driver raises without an error name: from the copying of a database, and for a text that is not UTF-8."""
_MISSED = re.compile(r"no such (table|column): (?:\w+\.)?(\w+)")
_DRIVER_ERRORS = {"OperationalError", "DatabaseError"}
_BY_ERRNO = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EIO: _DISK,
}


def environment_failure(error: BaseException) -> EnvironmentFailure | None:
    """Return what to tell about an error of the operating system or of SQLite; None when the error is a bug."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    if isinstance(error, OSError):
        found: EnvironmentFailure | None = _BY_ERRNO.get(error.errno or 0) or _refused(error)
    elif isinstance(error, UnicodeDecodeError):
        found = _DAMAGED
    else:
        name = str(getattr(error, "sqlite_errorname", None) or "")
        found = next((failure for start, failure in _BY_NAME if name.startswith(start)), None)
        if found is None and type(error).__name__ in _DRIVER_ERRORS:
            found = None if name else next((failure for part, failure in _BY_MESSAGE if part in str(error)), None)
            found = found or (_DAMAGED if _misses_what_is_there(str(error)) else None)
    return None if found is None else type(found)(found.happened, found.kept, found.hint)


def _misses_what_is_there(message: str) -> bool:
    """Tell whether SQLite does not find a table or column that every workspace has: bits of the schema were flipped.

    One that no record type has is a fault of a statement, and goes to the crash report.
    """
    missed = _MISSED.search(message)
    if missed is None:
        return False
    tables = [*Record.metadata.tables.values(), *Local.metadata.tables.values()]
    what, name = missed.groups()
    return any(name == table.name if what == "table" else name in table.columns for table in tables)


def _refused(error: OSError) -> EnvironmentFailure:
    """Return the failure of a place that does not let itself be used: no permission, or not what was there before."""
    place = meant(str(error.filename)) if error.filename else "a file"
    why = error.strerror or type(error).__name__
    hint = "Check that the folder of the workspace is there and whole."
    if error.errno in {errno.EACCES, errno.EPERM}:
        hint = "Check who may read and write there, or copy the workspace to a folder of your own."
    return EnvironmentFailure(f"The system does not let the program use {place} ({why}).", SAVED, hint)


@contextmanager
def told() -> Iterator[None]:
    """Run a block; errors of the surroundings and lost races leave it as `EnvironmentFailure` and `Conflict`."""
    try:
        yield
    except DeskError:
        raise
    except StaleDataError as error:
        raise Conflict(
            "The record was changed by something else in the meantime.",
            UNCHANGED,
            "Look at it again and repeat your change.",
        ) from error
    except UnicodeEncodeError as error:
        raise UserError(
            "A text holds half of a character, which cannot be kept.", UNCHANGED, "Type it again."
        ) from error
    except OverflowError as error:
        raise UserError("A number is too large to be kept.", UNCHANGED, "Enter a smaller one.") from error
    except Exception as error:
        failure = environment_failure(error)
        if failure is None:
            raise
        raise failure from error


def damaged(path: Path, detail: str) -> Damaged:
    """Return the failure of a file that is not what it should be."""
    return Damaged(
        f"{path.name} is damaged: {detail}.",
        UNCHANGED,
        "Restore the latest backup, or run the check on a copy of the folder.",
    )
