"""Make a cost line of a price in the catalogue."""

from __future__ import annotations

from decimal import Decimal

from consultant_desk.domain.evaluation.problem import CostKind, Per, SeatPrice
from consultant_desk.entities.product import Plan, Price
from consultant_desk.errors import UserError
from consultant_desk.formats import minor_digits
from consultant_desk.services.evaluations.checks import UNCHANGED
from consultant_desk.services.evaluations.cost_drafts import CostDraft

MONTHS = 12


def cost_from_price(plan: Plan, price: Price, seats: int, horizon: int, rate: Decimal | str | None) -> CostDraft:
    """Return the cost line a price comes to; `UserError` when it has no amount or is paid by use.

    Paid once it is a cost of year 0, else one of each year from 1 to the horizon.
    """
    if price.amount_minor is None or not price.amount_currency:
        raise UserError(f"The price of {plan.name} has no amount.", UNCHANGED)
    if plan.billing == "usage":
        raise UserError(f"{plan.name} is paid by use, which no number of seats tells.", UNCHANGED, "Enter an amount.")
    if seats < 1:
        raise UserError(f"There cannot be {seats} seats.", UNCHANGED)
    amount = Decimal(price.amount_minor).scaleb(-minor_digits(price.amount_currency))
    bought = max(seats, plan.minimum or 1)
    once = plan.billing == "once"
    by_seat = None
    if plan.per != "organisation" and not once:
        by_seat = SeatPrice(bought, ((1, amount),), Per.YEAR if plan.billing == "year" else Per.MONTH)
    times = 1 if once or plan.billing == "year" else MONTHS
    return CostDraft(
        label=plan.name or "Licences",
        amount=amount * (1 if plan.per == "organisation" else bought) * times,
        currency=price.amount_currency,
        from_year=0 if once else 1,
        to_year=0 if once else horizon,
        kind=CostKind.ONE_OFF if once else CostKind.LICENCE,
        by_seat=by_seat,
        note=_note(plan, price, seats),
        rate=rate,
    )


def _note(plan: Plan, price: Price, seats: int) -> str:
    seen = f"Price seen on {price.seen_on}" if price.seen_on else "Price of the catalogue"
    source = f" ({price.source})" if price.source else ""
    least = f" The plan starts at {plan.minimum} seats." if plan.minimum and plan.minimum > seats else ""
    return f"{seen}{source}.{least}"
