"""The group `export`: what goes out for other programs; so far the commissions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from consultant_desk.cli.earnings import year_of
from consultant_desk.cli.output import print_json, say
from consultant_desk.cli.parsing import DONE, Args, Subparsers, add_command, add_group, output_file

if TYPE_CHECKING:
    from pathlib import Path

STANDARD_OUTPUT = "-"
FORMATS = ("csv", "hledger", "beancount", "json")
_BY_SUFFIX = {
    ".csv": "csv",
    ".json": "json",
    ".journal": "hledger",
    ".hledger": "hledger",
    ".beancount": "beancount",
    ".bean": "beancount",
}


def register(subparsers: Subparsers) -> None:
    """Declare the commands of this area."""
    group = add_group(subparsers, "export", "write data for other programs")
    parser = add_command(group, "commissions", "write the commissions as a table, JSON or a journal", run)
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help="the file to write, - for the output")
    parser.add_argument("--format", choices=FORMATS, help="default: by the name of the file, else csv")
    parser.add_argument("--year", metavar="Y", help="the year of the sales, in a journal of the entries (default: all)")


def run(args: Args) -> int:
    """Write the file; an existing one is replaced whole or not at all."""
    from consultant_desk.cli.opening import reading
    from consultant_desk.services.earnings.exports import ExportFormat
    from consultant_desk.storage.atomic import write_atomic

    path = None if args.output == STANDARD_OUTPUT else output_file(args.output)
    form, year = ExportFormat(args.format or _format_of(path)), year_of(args.year)
    with reading(args) as desk:
        made = desk.earnings.export(form, year)
    if made.unexplained:
        say(f"Payouts left out, since nothing says yet which commissions they pay: {made.unexplained}.")
    if path is None:
        sys.stdout.buffer.write(made.data)
        sys.stdout.buffer.flush()
        return DONE
    write_atomic(path, made.data)
    if args.json:
        print_json({"file": str(path), "format": form.value, "count": made.count, "unexplained": made.unexplained})
    else:
        say(f"Wrote {path}: {made.count} {'entries' if form.is_journal else 'lines'}.")
    return DONE


def _format_of(path: Path | None) -> str:
    return "csv" if path is None else _BY_SUFFIX.get(path.suffix.lower(), "csv")
