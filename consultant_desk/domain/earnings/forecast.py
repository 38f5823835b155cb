"""What is to be expected, by month and currency, as a range. It is never income and never added to it.

Approved and unpaid counts in full; pending and recurring less what the programme usually takes back: the likely figure
by its rate, the ends of the range by the bounds of that rate. A programme without history has the bounds 0 and 1, and
the rate of all programmes for its likely figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.rates import rounded
from consultant_desk.domain.earnings.reversals import ReversalRate, Share, all_programmes
from consultant_desk.domain.earnings.series import Series, upcoming
from consultant_desk.domain.earnings.states import Approval
from consultant_desk.domain.earnings.terms import Terms, dates_of

UNDATED, OVERDUE = "", "overdue"
"""The month of what no terms give a date, and of what is approved and should have been paid before today."""


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """What is expected in a month and currency: gross parts in minor units, then their sum less usual reversals."""

    month: str
    currency: str
    approved_minor: int
    pending_minor: int
    recurring_minor: int
    likely_minor: int
    low_minor: int
    high_minor: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """The rows in order of month and currency, and programmes whose rate is not known.

    What has no date comes first, then what is overdue.
    """

    until: str
    rows: tuple[ForecastRow, ...]
    without_history: tuple[str, ...] = ()

    def totals(self) -> tuple[ForecastRow, ...]:
        """Return one row a currency of all that has a date up to `until`, each figure the sum of its months'."""
        sums: dict[str, list[int]] = {}
        for row in self.rows:
            if row.month != UNDATED:
                figures = (
                    row.approved_minor, row.pending_minor, row.recurring_minor,
                    row.likely_minor, row.low_minor, row.high_minor,
                )  # fmt: skip
                known = sums.setdefault(row.currency, [0] * len(figures))
                sums[row.currency] = [one + more for one, more in zip(known, figures, strict=True)]
        return tuple(
            ForecastRow(self.until, currency, approved, pending, recurring, likely, low, high)
            for currency, (approved, pending, recurring, likely, low, high) in sorted(sums.items())
        )


@dataclass(slots=True)
class _Sums:
    """What a programme brings in a month and currency: `certain` in full, `risky` less what it usually takes back."""

    approved: int = 0
    pending: int = 0
    recurring: int = 0
    certain: int = 0
    risky: int = 0


def forecast(
    lines: Iterable[LedgerLine],
    series: Iterable[Series],
    rates: Mapping[str, ReversalRate],
    terms_of: Callable[[str, str], Terms | None],
    today: str,
    until: str,
) -> Forecast:
    """Return what is expected up to a day; `terms_of` gives the terms of a programme id on a day.

    What is approved and should have been paid before today is overdue: when it comes nobody knows. What is pending
    cannot be late yet and counts in today's month; a clawback to be netted, too, unless no terms tell when the
    programme pays what it would be netted with.
    """
    sums: dict[tuple[str, str, str], _Sums] = {}
    paid_on: dict[tuple[str, str], str] = {}

    def of(programme_id: str, day: str, currency: str, late: str, *, now: bool = False) -> _Sums | None:
        """Return the sums of the month in which something of a day is paid, None when that is after the last day.

        `late` is the month of what should have been paid before today.
        """
        if (programme_id, day) not in paid_on:
            terms = terms_of(programme_id, day)
            paid_on[programme_id, day] = dates_of(terms, day).expected_on if terms is not None else ""
        paid = paid_on[programme_id, day]
        month = UNDATED if not paid else today[:7] if now else late if paid < today else paid[:7]
        if paid > until and not now:
            return None
        return sums.setdefault((month, currency, programme_id), _Sums())

    for line in lines:
        if line.approval is Approval.PENDING and line.effect_minor:
            found = of(line.programme_id, line.date, line.currency, today[:7], now=line.takes_back)
            if found is not None:
                found.pending += line.effect_minor
                if line.takes_back:  # what a programme is about to take back, it takes back whole
                    found.certain += line.effect_minor
                else:
                    found.risky += line.effect_minor
        elif line.is_open:
            found = of(line.programme_id, line.date, line.currency, OVERDUE, now=line.takes_back)
            if found is not None:
                found.approved += line.effect_minor
                found.certain += line.effect_minor
    for one in series:
        days = upcoming(one, until)
        if days and (days[0], days[-1]) == (today, until):
            days = days[:-1]  # a year from today holds one payment of this day, not two
        for day in days:
            found = of(one.programme_id, day, one.currency, today[:7])
            if found is not None:
                found.recurring += one.amount_minor
                found.risky += one.amount_minor
    unknown = {
        programme for (_month, _currency, programme), one in sums.items() if one.risky and programme not in rates
    }
    return Forecast(until, _rows(sums, rates), tuple(sorted(unknown)))


def _rows(sums: Mapping[tuple[str, str, str], _Sums], rates: Mapping[str, ReversalRate]) -> tuple[ForecastRow, ...]:
    pooled = all_programmes(rates.values())
    new = Share(pooled.value, Decimal(0), Decimal(1), known=False)
    buckets: dict[tuple[str, str], list[tuple[_Sums, Share]]] = {}
    for (month, currency, programme), one in sums.items():
        share = rates[programme].share if programme in rates else new
        buckets.setdefault((month, currency), []).append((one, share))
    order = sorted(buckets, key=lambda key: (key[0] not in {UNDATED, OVERDUE}, *key))
    return tuple(_row(*key, buckets[key]) for key in order)


def _row(month: str, currency: str, parts: Sequence[tuple[_Sums, Share]]) -> ForecastRow:
    """Return one row; each figure is rounded once."""
    likely, low, high = (sum((Decimal(one.certain) for one, _share in parts), Decimal(0)) for _ in range(3))
    for one, share in parts:
        likely += one.risky * (1 - share.value)
        low += one.risky * (1 - share.high)
        high += one.risky * (1 - share.low)
    return ForecastRow(
        month,
        currency,
        sum(one.approved for one, _share in parts),
        sum(one.pending for one, _share in parts),
        sum(one.recurring for one, _share in parts),
        rounded(likely),
        rounded(low),
        rounded(high),
    )
