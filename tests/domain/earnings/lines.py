"""Lines of a ledger for tests: only what a test is about is named."""

from __future__ import annotations

from typing import Any

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.states import Approval, Kind, Payment, Status, status_of

_STATUS = ("approval", "payment", "amount_minor", "kind")


def line(key: str, effect: int, **more: Any) -> LedgerLine:
    """Return an approved, unpaid line of account "net" in euro on 1 June 2026; of a reversed one all was taken back."""
    given: dict[str, Any] = {
        "commission_id": key,
        "account_id": "net",
        "currency": "EUR",
        "date": "2026-06-01",
        "amount_minor": effect,
        "approval": Approval.APPROVED,
        "payment": Payment.OPEN,
        "kind": Kind.SALE,
    }
    values = given | more
    if "taken_minor" not in values and status_of(*(values[one] for one in _STATUS)) is Status.REVERSED:
        values["taken_minor"] = abs(values["amount_minor"])
    return LedgerLine(id=key, effect_minor=effect, **values)
