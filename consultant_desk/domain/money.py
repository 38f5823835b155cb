"""Money as the program holds it: whole minor units with a currency, never a float, never added across currencies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal

from consultant_desk.domain.currencies import exponent

_WIDE = Context(prec=400)


class MixedCurrencies(TypeError):
    """Amounts of two currencies were to be added or compared: a fault of the program, not of a person."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents) with its ISO 4217 code."""

    minor: int
    currency: str

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    @property
    def major(self) -> Decimal:
        """Return the amount in whole units of the currency, exact."""
        return major(self.minor, self.currency)

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency} do not add up")
        return other.minor


def major(minor: int, currency: str) -> Decimal:
    """Return minor units as a decimal in whole units: 1234 EUR is 12.34, 1234 JPY is 1234."""
    return Decimal(minor).scaleb(-exponent(currency))


def minor(amount: Decimal, currency: str) -> int:
    """Return a decimal amount in minor units, rounded once, half to even."""
    return int(amount.scaleb(exponent(currency)).to_integral_value(ROUND_HALF_EVEN))


def totals(amounts: Iterable[Money]) -> dict[str, int]:
    """Return the sums in minor units by currency, in alphabetical order."""
    sums: dict[str, int] = {}
    for amount in amounts:
        sums[amount.currency] = sums.get(amount.currency, 0) + amount.minor
    return dict(sorted(sums.items()))


def split(total: int, shares: Sequence[Decimal]) -> tuple[int, ...]:
    """Return whole parts of `total` in proportion to non-negative shares that add up to it exactly.

    Largest remainder (Hamilton): what is left after rounding down goes to the largest remainders, the first of equal
    ones. Shares that sum to nothing give everything to the first part.
    """
    if not shares:
        return ()
    scale = min(0, *(int(share.as_tuple().exponent) for share in shares))
    exact = [int(share.scaleb(-scale, _WIDE)) for share in shares]  # whole numbers: a quotient would be rounded
    whole = sum(exact)
    if not whole:
        return (total, *(0 for _ in shares[1:]))
    sign, size = (-1 if total < 0 else 1), abs(total)
    parts, left = zip(*(divmod(size * share, whole) for share in exact), strict=True)
    order = sorted(range(len(shares)), key=lambda place: (-left[place], place))
    extra = set(order[: size - sum(parts)])
    return tuple(sign * (part + (place in extra)) for place, part in enumerate(parts))
