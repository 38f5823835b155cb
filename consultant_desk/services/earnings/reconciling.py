"""Reconcile: payouts with commissions, payouts with bank and wallet lines; what leaves doubt is asked, not guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.balances import Flag, FlagKind
from consultant_desk.domain.earnings.cash import ArrivedBy, CashLine, CashMatches, match_cash
from consultant_desk.domain.earnings.identity import event_id
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.payouts import Payout, PayoutMatch
from consultant_desk.domain.earnings.rates import Rates
from consultant_desk.domain.earnings.reconcile import Reconciliation, reconcile
from consultant_desk.domain.earnings.states import Approval, Payment
from consultant_desk.domain.ids import pair_id
from consultant_desk.domain.money import Money
from consultant_desk.entities.commission import CommissionEvent
from consultant_desk.entities.payout import Payout as PayoutRecord
from consultant_desk.entities.payout import PayoutItem, Settlement
from consultant_desk.formats import Formats
from consultant_desk.i18n import _
from consultant_desk.imports.statements.shipped import shipped_profiles
from consultant_desk.services.earnings.held import existing
from consultant_desk.services.earnings.lines import ledger_lines
from consultant_desk.services.earnings.payout_records import Payers, cash_lines, dated, payers_of, payouts_kept
from consultant_desk.services.earnings.rates import rates_of
from consultant_desk.services.earnings.terms import terms_book
from consultant_desk.services.rows.reconciliation import (
    ArrivalRow,
    CreditRow,
    FlagRow,
    PayoutMatchRow,
    ReconcileSheet,
)
from consultant_desk.storage.session import insert_rows, revive

WITHDRAWAL = "withdrawal"
_UNSETTLED = (
    "l.approval = 'approved' AND l.effect_minor <> 0 AND NOT EXISTS (SELECT 1 FROM payout_item o WHERE "
    "o.commission_id = l.commission_id AND o.part = l.part AND o.deleted_at IS NULL)"
)
"""What counts and no payout is matched with."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What reconciling found: the rules' answers, with the records they are about."""

    payouts: Mapping[str, Payout]
    new: Mapping[str, CashLine]
    """Payouts to be made, by id, with the credit each is made of."""
    found: Reconciliation
    cash: CashMatches
    lines: Mapping[str, LedgerLine]
    cash_lines: Mapping[str, CashLine]
    payers: Payers
    rates: Rates


def reconciled(session: Session, today: str) -> Reconciled:
    """Return what is matched as things stand; nothing is written."""
    lines = cash_lines(session)
    payers = payers_of(session, {one.key: one.network or one.title for one in shipped_profiles()})
    kept = dated(payouts_kept(session), lines, payers)
    days = {line.date for line in lines} | {one.payout.date for one in kept if not one.has_arrived}
    rates = rates_of(session, days)
    cash = match_cash([one.payout for one in kept if not one.has_arrived], lines, rates)
    new = _from_credits(lines, cash, payers)
    explained = [one.payout for one in kept if one.has_amount and not one.has_items] + [made for made, _ in new]
    accounts = sorted({payout.account_id for payout in explained})
    ledger = ledger_lines(session, f"{_UNSETTLED} AND l.payment <> 'paid'")
    if accounts:  # only of what is paid the day matters
        marks = ", ".join("?" * len(accounts))
        where = f"{_UNSETTLED} AND l.payment = 'paid' AND l.account_id IN ({marks})"
        ledger += ledger_lines(session, where, accounts, dated=True)
        ledger.sort(key=attrgetter("date", "commission_id", "part"))
    thresholds = _thresholds(session, ledger, today)
    found = reconcile(ledger, explained, thresholds=thresholds)
    payouts = {one.payout.id: one.payout for one in kept} | {made.id: made for made, _ in new}
    return Reconciled(
        payouts,
        {made.id: line for made, line in new},
        found,
        cash,
        {line.id: line for line in ledger},
        {line.id: line for line in lines},
        payers,
        rates,
    )


def _from_credits(lines: Iterable[CashLine], cash: CashMatches, payers: Payers) -> list[tuple[Payout, CashLine]]:
    """Return the payouts that credits of known payers stand for, where no payout there is fits them."""
    taken = {one.cash_id for one in cash.arrivals} | {one.in_id for one in cash.chains}
    maybe = {line for ids in cash.suggestions.values() for line in ids}
    found = []
    for line in lines:
        if line.id in taken or line.id in maybe or line.amount_minor <= 0 or line.is_exchange:
            continue
        account = payers.account_of(line.text)
        if account:
            made = Payout(
                pair_id("payout of a credit", line.id), account, line.date, line.currency, line.gross_minor,
                line.fee_minor, 0, line.amount_minor,
            )  # fmt: skip
            found.append((made, line))
    return found


def _thresholds(session: Session, lines: Iterable[LedgerLine], today: str) -> dict[tuple[str, str], int]:
    book, found = terms_book(session), dict[tuple[str, str], int]()
    for programme, account, currency in {(line.programme_id, line.account_id, line.currency) for line in lines}:
        terms = book.on(programme, today)
        if terms is not None and terms.threshold_minor and terms.currency in ("", currency):
            found[account, currency] = max(found.get((account, currency), 0), terms.threshold_minor)
    return found


def write(session: Session, made: Reconciled) -> None:
    """Write what was matched: payouts made of credits, the commissions they pay, the lines they arrived as."""
    for payout_id, line in made.new.items():
        payout = made.payouts[payout_id]
        revive(
            session, PayoutRecord, payout_id, account_id=payout.account_id, external_id=line.id[-12:],
            paid_on=payout.date, gross_minor=payout.gross_minor, gross_currency=payout.currency,
            fee_minor=payout.fee_minor, fee_currency=payout.currency, payer=line.text,
        )  # fmt: skip
    session.flush()
    for one in made.cash.arrivals:
        record = session.get(PayoutRecord, one.payout_id)
        if record is not None and record.gross_minor is None:  # so far it had the day of the statement that told of it
            record.paid_on = made.payouts[one.payout_id].date
    for match in made.found.matches:
        settle(session, made.payouts[match.payout_id], match, made.lines)
    _arrivals(session, made)


def settle(session: Session, payout: Payout, match: PayoutMatch, lines: Mapping[str, LedgerLine]) -> None:
    """Write that a payout pays some lines: those not known as paid are observed to be, by the payout.

    Of one that is short nobody knows which of them it paid: they stay open and say so.
    """
    events: dict[str, dict[str, Any]] = {}
    for key in match.lines:
        line = lines[key]
        revive(
            session, PayoutItem, pair_id("payout item", payout.id, line.commission_id, line.part), payout_id=payout.id,
            commission_id=line.commission_id, part=line.part, amount_minor=line.effect_minor,
            amount_currency=line.currency, matched_by=None if match.by is None else match.by.value,
        )  # fmt: skip
        if line.part or line.payment is Payment.PAID or match.difference_minor < 0:
            continue
        reference = payout.reference or payout.id[-12:]
        as_of = max(payout.date, line.as_of)
        amount = (line.amount_minor, line.currency)
        one = event_id(line.commission_id, "payout", as_of, Approval.APPROVED, Payment.PAID, amount, reference, 1)
        events[one] = {
            "id": one, "commission_id": line.commission_id, "source": "payout", "as_of": as_of,
            "approval": Approval.APPROVED.value, "payment": Payment.PAID.value, "amount_minor": line.amount_minor,
            "amount_currency": line.currency, "payment_id": reference, "reason": match.by.value if match.by else "",
        }  # fmt: skip
    there = existing(session, CommissionEvent.__tablename__, events)
    insert_rows(session, CommissionEvent, [row for key, row in events.items() if key not in there])
    for key, alive in there.items():
        if not alive:
            revive(session, CommissionEvent, key)


def _arrivals(session: Session, made: Reconciled) -> None:
    rows: list[tuple[str, str, str, int, str, int | None, str]] = []
    for one in made.cash.arrivals:
        currency = made.payouts[one.payout_id].currency
        rows.append((one.cash_id, one.payout_id, "", one.fee_minor, currency, one.fx_minor, one.by.value))
    for payout_id, line in made.new.items():
        rows.append((line.id, payout_id, "", 0, line.currency, None, ArrivedBy.AMOUNT.value))
    for chain in made.cash.chains:
        currency = made.cash_lines[chain.out_id].currency
        rows.append((chain.in_id, "", chain.out_id, chain.fee_minor, currency, None, WITHDRAWAL))
    for line_id, payout_id, out_id, fee, currency, fx, by in rows:
        revive(
            session, Settlement, pair_id("settlement", line_id, payout_id or out_id), bank_line_id=line_id,
            payout_id=payout_id or None, out_line_id=out_id or None, fee_minor=fee, fee_currency=currency,
            fx_minor=fx, fx_currency=made.cash_lines[line_id].currency if fx is not None else None, matched_by=by,
        )  # fmt: skip


def sheet_of(made: Reconciled) -> ReconcileSheet:
    """Return what was found as a person reads it."""
    taken = {one.cash_id for one in made.cash.arrivals} | {one.in_id for one in made.cash.chains}
    taken |= {line.id for line in made.new.values()}
    names = made.payers.names
    return ReconcileSheet(
        matches=tuple(_match_row(match, made) for match in made.found.matches),
        arrivals=tuple(
            ArrivalRow(
                payout_id=one.payout_id,
                bank_line_id=one.cash_id,
                account=names.get(made.cash_lines[one.cash_id].account_id, ""),
                booked_on=made.cash_lines[one.cash_id].date,
                amount=Money(made.cash_lines[one.cash_id].amount_minor, made.cash_lines[one.cash_id].currency),
                by=one.by,
                fee=Money(one.fee_minor, made.payouts[one.payout_id].currency),
                fx=None if one.fx_minor is None else Money(one.fx_minor, made.cash_lines[one.cash_id].currency),
                payer=made.cash_lines[one.cash_id].text,
            )
            for one in made.cash.arrivals
        ),
        flags=tuple(_flag_row(flag, made) for flag in made.found.flags),
        credits_left=tuple(
            _credit_row(line, names)
            for line in made.cash_lines.values()
            if line.amount_minor > 0 and not line.is_exchange and line.id not in taken
        ),
        waiting=made.cash.waiting,
    )


def _credit_row(line: CashLine, names: Mapping[str, str]) -> CreditRow:
    amount = Money(line.amount_minor, line.currency)
    return CreditRow(line.id, names.get(line.account_id, ""), line.date, line.text, amount)


def _match_row(match: PayoutMatch, made: Reconciled) -> PayoutMatchRow:
    payout = made.payouts[match.payout_id]
    return PayoutMatchRow(
        payout_id=match.payout_id,
        account=made.payers.names.get(payout.account_id, ""),
        reference=payout.reference,
        paid_on=payout.date,
        gross=Money(payout.gross_minor, payout.currency),
        state=match.state,
        by=match.by,
        lines=match.lines,
        difference=Money(match.difference_minor, payout.currency),
        suggestions=match.suggestions,
        is_new=match.payout_id in made.new,
        payer=made.new[match.payout_id].text if match.payout_id in made.new else "",
    )


def _flag_row(flag: Flag, made: Reconciled) -> FlagRow:
    account = made.payers.names.get(flag.account_id, "")
    return FlagRow(
        flag.kind,
        account,
        _flag_words(flag, account),
        Money(flag.amount_minor, flag.currency),
        flag.lines,
        flag.payout_id,
    )


def _flag_words(flag: Flag, account: str) -> str:
    formats = Formats.of_user()
    amount = formats.money(flag.amount_minor, flag.currency)
    match flag.kind:
        case FlagKind.BELOW_THRESHOLD:
            limit = formats.money(flag.of_minor, flag.currency)
            return _("{account}: {amount} of {limit}, below the payout threshold; carried forward").format(
                account=account, amount=amount, limit=limit
            )
        case FlagKind.TO_BE_NETTED:
            return _("{account}: {amount} was taken back after payment; the next payouts are netted").format(
                account=account, amount=amount
            )
        case FlagKind.UNMATCHED:
            return _("{account}: a payout of {amount} that no commissions explain").format(
                account=account, amount=amount
            )
        case FlagKind.ASK:
            return _("{account}: more than one set of commissions explains a payout of {amount}").format(
                account=account, amount=amount
            )
        case FlagKind.SHORT:
            return _("{account}: a payout is {amount} short").format(account=account, amount=amount)
        case FlagKind.OVER:
            return _("{account}: a payout is {amount} more than its commissions").format(account=account, amount=amount)
