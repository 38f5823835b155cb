"""Where a command gets a password from: the first line of a file, the standard input or a prompt, never an argument."""

from __future__ import annotations

import sys
from pathlib import Path

from consultant_desk.cli.parsing import Parser
from consultant_desk.errors import UserError

STDIN = "-"
_MOST = 4_096


def add_password_option(command: Parser, help_text: str) -> None:
    """Declare `--password-file`."""
    command.add_argument(
        "--password-file", metavar="FILE", default="", help=f"{help_text} (-: standard input, or a prompt)"
    )


def password_from(source: str, asked: str = "Password") -> str:
    """Return the first line of a file, or of the standard input for "-"; nothing where no source is named.

    A person at a terminal is `asked` for it, and what is typed is not shown.
    """
    if not source:
        return ""
    if source == STDIN and sys.stdin.isatty():
        from getpass import getpass

        data = getpass(f"{asked}: ", sys.stderr).encode("utf-8", "surrogateescape")
    elif source == STDIN:
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
