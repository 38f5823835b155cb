"""Income of a tax year by payer and country, on the cash or the accrual basis, in the original and one currency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.movements import Move, movements
from consultant_desk.domain.earnings.rates import EXACT, Rates, add_up
from consultant_desk.domain.earnings.states import Payment


class Basis(StrEnum):
    """When income counts: when it was paid, or when it was approved (less what was taken back)."""

    CASH = "cash"
    ACCRUAL = "accrual"


class Calendar(StrEnum):
    """Whose calendar decides the day of an event that has no date of approval: the source's, or UTC's."""

    LOCAL = "local"
    UTC = "utc"


@dataclass(frozen=True, slots=True)
class TaxRow:
    """Income from one payer in one currency. `base_minor` leaves out the `missing` movements that have no rate."""

    payer: str
    country: str
    currency: str
    count: int
    amount_minor: int
    base_minor: int
    missing: int = 0


@dataclass(frozen=True, slots=True)
class TaxYear:
    """The rows of a period; their base amounts add up to the total.

    `undated` payments are of no known day: on the cash basis they count in no year, and a person must be told.
    """

    first: str
    last: str
    basis: Basis
    base: str
    rows: tuple[TaxRow, ...]
    total_minor: int
    missing: int
    undated: int


def tax_year(
    lines: Iterable[LedgerLine],
    first: str,
    last: str,
    basis: Basis,
    rates: Rates,
    base: str,
    calendar: Calendar = Calendar.LOCAL,
) -> TaxYear:
    """Return the income from one day to another, both included (a tax year need not be a calendar year)."""
    sums: dict[tuple[str, str, str], dict[str, list[int]]] = {}
    undated = 0
    for line in lines:
        if basis is Basis.CASH and line.payment is Payment.PAID and not line.paid_on and line.effect_minor:
            undated += 1
            continue
        if basis is Basis.CASH and not first <= line.paid_on[:10] <= last:
            continue  # the greater part, as a rule
        for day, minor in _income(line, basis, calendar):
            if first <= day <= last:
                days = sums.setdefault((line.payer, line.country, line.currency), {})
                sum_of = days.setdefault(day, [0, 0])
                sum_of[0] += 1
                sum_of[1] += minor
    keys = sorted(sums)
    worth = [_worth(sums[key], key[2], rates, base) for key in keys]
    printed, total = add_up([exact for exact, _missing in worth])
    rows = tuple(
        TaxRow(*key, sum(n for n, _ in sums[key].values()), sum(m for _, m in sums[key].values()), amount, missing)
        for key, amount, (_exact, missing) in zip(keys, printed, worth, strict=True)
    )
    return TaxYear(first, last, basis, base, rows, total, sum(row.missing for row in rows), undated)


def _income(line: LedgerLine, basis: Basis, calendar: Calendar) -> Iterator[tuple[str, int]]:
    for move, day, minor in movements(line):
        if basis is Basis.CASH:
            if move is Move.PAID:
                yield day, minor
        elif move is not Move.PAID:
            by_utc = calendar is Calendar.UTC and not line.approved_on and day == line.date and line.day_utc
            yield (line.day_utc if by_utc else day), (minor if move is Move.EARNED else -minor)


def _worth(days: dict[str, list[int]], currency: str, rates: Rates, base: str) -> tuple[Decimal, int]:
    """Return the exact sum of a row in the base currency, and how many movements have no rate."""
    total, missing = Decimal(0), 0
    for day, (count, minor) in days.items():
        exact = rates.exact(minor, currency, base, day)
        if exact is None:
            missing += count
        else:
            total = EXACT.add(total, exact)
    return total, missing
