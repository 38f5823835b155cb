"""Which open lines are of an age: the condition on the ledger that leads from a figure of the ageing to its lines."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.ageing import Age, age_of
from consultant_desk.services.earnings.lines import OPEN
from consultant_desk.services.earnings.open_sums import open_sums
from consultant_desk.services.earnings.terms import terms_book
from consultant_desk.storage.ledger import AMONG


def aged(session: Session, age: Age, today: date) -> tuple[str, tuple[str, ...]]:
    """Return the condition on `l` that holds for the open lines of an age on a day, and its arguments.

    The day a line is due follows from its programme and its own day; where no terms ask for the day, all days count.
    """
    if age is Age.TO_BE_NETTED:
        return f"{OPEN} AND l.effect_minor < 0", ()
    day = today.isoformat()
    found = {
        (one.programme_id, one.sold)
        for one in open_sums(session, terms_book(session), None)
        if not one.is_pending and one.minor > 0 and age_of(one.due, day) is age
    }
    dated = sorted({programme for programme, sold in found if sold})
    keys = sorted(f"{programme}|{sold}" for programme, sold in found)
    condition = (
        f"{OPEN} AND l.effect_minor > 0 AND coalesce(l.programme_id, '') || '|' || "
        f"CASE WHEN l.programme_id {AMONG} THEN l.day ELSE '' END {AMONG}"
    )
    return condition, (json.dumps(dated), json.dumps(keys))
