"""Payouts that pay known commissions, and the lines they arrived as: what double entries are made of, from the records.

A payout nothing explains yet is left out: its commissions would be paid a second time by what their source says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.cash import Arrival, ArrivedBy, CashLine, CashMatches, Chain
from consultant_desk.domain.earnings.payouts import Payout
from consultant_desk.services.earnings.payout_records import payouts_kept


@dataclass(frozen=True, slots=True)
class MovedMoney:
    """Payouts with the ids of the lines they pay, the movements they became, and the names of accounts by id."""

    payouts: tuple[Payout, ...]
    explained: frozenset[str]
    cash: tuple[CashLine, ...]
    matches: CashMatches
    names: Mapping[str, str]
    unexplained: int


def moved_money(session: Session) -> MovedMoney:
    """Return the money that was sent, as far as it is known for which commissions."""
    kept = payouts_kept(session)
    paid = _paid_by(session)
    payouts = {one.payout.id: one.payout for one in kept if one.payout.id in paid}
    explained = frozenset(line for payout in payouts for line in paid[payout])
    cash = _settled_lines(session)
    rows = session.connection().exec_driver_sql(
        "SELECT id, coalesce(nullif(name, ''), profile) FROM account WHERE deleted_at IS NULL"
    )
    names: dict[str, str] = {row[0]: row[1] for row in rows}
    return MovedMoney(
        tuple(payouts.values()),
        explained,
        tuple(cash.values()),
        _matches(session, payouts, cash),
        names,
        len(kept) - len(payouts),
    )


def _paid_by(session: Session) -> dict[str, list[str]]:
    """Return the ids of the lines each payout pays: those matched with it, else those that name it as their payment."""
    found: dict[str, list[str]] = {}
    rows = session.connection().exec_driver_sql(
        "SELECT payout_id, commission_id, part FROM payout_item WHERE deleted_at IS NULL "
        "UNION SELECT p.id, l.commission_id, l.part FROM payout p JOIN cache_ledger_line l "
        "ON l.account_id = p.account_id AND l.payment_id = p.external_id AND l.payment = 'paid' AND l.part = '' "
        "WHERE p.deleted_at IS NULL AND p.gross_minor IS NULL AND p.external_id <> ''"
    )
    for payout, commission, part in rows:
        found.setdefault(payout, []).append(f"{commission}:{part}" if part else commission)
    return found


def _settled_lines(session: Session) -> dict[str, CashLine]:
    rows = session.connection().exec_driver_sql(
        "SELECT b.id, b.account_id, b.booked_on, b.amount_currency, b.amount_minor, coalesce(b.fee_minor, 0) "
        "FROM bank_line b WHERE b.deleted_at IS NULL AND b.booked_on <> '' AND EXISTS (SELECT 1 FROM settlement s "
        "WHERE s.deleted_at IS NULL AND (s.bank_line_id = b.id OR s.out_line_id = b.id))"
    )
    return {row[0]: CashLine(*row) for row in rows}


def _matches(session: Session, payouts: Mapping[str, Payout], cash: Mapping[str, CashLine]) -> CashMatches:
    rows = session.connection().exec_driver_sql(
        "SELECT bank_line_id, coalesce(payout_id, ''), coalesce(out_line_id, ''), coalesce(fee_minor, 0), fx_minor, "
        "matched_by FROM settlement WHERE deleted_at IS NULL ORDER BY id"
    )
    arrivals, chains = list[Arrival](), list[Chain]()
    for line, payout, out, fee, fx, by in rows:
        if line in cash and payout in payouts:
            arrivals.append(Arrival(payout, line, ArrivedBy(by) if by else ArrivedBy.HAND, fee, fx))
        elif line in cash and out in cash:
            chains.append(Chain(out, line, fee))
    return CashMatches(tuple(arrivals), tuple(chains), (), {}, ())
