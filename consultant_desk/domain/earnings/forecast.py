"""What is to be expected, by month and currency, as a range. It is never income and never added to it.

Approved and unpaid counts in full; pending and recurring less what the programme usually takes back: the likely figure
by its rate, the ends of the range by the bounds of that rate. A programme without history has the bounds 0 and 1, and
the rate of all programmes for its likely figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.reversals import ReversalRate, Share, all_programmes
from consultant_desk.domain.earnings.series import Series, upcoming
from consultant_desk.domain.earnings.states import Approval
from consultant_desk.domain.earnings.terms import Terms, dates_of

UNDATED = ""
"""The month of what no terms give a date."""


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
    """The rows in order of month and currency (`UNDATED` first), and programmes whose rate is not known."""

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
class _Bucket:
    approved: int = 0
    pending: int = 0
    recurring: int = 0
    certain: int = 0
    likely: list[tuple[int, Decimal]] = field(default_factory=list)
    low: list[tuple[int, Decimal]] = field(default_factory=list)
    high: list[tuple[int, Decimal]] = field(default_factory=list)


def forecast(
    lines: Iterable[LedgerLine],
    series: Iterable[Series],
    rates: Mapping[str, ReversalRate],
    terms_of: Callable[[str, str], Terms | None],
    today: str,
    until: str,
) -> Forecast:
    """Return what is expected up to a day; `terms_of` gives the terms of a programme id on a day.

    What should have been paid before today counts in today's month; a clawback to be netted, too.
    """
    pooled = all_programmes(rates.values())
    buckets: dict[tuple[str, str], _Bucket] = {}
    unknown: dict[str, None] = {}
    dates: dict[tuple[str, str], str | None] = {}

    def month(programme_id: str, day: str) -> str | None:
        """Return the month in which something of a day is paid, None when that is after the last day."""
        key = (programme_id, day)
        if key not in dates:
            terms = terms_of(programme_id, day)
            paid = dates_of(terms, day).expected_on if terms is not None else ""
            dates[key] = UNDATED if not paid else None if paid > until else max(paid, today)[:7]
        return dates[key]

    def add(when: str, currency: str, programme_id: str, amount: int, part: str) -> None:
        bucket = buckets.setdefault((when, currency), _Bucket())
        setattr(bucket, part, getattr(bucket, part) + amount)
        if part == "approved":
            return
        if amount < 0:  # what a programme is about to take back, it takes back whole
            bucket.certain += amount
            return
        rate = rates.get(programme_id)
        share = rate.share if rate is not None else Share(pooled.value, Decimal(0), Decimal(1), known=False)
        if not share.known:
            unknown[programme_id] = None
        bucket.likely.append((amount, share.value))
        bucket.low.append((amount, share.high))
        bucket.high.append((amount, share.low))

    for line in lines:
        pending = line.approval is Approval.PENDING and line.effect_minor != 0
        if pending or line.is_open:
            when = today[:7] if line.takes_back else month(line.programme_id, line.date)
            if when is not None:
                add(when, line.currency, line.programme_id, line.effect_minor, "pending" if pending else "approved")
    for one in series:
        for day in upcoming(one, until):
            when = month(one.programme_id, day)
            if when is not None:
                add(when, one.currency, one.programme_id, one.amount_minor, "recurring")
    rows = tuple(_row(*key, bucket) for key, bucket in sorted(buckets.items()))
    return Forecast(until, rows, tuple(sorted(unknown)))


def _row(month: str, currency: str, bucket: _Bucket) -> ForecastRow:
    certain = bucket.approved + bucket.certain
    likely, low, high = (certain + _kept(parts) for parts in (bucket.likely, bucket.low, bucket.high))
    return ForecastRow(month, currency, bucket.approved, bucket.pending, bucket.recurring, likely, low, high)


def _kept(parts: Iterable[tuple[int, Decimal]]) -> int:
    """Return what remains of amounts less their shares, rounded once."""
    total = sum((amount * (1 - share) for amount, share in parts), Decimal(0))
    return int(total.to_integral_value(ROUND_HALF_EVEN))
