"""How far the numbers of a report are rounded, in every language alike."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"
"""The gap inside a number, a date or a name that no line breaks at."""


def rounded(value: float, digits: int) -> Decimal:
    """Round half up as a reader would: 0.1425 x 100 is 14.25, though the nearest float lies below.

    Fifteen figures are as many as a float keeps of any number, and hold every whole one that a file may have.
    """
    return Decimal(f"{float(value):.15g}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def weight_digits(shares: Iterable[float]) -> int:
    """Return the decimals that all weights are printed with: none where all are whole per cent, else one."""
    tenths = [rounded(share * 100, 1) for share in shares]
    return 0 if all(tenth == tenth.to_integral_value() for tenth in tenths) else 1
