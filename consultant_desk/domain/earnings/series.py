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

    `amount_minor` is the middle one of the last three. `next_on` is the first day from today on that one is expected,
    empty when the series has ended or fell silent; none comes on or after `ends_on` (empty: no end). `missed` counts
    those that did not come by their day and the grace after it. The first of them since the last payment is
    `silent_since` where a statement covers it, and else `awaited_since`: it may stand in one that is not here yet.
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
    awaited_since: str = ""
    missed: int = 0
    due: int = 0
    """How many days of payments passed since the last one, those within the grace included."""
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
    """Return the days up to one on which payments of a series are to be expected: none of them is past."""
    if not series.runs:
        return ()
    days: list[str] = []
    while (day := _later(series.last, series.step * (series.due + len(days) + 1))) <= until:
        used = series.seen + series.due + len(days)
        if (series.of and used >= series.of) or (series.ends_on and day >= series.ends_on):
            break
        days.append(day)
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
    ends_on = _later(first.date, end.months) if end.months else ""
    past, next_on = _since(last.date, step, of - len(places) if of else None, ends_on, today)
    late = [day for day in past if _plus(day, GRACE) <= today]
    silent = late[0] if late and _plus(late[0], GRACE) <= covered else ""
    return Series(
        last.account_id, last.programme_id, last.programme, customer, last.client_id, last.client, last.currency,
        step, len(places), of, median_low(list(months.values())[-3:]), first.date, last.date,
        "" if silent else next_on, ends_on, silent, late[0] if late and not silent else "",
        passed - len(places) + len(late), len(past), tuple(line.id for line in members),
    )  # fmt: skip


def _since(last: str, step: int, left: int | None, ends_on: str, today: str) -> tuple[list[str], str]:
    """Return the days of payments since the last one that are past, and the next that is not (empty: none is left).

    `left` is how many payments are left, None without an end.
    """
    past: list[str] = []
    while left is None or len(past) < left:
        day = _later(last, step * (len(past) + 1))
        if ends_on and day >= ends_on:
            break
        if day >= today:
            return past, day
        past.append(day)
    return past, ""


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
