"""The command `products list`."""

from __future__ import annotations

from dataclasses import asdict

from consultant_desk.cli.output import Column, print_json, print_table
from consultant_desk.cli.parsing import Args, Subparsers, add_command, add_group


def register(subparsers: Subparsers) -> None:
    """Declare the commands of this area."""
    group = add_group(subparsers, "products", "list the catalogue")
    listing = add_command(group, "list", "list the products of the catalogue", run_list)
    listing.add_argument("query", nargs="?", default="", help="words of name, vendor or category")


def run_list(args: Args) -> int:
    """Print the products, each with the newest price seen."""
    from consultant_desk.cli.opening import reading, tail
    from consultant_desk.formats import Formats

    with reading(args) as desk:
        rows = desk.products.list(args.query)
    if args.json:
        print_json([asdict(row) for row in rows])
        return 0
    formats = Formats.of_user()
    columns = (
        Column("Id"),
        Column("Name", width=40),
        Column("Vendor", width=30),
        Column("Category", width=24),
        Column("Price", right=True),
        Column("Seen"),
    )
    lines = [
        (
            tail(row.id),
            row.name,
            row.vendor,
            row.category,
            formats.money(row.newest_price.minor, row.newest_price.currency) if row.newest_price else "",
            row.price_seen_on,
        )
        for row in rows
    ]
    print_table(columns, lines)
    return 0
