"""Numbers as a report prints them: 1,234.5, 15.9 %, +7.7, −1.5, €5,900. The gaps inside never break a line."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from consultant_desk.domain.evaluation.units import MINUS, currency_sign, range_with_unit, with_unit
from consultant_desk.domain.money import Money
from consultant_desk.formats import minor_digits

NBSP = "\u00a0"


def rounded(value: float, digits: int) -> Decimal:
    """Round half up as a reader would: 0.1425 x 100 is 14.25, though the nearest float lies below.

    Fifteen figures are as many as a float keeps of any number, and hold every whole one that a file may have.
    """
    return Decimal(f"{float(value):.15g}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def number(value: float | Decimal, digits: int = 1) -> str:
    """Print with thousands separators and a true minus sign; zero has no sign."""
    amount = value if isinstance(value, Decimal) else rounded(value, digits)
    text = f"{abs(amount):,.{digits}f}"
    return MINUS + text if amount < 0 else text


def signed(value: float | Decimal, digits: int = 1) -> str:
    """Print with plus or minus; zero has neither."""
    amount = value if isinstance(value, Decimal) else rounded(value, digits)
    return ("+" if amount > 0 else "") + number(amount, digits)


def percent(share: float, digits: int = 0) -> str:
    """Print a share 0..1 as per cent."""
    return f"{number(share * 100, digits)}{NBSP}%"


def weight_digits(shares: Iterable[float]) -> int:
    """Return the decimals that all weights are printed with: none where all are whole per cent, else one."""
    tenths = [rounded(share * 100, 1) for share in shares]
    return 0 if all(tenth == tenth.to_integral_value() for tenth in tenths) else 1


def short(value: float) -> str:
    """Print a raw value in as few digits as it has, at most four decimals."""
    digits = max(0, -int(rounded(value, 4).normalize().as_tuple().exponent))
    return number(value, digits)


def in_unit(value: float, unit: str) -> str:
    """Print a raw value with its unit, of one in the singular; a currency goes in front."""
    return with_unit(short(value), unit, float(rounded(value, 4)), NBSP)


def range_in_unit(low: float, high: float, unit: str) -> str:
    """Print two ends with their unit once: 0–1 months, €10–20."""
    return range_with_unit(short(low), short(high), unit, NBSP)


def money(amount: Money) -> str:
    """Print an amount of minor units; cents only where there are any."""
    decimals = minor_digits(amount.currency)
    value = Decimal(amount.minor).scaleb(-decimals)
    digits = 0 if value == value.to_integral_value() else decimals
    text = number(abs(value).quantize(Decimal(1).scaleb(-digits)), digits)
    symbol = currency_sign(amount.currency) or amount.currency + NBSP
    return f"{MINUS if value < 0 else ''}{symbol}{text}"
