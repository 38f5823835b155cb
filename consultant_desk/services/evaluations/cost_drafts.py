"""What a person enters about money, held to the rules of the evaluation file, with sentences for what does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from consultant_desk.domain.evaluation.file_costs import MAX_SEATS, MAX_TIERS, MAX_YEARS, is_currency
from consultant_desk.domain.evaluation.node import LARGEST, SMALLEST
from consultant_desk.domain.evaluation.problem import CostKind, CostLine, SeatPrice
from consultant_desk.domain.evaluation.seats import yearly_amount
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.checks import UNCHANGED


@dataclass(frozen=True, slots=True)
class CostDraft:
    """A cost line as its editor holds it: an amount a year, or a price by seat, which then makes the amount.

    Years count from 0, which is now. `rate` is what one of its currency is worth in the currency costs are compared
    in, for a currency that has no rate yet.
    """

    label: str
    amount: Decimal | str = Decimal(0)
    currency: str = "EUR"
    from_year: int = 0
    to_year: int = 0
    kind: CostKind = CostKind.OTHER
    by_seat: SeatPrice | None = None
    note: str = ""
    rate: Decimal | str | None = None


def checked_cost(draft: CostDraft, candidate: str = "") -> CostLine:
    """Return the cost line of a draft; `UserError` says what the file format cannot hold."""
    label = draft.label.strip()
    if not label:
        raise UserError("A cost line needs words for what it pays.", UNCHANGED)
    if not 0 <= draft.from_year <= draft.to_year <= MAX_YEARS:
        years = f"from year {draft.from_year} to year {draft.to_year}"
        hint = f"Years count from 0, which is now, to {MAX_YEARS}; the last is not before the first."
        raise UserError(f"{label} cannot run {years}.", UNCHANGED, hint)
    return CostLine(
        candidate=candidate,
        label=label,
        amount=checked_seats(draft.by_seat) if draft.by_seat else checked_amount("The amount", draft.amount),
        currency=checked_currency(draft.currency),
        from_year=draft.from_year,
        to_year=draft.to_year,
        kind=draft.kind,
        by_seat=draft.by_seat,
    )


def checked_amount(what: str, amount: Decimal | str) -> Decimal:
    """Return an amount the file format can hold; `UserError` otherwise."""
    try:
        number = Decimal(amount)
    except InvalidOperation:
        raise UserError(f"{what} is not a number: “{str(amount)[:40]}”.", UNCHANGED) from None
    size = number.copy_abs()
    if not number.is_finite() or size > LARGEST or 0 < size < SMALLEST:
        raise UserError(f"{what} cannot be {str(amount)[:40]}.", UNCHANGED, "Enter an ordinary number.")
    return number


def checked_rate(currency: str, rate: Decimal | str) -> Decimal:
    """Return a rate the file format can hold; `UserError` otherwise."""
    number = checked_amount(f"The rate of {currency}", rate)
    if number <= 0:
        raise UserError(f"The rate of {currency} has to be above zero.", UNCHANGED)
    return number


def checked_currency(text: str) -> str:
    """Return a currency code in capitals; `UserError` when the text is none."""
    code = text.strip().upper()
    if not is_currency(code):
        raise UserError(f"“{code[:40]}” is not a currency.", UNCHANGED, "Write its three letters, such as EUR.")
    return code


def checked_seats(price: SeatPrice) -> Decimal:
    """Return what a price by seat comes to in a year; `UserError` when the file format cannot hold it."""
    if not 1 <= price.seats <= MAX_SEATS:
        raise UserError(f"There cannot be {price.seats} seats.", UNCHANGED, f"Enter from 1 to {MAX_SEATS}.")
    starts = [start for start, _ in price.tiers]
    if not starts or len(starts) > MAX_TIERS:
        raise UserError(f"A price by seat has from 1 to {MAX_TIERS} tiers, not {len(starts)}.", UNCHANGED)
    if starts[0] != 1 or any(one >= other for one, other in pairwise(starts)):
        raise UserError("The tiers have to rise, the first from seat 1.", UNCHANGED)
    for start, amount in price.tiers:
        if checked_amount(f"The price from seat {start}", amount) < 0:
            raise UserError(f"The price from seat {start} cannot be negative.", UNCHANGED)
    yearly = yearly_amount(price)
    if starts[-1] > MAX_SEATS or yearly > LARGEST:
        raise UserError("The price by seat comes to too much.", UNCHANGED, "Look at the seats and the prices.")
    return yearly
