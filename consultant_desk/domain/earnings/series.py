"""Series of recurring commissions found in the ledger: how far they are, what comes next, and which fell silent."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_low

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.states import Approval, Kind

STEPS = (1, 3, 12)
"""Months between payments that are taken for a rhythm."""
LEAST = 3
"""Payments that make a series where the source does not call it one."""
REGULAR = 0.75
"""Share of the gaps between payments that must be one step."""
GRACE = 10
"""Days a payment may be late before its series is called silent."""


@dataclass(frozen=True, slots=True)
class Series:
    """Recurring commissions for one customer. `seen` payments `of` so many (0: no end is known), each `step` months.

    `amount_minor` is the middle one of the last three. `next_on` is when the next is expected, empty when the series
    has ended; none comes on or after `ends_on` (empty: no end). `silent_since` is the day on which one was missed that
    no later statement brought, `missed` how many were before the last.
    """

    account_id: str
    programme_id: str
    programme: str
    customer: str
    client_id: str
    client: str
    currency: str
    step: int
    seen: int
    of: int
    amount_minor: int
    first: str
    last: str
    next_on: str
    ends_on: str = ""
    silent_since: str = ""
    missed: int = 0
    lines: tuple[str, ...] = ()

    @property
    def runs(self) -> bool:
        """Tell whether further payments are to be expected."""
        return bool(self.next_on) and not self.silent_since


@dataclass(frozen=True, slots=True)
class End:
    """How long a programme pays for one customer; 0 is no end."""

    months: int = 0
    count: int = 0


def find_series(
    lines: Iterable[LedgerLine],
    today: str,
    ends: Mapping[str, End] | None = None,
    covered_to: Mapping[str, str] | None = None,
) -> tuple[Series, ...]:
    """Return the recurring series in some lines.

    `ends` tells by programme id how long they go on; `covered_to` by account id up to which day statements are
    imported, so that a missing payment is not a missing statement.
    """
    groups: dict[tuple[str, str, str, str], list[LedgerLine]] = {}
    for line in lines:
        customer = line.customer or line.ref or line.client_id
        earns = line.effect_minor > 0 and line.approval is not Approval.DECLINED
        if customer and earns and line.kind in {Kind.SALE, Kind.RECURRING}:
            groups.setdefault((line.account_id, line.programme_id, customer, line.currency), []).append(line)
    found = []
    for (account, programme, customer, _currency), members in sorted(groups.items()):
        end = (ends or {}).get(programme, End())
        one = _series(members, customer, end, (covered_to or {}).get(account, today), today)
        if one is not None:
            found.append(one)
    return tuple(found)


def upcoming(series: Series, until: str) -> tuple[str, ...]:
    """Return the days up to one on which payments of a series are to be expected."""
    if not series.runs:
        return ()
    days: list[str] = []
    day = series.next_on
    while day <= until and (not series.of or series.seen + len(days) < series.of):
        if series.ends_on and day >= series.ends_on:
            break
        days.append(day)
        day = _later(series.next_on, series.step * len(days))
    return tuple(days)


def _series(members: list[LedgerLine], customer: str, end: End, covered: str, today: str) -> Series | None:
    members.sort(key=lambda line: (line.date, line.id))
    told = any(line.recurring or line.kind is Kind.RECURRING for line in members)
    months: dict[int, int] = {}
    for line in members:
        month = _month(line.date)
        months[month] = months.get(month, 0) + line.effect_minor
    places = list(months)
    gaps = [after - before for before, after in pairwise(places)]
    step = _step(gaps, told=told)
    if not step or (len(places) < LEAST and not told):
        return None
    first, last = members[0], members[-1]
    passed = (places[-1] - places[0]) // step + 1
    limits = [limit for limit in (-(-end.months // step), end.count) if limit]
    of = min(limits, default=0)
    next_on = _later(last.date, step)
    ends_on = _later(first.date, end.months) if end.months else ""
    if (of and len(places) >= of) or (ends_on and next_on >= ends_on):
        next_on = ""
    silent = next_on if next_on and _plus(next_on, GRACE) <= min(covered, today) else ""
    return Series(
        last.account_id, last.programme_id, last.programme, customer, last.client_id, last.client, last.currency,
        step, len(places), of, median_low(list(months.values())[-3:]), first.date, last.date, next_on, ends_on, silent,
        passed - len(places), tuple(line.id for line in members),
    )  # fmt: skip


def _step(gaps: list[int], *, told: bool) -> int:
    """Return the months between payments, 0 when there is no rhythm; a source that calls it recurring is believed."""
    if not gaps:
        return STEPS[0] if told else 0
    step, times = Counter(gaps).most_common(1)[0]
    even = step in STEPS and times >= REGULAR * len(gaps) and all(gap % step == 0 for gap in gaps)
    return step if even else STEPS[0] if told else 0


def _month(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def _later(day: str, months: int) -> str:
    """Return the same day some months later, the last one where that month is shorter."""
    year, month = divmod(_month(day) + months, 12)
    return date(year, month + 1, min(int(day[8:10]), calendar.monthrange(year, month + 1)[1])).isoformat()


def _plus(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
