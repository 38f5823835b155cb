"""Earnings by month, programme, product, client, recommendation or status: per currency, and in one by the day's rate.

The database adds up the large reports; these are the same sums for a selection, and what the database is tested with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.rates import EXACT, Missing, Rates, add_up
from consultant_desk.domain.earnings.states import Status


class By(StrEnum):
    """What rows stand for."""

    MONTH = "month"
    PROGRAMME = "program"
    PRODUCT = "product"
    CLIENT = "client"
    RECOMMENDATION = "recommendation"
    STATUS = "status"
    ACCOUNT = "account"
    PAYER = "payer"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Sums of one group in one currency, in minor units.

    `reversed_minor` is what was taken back (positive), whether a source zeroes it or enters it as a negative line;
    `net_minor` is what remains of all, pending included.
    """

    key: str
    label: str
    currency: str
    count: int = 0
    pending_minor: int = 0
    approved_minor: int = 0
    paid_minor: int = 0
    reversed_minor: int = 0
    net_minor: int = 0


@dataclass(frozen=True, slots=True)
class BaseReport:
    """Rows in one currency and their total; each column adds up. `missing` lines have no rate and are left out."""

    rows: tuple[GroupRow, ...]
    total: GroupRow
    missing: int = 0
    lacking: tuple[Missing, ...] = ()


_Cell = Callable[[LedgerLine], tuple[str, str]]
_KEYS: dict[By, _Cell] = {
    By.MONTH: lambda line: (line.date[:7], ""),
    By.PROGRAMME: attrgetter("programme_id", "programme"),
    By.PRODUCT: attrgetter("product_id", "product"),
    By.CLIENT: attrgetter("client_id", "client"),
    By.RECOMMENDATION: attrgetter("recommendation_id", "product"),
    By.STATUS: lambda line: (line.status.value, ""),
    By.ACCOUNT: attrgetter("account_id", "account"),
    By.PAYER: attrgetter("payer", "payer"),
}
_PENDING, _APPROVED, _PAID, _REVERSED, _NET, _NOWHERE = range(6)
"""Places of a row's sums; a line that was taken back adds to none of the first three."""


def group(lines: Iterable[LedgerLine], by: By) -> tuple[GroupRow, ...]:
    """Return the sums by group and currency in the order of their keys; the empty key is what has no such record."""
    cell, labels = _KEYS[by], dict[str, str]()
    sums: dict[tuple[str, str], list[int]] = {}
    counts: dict[tuple[str, str], int] = {}
    for line in lines:
        key, label = cell(line)
        group_key = (key, line.currency)
        row = sums.get(group_key)
        if row is None:
            row = sums[group_key] = [0] * (_NOWHERE + 1)
            counts[group_key] = 0
            labels.setdefault(key, label or key)
        row[_place(line)] += line.effect_minor
        row[_REVERSED] += line.taken_minor
        row[_NET] += line.effect_minor
        counts[group_key] += 1
    return tuple(_row(key[0], labels[key[0]], key[1], counts[key], row) for key, row in sorted(sums.items()))


class DaySums(NamedTuple):
    """Sums of one group, currency and day, as a database adds them up before they are converted.

    `sums` are the minor units of a `GroupRow` in its order: pending, approved, paid, reversed, net; `lines` how many.
    """

    key: str
    label: str
    currency: str
    day: str
    lines: int
    sums: Sequence[int]


def in_base(lines: Iterable[LedgerLine], by: By, rates: Rates, base: str) -> BaseReport:
    """Return the sums by group in one currency at the rates of the lines' days, each figure rounded once."""
    return converted(_day_sums(lines, _KEYS[by]), rates, base)


def converted(sums: Iterable[DaySums], rates: Rates, base: str) -> BaseReport:
    """Return sums by day and currency as one report in one currency; the same figures as `in_base` of the lines."""
    exact: dict[str, list[Decimal]] = {}
    labels, counts = dict[str, str](), dict[str, int]()
    missing, lacking = 0, dict[Missing, None]()
    with localcontext(EXACT):
        for one in sums:
            factor = rates.factor(one.currency, base, one.day)
            if factor is None:
                missing += one.lines
                lacking[Missing(one.currency, base, one.day)] = None
                continue
            row = exact.get(one.key)
            if row is None:
                row = exact[one.key] = [Decimal(0)] * _NOWHERE
                counts[one.key], labels[one.key] = 0, one.label or one.key
            counts[one.key] += one.lines
            for place, figure in enumerate(one.sums):
                if figure:
                    row[place] += figure * factor.value
    keys = sorted(exact)
    columns = [add_up([exact[key][place] for key in keys]) for place in range(_NOWHERE)]
    rows = tuple(
        _row(key, labels[key], base, counts[key], [parts[number] for parts, _total in columns])
        for number, key in enumerate(keys)
    )
    total = _row("", "", base, sum(counts.values()), [total for _parts, total in columns])
    return BaseReport(rows, total, missing, tuple(lacking))


def _day_sums(lines: Iterable[LedgerLine], cell: _Cell) -> Iterator[DaySums]:
    """Return the lines as sums of one line each."""
    for line in lines:
        key, label = cell(line)
        sums = [0, 0, 0, line.taken_minor, line.effect_minor, 0]
        sums[_place(line)] = line.effect_minor
        yield DaySums(key, label, line.currency, line.date, 1, sums[:_NOWHERE])


def _place(line: LedgerLine) -> int:
    """Return where the effect of a line is added."""
    status = line.status  # told apart by identity: hashing a member of an enum costs more than all the rest
    if status is Status.REVERSED:
        return _NOWHERE
    return _PAID if status is Status.PAID else _APPROVED if status is Status.APPROVED else _PENDING


def _row(key: str, label: str, currency: str, count: int, sums: Sequence[int]) -> GroupRow:
    return GroupRow(key, label, currency, count, *sums[:_NOWHERE])
