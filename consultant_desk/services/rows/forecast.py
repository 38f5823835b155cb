"""What the forecast shows: a range by month, what it is made of, and the recurring series. None of it is income."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.earnings.forecast import ForecastRow
from consultant_desk.domain.earnings.series import Series
from consultant_desk.domain.money import Money


@dataclass(frozen=True, slots=True)
class BaseRange:
    """What a row of the forecast comes to in minor units of the base currency."""

    likely: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ForecastSheet:
    """The forecast up to a day (ISO).

    `rows` are by month and original currency: those without a date first (month empty; they are in no total), then what
    is overdue. `likely`, `low` and `high` are of all that has a date, in minor units of the base currency at today's
    rates; `missing` counts rows no rate was found for. `without_history` names programmes whose reversal rate is not
    known yet. `in_base` has the rows in the base currency, None without a rate; what has a date adds up to the totals.
    `undated` is what the rows without a date come to, None where there are none or none has a rate.
    """

    until: str
    base: str
    low: int
    high: int
    missing: int
    rows: tuple[ForecastRow, ...]
    without_history: tuple[str, ...]
    series: tuple[Series, ...]
    likely: int = 0
    in_base: tuple[BaseRange | None, ...] = ()
    undated: BaseRange | None = None


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A recurring commission for one customer: `seen` payments `of` so many (0: no end known), each `step` months.

    `next_on` is empty when it has ended or fell silent. `silent_since` is the day on which a payment was missed that a
    statement covers; `alert` says so in a sentence and is empty otherwise. `awaited_since` is that day where no
    statement covers it yet. `missed` counts all that did not come by their day.
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
    awaited_since: str
    missed: int
    alert: str
