"""Lines of a ledger for tests: only what a test is about is named."""

from __future__ import annotations

from typing import Any

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.states import Approval, Payment


def line(key: str, effect: int, **more: Any) -> LedgerLine:
    """Return an approved, unpaid line of account "net" in euro on 1 June 2026."""
    given: dict[str, Any] = {
        "commission_id": key,
        "account_id": "net",
        "currency": "EUR",
        "date": "2026-06-01",
        "amount_minor": effect,
        "approval": Approval.APPROVED,
        "payment": Payment.OPEN,
    }
    return LedgerLine(id=key, effect_minor=effect, **(given | more))
