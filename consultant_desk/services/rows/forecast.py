"""What the forecast shows: what is to be expected by month, and recurring commissions. None of it is income."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.money import Money


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """What a month ("2026-12"; empty: no terms tell when) brings in one currency.

    `approved`, `pending` and `recurring` are gross; `likely`, `low` and `high` are their sum less what is usually taken
    back, in minor units like all figures. Those in the base currency are None where there is no rate of today.
    """

    month: str
    currency: str
    approved: int
    pending: int
    recurring: int
    likely: int
    low: int
    high: int
    base_likely: int | None
    base_low: int | None
    base_high: int | None


@dataclass(frozen=True, slots=True)
class ForecastSheet:
    """The forecast up to a day, in order of month and currency, what has no date first.

    The totals leave out what has no date and the currencies in `missing`, for which there is no rate of today; each
    column of the rows that have both adds up to its total. `without_history` are programmes of which it is not known
    how often they take back.
    """

    until: str
    base: str
    rows: tuple[ExpectedRow, ...]
    likely: Money
    low: Money
    high: Money
    missing: tuple[str, ...]
    without_history: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A recurring commission for one customer: `seen` payments `of` so many (0: no end known), each `step` months.

    `next_on` is empty when it has ended. `silent_since` is the day on which a payment was missed that no later
    statement brought; `alert` says so in a sentence and is empty otherwise. `missed` counts what was
    left out before the last payment.
    """

    account_id: str
    programme_id: str
    programme: str
    client_id: str
    client: str
    customer: str
    amount: Money
    step: int
    seen: int
    of: int
    first: str
    last: str
    next_on: str
    ends_on: str
    silent_since: str
    missed: int
    alert: str
