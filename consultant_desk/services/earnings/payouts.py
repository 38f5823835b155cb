"""The area of payouts: reconcile them, say where one arrived, dispute what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.earnings.identity import source_key
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.payouts import MatchedBy
from consultant_desk.domain.ids import pair_id
from consultant_desk.domain.money import Money
from consultant_desk.entities.payout import BankLine, Dispute, Settlement
from consultant_desk.errors import UserError
from consultant_desk.services.earnings.letters import dispute_letter
from consultant_desk.services.earnings.lines import lines_of
from consultant_desk.services.earnings.payout_entries import BY_HAND, PayoutEntries
from consultant_desk.services.earnings.payout_records import REFERENCE, payouts_kept
from consultant_desk.services.earnings.picking import NOTHING, payout_of
from consultant_desk.services.earnings.reconciling import reconciled, sheet_of, write
from consultant_desk.services.operations import find
from consultant_desk.services.rows.payouts import DisputeRow, PayoutRow
from consultant_desk.services.rows.reconciliation import ReconcileSheet
from consultant_desk.storage.session import revive

_HAND = MatchedBy.HAND.value


class Payouts(PayoutEntries):
    """Follows payouts from commissions to the bank."""

    def plan(self) -> ReconcileSheet:
        """Return what reconciling would match; nothing is changed."""
        today = self._clock.today().isoformat()
        return self._read(lambda session: sheet_of(reconciled(session, today)))

    def reconcile(self) -> Outcome[ReconcileSheet]:
        """Match payouts with commissions and bank lines as far as that leaves no doubt, and return what was found."""
        today = self._clock.today().isoformat()

        def work(session: Session) -> ReconcileSheet:
            made = reconciled(session, today)
            write(session, made)
            return sheet_of(made)

        return self._change("Reconcile payouts", work)

    def rows(self) -> tuple[PayoutRow, ...]:
        """Return the payouts there are, the latest first."""
        return self._read(_rows)

    def arrived(self, payout_id: str, bank_line_id: str) -> Outcome[None]:
        """Say which line of a bank or wallet a payout arrived as; what is missing of it was a fee."""

        def work(session: Session) -> None:
            payout = payout_of(session, payout_id)
            line = find(session, BankLine, bank_line_id)
            same = line.amount_currency == payout.currency
            revive(
                session, Settlement, pair_id("settlement", bank_line_id, payout_id), bank_line_id=bank_line_id,
                payout_id=payout_id, fee_currency=payout.currency, matched_by=_HAND,
                fee_minor=min(0, (line.amount_minor or 0) - payout.net_minor) if same else 0,
            )  # fmt: skip

        return self._change("Match a payout with the bank", work)

    def dispute(self, commission_id: str, claimed: Money | None = None) -> Outcome[DisputeRow]:
        """Claim a commission, or part of it, from its programme; the letter is made ready to send."""

        def work(session: Session) -> DisputeRow:
            found = lines_of(session, [commission_id])
            if not found:
                raise UserError("This commission is no longer here.", NOTHING, "Look at the list again.")
            line, today = found[0], self._clock.today()
            amount = claimed or Money(line.effect_minor, line.currency)
            record = revive(
                session, Dispute, pair_id("dispute", commission_id), commission_id=commission_id, state="open",
                opened_on=today.isoformat(), closed_on=None, claimed_minor=amount.minor,
                claimed_currency=amount.currency, letter=dispute_letter(line, amount, today),
            )  # fmt: skip
            session.flush()
            return _dispute_row(record, source_key(line.external_id) or line.programme or line.product)

        return self._change("Dispute a commission", work)

    def close_dispute(self, dispute_id: str, *, settled: bool) -> Outcome[None]:
        """Say that a dispute was settled, or drop it."""

        def work(session: Session) -> None:
            record = find(session, Dispute, dispute_id)
            record.state = "settled" if settled else "dropped"
            record.closed_on = self._clock.today().isoformat()

        return self._change("Close a dispute", work)

    def disputes(self) -> tuple[DisputeRow, ...]:
        """Return what is and was claimed, open ones and the latest first."""

        def work(session: Session) -> tuple[DisputeRow, ...]:
            names = session.connection().exec_driver_sql(
                "SELECT d.id, coalesce(c.external_id, ''), coalesce(nullif(p.name, ''), c.product, '') FROM dispute d "
                "LEFT JOIN commission c ON c.id = d.commission_id LEFT JOIN programme p ON p.id = c.programme_id "
                "WHERE d.deleted_at IS NULL"
            )
            about = {row[0]: source_key(row[1]) or row[2] for row in names}
            query = select(Dispute).order_by(Dispute.state != "open", Dispute.opened_on.desc())
            records = list(session.scalars(query))
            lacking = {one.commission_id or "" for one in records if not one.letter}
            lines = {line.commission_id: line for line in lines_of(session, lacking - {""})}
            rows = (_dispute_row(one, about.get(one.id, "")) for one in records)
            return tuple(row if row.letter else _with_letter(row, lines.get(row.commission_id)) for row in rows)

        return self._read(work)


def _dispute_row(record: Dispute, about: str) -> DisputeRow:
    return DisputeRow(
        id=record.id,
        commission_id=record.commission_id or "",
        payout_id=record.payout_id or "",
        about=about,
        claimed=Money(record.claimed_minor or 0, record.claimed_currency or "EUR"),
        state=record.state or "open",
        opened_on=record.opened_on or "",
        closed_on=record.closed_on or "",
        letter=record.letter,
    )


def _with_letter(row: DisputeRow, line: LedgerLine | None) -> DisputeRow:
    """Return a claim with the letter that could not be written when it was made."""
    if line is None:
        return row
    return replace(row, letter=dispute_letter(line, row.claimed, date.fromisoformat(row.opened_on)))


def _rows(session: Session) -> tuple[PayoutRow, ...]:
    kept = {one.payout.id: one for one in payouts_kept(session)}
    by_payment = session.connection().exec_driver_sql(
        "SELECT account_id, payment_id, count(*) FROM cache_ledger_line WHERE payment = 'paid' AND payment_id <> '' "
        "AND part = '' GROUP BY 1, 2"
    )
    counts = {(account, payment): count for account, payment, count in by_payment}
    rows = session.connection().exec_driver_sql(
        "SELECT p.id, p.account_id, coalesce(nullif(a.name, ''), a.profile), p.external_id, "
        f"{REFERENCE}, coalesce(p.paid_on, ''), p.gross_minor, "
        "(SELECT count(*) FROM payout_item i WHERE i.payout_id = p.id AND i.deleted_at IS NULL), "
        "(SELECT sum(i.amount_minor) FROM payout_item i WHERE i.payout_id = p.id AND i.deleted_at IS NULL), "
        "coalesce(b.booked_on, ''), b.amount_minor, b.amount_currency, coalesce(nullif(w.name, ''), w.profile, ''), "
        f"{BY_HAND} FROM payout p JOIN account a ON a.id = p.account_id LEFT JOIN settlement s ON s.payout_id = p.id "
        "AND s.deleted_at IS NULL LEFT JOIN bank_line b ON b.id = s.bank_line_id LEFT JOIN account w "
        "ON w.id = b.account_id WHERE p.deleted_at IS NULL ORDER BY p.paid_on DESC, p.id"
    )
    found = []
    for one, account, name, external, reference, day, gross, items, paid, booked, minor, currency, where, own in rows:
        payout = kept[one].payout if one in kept else None
        whole = None if payout is None else Money(payout.gross_minor, payout.currency)
        implied = counts.get((account, external), 0) if gross is None else 0
        pays = whole if implied else None if payout is None or paid is None else Money(paid, payout.currency)
        found.append(
            PayoutRow(
                id=one,
                account_id=account,
                account=name,
                reference=reference,
                paid_on=day,
                gross=whole,
                fee=None if payout is None else Money(payout.fee_minor, payout.currency),
                items=implied or items,
                paid=pays,
                arrived_on=booked,
                arrived=None if minor is None else Money(minor, currency),
                arrived_in=where,
                state=_state(whole, pays, arrived=bool(booked), named=bool(implied)),
                is_matchable=gross is not None and payout is not None,
                by_hand=bool(own),
            )
        )
    return tuple(found)


def _state(gross: Money | None, pays: Money | None, *, arrived: bool, named: bool) -> str:
    """Return how far a payout is explained, in a word of its own.

    `named`: a statement names its commissions. They explain it whatever they come to, also in several currencies.
    """
    if not named:
        if pays is None or gross is None:
            return "unexplained"
        if pays != gross:
            return "difference"
    return "matched" if arrived else "not seen at the bank"
