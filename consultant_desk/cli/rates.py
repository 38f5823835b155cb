"""The command `import rates`: a file of the European Central Bank, or one rate a person enters."""

from __future__ import annotations

from consultant_desk.cli.inputs import read_input
from consultant_desk.cli.output import print_json, print_lines, say
from consultant_desk.cli.parsing import DONE, Args, Subparsers, add_command
from consultant_desk.errors import UserError

_ENTERED = "DAY BASE QUOTE RATE"


def declare(group: Subparsers) -> None:
    """Declare the command in the group `import`."""
    parser = add_command(group, "rates", "read exchange rates of the European Central Bank", run)
    parser.add_argument("file", metavar="FILE", nargs="?", help="eurofxref as CSV, zip or XML, - for the input")
    parser.add_argument(
        "--enter",
        metavar=f"“{_ENTERED}”",
        help="enter one rate instead, which wins over the bank's: “2026-11-27 USD KWD 0.3072” says that one USD was "
        "worth 0.3072 KWD",
    )


def run(args: Args) -> int:
    """Take in the rates and say how many days are new."""
    from consultant_desk.cli.opening import writing
    from consultant_desk.imports.rates import MAX_BYTES

    if (args.file is None) == (args.enter is None):
        raise UserError("Give a file, or a rate with --enter.", "Nothing was changed.")
    if args.enter is not None:
        return _enter(args)
    data, _name = read_input(args.file, MAX_BYTES)
    with writing(args) as desk:
        made = desk.rates.import_file(data).value
    if made.unknown:
        say(f"Left out, as they are no currencies known: {', '.join(made.unknown)}.")
    if args.json:
        counts = {"new": made.new, "changed": made.changed, "unchanged": made.unchanged}
        print_json({"counts": counts, "first": made.first, "last": made.last, "unknown": list(made.unknown)})
    else:
        counts_text = f"{made.new} days new, {made.changed} changed, {made.unchanged} unchanged"
        print_lines([f"Rates from {made.first} to {made.last}: {counts_text}"])
    return DONE


def _enter(args: Args) -> int:
    from consultant_desk.cli.opening import writing

    parts = args.enter.split()
    if len(parts) != len(_ENTERED.split()):
        raise UserError(
            f"“{args.enter[:60]}” is no rate.",
            "Nothing was changed.",
            f"Write {_ENTERED}: “2026-11-27 USD KWD 0.3072”.",
        )
    day, base, quote, rate = parts[0], parts[1].upper(), parts[2].upper(), parts[3]
    with writing(args) as desk:
        desk.rates.enter(day, base, quote, rate)
    if args.json:
        counts = {"new": 1, "changed": 0, "unchanged": 0}
        print_json({"counts": counts, "first": day, "last": day, "unknown": []})
    else:
        print_lines([f"On {day} one {base} was worth {rate} {quote}"])
    return DONE
