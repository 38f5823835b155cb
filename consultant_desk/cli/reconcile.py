"""The command `reconcile`: match payouts with commissions and bank lines, and say why the rest is open."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from consultant_desk.cli.output import Column, print_json, print_lines, print_table, say
from consultant_desk.cli.parsing import DECIDE, DONE, Args, Subparsers, add_command

if TYPE_CHECKING:
    from consultant_desk.domain.money import Money
    from consultant_desk.services.rows.earnings import OpenItemRow
    from consultant_desk.services.rows.reconciliation import (
        ArrivalRow,
        CreditRow,
        FlagRow,
        PayoutMatchRow,
        ReconcileSheet,
    )

SHOWN = 30
"""Rows of a table; a program reads them all from the JSON."""


def register(subparsers: Subparsers) -> None:
    """Declare the commands of this area."""
    parser = add_command(subparsers, "reconcile", "match payouts with commissions and with bank lines", run)
    parser.add_argument("--dry-run", action="store_true", help="only show what would be matched")


def run(args: Args) -> int:
    """Match what leaves no doubt; exit 1 when a payout needs a decision."""
    from consultant_desk.cli.opening import reading, writing

    if args.dry_run:
        with reading(args) as desk:
            sheet, items = desk.payouts.plan(), desk.earnings.open_items()
    else:
        with writing(args) as desk:
            sheet, items = desk.payouts.reconcile().value, desk.earnings.open_items()
    if args.json:
        print_json(answer_of(sheet, items, dry_run=args.dry_run))
    else:
        _print(sheet, items, dry_run=args.dry_run)
    return DECIDE if sheet.undecided else DONE


def answer_of(sheet: ReconcileSheet, items: tuple[OpenItemRow, ...], *, dry_run: bool) -> dict[str, Any]:
    """Return the JSON document."""
    return {
        "dry_run": dry_run,
        "changes": sheet.changes,
        "undecided": sheet.undecided,
        "matches": [_match(one) for one in sheet.matches],
        "arrivals": [_arrival(one) for one in sheet.arrivals],
        "waiting": list(sheet.waiting),
        "credits_left": [_credit(one) for one in sheet.credits_left],
        "flags": [_flag(one) for one in sheet.flags],
        "open": [_item(one) for one in items],
    }


def _match(match: PayoutMatchRow) -> dict[str, Any]:
    return {
        "payout": match.payout_id,
        "account": match.account,
        "reference": match.reference,
        "date": match.paid_on,
        "gross_minor": match.gross.minor,
        "currency": match.gross.currency,
        "state": match.state.value,
        "by": None if match.by is None else match.by.value,
        "lines": list(match.lines),
        "difference_minor": match.difference.minor,
        "suggestions": [list(one) for one in match.suggestions],
        "new": match.is_new,
    }


def _arrival(row: ArrivalRow) -> dict[str, Any]:
    return {
        "payout": row.payout_id,
        "bank_line": row.bank_line_id,
        "account": row.account,
        "date": row.booked_on,
        "amount_minor": row.amount.minor,
        "currency": row.amount.currency,
        "by": row.by.value,
        "fee_minor": row.fee.minor,
        "fee_currency": row.fee.currency,
        "fx_minor": None if row.fx is None else row.fx.minor,
    }


def _credit(row: CreditRow) -> dict[str, Any]:
    return {
        "bank_line": row.id,
        "account": row.account,
        "date": row.booked_on,
        "name": row.name,
        "amount_minor": row.amount.minor,
        "currency": row.amount.currency,
    }


def _flag(flag: FlagRow) -> dict[str, Any]:
    return {
        "kind": flag.kind.value,
        "account": flag.account,
        "text": flag.sentence,
        "amount_minor": flag.amount.minor,
        "currency": flag.amount.currency,
        "lines": list(flag.lines),
        "payout": flag.payout_id or None,
    }


def _item(item: OpenItemRow) -> dict[str, Any]:
    return {
        "commission": item.id,
        "part": item.part,
        "client": item.client,
        "program": item.programme,
        "amount_minor": item.amount.minor,
        "currency": item.amount.currency,
        "base_minor": None if item.base is None else item.base.minor,
        "expected_on": item.expected_on or None,
        "days_late": item.days_late,
        "reason": item.reason,
        "action": item.action.value or None,
    }


def _print(sheet: ReconcileSheet, items: tuple[OpenItemRow, ...], *, dry_run: bool) -> None:
    from consultant_desk.formats import Formats

    formats = Formats.of_user()

    def money(amount: Money) -> str:
        return formats.money(amount.minor, amount.currency)

    heads = (Column("Paid on"), Column("Account", width=28), Column("Reference", width=24), Column("Gross", right=True))
    print_table(
        (*heads, Column("Lines", right=True), Column("Explained by"), Column("Difference", right=True)),
        [
            (one.paid_on, one.account, one.reference, money(one.gross), str(len(one.lines)),
             one.by.value if one.by is not None else one.state.value,
             money(one.difference) if one.lines and one.difference.minor else "")
            for one in sheet.matches
        ],
    )  # fmt: skip
    print_lines(flag.sentence for flag in sheet.flags)
    if sheet.credits_left:
        print_lines(["", f"Arrived without a payout: {len(sheet.credits_left)}"])
        print_table(
            (Column("Booked on"), Column("Account", width=28), Column("From", width=36), Column("Amount", right=True)),
            [(one.booked_on, one.account, one.name, money(one.amount)) for one in sheet.credits_left[:SHOWN]],
        )
        if len(sheet.credits_left) > SHOWN:
            say(f"{len(sheet.credits_left) - SHOWN} more such lines; --json lists them all.")
    if items:
        print_lines(["", f"Open: {len(items)}"])
        print_table(
            (Column("Client", width=24), Column("Programme", width=24), Column("Amount", right=True),
             Column("Expected"), Column("Days late", right=True), Column("Reason")),
            [
                (one.client, one.programme, money(one.amount), one.expected_on,
                 str(one.days_late) if one.days_late else "", one.reason)
                for one in items[:SHOWN]
            ],
        )  # fmt: skip
        if len(items) > SHOWN:
            say(f"{len(items) - SHOWN} more open items; --json lists them all.")
    states = Counter(one.state.value for one in sheet.matches)
    told = ", ".join(f"{word}: {count}" for word, count in states.items()) or "no payout to explain"
    say(f"{'Nothing was changed; would be' if dry_run else 'Payouts'}: {told}; arrived: {len(sheet.arrivals)}.")
    if sheet.undecided:
        say(f"Payouts that need a decision: {sheet.undecided}. Match them by hand in the window.")
