"""Where a command gets a password from: the first line of a file or of the standard input, never an argument."""

from __future__ import annotations

import sys
from pathlib import Path

from consultant_desk.cli.parsing import Parser
from consultant_desk.errors import UserError

STDIN = "-"
_MOST = 4_096


def add_password_option(command: Parser, help_text: str) -> None:
    """Declare `--password-file`."""
    command.add_argument("--password-file", metavar="FILE", default="", help=f"{help_text} (- for standard input)")


def password_from(source: str) -> str:
    """Return the first line of a file, or of the standard input for "-"; nothing where no source is named."""
    if not source:
        return ""
    if source == STDIN:
        data = sys.stdin.buffer.read(_MOST)
    else:
        with Path(source).expanduser().open("rb") as stream:
            data = stream.read(_MOST)
    try:
        password = data.decode("utf-8-sig").partition("\n")[0].rstrip("\r")
    except UnicodeDecodeError:
        password = ""
    if not password:
        where = "the standard input" if source == STDIN else source
        raise UserError(f"There is no password in {where}.", "", "Put it on the first line, as UTF-8.")
    return password
