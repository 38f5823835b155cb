"""`verify FILE.pdf`: say what holds of a report or a statement; a workspace at hand tells whether it issued it."""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

from consultant_desk.cli.output import print_json, print_lines
from consultant_desk.cli.parsing import DECIDE, DONE, Args, Subparsers, add_command
from consultant_desk.cli.passwords import add_password_option, password_from
from consultant_desk.errors import DeskError

if TYPE_CHECKING:
    from reports.verification import Verification

MAX_BYTES = 64_000_001


def register(subparsers: Subparsers) -> None:
    """Declare the command."""
    command = add_command(
        subparsers, "verify", "recomputes a report or an earnings statement and checks what it prints", run
    )
    command.add_argument("file", metavar="FILE", help="a report or an earnings statement (*.pdf)")
    add_password_option(command, "holds the password of an encrypted copy on its first line")


def run(args: Args) -> int:
    """Verify the file; the exit code is 1 when it is not valid."""
    from reports.verification import Kind, to_json

    password = password_from(args.password_file)
    with Path(args.file).open("rb") as stream:
        pdf = stream.read(MAX_BYTES)
    verification = _verified(args, pdf, password)
    if args.json:
        print_json(to_json(verification))
    else:
        words = {True: "yes", False: "NO", None: "-"}
        print_lines(f"{check.name:<11} {words[check.ok]:<4} {check.detail}" for check in verification.checks)
        what = "statement" if verification.kind is Kind.STATEMENT else "report"
        print_lines(["", f"The {what} is {'valid' if verification.valid else 'NOT valid'}."])
    return DONE if verification.valid else DECIDE


def _verified(args: Args, pdf: bytes, password: str) -> Verification:
    """Check the file beside a workspace; one that was not named and cannot be opened is not at hand."""
    from consultant_desk.cli.opening import reading
    from reports.worker import ReportWorker

    with ExitStack() as stack:
        try:
            desk = stack.enter_context(reading(args))
        except (DeskError, OSError):
            if args.workspace:
                raise
        else:
            return desk.reports.verify(pdf, password)
        worker = stack.enter_context(closing(ReportWorker()))
        return worker.verify(pdf, password=password)
