"""What the rules of a profile say of a line: what it is for, where it stands, whether it counts."""

from __future__ import annotations

from typing import NamedTuple

from consultant_desk.domain.earnings.statement import LineRole, Trouble
from consultant_desk.domain.earnings.states import Approval, Kind, Payment, ReversalShape


class Verdict(NamedTuple):
    """What the rules say of a line. `changed` is where the date of its status stands, -1 for the usual column."""

    role: LineRole
    approval: Approval
    payment: Payment
    raw_status: str
    kind: Kind
    label: str
    recurring: bool
    forecast: bool
    shape: ReversalShape | None
    counts: bool
    """Its amount is part of what was earned."""
    moves_cash: bool
    changed: int
    ignored: str
    trouble: Trouble | None
