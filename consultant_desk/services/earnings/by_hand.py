"""Commissions no statement tells of, and what a person says of where one stands: both are observations like any other.

An observation is added, never edited: the state is the fold, and of a paid commission only what was taken back changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.currencies import is_currency
from consultant_desk.domain.earnings.fold import Folded, Observation, fold
from consultant_desk.domain.earnings.identity import (
    HAND,
    account_id,
    commission_id,
    event_id,
    normalised,
    programme_id,
)
from consultant_desk.domain.earnings.states import Approval, Kind, Payment, Status
from consultant_desk.domain.ids import new_id
from consultant_desk.domain.money import Money
from consultant_desk.entities.account import Account
from consultant_desk.entities.client import Client
from consultant_desk.entities.commission import Commission, CommissionEvent
from consultant_desk.entities.product import Product
from consultant_desk.entities.programme import Programme
from consultant_desk.errors import UserError
from consultant_desk.services.earnings.applying import programmes_of
from consultant_desk.services.operations import Area, find, iso_date
from consultant_desk.storage.session import clock_of, now_text, revive

BY_HAND = "by_hand"
"""The profile of an account that no file is read for."""
LARGEST = 10**15
_NOTHING = "Nothing was changed."
_TAKES = (Kind.FEE, Kind.CLAWBACK)
_STATES = {
    Status.PENDING: (Approval.PENDING, Payment.OPEN),
    Status.APPROVED: (Approval.APPROVED, Payment.OPEN),
    Status.PAID: (Approval.APPROVED, Payment.PAID),
    Status.REVERSED: (Approval.DECLINED, Payment.OPEN),
}


@dataclass(frozen=True, slots=True)
class CommissionDraft:
    """A commission as a person enters it.

    `account` is the name of one, made if there is none; so is `programme`. A fee and a clawback take money away however
    the amount is signed. `external_id` is the key a statement may name later; without one it gets its own. `on` is the
    day since when it stands so, else now.
    """

    account: str
    day: str
    amount: Money
    programme: str = ""
    client_id: str | None = None
    product_id: str | None = None
    kind: Kind = Kind.SALE
    state: Status = Status.APPROVED
    external_id: str = ""
    payment_id: str = ""
    on: str = ""
    note: str = ""


class ByHand(Area):
    """Operations on commissions by hand."""

    def enter(self, draft: CommissionDraft) -> Outcome[str]:
        """Enter a commission and return its id."""
        day = iso_date("Date", draft.day.strip())
        minor = _amount_of(draft)
        if not draft.account.strip():
            raise UserError("A commission needs an account.", _NOTHING, "Name who pays.")

        def work(session: Session) -> str:
            account = _account(session, draft.account, draft.amount.currency)
            if draft.client_id:
                find(session, Client, draft.client_id)
            if draft.product_id:
                find(session, Product, draft.product_id)
            external = draft.external_id.strip() or _own_key(session)
            key = commission_id(account, external)
            found = session.get(Commission, key, execution_options={"include_deleted": True})
            if found is not None and found.deleted_at is None:
                raise UserError(f"The account already has a commission {external}.", _NOTHING, "Change its state.")
            programme = _programme(session, account, draft.programme)
            revive(
                session, Commission, key, account_id=account, programme_id=programme,
                client_id=draft.client_id or None, product_id=draft.product_id or None, external_id=external, day=day,
                day_utc=day, kind=draft.kind.value,
            )  # fmt: skip
            session.flush()
            money = Money(minor, draft.amount.currency)
            as_of = _as_of(session, draft.on)
            _observe(session, key, draft.state, money, as_of, draft.payment_id, draft.note)
            return key

        return self._change(f"Enter a {draft.kind.value}", work)

    def observe(
        self,
        commission: str,
        state: Status,
        amount: Money | None = None,
        on: str = "",
        payment_id: str = "",
        reason: str = "",
    ) -> Outcome[None]:
        """Say where a commission stands since a day (now without one), with another amount or the same.

        The amount of a fee or a clawback takes money away however it is signed, as when it is entered.
        `UserError` if that changes nothing: something later is known, or it was paid. What is taken from a paid one is
        the clawback that the fold derives.
        """

        def work(session: Session) -> None:
            kind = Kind(find(session, Commission, commission).kind or Kind.SALE)
            seen, currency = _observed(session, commission)
            before = fold(seen)
            money = Money(before.amount_minor, currency)
            if amount is not None and amount.currency != currency:
                raise UserError(f"This commission is in {currency}, not in {amount.currency}.", _NOTHING)
            if amount is not None and amount != money:
                money = Money(_signed(kind, amount), currency)
            as_of = max(_as_of(session, on), before.as_of) if not on else _as_of(session, on)
            one = _observe(session, commission, state, money, as_of, payment_id, reason)
            _refuse_idle(before, fold([*seen, one]))

        return self._change(f"Change a commission to {state.value}", work)


def _refuse_idle(before: Folded, after: Folded) -> None:
    """Refuse an observation that leaves the commission as it was."""
    if (before.approval, before.payment, before.amount_minor, before.change_minor) != (
        after.approval, after.payment, after.amount_minor, after.change_minor,
    ):  # fmt: skip
        return
    if before.payment is Payment.PAID:
        hint = "It was paid: say “reversed”, or another amount, if money was taken back."
    else:
        hint = f"It stands so since {before.as_of[:10]}; give a later day."
    raise UserError("This would change nothing.", "", hint)


def _observe(
    session: Session, key: str, state: Status, amount: Money, as_of: str, payment_id: str, reason: str
) -> Observation:
    approval, payment = _STATES[state]
    paid_by, why = payment_id.strip(), " ".join(reason.split())
    money = (amount.minor, amount.currency)
    ids = (event_id(key, "person", as_of, approval, payment, money, paid_by, nth) for nth in count(1))
    one = next(event for event in ids if _may_be(session, event, why))
    revive(
        session, CommissionEvent, one, commission_id=key, source="person", as_of=as_of, approval=approval.value,
        payment=payment.value, amount_minor=amount.minor, amount_currency=amount.currency, payment_id=paid_by,
        reason=why,
    )  # fmt: skip
    return Observation(one, as_of, approval, payment, amount.minor, paid_by)


def _may_be(session: Session, event: str, reason: str) -> bool:
    """Tell whether an observation may have this id: one that was undone comes back as it was, or not at all."""
    there = session.get(CommissionEvent, event, execution_options={"include_deleted": True})
    return there is None or (there.reason or "") == reason


def _observed(session: Session, key: str) -> tuple[list[Observation], str]:
    event = CommissionEvent
    rows = session.scalars(select(event).where(event.commission_id == key)).all()
    seen = [
        Observation(
            row.id, row.as_of, Approval(row.approval), Payment(row.payment), row.amount_minor or 0, row.payment_id,
            row.source == "delta", row.was_minor or 0,
        )
        for row in rows
    ]  # fmt: skip
    if not seen:
        raise UserError("Nothing is known of this commission.", _NOTHING)
    return seen, next(row.amount_currency or "" for row in rows)


def _own_key(session: Session) -> str:
    """Return a key for an entry that has none: short enough to be read, with the random end of an id."""
    return f"{HAND}{new_id(int(clock_of(session).now().timestamp() * 1000))[-12:]}"


def _as_of(session: Session, on: str) -> str:
    if not on.strip():
        return now_text(session)
    day = iso_date("Day", on.strip())
    if day > clock_of(session).today().isoformat():
        raise UserError("A state cannot be of a day to come.", _NOTHING)
    return day


def _amount_of(draft: CommissionDraft) -> int:
    """Return the amount with the sign its kind has."""
    if not is_currency(draft.amount.currency):
        raise UserError(f"{draft.amount.currency!r} is not a currency.", _NOTHING, "Write it as EUR.")
    if draft.amount.minor == 0:
        raise UserError("A commission of nothing cannot be entered.", _NOTHING, "Type its amount.")
    return _signed(draft.kind, draft.amount)


def _signed(kind: Kind, amount: Money) -> int:
    """Return an amount with the sign its kind has."""
    if abs(amount.minor) >= LARGEST:
        raise UserError("The amount is larger than any commission.", _NOTHING)
    if kind in _TAKES:
        return -abs(amount.minor)
    if amount.minor < 0 and kind is not Kind.ADJUSTMENT:
        hint = "Choose a clawback, a fee or an adjustment."
        raise UserError(f"A {kind.value} cannot be negative.", _NOTHING, hint)
    return amount.minor


def _account(session: Session, name: str, currency: str) -> str:
    """Return the account of a name, else one by hand that is made."""
    wanted = normalised(name)
    found = [one for one, title in session.execute(select(Account.id, Account.name)) if normalised(title) == wanted]
    if len(found) > 1:
        raise UserError(f"There are {len(found)} accounts {name.strip()}.", _NOTHING, "Give them names of their own.")
    if found:
        return found[0]
    made = account_id(BY_HAND, name)
    revive(session, Account, made, profile=BY_HAND, name=name.strip(), kind="network", currency=currency)
    session.flush()
    return made


def _programme(session: Session, account: str, name: str) -> str | None:
    """Return the programme of a name at an account, else one of no account, which is its own now, else a new one."""
    wanted = normalised(name)
    if not wanted:
        return None
    if (one := programmes_of(session, account).get(wanted)) is not None:
        return one
    if (one := programmes_of(session, None).get(wanted)) is not None:
        session.get_one(Programme, one).account_id = account
        return one
    made = programme_id(account, name)
    revive(
        session, Programme, made, account_id=account, name=name.strip(), external_name=name.strip(), status="approved"
    )
    session.flush()
    return made
