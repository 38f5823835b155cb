"""The terms of a programme, by version: what it pays, when a commission is locked, paid out and forfeited."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from consultant_desk.errors import Fault

LONGEST = 3_660
"""More days, months or times than ten years have are a slip of the keyboard."""


class LockRule(StrEnum):
    """When a commission can no longer be taken back."""

    IMMEDIATE = "immediate"
    DAY_OF_MONTH = "day of month"
    """On a day of the month after the sale (CJ: the 10th)."""
    DAYS = "days"
    OPEN = "open"
    """The programme names no date."""


class Cycle(StrEnum):
    """When what is locked is paid out."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    NET = "net days"
    ON_REQUEST = "on request"


class TierBasis(StrEnum):
    """What lifts a rate to the next tier."""

    COUNT = "count"
    AMOUNT = "amount"


class TierPeriod(StrEnum):
    """After what the count or amount of tiers begins anew."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Tier:
    """What is paid once more than `above` sales (or minor units of sales) were made in the period."""

    above: int
    percent: Decimal | None = None
    flat_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """One version. It pays `percent` (20 is 20 %) of a sale or `flat_minor`; tiers replace both above their marks.

    A commission that `recurs` comes with each of the client's payments, for `recurring_months` and at most
    `recurring_count` times (0: no end). `lock_days` are days after the sale or the day of the month. A hold runs from
    the sale. `cycle_day` is the weekday (1 is Monday), the day of the month or the days net; `cycle_month` the month
    of the quarter (1 to 3). `forfeiture_days` after the sale an amount below the threshold is lost (0: never).
    """

    effective_from: str
    currency: str
    percent: Decimal | None = None
    flat_minor: int | None = None
    recurs: bool = False
    recurring_months: int = 0
    recurring_count: int = 0
    tiers: tuple[Tier, ...] = ()
    tier_basis: TierBasis = TierBasis.COUNT
    tier_period: TierPeriod = TierPeriod.MONTH
    cookie_days: int = 0
    lock: LockRule = LockRule.OPEN
    lock_days: int = 0
    hold_days: int = 0
    cycle: Cycle = Cycle.MONTHLY
    cycle_day: int = 1
    cycle_month: int = 1
    threshold_minor: int = 0
    forfeiture_days: int = 0


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a commission, empty where the terms give none.

    `locked_on` by the lock rule, `payable_on` when lock and hold are over, `expected_on` the payout after that.
    """

    locked_on: str = ""
    payable_on: str = ""
    expected_on: str = ""
    forfeited_on: str = ""


def terms_on(versions: Iterable[Terms], day: str) -> Terms | None:
    """Return the terms that hold on a day: the latest that began by then, None before the first."""
    begun = [terms for terms in versions if terms.effective_from <= day]
    return max(reversed(begun), key=lambda terms: terms.effective_from, default=None)


def dates_of(terms: Terms, day: str, locked_on: str = "") -> Dates:
    """Return the dates of a commission of a day; `locked_on` is the lock date where the source itself tells it."""
    sold = date.fromisoformat(day)
    forfeited = (sold + timedelta(days=terms.forfeiture_days)).isoformat() if terms.forfeiture_days else ""
    locked = date.fromisoformat(locked_on) if locked_on else _locked(terms, sold)
    if locked is None:
        return Dates(forfeited_on=forfeited)
    payable = max(locked, sold + timedelta(days=terms.hold_days))
    return Dates(locked.isoformat(), payable.isoformat(), next_payout(terms, payable).isoformat(), forfeited)


def next_payout(terms: Terms, day: date) -> date:
    """Return the first date on or after a day at which the programme pays out."""
    match terms.cycle:
        case Cycle.WEEKLY:
            return day + timedelta(days=(terms.cycle_day - day.isoweekday()) % 7)
        case Cycle.MONTHLY:
            months = tuple(range(1, 13))
        case Cycle.QUARTERLY:
            months = tuple(range(terms.cycle_month, 13, 3))
        case Cycle.NET:
            return day + timedelta(days=terms.cycle_day)
        case Cycle.ON_REQUEST:
            return day
    year, month = day.year, day.month
    while month not in months or (found := _in_month(year, month, terms.cycle_day)) < day:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


def period_of(terms: Terms, day: str) -> str:
    """Return a key that is the same for all days whose sales count towards the same tiers."""
    match terms.tier_period:
        case TierPeriod.MONTH:
            return day[:7]
        case TierPeriod.QUARTER:
            return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
        case TierPeriod.YEAR:
            return day[:4]
        case TierPeriod.ALWAYS:
            return ""


def faults(terms: Terms) -> tuple[Fault, ...]:
    """Return what in the terms cannot be meant; nothing is returned for terms that can be used."""
    found: list[Fault] = []

    def check(fine: bool, where: str, expected: str) -> None:  # noqa: FBT001 - what is checked stands at each call
        if not fine:
            found.append(Fault(where, "cannot be meant", expected))

    rates = [(terms.percent, terms.flat_minor), *((tier.percent, tier.flat_minor) for tier in terms.tiers)]
    for number, (percent, flat) in enumerate(rates):
        where = f"tier {number}" if number else "rate"
        check(percent is None or flat is None, where, "either a percentage or an amount")
        check(number == 0 or percent is not None or flat is not None, where, "a percentage or an amount")
        check(percent is None or 0 <= percent <= 100, where, "a percentage from 0 to 100")
        check(flat is None or flat >= 0, where, "an amount of 0 or more")
    marks = [tier.above for tier in terms.tiers]
    check(marks == sorted(set(marks)) and min(marks, default=1) > 0, "tiers", "above 0 and rise")
    for name in ("recurring_months", "recurring_count", "cookie_days", "hold_days", "forfeiture_days"):
        check(0 <= getattr(terms, name) <= LONGEST, name.replace("_", " "), f"from 0 to {LONGEST}")
    check(terms.threshold_minor >= 0, "threshold", "0 or more")
    least, most = (1, 31) if terms.lock is LockRule.DAY_OF_MONTH else (0, LONGEST)
    check(least <= terms.lock_days <= most, "lock days", f"from {least} to {most}")
    ends = {Cycle.WEEKLY: (1, 7), Cycle.MONTHLY: (1, 31), Cycle.QUARTERLY: (1, 31)}.get(terms.cycle, (0, LONGEST))
    check(ends[0] <= terms.cycle_day <= ends[1], "cycle day", f"from {ends[0]} to {ends[1]}")
    check(1 <= terms.cycle_month <= 3, "cycle month", "from 1 to 3")
    return tuple(found)


def _locked(terms: Terms, sold: date) -> date | None:
    match terms.lock:
        case LockRule.IMMEDIATE:
            return sold
        case LockRule.DAYS:
            return sold + timedelta(days=terms.lock_days)
        case LockRule.DAY_OF_MONTH:
            year, month = (sold.year, sold.month + 1) if sold.month < 12 else (sold.year + 1, 1)
            return _in_month(year, month, terms.lock_days)
        case LockRule.OPEN:
            return None


def _in_month(year: int, month: int, day: int) -> date:
    """Return a day of a month, its last one where the month is shorter."""
    return date(year, month, min(max(day, 1), calendar.monthrange(year, month)[1]))
