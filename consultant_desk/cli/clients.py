"""The commands `clients list` and `clients show`."""

from __future__ import annotations

from dataclasses import asdict

from consultant_desk.cli.output import Column, print_json, print_lines, print_table
from consultant_desk.cli.parsing import Args, Subparsers, add_command, add_group


def register(subparsers: Subparsers) -> None:
    """Declare the commands of this area."""
    group = add_group(subparsers, "clients", "list clients or show one")
    listing = add_command(group, "list", "list the clients, the earliest next step first", run_list)
    listing.add_argument("query", nargs="?", default="", help="words of name, place, stage or tag")
    show = add_command(group, "show", "show one client with people, needs and timeline", run_show)
    show.add_argument("id", help="the end of the id (6 characters or more) or the exact name")


def run_list(args: Args) -> int:
    """Print the clients."""
    from consultant_desk.cli.opening import reading, tail

    with reading(args) as desk:
        rows = desk.clients.list(args.query)
    if args.json:
        print_json([asdict(row) for row in rows])
        return 0
    columns = (Column("Id"), Column("Name", width=40), Column("Stage"), Column("Next", width=40), Column("Due"))
    lines = [
        (tail(row.id), row.name, row.stage, row.next.text if row.next else "", row.next.due_on if row.next else "")
        for row in rows
    ]
    print_table(columns, lines)
    return 0


def run_show(args: Args) -> int:
    """Print one client."""
    from consultant_desk.cli.opening import reading

    with reading(args) as desk:
        sheet = desk.clients.sheet(desk.clients.find_id(args.id))
    if args.json:
        print_json(asdict(sheet))
        return 0
    engagement = sheet.engagement
    print_lines([sheet.name, *([f"Tags: {', '.join(sheet.tags)}"] if sheet.tags else [])])
    if engagement is not None:
        print_lines([f"{engagement.title}: {engagement.stage} since {engagement.stage_since}"])
    if sheet.next is not None:
        print_lines([f"Next: {sheet.next.text}, {sheet.next.due_on}"])
    for person in sheet.people:
        print_lines([f"  {person.name}" + (f", {person.title}" if person.title else "")])
    for need in sheet.needs:
        print_lines([f"Need: {need.progress or need.quote}"])
        print_lines(f"  {row.moscow}: {row.text}" for row in need.requirements)
    for line in sheet.timeline[:10]:
        print_lines([f"{line.happened_on} {line.kind}: {line.summary}"])
    return 0
