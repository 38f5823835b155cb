"""Rates of exchange by day, and amounts converted with them for reports: the original amount is never replaced.

The ECB quotes how much of a currency one euro buys. A pair of two other currencies goes over the euro. The rate of a
day without one (weekend, holiday) is the last earlier one, at most `REACH` days back; beyond that there is none, which
is a result of its own: never 0, never 1:1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import Enum
from functools import lru_cache
from math import floor

from consultant_desk.domain.currencies import exponent
from consultant_desk.domain.money import Money

EURO = "EUR"
REACH = 7
"""How many days back a rate may lie."""
EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
"""Enough for sums of any size that are good to 30 decimals of a minor unit."""
_SNAP = Decimal("1e-20")
"""What lies nearer to a tie is one: 3.5 made of thirds comes as 3.4999…; what is none lies farther off than this."""
_ONE = Decimal(1)


class RatesSpan(Enum):
    """How many days a file of the ECB holds: the last working day, those of 90 days, or all since 1999."""

    DAY = "daily"
    QUARTER = "90days"
    HISTORY = "history"


QUARTER_DAYS = 90
"""How many days back the file of that span begins."""


@dataclass(frozen=True, slots=True)
class DayRates:
    """What one euro bought on a day: decimal texts by currency, as the ECB wrote them."""

    day: str
    rates: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ManualRate:
    """A rate a person entered: one `base` is `rate` `quote`. It wins over the ECB's of the same day."""

    day: str
    base: str
    quote: str
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in another currency; `rate_date` is the day of the (older) rate used, `manual` that one was entered."""

    amount: Money
    rate_date: str
    manual: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no rate for a currency on a day; what it stands for is left out of sums and counted."""

    currency: str
    base: str
    day: str


@dataclass(frozen=True, slots=True)
class Factor:
    """What one unit of a currency is worth in another, with the day of the older rate used."""

    value: Decimal
    day: str
    manual: bool = False


class Rates:
    """The rates known: `convert` an amount, or take `exact` values of sums and round them once at the end."""

    __slots__ = ("_ecb", "_found", "_manual", "_pairs")

    def __init__(self, ecb: Iterable[DayRates] = (), manual: Iterable[ManualRate] = ()) -> None:
        self._ecb = {one.day: one.rates for one in ecb}
        self._manual: dict[str, dict[str, Decimal]] = {}
        self._pairs: dict[str, list[ManualRate]] = {}
        for one in manual:
            if not one.rate > 0:
                raise ValueError(f"{one.rate} is no rate")
            if EURO in {one.base, one.quote}:
                per_euro = one.rate if one.base == EURO else EXACT.divide(_ONE, one.rate)
                self._manual.setdefault(one.day, {})[one.quote if one.base == EURO else one.base] = per_euro
            else:
                self._pairs.setdefault(one.day, []).append(one)
        self._found: dict[tuple[str, str, str], Factor | None] = {}

    def factor(self, currency: str, base: str, day: str) -> Factor | None:
        """Return what a minor unit of `currency` was worth in those of `base`, None where no rate is near enough."""
        if currency == base:
            return Factor(_ONE, day)
        key = (currency, base, day)
        if key not in self._found:
            whole = self._search(currency, base, day)
            places = exponent(base) - exponent(currency)
            self._found[key] = whole and Factor(whole.value.scaleb(places, EXACT), whole.day, whole.manual)
        return self._found[key]

    def exact(self, minor: int, currency: str, base: str, day: str) -> Decimal | None:
        """Return an amount in minor units of `base`, not rounded; None where there is no rate."""
        factor = self.factor(currency, base, day)
        if factor is None:
            return None
        return EXACT.multiply(Decimal(minor), factor.value)

    def convert(self, amount: Money, base: str, day: str) -> Converted | Missing:
        """Return an amount in `base` at the rate of a day, rounded once."""
        exact = self.exact(amount.minor, amount.currency, base, day)
        factor = self.factor(amount.currency, base, day)
        if exact is None or factor is None:
            return Missing(amount.currency, base, day)
        return Converted(Money(rounded(exact), base), factor.day, factor.manual)

    def _search(self, currency: str, base: str, day: str) -> Factor | None:
        days = _days_back(day)
        direct = self._direct(currency, base, days) if self._pairs else None
        of, to = self._euro(currency, days), self._euro(base, days)
        if of is None or to is None:
            return direct
        crossed = Factor(EXACT.divide(to.value, of.value), min(of.day, to.day), of.manual or to.manual)
        return direct if direct is not None and direct.day >= crossed.day else crossed

    def _direct(self, currency: str, base: str, days: Sequence[str]) -> Factor | None:
        """Return the latest rate somebody entered for exactly this pair."""
        for day in days:
            for pair in reversed(self._pairs.get(day, ())):
                if (pair.base, pair.quote) == (currency, base):
                    return Factor(pair.rate, day, manual=True)
                if (pair.base, pair.quote) == (base, currency):
                    return Factor(EXACT.divide(_ONE, pair.rate), day, manual=True)
        return None

    def _euro(self, currency: str, days: Sequence[str]) -> Factor | None:
        """Return how much of a currency one euro bought on the latest of some days."""
        if currency == EURO:
            return Factor(_ONE, days[0])
        for place, day in enumerate(days):
            entered = self._manual.get(day, {}).get(currency)
            if entered is not None:
                return Factor(entered, day, manual=True)
            quoted = self._ecb.get(day, {}).get(currency)
            if quoted is not None:
                return Factor(Decimal(quoted), day)
            if self._pairs and (over := self._over(currency, days[place:])) is not None:
                return over
        return None

    def _over(self, currency: str, days: Sequence[str]) -> Factor | None:
        """Return the rate over a pair entered for the first of some days; the other's may be of any of them."""
        for pair in reversed(self._pairs.get(days[0], ())):
            if currency not in {pair.base, pair.quote}:
                continue
            other = pair.quote if pair.base == currency else pair.base
            for near in days:
                known = self._manual.get(near, {}).get(other) or self._ecb.get(near, {}).get(other)
                if known is not None:
                    of_other = Decimal(known)
                    per_other = pair.rate if pair.base == other else EXACT.divide(_ONE, pair.rate)
                    return Factor(EXACT.multiply(of_other, per_other), near, manual=True)
        return None


class Factors(dict[tuple[str, str], Decimal | None]):
    """What a minor unit of a (currency, day) is worth in those of one currency: each is searched once.

    For sums of many days. The currency itself is worth 1 on any day, also the empty one; None where there is no rate.
    """

    def __init__(self, rates: Rates, base: str) -> None:
        super().__init__()
        self._rates, self._base = rates, base

    def __missing__(self, key: tuple[str, str]) -> Decimal | None:
        found = self._rates.factor(key[0], self._base, key[1])
        self[key] = value = None if found is None else found.value
        return value


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in one currency: `exact` minor units, how many `missing` amounts it leaves out, and what lacks a rate."""

    exact: Decimal
    currency: str
    missing: int = 0
    lacking: tuple[Missing, ...] = ()

    @property
    def amount(self) -> Money:
        """Return the sum rounded once."""
        return Money(rounded(self.exact), self.currency)


def converted_sum(rates: Rates, base: str, amounts: Iterable[tuple[str, str, int, int]]) -> Sum:
    """Add up amounts given as (day, currency, minor units, how many amounts these are) in one currency.

    The sum is rounded once, so it is the same whether a database added the amounts of a day before or not.
    """
    total, missing, lacking = Decimal(0), 0, dict[Missing, None]()
    for day, currency, minor, count in amounts:
        exact = rates.exact(minor, currency, base, day)
        if exact is None:
            missing += count
            lacking[Missing(currency, base, day)] = None
        else:
            total = EXACT.add(total, exact)
    return Sum(total, base, missing, tuple(lacking))


def rounded(exact: Decimal) -> int:
    """Return whole minor units, half to even."""
    return int(_snapped(exact).to_integral_value(ROUND_HALF_EVEN))


def add_up(values: Sequence[Decimal | int], unit: int = 1) -> tuple[tuple[int, ...], int]:
    """Return values in whole units and their total, so that the printed lines add up to the printed total.

    The total is the exact sum rounded half to even; what rounding down leaves goes to the largest remainders, the first
    of equal ones. `unit` is 1 for minor units and 100 to print cents as whole euros.
    """
    exact = [_snapped(EXACT.divide(Decimal(value), Decimal(unit))) for value in values]
    total = Decimal(0)
    for value in exact:
        total = EXACT.add(total, value)
    whole = rounded(total)
    parts = [floor(value) for value in exact]
    order = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in order[: whole - sum(parts)]:
        parts[place] += 1
    return tuple(parts), whole


def _snapped(exact: Decimal) -> Decimal:
    return exact.quantize(_SNAP, context=EXACT)


@lru_cache(maxsize=8_192)
def _days_back(day: str) -> tuple[str, ...]:
    """Return the days whose rate a day may take; remembered, since a report asks for each day in every currency."""
    first = date.fromisoformat(day)
    return tuple((first - timedelta(days=back)).isoformat() for back in range(REACH + 1))
