"""The command `earnings`: what the ledger comes to, in the currencies it was earned in and in the base currency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from consultant_desk.cli.output import Column, print_json, print_lines, print_table, say
from consultant_desk.cli.parsing import DONE, Args, Subparsers, add_command, output_file
from consultant_desk.errors import UserError
from consultant_desk.paths import places
from consultant_desk.settings import TAX_YEAR_START, Settings

if TYPE_CHECKING:
    from consultant_desk.desk import Desk
    from consultant_desk.formats import Formats
    from consultant_desk.services.rows.earnings import EarningsGroup, EarningsReport

GROUPS = ("month", "program", "product", "client", "recommendation", "status")
_HEADS = {"program": "Programme"}
_JOINED = ("client", "recommendation")
_FIGURES = ("pending", "approved", "paid", "reversed", "net")


def register(subparsers: Subparsers) -> None:
    """Declare the commands of this area."""
    parser = add_command(subparsers, "earnings", "sum up commissions, also in the base currency", run)
    parser.add_argument("--year", metavar="Y", help="the year of the sales (default: all of them)")
    parser.add_argument("--by", choices=GROUPS, default="month", help="what to sum up by (default: month)")
    statement = parser.add_argument_group("a statement for the accountant")
    statement.add_argument("-o", "--output", metavar="FILE.pdf", help="also write the statement of the year as PDF")
    statement.add_argument(
        "--basis",
        choices=("cash", "accrual"),
        default="cash",
        help="income counts when it was paid (cash) or approved (accrual; default: cash)",
    )
    statement.add_argument(
        "--start", metavar="MM-DD", help="the day the tax year begins (default: as set in the settings, else 01-01)"
    )
    statement.add_argument("--language", choices=("en", "de", "fr", "es"), default="en", help="default: en")
    statement.add_argument(
        "--brand", metavar="B", default="", help="the brand by its name (default: that of the practice)"
    )


def run(args: Args) -> int:
    """Print the sums; what no rate was found for is in none of them and is named."""
    from consultant_desk.cli.opening import reading
    from consultant_desk.formats import Formats
    from consultant_desk.services.rows.earnings import GroupBy
    from consultant_desk.storage.atomic import write_atomic

    year = year_of(args.year)
    path = output_file(args.output) if args.output else None
    if path is not None and year is None:
        raise UserError("A statement is of one year.", "Nothing was written.", "Add --year 2026.")
    with reading(args) as desk:
        report = desk.earnings.report(GroupBy(args.by), year)
        pdf = _statement(args, desk, year) if year is not None and path is not None else b""
    if path is not None:
        write_atomic(path, pdf)
        say(f"Wrote {path}.")
    if args.json:
        print_json(answer_of(report, year))
        return DONE
    if not report.groups:
        print_lines(["No commissions."])
        return DONE
    formats = Formats.of_user()
    print_table(_columns(report), _lines(report, formats))
    for one in report.missing_rates:
        between = one.first if one.first == one.last else f"{one.first} to {one.last}"
        say(f"No rate of {one.currency} in {report.base} for {between}; lines left out of it: {one.count}.")
    return DONE


def _statement(args: Args, desk: Desk, year: int) -> bytes:
    from consultant_desk.domain.earnings.tax import Basis
    from consultant_desk.services.earnings.statement_snapshots import StatementOptions

    options = StatementOptions(Basis(args.basis), args.language, args.brand)
    start = args.start if args.start is not None else Settings(places().settings_file).get(TAX_YEAR_START)
    return desk.earnings.statement_pdf(year, options, start)


def year_of(text: str | None) -> int | None:
    """Return a year as a person writes it, four digits; None without one."""
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) == len("2026")):
        raise UserError(f"“{text[:20]}” is not a year.", hint="Write it as 2026.")
    return int(text)


def answer_of(report: EarningsReport, year: int | None) -> dict[str, Any]:
    """Return the JSON document."""
    return {
        "by": report.by.value,
        "year": year,
        "base": report.base,
        "rows": [_row(group, report) for group in report.groups],
        "totals_minor": _totals(report),
        "base_net_minor": report.base_net,
        "missing": report.missing,
        "missing_rates": [
            {"currency": one.currency, "count": one.count, "first": one.first, "last": one.last}
            for one in report.missing_rates
        ],
    }


def _row(group: EarningsGroup, report: EarningsReport) -> dict[str, Any]:
    adoption = report.adoption.get(group.key)
    return {
        "key": group.key,
        "name": group.name,
        "currency": group.currency,
        "count": group.count,
        **{f"{name}_minor": getattr(group, name) for name in _FIGURES},
        "base_net_minor": group.base_net,
        "missing": group.missing,
        "adoption": None
        if adoption is None
        else {
            "engagement": adoption.engagement,
            "stage": adoption.stage,
            "since": adoption.since or None,
            "result": adoption.result or None,
            "next_step": adoption.next_step or None,
            "next_on": adoption.next_on or None,
            "others": adoption.others,
        },
    }


def _totals(report: EarningsReport) -> dict[str, dict[str, int]]:
    sums: dict[str, dict[str, int]] = {}
    for group in report.groups:
        of_currency = sums.setdefault(group.currency, dict.fromkeys(_FIGURES, 0))
        for name in _FIGURES:
            of_currency[name] += getattr(group, name)
    return dict(sorted(sums.items()))


def _columns(report: EarningsReport) -> tuple[Column, ...]:
    first = _HEADS.get(report.by.value, report.by.value.capitalize())
    figures = (Column(name.capitalize(), right=True) for name in _FIGURES)
    return (
        Column(first, width=32),
        Column("Currency"),
        Column("Lines", right=True),
        *figures,
        Column(f"In {report.base}", right=True),
        *([Column("Adoption", width=48)] if report.by.value in _JOINED else []),
    )


def _lines(report: EarningsReport, formats: Formats) -> Iterator[tuple[str, ...]]:
    none = f"(no {_HEADS.get(report.by.value, report.by.value).lower()})"
    last = [""] if report.by.value in _JOINED else []
    for group in report.groups:
        figures = [formats.money(getattr(group, name), group.currency) for name in _FIGURES]
        base = "no rate" if group.base_net is None else formats.money(group.base_net, report.base)
        left = f" + {group.missing} without a rate" if group.missing and group.base_net is not None else ""
        adoption = [_adoption(group.key, report)] if last else []
        yield (group.name or none, group.currency, str(group.count), *figures, base + left, *adoption)
    for currency, sums in _totals(report).items():
        count = sum(group.count for group in report.groups if group.currency == currency)
        figures = [formats.money(sums[name], currency) for name in _FIGURES]
        yield ("Total", currency, str(count), *figures, "", *last)
    if report.base_net is not None:
        yield ("Total", "", "", *[""] * len(_FIGURES), formats.money(report.base_net, report.base), *last)


def _adoption(key: str, report: EarningsReport) -> str:
    """Return where the client is with it: whether what paid was also taken up."""
    from consultant_desk.domain.adoption import adoption_words

    adoption = report.adoption.get(key)
    return "" if adoption is None else " ".join(part for part in adoption_words(adoption, str) if part)
