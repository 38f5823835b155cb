"""Payouts that a person enters, because no file tells of them: entered, changed, and thrown away again.

One that a statement names, or that was made of a credit at the bank, says what its source says and is not touched here.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.currencies import is_currency
from consultant_desk.domain.earnings.payouts import MatchedBy, Rest
from consultant_desk.entities.account import Account
from consultant_desk.entities.payout import Payout
from consultant_desk.errors import UserError
from consultant_desk.services.earnings.picking import (
    NOTHING,
    Picking,
    exchange_key,
    free_lines,
    items_of,
    let_go,
    pay,
    payout_of,
    settlements_of,
    take_apart,
)
from consultant_desk.services.operations import find, iso_date, named
from consultant_desk.services.rows.payouts import PayerChoice, PayoutDraft
from consultant_desk.storage import trash

BY_HAND = "p.import_file_id IS NULL AND p.gross_minor IS NOT NULL AND p.external_id = p.reference"
"""A payout `p` that a person entered: one made of a credit has a key of its own and no reference."""


class PayoutEntries(Picking):
    """Operations on payouts entered by hand."""

    def payers(self) -> tuple[PayerChoice, ...]:
        """Return the accounts a payout may come from, by name: all but those of banks."""
        return self._read(_payers)

    def entered(self, payout_id: str) -> PayoutDraft:
        """Return a payout as it was entered; `UserError` for one that a file tells of."""
        return self._read(lambda session: _draft(_entered(session, payout_id)))

    def enter(self, draft: PayoutDraft) -> Outcome[str]:
        """Enter a payout by hand and return its id."""
        day = _checked(draft)

        def work(session: Session) -> str:
            find(session, Account, draft.account_id)
            record = Payout()
            _set(record, draft, day)
            session.add(record)
            session.flush()
            return record.id

        return self._change("Enter a payout", work)

    def edit(self, payout_id: str, draft: PayoutDraft) -> Outcome[None]:
        """Change a payout that was entered; what it pays stays.

        `UserError` for anything but another reference or note while commissions or a bank line are matched with it:
        what it pays hinges on its day, amount and currency.
        """
        day = _checked(draft)

        def work(session: Session) -> None:
            record = _entered(session, payout_id)
            if _draft(record) == draft:
                return
            find(session, Account, draft.account_id)
            before, items = payout_of(session, payout_id), items_of(session, payout_id)
            same = replace(draft, reference=record.reference, note=record.note) == _draft(record)
            if not same and (items or settlements_of(session, payout_id)):
                raise UserError("This payout is matched with what it pays.", NOTHING, "Take it apart first.")
            exchange = exchange_key(before)[1]
            pays = [f"{one.commission_id}:{one.part}" if one.part else one.commission_id for one in items]
            by = next((MatchedBy(one.matched_by) for one in items if one.matched_by), MatchedBy.HAND)
            said = let_go(session, before, items)
            _set(record, draft, day)
            session.flush()
            after = payout_of(session, payout_id)
            if lines := free_lines(session, after, said, [one for one in pays if one != exchange]):
                pay(session, after, lines, Rest.EXCHANGE if exchange in pays else Rest.OPEN, by)

        label = self._read(lambda session: f"Edit {named(session, 'payout', payout_id)}")
        return self._change(label, work)

    def delete(self, payout_id: str) -> Outcome[None]:
        """Move a payout that was entered to the Trash; what only it said was paid is open again."""

        def work(session: Session) -> None:
            _entered(session, payout_id)
            take_apart(session, payout_id)
            trash.trash(session, "payout", payout_id, self._clock)

        label = self._read(lambda session: f"Delete {named(session, 'payout', payout_id)}")
        return self._change(label, work)


def _checked(draft: PayoutDraft) -> str:
    """Return the day of a draft; `UserError` says what of it cannot be."""
    if not is_currency(draft.currency):
        raise UserError(f"{draft.currency!r} is not a currency.", NOTHING, "Write its three letters, such as EUR.")
    if draft.fee_minor > 0 or draft.tax_minor > 0:
        raise UserError("A fee or tax is taken off: it is 0 or less.", NOTHING)
    return iso_date("Date", draft.paid_on)


def _set(record: Payout, draft: PayoutDraft, day: str) -> None:
    record.account_id, record.paid_on, record.note = draft.account_id, day, draft.note
    record.external_id = record.reference = draft.reference
    record.gross_minor, record.fee_minor, record.tax_minor = draft.gross_minor, draft.fee_minor, draft.tax_minor
    record.gross_currency = record.fee_currency = record.tax_currency = draft.currency


def _entered(session: Session, payout_id: str) -> Payout:
    record = find(session, Payout, payout_id)
    if record.import_file_id or record.gross_minor is None or record.external_id != record.reference:
        raise UserError("This payout comes from a file: it says what the file says.", NOTHING)
    return record


def _draft(record: Payout) -> PayoutDraft:
    return PayoutDraft(
        record.account_id, record.paid_on or "", record.gross_minor or 0, record.gross_currency or "",
        record.fee_minor or 0, record.tax_minor or 0, record.reference, record.note,
    )  # fmt: skip


def _payers(session: Session) -> tuple[PayerChoice, ...]:
    rows = session.connection().exec_driver_sql(
        "SELECT a.id, coalesce(nullif(a.name, ''), a.profile), coalesce(nullif(a.currency, ''), (SELECT l.currency "
        "FROM cache_ledger_line l WHERE l.account_id = a.id GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1), '') "
        "FROM account a WHERE a.deleted_at IS NULL AND coalesce(a.kind, '') <> 'bank'"
    )
    return tuple(sorted((PayerChoice(*row) for row in rows), key=lambda one: (one.name.casefold(), one.id)))
