"""What a licence by seat costs in a year."""

from __future__ import annotations

from decimal import Decimal

from consultant_desk.domain.evaluation.problem import Per, SeatPrice

MONTHS = 12


def yearly_amount(price: SeatPrice) -> Decimal:
    """Return what all seats cost in a year, in the currency of the tiers.

    By volume (the default) all seats have the price of the tier their number reaches; graduated, each seat has the
    price of the tier it lies in itself.
    """
    times = MONTHS if price.per is Per.MONTH else 1
    if not price.graduated:
        return price.seats * reached_price(price) * times
    ends = (*(start - 1 for start, _ in price.tiers[1:]), price.seats)
    total = Decimal(0)
    for (start, amount), end in zip(price.tiers, ends, strict=True):
        total += max(0, min(end, price.seats) - start + 1) * amount
    return total * times


def reached_price(price: SeatPrice) -> Decimal:
    """Return the price of the tier the number of seats reaches."""
    return next(amount for start, amount in reversed(price.tiers) if start <= price.seats)
