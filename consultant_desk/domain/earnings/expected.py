"""What a programme would pay: for a sale, and for what a client spends in a year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from consultant_desk.domain.earnings.rates import add_up
from consultant_desk.domain.earnings.terms import Terms, TierBasis
from consultant_desk.domain.money import Money

YEAR = 12


@dataclass(frozen=True, slots=True)
class TierPart:
    """The part of a commission that one tier pays (0: what holds below the first mark), for so much of the sale."""

    tier: int
    sale_minor: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Expected:
    """A commission to expect, with how many payments of the client it comes, and the tiers its parts are of."""

    amount: Money
    payments: int = 1
    parts: tuple[TierPart, ...] = ()


def for_sale(terms: Terms, sale: Money, already: int = 0) -> Expected | None:
    """Return the commission on one sale after `already` sales (or minor units of sales) of the tiers' period.

    A sale that passes the mark of an amount is split there; the parts add up to the commission. None: the terms name
    no rate for it, or marks in another currency than the sale's.
    """
    found = _pieces(terms, Decimal(sale.minor), sale.currency, already)
    if found is None:
        return None
    pieces, currency = found
    amounts, total = add_up([worth for _tier, _piece, worth in pieces])
    sales, _ = add_up([piece for _tier, piece, _worth in pieces])
    parts = [TierPart(piece[0], sold, paid) for piece, sold, paid in zip(pieces, sales, amounts, strict=True)]
    return Expected(Money(total, currency), 1, tuple(parts))


def for_client(
    terms: Terms, yearly: Money, *, horizon_months: int = YEAR, payments_a_year: int = 1, already: int = 0
) -> Expected | None:
    """Return what a client who spends `yearly` brings within a horizon, rounded once.

    What does not recur comes with the first payment only. None where the terms name no rate.
    """
    payments = 1
    if terms.recurs:
        months = min(horizon_months, terms.recurring_months or horizon_months)
        payments = -(-months * payments_a_year // YEAR)  # the first payment is made at once: a begun period counts
        payments = min(payments, terms.recurring_count or payments)
    payment, total, currency = Decimal(yearly.minor) / payments_a_year, Decimal(0), ""
    for number in range(payments):
        before = already + (number if terms.tier_basis is TierBasis.COUNT else int(payment * number))
        found = _pieces(terms, payment, yearly.currency, before)
        if found is None or currency not in {"", found[1]}:
            return None
        currency = found[1]
        total += sum((worth for _tier, _piece, worth in found[0]), Decimal(0))
    _, rounded = add_up([total])
    return Expected(Money(rounded, currency or yearly.currency), payments)


def _pieces(
    terms: Terms, sale: Decimal, currency: str, already: int
) -> tuple[list[tuple[int, Decimal, Decimal]], str] | None:
    """Return the tiers a sale falls into, with the part of it and what that pays, and the currency of the pay."""
    if terms.tiers and terms.tier_basis is TierBasis.AMOUNT and currency != terms.currency:
        return None
    rates = [(terms.percent, terms.flat_minor), *((tier.percent, tier.flat_minor) for tier in terms.tiers)]
    marks = [tier.above for tier in terms.tiers]
    first = sum(already >= mark for mark in marks)
    percent, flat = rates[first]
    if flat is not None:  # an amount for the sale as a whole is not split
        return [(first, sale, Decimal(flat))], terms.currency
    pieces: list[tuple[int, Decimal, Decimal]] = []
    left, reached, tier = sale, already, first
    while True:
        percent, flat = rates[tier]
        last = terms.tier_basis is TierBasis.COUNT or tier == len(marks) or left <= marks[tier] - reached
        part = left if last else Decimal(marks[tier] - reached)
        if percent is None:
            return None
        pieces.append((tier, part, part * percent / 100))
        if last:
            return pieces, currency
        left, reached, tier = left - part, marks[tier], tier + 1
        if rates[tier][1] is not None:  # above the mark an amount is paid for sales that begin there
            return [*pieces[:-1], (tier - 1, part + left, (part + left) * percent / 100)], currency
