"""The command `import statement`: a file becomes a plan, and the plan is applied whole or not at all."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from consultant_desk.cli.inputs import read_input
from consultant_desk.cli.output import Progress, print_json, print_lines, print_table, say
from consultant_desk.cli.parsing import DECIDE, DONE, Args, Subparsers, add_command
from consultant_desk.errors import UserError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from consultant_desk.desk import Desk
    from consultant_desk.domain.earnings.plan import Decision
    from consultant_desk.services.earnings.mapped import MappedColumns
    from consultant_desk.services.earnings.statements import OpenedStatement

NOTHING = "Nothing was imported."
LONG_BYTES = 1_000_000
"""Files from this size on take long enough to say how far they are."""


def declare(group: Subparsers) -> None:
    """Declare the command in the group `import`."""
    parser = add_command(group, "statement", "read a statement of commissions, payouts or a bank", run)
    parser.add_argument("file", metavar="FILE", help="CSV, TSV, XLSX, JSON or OFX, - for the input")
    parser.add_argument("--profile", metavar="P", help="how to read it (default: found out; see “profiles list”)")
    parser.add_argument("--account", metavar="NAME", help="the account it is of (default: the one the file names)")
    parser.add_argument(
        "--map",
        metavar="COLUMN=FIELD",
        action="append",
        default=[],
        help="say what a column means, instead of a profile",
    )
    parser.add_argument(
        "--decimal", choices=(".", ","), help="with --map: the decimal mark, where the file leaves it open"
    )
    parser.add_argument("--date-format", metavar="F", help="with --map: how dates are written, such as %%d/%%m/%%Y")
    parser.add_argument("--currency", metavar="CODE", help="the currency, where neither file nor profile says it")
    parser.add_argument(
        "--decide",
        metavar="ROW=CHOICE",
        action="append",
        default=[],
        help="decide about a line: take, keep, leave, pending, approved, paid, reversed, client:ID, no-client",
    )
    parser.add_argument("--as-of", metavar="DATE", help="what day the file stands for (default: the end of its period)")
    parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")


def run(args: Args) -> int:
    """Plan the import, apply it unless this is a dry run, and exit 1 when lines need a decision."""
    from consultant_desk.cli.opening import reading, writing
    from consultant_desk.cli.statement_answer import answer_of, columns_of, lines_of, remarks_of, summary_of
    from consultant_desk.imports.statements.source import MAX_BYTES

    mapped, as_of = _mapped(args), _day(args.as_of)
    data, name = read_input(args.file, MAX_BYTES)
    with (reading if args.dry_run else writing)(args) as desk:
        opened = _opened(args, desk, data, name, mapped)
        decisions, idle = _decisions(args, desk, opened, as_of)
        plan = desk.statements.rows(opened, decisions, as_of=as_of)
        if not args.dry_run:
            with _progress("Importing", data):
                desk.statements.apply(opened, decisions, as_of=as_of)
    for remark in remarks_of(opened, plan, idle):
        say(remark)
    if args.json:
        print_json(answer_of(opened, plan))
    else:
        print_table(columns_of(), lines_of(plan))
        print_lines([summary_of(opened, plan, applied=not args.dry_run)])
    return DECIDE if plan.undecided else DONE


def _opened(args: Args, desk: Desk, data: bytes, name: str, mapped: MappedColumns | None) -> OpenedStatement:
    account = (args.account or "").strip()
    with _progress("Reading", data) as bar:

        def told(done: int, total: int, _what: str) -> None:
            if bar is not None:
                bar(done, total)

        if mapped is None:
            opened = desk.statements.open(
                data, name, profile=args.profile or "", account=account, currency=_currency(args), progress=told
            )
        else:
            mapping = desk.statements.mapping_of(data, name, mapped)
            opened = desk.statements.map(data, name, mapping, account=account, progress=told)
    accounts = desk.statements.accounts(opened.profile.key)
    if not account and not opened.statement.account and len(accounts) > 1:
        listed = ", ".join(one.name for one in accounts)
        raise UserError(f"{name} does not say which account it is of.", NOTHING, f"Give --account, one of: {listed}.")
    return opened


def _mapped(args: Args) -> MappedColumns | None:
    """Return what `--map` and what goes with it say; None without them."""
    if not args.map:
        if args.decimal or args.date_format:
            raise UserError("--decimal and --date-format go with --map.", NOTHING)
        return None
    if args.profile:
        raise UserError("Give a profile or a mapping of columns, not both.", NOTHING)
    from consultant_desk.imports.statements.mapping import columns_from
    from consultant_desk.services.earnings.mapped import MappedColumns

    return MappedColumns(columns_from(args.map), args.decimal or "", args.date_format or "", _currency(args))


def _currency(args: Args) -> str:
    return (args.currency or "").strip().upper()


def _day(text: str | None) -> str:
    from consultant_desk.services.operations import iso_date

    return iso_date("--as-of", text) if text else ""


def _decisions(args: Args, desk: Desk, opened: OpenedStatement, as_of: str) -> tuple[dict[int, Decision], list[int]]:
    """Return the decisions by line, and the lines among them that ask nothing."""
    if not args.decide:
        return {}, []
    from consultant_desk.cli.statement_decisions import checked, decisions_from

    decisions = decisions_from(args.decide, desk.clients.find_id)
    return decisions, checked(decisions, desk.statements.rows(opened, as_of=as_of))


def _progress(label: str, data: bytes) -> AbstractContextManager[Progress | None]:
    return Progress(label) if len(data) >= LONG_BYTES else nullcontext()
