"""Files that are either whole or not there: written aside, synced, renamed, folder synced."""

from __future__ import annotations

import errno
import glob
import os
import re
import secrets
import shutil
import stat
import sys
import time
from pathlib import Path

LEFTOVER_SECONDS = 3600.0
"""A temporary file younger than this may still be written by another process."""
_MOST_BYTES = 255 - len(".." + 8 * "0" + ".tmp")
"""What file systems leave of a name for that of the file itself."""
_ASIDE = re.compile(r"\.([^/\\]+)\.[0-9a-f]{8}\.tmp")


def write_atomic(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a crash leaves the old file or the new one, never a part.

    A file that somebody made read-only is left alone, as Windows does it: a rename would replace it unasked elsewhere.
    """
    if is_read_only(path):
        raise PermissionError(errno.EACCES, "The file is read-only", str(path))
    aside = aside_of(path)
    try:
        with aside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        error.filename = str(path)  # the name aside says nothing to the person who asked for this file
        raise
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def is_read_only(path: Path) -> bool:
    """Tell whether there is a file that nobody may write to."""
    return path.is_file() and not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def aside_of(path: Path) -> Path:
    """Return a fresh temporary name in the folder of `path`, of a long name its beginning."""
    begin = os.fsencode(path.name)[:_MOST_BYTES].decode("utf-8", "ignore")
    return path.with_name(f".{begin}.{secrets.token_hex(4)}.tmp")


def remove_leftovers(folder: Path, name: str = "*") -> None:
    """Remove what killed processes left aside in `folder` for the file or folder `name` (default: for any)."""
    wanted = "*" if name == "*" else glob.escape(name)
    limit = time.time() - LEFTOVER_SECONDS
    for path in folder.glob(f".{wanted}.????????.tmp"):
        try:
            if path.stat().st_mtime > limit or not _ASIDE.fullmatch(path.name):
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        except OSError:  # another process was faster, or it is not ours to remove
            continue


def meant(path: str) -> str:
    """Return the path that a temporary name stands for; any other path as it is."""
    return _ASIDE.sub(r"\1", path)


def replace(source: Path, target: Path) -> None:
    """Rename `source` to `target` (same folder or disk) and make the rename durable."""
    source.replace(target)
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def sync_file(path: Path) -> None:
    """Make the content of a file durable."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
