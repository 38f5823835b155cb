"""Statements and lines put into a real workspace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from consultant_desk.desk import Desk
from consultant_desk.services.earnings.statements import Applied

CASES = Path(__file__).parents[2] / "oracles" / "statements"

Import = Callable[..., Applied]


@pytest.fixture
def take(desk: Desk) -> Import:
    """Import a case file, or bytes under a name, and return what that did."""

    def take(name: str, data: bytes | None = None, **options: str) -> Applied:
        opened = desk.statements.open(data if data is not None else (CASES / name).read_bytes(), name, **options)
        return desk.statements.apply(opened).value

    return take


def csv_of(*rows: str) -> bytes:
    """Return a statement for the general profile: id, date, programme, amount, currency, status, payment id, sub-id,
    original id."""
    head = "Transaction ID,Date,Program,Commission,Currency,Status,Payment ID,Reference,Original ID"
    return "\n".join((head, *rows, "")).encode()
