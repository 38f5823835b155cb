"""Costs in words: rounded amounts and short figures for an axis, in a currency or in the unit of a cost criterion."""

from __future__ import annotations

import re
from decimal import Decimal

from consultant_desk.domain.evaluation.units import with_unit
from ui.entry import formats
from ui.figures import number_text

SMALL = 10
"""Amounts below this keep two decimals."""
LONG = 10_000
LAST_DIGIT = re.compile(r"(\d)(?=\D*$)")


def amount_text(amount: Decimal | float, unit: str) -> str:
    """Return an amount without cents ("€1,190", "1,190 h"); small ones keep two decimals."""
    number = Decimal(str(amount))
    decimals = 2 if 0 < abs(number) < SMALL and number != number.to_integral_value() else 0
    if abs(number) < SMALL and round(number, decimals) == 0:
        number, decimals = Decimal(0), 0  # a zero, or what rounds to one, has no sign
    if is_currency(unit):
        return formats().rounded_money(number, unit, decimals=decimals)
    figure = number_text(float(number), decimals)
    return with_unit(figure, unit, float(number))


def tick_text(amount: float, unit: str) -> str:
    """Return an amount for an axis: "€10k", "€500"."""
    if abs(amount) < LONG:
        return amount_text(amount, unit)
    thousands = amount / 1000
    if is_currency(unit):
        figure = formats().rounded_money(Decimal(str(round(thousands))), unit)
        return LAST_DIGIT.sub(r"\1k", figure)
    figure = number_text(thousands, 1) + "k"
    return with_unit(figure, unit, amount)


def is_currency(unit: str) -> bool:
    """Tell whether a unit is the code of a currency, as costs carry it, rather than words of a criterion."""
    return len(unit) == 3 and unit.isascii() and unit.isalpha() and unit.isupper()
