"""The program's log: a file without personal data, and a file that survives a crash of the interpreter."""

from __future__ import annotations

import faulthandler
import logging
import os
import re
from pathlib import Path

from consultant_desk.errors import EnvironmentFailure
from consultant_desk.paths import made

LOG_NAME = "consultant-desk.log"
CRASH_NAME = "crash.log"
MAX_BYTES = 1_000_000
KEPT_FILES = 3

_REDACTIONS = (
    (re.compile(r"(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"), "<secret>"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "<e-mail>"),
    (re.compile(r"(?i)\b(pass(?:word|phrase)?|secret|token|key|authorization)(\s*[:=]\s*)\S+"), r"\1\2<secret>"),
)


def redact(text: str, home: Path | None = None) -> str:
    """Return `text` without e-mail addresses, secrets and the user's home folder."""
    folder = str(Path.home() if home is None else home)
    text = text.replace(folder, "~") if len(folder) > 1 else text
    for pattern, replacement in _REDACTIONS:
        text = pattern.sub(replacement, text)
    return text


class RedactingFormatter(logging.Formatter):
    """Formats a record and takes out what does not belong in a log."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the redacted line, traceback included."""
        return redact(super().format(record))


class _LogFile(logging.FileHandler):
    """The program's own file among the handlers of the process."""


def start_logging(folder: Path) -> None:
    """Write warnings, and the program's own information, to a file in `folder`, and to no other.

    A file that has grown too long is put aside as `.1` first, pushing older ones on. The rotating handler of the
    standard library would do that too, but importing it costs 20 ms of every start. A folder that cannot be written
    must not keep anyone from working: then there is no log.
    """
    root = logging.getLogger()
    if not _usable(folder):
        root.addHandler(logging.NullHandler())  # else Python would write warnings to the terminal
        return
    file = folder / LOG_NAME
    for former in [handler for handler in root.handlers if isinstance(handler, _LogFile)]:
        if Path(former.baseFilename) == file.absolute():
            return
        root.removeHandler(former)
        former.close()
    _rotate(file)
    handler = _LogFile(file, encoding="utf-8", delay=True)
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    for package in ("consultant_desk", "reports", "ui"):
        logging.getLogger(package).setLevel(logging.INFO)


def _usable(folder: Path) -> bool:
    """Tell whether files can be written in a folder, which is made if it is not there."""
    try:
        return os.access(made(folder), os.W_OK)
    except EnvironmentFailure:
        return False


def _rotate(file: Path) -> None:
    """Put a long log aside. Two processes that start together may both try: the second finds nothing to do."""
    try:
        if file.stat().st_size < MAX_BYTES:
            return
        for number in range(KEPT_FILES - 1, 0, -1):
            older = file.with_name(f"{LOG_NAME}.{number}")
            if older.exists():
                older.replace(file.with_name(f"{LOG_NAME}.{number + 1}"))
        file.replace(file.with_name(f"{LOG_NAME}.1"))
    except OSError:
        return


def watch_for_crashes(folder: Path) -> str:
    """Let the interpreter write its stacks to a file when it dies; return what the previous crash left, or nothing."""
    if not _usable(folder):
        return ""
    file = folder / CRASH_NAME
    previous = file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
    # A bare descriptor, never closed: the stacks are written when Python can no longer run.
    faulthandler.enable(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    return redact(previous)
