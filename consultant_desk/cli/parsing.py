"""What every area of the command line shares: how a command is declared, and which workspace it means."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeAlias

from consultant_desk.errors import EnvironmentFailure, UserError
from consultant_desk.paths import WORKSPACE_VARIABLE, places
from consultant_desk.settings import LAST_WORKSPACE, Settings
from consultant_desk.storage.atomic import is_read_only

PROGRAM = "consultant-desk"

DONE = 0
DECIDE = 1
BAD_INPUT = 2
ENVIRONMENT = 3
INTERRUPTED = 130

Args: TypeAlias = argparse.Namespace
Run: TypeAlias = Callable[[argparse.Namespace], int]
Subparsers: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 - argparse gives it no other name


class Parser(argparse.ArgumentParser):
    """A parser that names a fault of usage in one line and exits 2."""

    def error(self, message: str) -> NoReturn:
        """Write where, what and where help is, then exit."""
        line = message.replace("\n", " ")
        sys.stderr.write(f"{self.prog}: {line} (see {self.prog} --help)\n")
        raise SystemExit(BAD_INPUT)


def add_command(subparsers: Subparsers, name: str, summary: str, run: Run) -> Parser:
    """Declare one command: `run` gets the parsed arguments and returns the exit code."""
    parser = subparsers.add_parser(
        name, help=summary, description=summary[:1].upper() + summary[1:] + ".", allow_abbrev=False
    )
    add_common_options(parser, inherited=True)
    parser.set_defaults(run=run)
    return parser


def add_group(subparsers: Subparsers, name: str, summary: str) -> Subparsers:
    """Declare a word that holds several commands ("evaluations list"); return where they are added."""
    parser = subparsers.add_parser(name, help=summary, description=summary[:1].upper() + summary[1:] + ".")
    return parser.add_subparsers(metavar="COMMAND", required=True, dest=f"{name}_command")


def add_common_options(parser: Parser, *, inherited: bool) -> None:
    """Add the options every command takes; `inherited` keeps what was given before the command's name."""

    def initial(value: object) -> object:
        return argparse.SUPPRESS if inherited else value

    options = parser.add_argument_group("common options")
    options.add_argument(
        "--workspace",
        metavar="FOLDER",
        default=initial(None),
        help=f"the workspace (default: ${WORKSPACE_VARIABLE}, or the one opened last)",
    )
    options.add_argument(
        "--json", action="store_true", default=initial(value=False), help="print one JSON document and nothing else"
    )
    options.add_argument(
        "--debug", action="store_true", default=initial(value=False), help="show the traceback of a failure"
    )


def output_file(text: str) -> Path:
    """Return a file to write; what keeps it from being one is told here, so that nothing is done for it in vain."""
    path = Path(text).expanduser()
    if path.is_dir() or not path.parent.is_dir():
        raise UserError(
            f"{path} is no place for a file.", "Nothing was changed.", "Name a file in a folder that exists."
        )
    if is_read_only(path):
        raise EnvironmentFailure(
            f"{path} is read-only.", "Nothing was changed.", "Name another file, or let this one be written."
        )
    return path


def workspace_folder(args: Args) -> Path:
    """Return the folder of the workspace a command means; `UserError` when none is named and none was open."""
    if args.workspace:
        return Path(args.workspace).expanduser()
    named = os.environ.get(WORKSPACE_VARIABLE, "")
    if named:
        return Path(named).expanduser()
    last = Settings(places().settings_file).get(LAST_WORKSPACE)
    if last:
        return Path(last)
    raise UserError(
        "No workspace is named and none was opened before.",
        hint=f"Give --workspace FOLDER or set {WORKSPACE_VARIABLE}; “{PROGRAM} new FOLDER” makes one.",
    )
