"""The command `import rates`: a file of the European Central Bank, from disk or its server, or a rate one enters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consultant_desk.cli.inputs import read_input
from consultant_desk.cli.output import Progress, print_json, print_lines, say
from consultant_desk.cli.parsing import DONE, Args, Subparsers, add_command
from consultant_desk.errors import UserError

if TYPE_CHECKING:
    from consultant_desk.desk import Desk
    from consultant_desk.imports.rates import RatesFile
    from consultant_desk.services.earnings.rates import RatesImported

_ENTERED = "DAY BASE QUOTE RATE"
SPANS = ("daily", "90days", "history")
MISSING = "missing"


def declare(group: Subparsers) -> None:
    """Declare the command in the group `import`."""
    parser = add_command(group, "rates", "read exchange rates of the European Central Bank", run)
    parser.add_argument("file", metavar="FILE", nargs="?", help="eurofxref as CSV, zip or XML, - for the input")
    parser.add_argument(
        "--from-ecb",
        nargs="?",
        const=MISSING,
        choices=(MISSING, *SPANS),
        metavar="SPAN",
        help="fetch the bank's file over the network instead: what is missing (missing, also without SPAN), the last "
        "working day (daily), 90 days (90days) or all since 1999 (history). Nothing is fetched otherwise",
    )
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

    if sum(given is not None for given in (args.file, args.enter, args.from_ecb)) != 1:
        raise UserError("Give a file, --from-ecb, or a rate with --enter.", "Nothing was changed.")
    if args.enter is not None:
        return _enter(args)
    if args.from_ecb is not None:
        with writing(args) as desk:
            span, found = _fetched(desk, args.from_ecb)
            return _told(args, desk.rates.take(found).value, span)
    data, _name = read_input(args.file, MAX_BYTES)
    with writing(args) as desk:
        return _told(args, desk.rates.import_file(data).value)


def _fetched(desk: Desk, asked: str) -> tuple[str, RatesFile]:
    """Return the bank's file and which one it is; the workspace is held meanwhile, so that it can take it."""
    from consultant_desk.domain.earnings.rates import RatesSpan
    from consultant_desk.imports.ecb import ASKING

    span = desk.rates.needed() if asked == MISSING else RatesSpan(asked)
    with Progress(ASKING) as shown:
        return span.value, desk.rates.fetch(span, lambda done, total, _what: shown(done, total) if total else None)


def _told(args: Args, made: RatesImported, span: str | None = None) -> int:
    if made.unknown:
        say(f"Left out, as they are no currencies known: {', '.join(made.unknown)}.")
    counts = {"new": made.new, "changed": made.changed, "unchanged": made.unchanged}
    if args.json:
        _answer(counts, made.first, made.last, made.unknown, span)
    else:
        counts_text = f"{made.new} days new, {made.changed} changed, {made.unchanged} unchanged"
        print_lines([f"Rates from {made.first} to {made.last}: {counts_text}"])
    return DONE


def _answer(
    counts: dict[str, int], first: str, last: str, unknown: tuple[str, ...] = (), span: str | None = None
) -> None:
    print_json({"counts": counts, "first": first, "last": last, "unknown": list(unknown), "from_ecb": span})


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
        _answer({"new": 1, "changed": 0, "unchanged": 0}, day, day)
    else:
        print_lines([f"On {day} one {base} was worth {rate} {quote}"])
    return DONE
