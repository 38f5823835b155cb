"""Read cost lines of the evaluation file, the prices by seat they may come from, and the rates between currencies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from consultant_desk.domain.evaluation.file_scores import reference
from consultant_desk.domain.evaluation.node import LARGEST, Node, clipped
from consultant_desk.domain.evaluation.problem import Candidate, CostKind, CostLine, Options, Per, SeatPrice
from consultant_desk.domain.evaluation.seats import yearly_amount

MAX_COSTS = 10_000
MAX_YEARS = 100
MAX_SEATS = 10_000_000
MAX_TIERS = 100
MAX_RATES = 200

Rates = tuple[tuple[str, Decimal], ...]


def read_costs(node: Node, candidates: Sequence[Candidate], options: Options) -> tuple[CostLine, ...]:
    """Return the cost lines; each in the currency costs are compared in, or in one that has a rate."""
    rows = {candidate.id for candidate in candidates}
    rates = dict(options.rates)
    costs: list[CostLine] = []
    for entry in node.items(MAX_COSTS):
        if not entry.record(
            ("candidate", "label", "currency"), ("amount", "from_year", "to_year"), ("kind", "by_seat")
        ):
            continue
        candidate = reference(entry, "candidate", rows)
        first = entry.child("from_year").whole(0, MAX_YEARS, 0)
        last = entry.child("to_year").whole(0, MAX_YEARS, first)
        if last < first:
            entry.child("to_year").fault(f"is {last}, before from_year", f"{first} or later")
        currency = read_currency(entry.child("currency"))
        _check_currency(entry.child("currency"), currency, options.currency, rates, costs)
        by_seat = _by_seat(entry.child("by_seat"))
        costs.append(
            CostLine(
                candidate or "",
                entry.child("label").text(),
                _amount(entry, by_seat),
                currency,
                first,
                last,
                entry.child("kind").choice(CostKind) or CostKind.OTHER,
                by_seat,
            )
        )
    return tuple(costs)


def read_currency(node: Node) -> str:
    """Return a currency code; "" where it is absent or none."""
    text = node.text()
    if node.given and not is_currency(text):
        node.wrong("a currency code such as EUR")
        return ""
    return text


def read_rates(node: Node, currency: str) -> Rates:
    """Return how much of `currency` one of each other currency is worth."""
    entries = node.entries()
    if entries and not currency:
        node.fault("stands without the currency to convert to", "options.currency")
    if len(entries) > MAX_RATES:
        node.fault(f"holds {len(entries)} rates", f"at most {MAX_RATES}")
    rates = []
    for code, entry in entries[:MAX_RATES]:
        rate = entry.decimal()
        if not is_currency(code):
            entry.fault("is the rate of no currency", "a currency code such as USD")
        elif code == currency:
            entry.fault("is the rate of the currency that is converted to", "another currency")
        elif rate is not None and rate <= 0:
            entry.wrong("a number above zero")
        elif rate is not None:
            rates.append((code, rate))
    return tuple(rates)


def is_currency(text: str) -> bool:
    """Tell whether a text has the form of an ISO 4217 code."""
    return len(text) == 3 and text.isascii() and text.isalpha() and text.isupper()


def _check_currency(
    node: Node, currency: str, compared: str, rates: Mapping[str, Decimal], before: Sequence[CostLine]
) -> None:
    if not currency or currency in rates:
        return
    wanted = compared or next((line.currency for line in before if line.currency), currency)
    if currency == wanted:
        return
    if node.log.version < 2:
        node.fault(f'is "{currency}"', f'"{wanted}" as in the first line')
    else:
        node.fault(f'"{currency}" has no rate', f'"{wanted}", or a rate for it in options.rates')


def _amount(entry: Node, by_seat: SeatPrice | None) -> Decimal:
    """Return the amount of a year: as given, or what the price by seat comes to; the two have to agree."""
    node = entry.child("amount")
    amount = node.decimal()
    if not entry.child("by_seat").given:
        if not node.given:
            node.fault("is missing", "a value")
        return Decimal(0) if amount is None else amount
    if by_seat is None:
        return Decimal(0) if amount is None else amount
    yearly = yearly_amount(by_seat)
    if yearly > LARGEST:
        entry.child("by_seat").fault("comes to too much", "an amount of at most 15 digits before the point")
    elif amount is not None and amount != yearly:
        node.fault(
            f"is {clipped(format(amount, 'f'))}", f"{yearly:f}, which is what by_seat comes to in a year, or no amount"
        )
        return yearly
    return yearly if amount is None else amount


def _by_seat(node: Node) -> SeatPrice | None:
    """Return a price by seat; None where there is none, and after a fault."""
    if not node.given or not node.record(("seats", "tiers"), ("per", "graduated")):
        return None
    before = len(node.log.faults) + node.log.dropped
    seats = node.child("seats").whole(1, MAX_SEATS, 1)
    tiers = _tiers(node.child("tiers"))
    per = node.child("per").choice(Per) or Per.MONTH
    graduated = node.child("graduated").flag()
    if not tiers or len(node.log.faults) + node.log.dropped != before:
        return None
    return SeatPrice(seats, tiers, per, graduated=graduated)


def _tiers(node: Node) -> tuple[tuple[int, Decimal], ...]:
    items = node.items(MAX_TIERS)
    if node.given and isinstance(node.raw, list) and not items:
        node.fault("is empty", "at least one [from seat, price]")
    tiers: list[tuple[int, Decimal]] = []
    for item in items:
        if not isinstance(item.raw, list) or len(item.raw) != 2:
            item.wrong("[from seat, price]")
            continue
        start, price = item.items(2)
        seat, amount = start.whole(1, MAX_SEATS, 1), price.decimal()
        if not tiers and seat != 1:
            start.fault(f"is {seat}", "1 in the first tier")
        elif tiers and seat <= tiers[-1][0]:
            start.fault(f"is {seat}, not above the tier before", f"more than {tiers[-1][0]}")
        if amount is not None and amount < 0:
            price.fault(f"is {clipped(format(amount, 'f'))}", "0 or more")
        tiers.append((seat, amount or Decimal(0)))
    return tuple(tiers)
