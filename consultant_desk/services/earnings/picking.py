"""Which commissions a payout pays, said by a person: what there is to pick from, picking, and taking a payout apart.

What was picked before is let go first, so that the pick is the whole truth about a payout. A rest that was a fee or a
tax changes what the payout settles; one of the exchange rate becomes an adjustment, which goes when the pick goes.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.earnings.identity import EXCHANGE, commission_id
from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.payouts import MatchedBy, Payout, PayoutMatch, PayoutState, Rest
from consultant_desk.domain.earnings.reconcile import reconcile
from consultant_desk.domain.earnings.states import Approval, Kind, Payment
from consultant_desk.domain.money import Money
from consultant_desk.entities.account import Account
from consultant_desk.entities.commission import Commission, CommissionEvent
from consultant_desk.entities.payout import Payout as PayoutRecord
from consultant_desk.entities.payout import PayoutItem, Settlement
from consultant_desk.errors import UserError
from consultant_desk.services.earnings.lines import ledger_lines
from consultant_desk.services.earnings.payout_records import payouts_kept
from consultant_desk.services.earnings.reconciling import settle
from consultant_desk.services.operations import Area, find
from consultant_desk.services.rows.payouts import PickLine, PickSheet
from consultant_desk.storage.session import revive, take_off

NOTHING = "Nothing was changed."
PAYS = "payout"
"""The source of what only a payout said was paid."""
_FREE = (
    "l.account_id = ? AND l.currency = ? AND l.approval = 'approved' AND l.effect_minor <> 0 AND l.commission_id <> ? "
    "AND NOT EXISTS (SELECT 1 FROM payout_item o WHERE o.commission_id = l.commission_id AND o.part = l.part "
    "AND o.deleted_at IS NULL AND o.payout_id <> ?) AND (l.payment <> 'paid' OR l.payment_id IN ('', ?) OR NOT EXISTS "
    "(SELECT 1 FROM payout n WHERE n.deleted_at IS NULL AND n.account_id = l.account_id AND n.id <> ? "
    "AND l.payment_id IN (n.external_id, n.reference)))"
)
"""A line that no other payout is known to pay."""


class Picking(Area):
    """Operations on what a payout pays."""

    def choices(self, payout_id: str) -> PickSheet:
        """Return the commissions of the account that a payout may pay, those it pays already among them, by date."""

        def work(session: Session) -> PickSheet:
            payout = _with_amount(session, payout_id)
            items = items_of(session, payout_id)
            lines = _unpaid(_free(session, payout), _said_paid(session, payout, items))
            match = reconcile(lines, [payout]).matches[0]
            fits = (match.lines,) if match.lines else match.suggestions
            picked = {(item.commission_id, item.part) for item in items}
            return PickSheet(
                payout_id=payout_id,
                account=find(session, Account, payout.account_id).name,
                reference=payout.reference,
                paid_on=payout.date,
                gross=Money(payout.gross_minor, payout.currency),
                fee_minor=payout.fee_minor,
                tax_minor=payout.tax_minor,
                lines=tuple(_pick_line(line, (line.commission_id, line.part) in picked) for line in lines),
                fits=fits,
            )

        return self._read(work)

    def pick(self, payout_id: str, line_ids: Sequence[str], rest: Rest = Rest.OPEN) -> Outcome[None]:
        """Say which commissions a payout pays, by id (`ID:clawback` is what one lost after it was paid), and no others.

        `rest` says what the difference was. Of a payout that stays short nobody knows which of them it paid: they are
        open and say so. `UserError` where a fee or tax would have to give money.
        """

        def work(session: Session) -> None:
            payout = _with_amount(session, payout_id)
            said = let_go(session, payout, items_of(session, payout_id))
            lines = free_lines(session, payout, said, line_ids)
            if len(lines) < len(set(line_ids)):
                raise UserError(
                    f"A commission is not open for this payout: it is gone, paid by another, or not in "
                    f"{payout.currency}.", NOTHING, "Look at the list again.",
                )  # fmt: skip
            if lines:
                pay(session, payout, lines, rest)

        return self._change("Pick the commissions of a payout" if line_ids else "Take commissions off a payout", work)

    def unmatch(self, payout_id: str) -> Outcome[None]:
        """Take commissions and bank lines off a payout again; what only the payout said was paid is open again."""
        return self._change("Take a payout apart", lambda session: take_apart(session, payout_id))


def payout_of(session: Session, payout_id: str) -> Payout:
    """Return a payout; `UserError` when it is not there any more."""
    found = next((one.payout for one in payouts_kept(session) if one.payout.id == payout_id), None)
    if found is None:
        raise UserError("This payout is no longer here.", NOTHING, "Look at the list again.")
    return found


def _with_amount(session: Session, payout_id: str) -> Payout:
    payout = payout_of(session, payout_id)
    if find(session, PayoutRecord, payout_id).gross_minor is None:
        raise UserError("The statement names the commissions of this payout itself.", NOTHING)
    return payout


def take_apart(session: Session, payout_id: str) -> None:
    """Take commissions and bank lines off a payout."""
    let_go(session, payout_of(session, payout_id), items_of(session, payout_id))
    for one in settlements_of(session, payout_id):
        take_off(session, one)
    session.flush()


def settlements_of(session: Session, payout_id: str) -> Sequence[Settlement]:
    """Return what a payout arrived as."""
    return session.scalars(select(Settlement).where(Settlement.payout_id == payout_id)).all()


def items_of(session: Session, payout_id: str) -> Sequence[PayoutItem]:
    """Return what a payout is known to pay."""
    return session.scalars(select(PayoutItem).where(PayoutItem.payout_id == payout_id)).all()


def _reference(payout: Payout) -> str:
    return payout.reference or payout.id[-12:]


def exchange_key(payout: Payout) -> tuple[str, str]:
    """Return the external and the own id of the adjustment that a rest by the exchange rate becomes."""
    external = f"{EXCHANGE}{payout.id[-12:]}"
    return external, commission_id(payout.account_id, external)


def _free(session: Session, payout: Payout, among: str = "") -> list[LedgerLine]:
    """Return the lines a payout may pay, of all or `among` some commissions (a JSON list of ids)."""
    reference = _reference(payout)
    arguments = [
        payout.account_id, payout.currency, exchange_key(payout)[1], payout.id, reference, payout.id,
    ]  # fmt: skip
    condition = f"{_FREE} AND l.commission_id IN (SELECT value FROM json_each(?))" if among else _FREE
    return ledger_lines(session, condition, [*arguments, among] if among else arguments, dated=True)


def _said_paid(session: Session, payout: Payout, items: Collection[PayoutItem]) -> frozenset[str]:
    """Return the commissions of which only this payout says that they were paid."""
    return frozenset(
        event.commission_id
        for event in _events(session, payout, items)
    )  # fmt: skip


def _unpaid(lines: Sequence[LedgerLine], said: Collection[str]) -> list[LedgerLine]:
    """Return lines as they stand without what only the payout itself said of them."""
    return [
        line._replace(payment=Payment.OPEN, payment_id="", paid_on="")
        if line.commission_id in said and not line.part
        else line
        for line in lines
    ]


def _events(session: Session, payout: Payout, items: Collection[PayoutItem]) -> list[CommissionEvent]:
    event = CommissionEvent
    wanted = {item.commission_id for item in items if not item.part}
    names = {_reference(payout), find(session, PayoutRecord, payout.id).external_id}  # the key of a credit, too
    query = select(event).where(event.source == PAYS, event.payment_id.in_(names))
    return [one for one in session.scalars(query) if one.commission_id in wanted]


def let_go(session: Session, payout: Payout, items: Collection[PayoutItem]) -> frozenset[str]:
    """Take the commissions off a payout, and the adjustment that explained its rest.

    Return the commissions of which only it said that they were paid: the ledger is read as it was until the end.
    """
    said = _said_paid(session, payout, items)
    for event in _events(session, payout, items):
        take_off(session, event)
    for item in items:
        take_off(session, item)
    adjustment = session.get(Commission, exchange_key(payout)[1])
    if adjustment is not None:
        take_off(session, adjustment)
    session.flush()
    return said


def free_lines(
    session: Session, payout: Payout, said: Collection[str], line_ids: Sequence[str]
) -> dict[str, LedgerLine]:
    """Return those of some lines that the payout may pay, by id in their order; `said` as `let_go` returned it."""
    if not line_ids:
        return {}
    commissions = json.dumps([one.partition(":")[0] for one in line_ids])
    found = {line.id: line for line in _unpaid(_free(session, payout, commissions), said)}
    return {key: found[key] for key in dict.fromkeys(line_ids) if key in found}


def pay(
    session: Session,
    payout: Payout,
    lines: Mapping[str, LedgerLine],
    rest: Rest,
    by: MatchedBy = MatchedBy.HAND,
) -> None:
    """Write that a payout pays some lines, and what the rest was."""
    difference = payout.gross_minor - sum(line.effect_minor for line in lines.values())
    if difference and rest is not Rest.OPEN:
        difference = _explain(session, payout, difference, rest)
    state = PayoutState.DIFFERENCE if difference else PayoutState.EXACT
    settle(session, payout, PayoutMatch(payout.id, state, tuple(lines), by, difference), lines)


def _explain(session: Session, payout: Payout, difference: int, rest: Rest) -> int:
    """Write what the rest of a payout was, and return what is left of it: nothing."""
    if rest is Rest.EXCHANGE:
        _adjust(session, payout, difference)
        return 0
    record = find(session, PayoutRecord, payout.id)
    was = payout.fee_minor if rest is Rest.FEE else payout.tax_minor
    if was + difference > 0:
        word = "fee" if rest is Rest.FEE else "tax"
        raise UserError(
            f"The payout is more than these commissions: no {word} explains that.", NOTHING, "Pick more of them."
        )
    record.gross_minor, record.gross_currency = payout.gross_minor - difference, payout.currency
    if rest is Rest.FEE:
        record.fee_minor, record.fee_currency = was + difference, payout.currency
    else:
        record.tax_minor, record.tax_currency = was + difference, payout.currency
    return 0


def _adjust(session: Session, payout: Payout, difference: int) -> None:
    """Enter what an exchange rate brought or cost, paid by the payout."""
    external, key = exchange_key(payout)
    revive(
        session, Commission, key, account_id=payout.account_id, external_id=external, day=payout.date,
        day_utc=payout.date, kind=Kind.ADJUSTMENT.value,
    )  # fmt: skip
    session.flush()
    line = LedgerLine(
        key, key, payout.account_id, payout.currency, payout.date, difference, difference, Approval.APPROVED,
        Payment.OPEN, Kind.ADJUSTMENT, as_of=payout.date,
    )  # fmt: skip
    settle(session, payout, PayoutMatch(payout.id, PayoutState.EXACT, (key,), MatchedBy.HAND), {key: line})


def _pick_line(line: LedgerLine, picked: bool) -> PickLine:  # noqa: FBT001 - one line of a list
    return PickLine(
        id=line.id,
        day=line.date,
        client=line.client or line.ref or line.customer,
        programme=line.programme,
        external_id=line.external_id,
        kind=line.kind,
        is_clawback=bool(line.part),
        is_paid=line.payment is Payment.PAID,
        amount=Money(line.effect_minor, line.currency),
        picked=picked,
    )
