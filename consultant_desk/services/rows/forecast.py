"""What the forecast tab shows: a range by month, what it is made of, and the series behind it."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.earnings.forecast import ForecastRow
from consultant_desk.domain.earnings.series import Series


@dataclass(frozen=True, slots=True)
class ForecastSheet:
    """The forecast up to a day (ISO).

    `rows` are by month and original currency, those without a date first (month empty; they are in no total). `low` and
    `high` are the ends of all that has a date, in minor units of the base currency at the latest rates; `missing`
    counts rows no rate was found for. `without_history` names programmes whose reversal rate is not known yet.
    """

    until: str
    base: str
    low: int
    high: int
    missing: int
    rows: tuple[ForecastRow, ...]
    without_history: tuple[str, ...]
    series: tuple[Series, ...]
