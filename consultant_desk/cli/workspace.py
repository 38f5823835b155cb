"""The command `new`."""

from __future__ import annotations

from pathlib import Path

from consultant_desk.cli.output import print_json, print_lines
from consultant_desk.cli.parsing import Args, Subparsers, add_command


def register(subparsers: Subparsers) -> None:
    """Declare the commands of this area."""
    parser = add_command(subparsers, "new", "make a new workspace", run)
    parser.add_argument("folder", help="a new or empty folder; .desk is added to its name")
    parser.add_argument("--name", default="", help="the name of your practice (default: the folder's name)")
    parser.add_argument("--currency", default="EUR", metavar="CODE", help="your base currency (default EUR)")


def run(args: Args) -> int:
    """Make the workspace and print where it is."""
    from consultant_desk.desk import Desk

    folder = Path(args.folder).expanduser().absolute()
    if folder.suffix != ".desk":
        folder = folder.with_name(f"{folder.name}.desk")
    with Desk.create(folder, name=args.name or folder.stem, currency=args.currency.upper()) as desk:
        made = {"workspace": str(desk.folder), "id": desk.id, "name": desk.name}
        warnings = desk.warnings
    if args.json:
        print_json(made)
    else:
        print_lines([made["workspace"], *warnings])
    return 0
