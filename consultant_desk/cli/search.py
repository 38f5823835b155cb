"""The command `search`."""

from __future__ import annotations

from dataclasses import asdict

from consultant_desk.cli.output import Column, print_json, print_table
from consultant_desk.cli.parsing import Args, Subparsers, add_command


def register(subparsers: Subparsers) -> None:
    """Declare the commands of this area."""
    parser = add_command(subparsers, "search", "search all records", run)
    parser.add_argument("text", nargs="+", help="words, or beginnings of words; accents do not matter")
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="at most N hits (default 50)")


def run(args: Args) -> int:
    """Print what was found; exit 1 when nothing was."""
    from consultant_desk.cli.opening import reading, tail

    with reading(args) as desk:
        hits = desk.search.find(" ".join(args.text), limit=max(1, min(args.limit, 1000)))
    if args.json:
        print_json([asdict(hit) for hit in hits])
    else:
        columns = (
            Column("Id"),
            Column("Kind"),
            Column("Title", width=48),
            Column("In", width=40),
            Column("Text", width=60),
        )
        print_table(
            columns,
            [
                (tail(hit.id), hit.label, hit.title, hit.home_title if hit.home_id != hit.id else "", hit.snippet)
                for hit in hits
            ],
        )
    return 0 if hits else 1
