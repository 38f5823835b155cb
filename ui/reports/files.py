"""Report files on disk: the name one is suggested, reading one to check, writing one whole, taking one dropped."""

from __future__ import annotations

import errno
from pathlib import Path

from PySide6.QtGui import QDropEvent

from consultant_desk.errors import EnvironmentFailure, UserError
from consultant_desk.services.reports import ReportSheet
from consultant_desk.storage.atomic import is_read_only, write_atomic

LIMIT = 200_000_000
"""Bytes of a file that is still read: the largest report has a tenth of them."""
CERTIFICATE_LIMIT = 1_000_001
"""Bytes read of a certificate file: one more than a certificate may have."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_IN_USE = frozenset({errno.EBUSY, errno.ETXTBSY})
_GONE = frozenset({errno.ENOENT, errno.ENOTDIR})
_SHARED = frozenset({32, 33})
"""What Windows says of a file that another program holds open (ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION)."""
_DENIED = 5
"""What Windows says of replacing such a file (ERROR_ACCESS_DENIED), and of a folder that is not one's own."""


def file_name(sheet: ReportSheet, suffix: str = ".pdf", what: str = "") -> str:
    """Return the name a file of this report is suggested: its title without what file systems refuse."""
    kept = "".join(letter if letter.isalnum() or letter in " -_.,()" else " " for letter in sheet.row.title)
    words = " ".join(kept.split())[:80].strip(" .") or "Report"
    version = "draft" if sheet.row.state == "draft" else f"version {sheet.row.issue}"
    return ", ".join(part for part in (words, version, what) if part) + suffix


def with_suffix(name: str, suffix: str) -> Path:
    """Return the path a person meant: with the ending of the format where the name has none of its own."""
    path = Path(name)
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def read_file(path: Path, limit: int = LIMIT) -> bytes:
    """Return the bytes of a file to check; `UserError` when it is far too large to be a report."""
    try:
        refuse_no_file(path)
        if path.stat().st_size > limit:
            raise UserError(f"{path.name[:60]} is too large to be what was asked for.", "Nothing was done.")
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFailure(
            f"{path.name[:60]} cannot be read ({error.strerror or error}).",
            hint="Check where it lies and who may read it.",
        ) from error


def refuse_no_file(path: Path) -> None:
    """Refuse what is there and is no file: reading a pipe or a device may never end."""
    if path.exists() and not path.is_file():
        raise UserError(f"{path.name[:60]} is not a file.", "Nothing was done.", "Choose a file.")


def write_file(path: Path, data: bytes) -> Path:
    """Write a file whole or not at all; `EnvironmentFailure` says what is in the way, and that the old one is kept."""
    try:
        write_atomic(path, data)
    except OSError as error:
        there = path.is_file()
        happened, hint = _in_the_way(path, error, there=there)
        kept = "The file that was there is as it was." if there else "Nothing was written."
        raise EnvironmentFailure(happened, kept, hint) from error
    return path


def _in_the_way(path: Path, error: OSError, *, there: bool) -> tuple[str, str]:
    """Return what keeps a file from being written, and what to do."""
    name, folder = path.name[:60], str(path.parent)[-120:]
    windows = getattr(error, "winerror", None) or 0
    if windows in _SHARED or (windows == _DENIED and there) or error.errno in _IN_USE:
        return f"{name} is open in another program.", "Close it there, or save under another name."
    if error.errno in _FULL:
        return f"There is no room for {name}: the disk is full.", "Free some space, or choose another disk."
    if is_read_only(path):
        return f"{name} is read-only.", "Save under another name, or let this one be written."
    if error.errno in _REFUSED:
        return f"{name} may not be written to {folder}.", "Choose a folder of your own."
    if error.errno in _GONE:
        return f"The folder {folder} is not there.", "Choose another one."
    if error.errno == errno.EISDIR or path.is_dir():
        return f"{name} is a folder.", "Save under another name."
    if error.errno == errno.ENAMETOOLONG:
        return "The name of the file is too long.", "Save under a shorter one."
    return f"{name} cannot be written ({error.strerror or type(error).__name__}).", "Choose another place."


def dropped_pdf(event: QDropEvent) -> Path | None:
    """Return the one PDF that is dragged, or nothing."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() == ".pdf" else None
