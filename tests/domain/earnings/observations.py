"""Lines and observations for tests of the ledger, with what a test does not care about filled in."""

from __future__ import annotations

from typing import Any

from consultant_desk.domain.earnings.fold import Observation
from consultant_desk.domain.earnings.identity import event_id
from consultant_desk.domain.earnings.statement import LineRole, StatementLine
from consultant_desk.domain.earnings.states import Approval, Kind, Payment, Status

STATES = {
    "pending": (Approval.PENDING, Payment.OPEN),
    "approved": (Approval.APPROVED, Payment.OPEN),
    "paid": (Approval.APPROVED, Payment.PAID),
    "declined": (Approval.DECLINED, Payment.OPEN),
}


def seen(
    as_of: str, state: str, minor: int, *, payment_id: str = "", is_delta: bool = False, was: int = 0
) -> Observation:
    approval, payment = STATES[state]
    one = event_id("c", "delta" if is_delta else "statement", as_of, approval, payment, (minor, "EUR"), payment_id, 1)
    return Observation(one, as_of, approval, payment, minor, payment_id, is_delta, was)


def line(number: int, key: str, state: str, minor: int, **more: Any) -> StatementLine:
    """Return one line; `change_at` is left empty unless it is given."""
    approval, payment = STATES[state]
    values: dict[str, Any] = {
        "date": "2026-09-01",
        "program": "Northwind",
        "currency": "EUR",
        "raw_status": state,
        "kind": Kind.SALE,
        "effect_minor": 0 if state == "declined" else minor,
    } | more
    values.setdefault("day_utc", values["date"])
    return StatementLine(
        line=number,
        role=LineRole.COMMISSION,
        external_id=key,
        amount_minor=minor,
        approval=approval,
        payment=payment,
        **values,
    )


REVERSED, PAID, APPROVED, PENDING = Status.REVERSED, Status.PAID, Status.APPROVED, Status.PENDING
