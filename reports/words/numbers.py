"""Numbers as a report prints them: 1,234.5, 15.9 %, +7.7, −1.5, €5,900. The gaps inside never break a line."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from consultant_desk.domain.snapshot import Money

NBSP = "\u00a0"
MINUS = "−"

_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "€": "€", "£": "£", "$": "$"}
_WITHOUT_MINOR = {"JPY", "KRW", "ISK", "CLP", "VND"}


def rounded(value: float, digits: int) -> Decimal:
    """Round half up on the shortest decimal form of the number, as a reader would."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


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


def weight(share: float) -> str:
    """Print a weight: whole per cent where it is whole, else one decimal."""
    tenths = rounded(share * 100, 1)
    return percent(share, 0 if tenths == tenths.to_integral_value() else 1)


def short(value: float) -> str:
    """Print a raw value in as few digits as it has, at most four decimals."""
    digits = max(0, -int(rounded(value, 4).normalize().as_tuple().exponent))
    return number(value, digits)


def in_unit(value: float, unit: str) -> str:
    """Print a raw value with its unit; a currency goes in front."""
    text = short(value)
    if unit in _SYMBOLS:
        sign = MINUS if text.startswith(MINUS) else ""
        return f"{sign}{_SYMBOLS[unit]}{text.removeprefix(MINUS)}"
    return f"{text}{NBSP}{unit}" if unit else text


def money(amount: Money) -> str:
    """Print an amount of minor units; cents only where there are any."""
    minor_digits = 0 if amount.currency in _WITHOUT_MINOR else 2
    value = Decimal(amount.minor).scaleb(-minor_digits)
    digits = 0 if value == value.to_integral_value() else minor_digits
    text = number(abs(value).quantize(Decimal(1).scaleb(-digits)), digits)
    symbol = _SYMBOLS.get(amount.currency, amount.currency + NBSP)
    return f"{MINUS if value < 0 else ''}{symbol}{text}"


def shared_out(values: list[float], total: Decimal, digits: int = 1) -> list[Decimal]:
    """Round parts so that they sum exactly to the printed total (largest remainder; first wins a tie)."""
    step = Decimal(1).scaleb(-digits)
    exact = [Decimal(repr(float(value))) for value in values]
    floors = [(value / step).to_integral_value("ROUND_FLOOR") * step for value in exact]
    missing = int((total - sum(floors, Decimal(0))) / step)
    by_remainder = sorted(range(len(values)), key=lambda i: (floors[i] - exact[i], i))
    if missing < 0:
        by_remainder = sorted(range(len(values)), key=lambda i: (exact[i] - floors[i], i))
    parts = list(floors)
    for turn in range(abs(missing)):
        if not by_remainder:
            break
        parts[by_remainder[turn % len(by_remainder)]] += step if missing > 0 else -step
    return parts
