"""Money of an evaluation in words: kinds, amounts, seats, years."""

from __future__ import annotations

from decimal import Decimal

from consultant_desk.domain.evaluation.problem import CostKind, CostLine, Per, SeatPrice
from consultant_desk.domain.evaluation.seats import reached_price
from consultant_desk.errors import UserError
from ui.entry import formats
from ui.widgets.entry import NumberField

KINDS = {
    CostKind.LICENCE: "Licence",
    CostKind.ONE_OFF: "One-off",
    CostKind.IMPLEMENTATION: "Implementation",
    CostKind.TRAINING: "Training",
    CostKind.SUPPORT: "Support",
    CostKind.MIGRATION: "Migration",
    CostKind.EXIT: "Exit",
    CostKind.OTHER: "Other",
}
PERIODS = {Per.MONTH: "a month", Per.YEAR: "a year"}


def amount_text(amount: Decimal) -> str:
    """Return an amount of money, with two decimals where it is not whole."""
    cents = amount.quantize(Decimal("0.01"))
    return formats().number(cents, decimals=0 if cents == cents.to_integral_value() else 2)


def round_text(amount: Decimal) -> str:
    """Return an amount of money without decimals, as totals are compared."""
    return formats().number(amount.quantize(Decimal(1)), decimals=0)


def seats_text(price: SeatPrice | None) -> str:
    """Return a price by seat as it is worked out: "40 × 19 a month", or with the number of its own tiers."""
    if price is None:
        return ""
    seats, period = formats().number(price.seats, decimals=0), PERIODS[price.per]
    if price.graduated and len(price.tiers) > 1:
        return f"{seats} {'seat' if price.seats == 1 else 'seats'}, {len(price.tiers)} tiers"
    return f"{seats} × {amount_text(reached_price(price))} {period}"


def years_text(line: CostLine) -> str:
    """Return the years a line is paid in; 0 is now."""
    first, last = line.from_year, line.to_year
    if first == last:
        return "now" if first == 0 else f"year {first}"
    return f"now–{last}" if first == 0 else f"{first}–{last}"


def whole_of(field: NumberField, what: str) -> int:
    """Return the whole number typed; `UserError` when there is none."""
    number = field.value()
    if number is None or number != number.to_integral_value():
        raise UserError(f"{what} has to be a whole number.")
    return int(number)
