"""How long money that is approved has been due, in the steps accountants use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consultant_desk.domain.earnings.ledger import LedgerLine


class Age(StrEnum):
    """Days past the day an item should have been paid."""

    NOT_DUE = "not due"
    TO_30 = "1-30"
    TO_60 = "31-60"
    TO_90 = "61-90"
    OVER_90 = "over 90"
    UNDATED = "no date"
    """No terms tell when it is due."""
    TO_BE_NETTED = "to be netted"
    """Taken back after it was paid; the next payouts are lower."""


_STEPS = ((0, Age.NOT_DUE), (30, Age.TO_30), (60, Age.TO_60), (90, Age.TO_90))


@dataclass(frozen=True, slots=True)
class AgeRow:
    """How many open items of one currency are so old, and their sum."""

    currency: str
    age: Age
    count: int
    amount_minor: int


def age_of(due_on: str, today: str) -> Age:
    """Return the age of what is due on a day (empty: no day is known)."""
    if not due_on:
        return Age.UNDATED
    days = (date.fromisoformat(today) - date.fromisoformat(due_on)).days
    return next((age for most, age in _STEPS if days <= most), Age.OVER_90)


def ageing(lines: Iterable[LedgerLine], today: str, due_on: Callable[[LedgerLine], str]) -> tuple[AgeRow, ...]:
    """Return open items by currency and age; `due_on` tells the day of an item, empty when none is known."""
    sums: dict[tuple[str, Age], list[int]] = {}
    for line in lines:
        if line.is_open:
            age = Age.TO_BE_NETTED if line.takes_back else age_of(due_on(line), today)
            row = sums.setdefault((line.currency, age), [0, 0])
            row[0] += 1
            row[1] += line.effect_minor
    order = {age: place for place, age in enumerate(Age)}
    keys = sorted(sums, key=lambda key: (key[0], order[key[1]]))
    return tuple(AgeRow(*key, *sums[key]) for key in keys)
