"""How much of what a programme approved was taken back, with the bounds that so many cases allow.

Wilson's score interval: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
JASA 22 (1927) 209-212; good for few cases and for shares near 0. By amount the number of cases is Kish's effective
size, (sum of amounts) squared by the sum of squares: ten small sales beside a large one say little more than it alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Context, Decimal

from consultant_desk.domain.earnings.ledger import LedgerLine
from consultant_desk.domain.earnings.states import Approval, Kind

LOOK_BACK = 365
"""Days of history that count."""
_EXACT = Context(prec=28)
_Z = Decimal("1.959963984540054")
"""The normal quantile of 95 %."""
_NO_SALES = {Kind.FEE, Kind.ADJUSTMENT, Kind.CLAWBACK}


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its bounds, all 0 to 1. Without any case nothing is known: bounds 0 and 1, `known` False."""

    value: Decimal
    low: Decimal
    high: Decimal
    known: bool = True


UNKNOWN = Share(Decimal(0), Decimal(0), Decimal(1), known=False)


@dataclass(frozen=True, slots=True)
class AmountShare:
    """What was decided and what of it was taken back in one currency, with the share by amount."""

    currency: str
    decided_minor: int
    reversed_minor: int
    share: Share


@dataclass(frozen=True, slots=True)
class ReversalRate:
    """How many commissions of a programme were decided, how many of them taken back, and the shares."""

    programme_id: str
    programme: str
    decided: int
    reversed: int
    share: Share
    by_amount: tuple[AmountShare, ...] = ()


@dataclass(slots=True)
class _Cases:
    """Amounts by currency and commission: what it was, and what of it was taken back."""

    programme: str = ""
    amounts: dict[str, dict[str, int]] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)


def wilson(taken: Decimal | int, cases: Decimal | int) -> Share:
    """Return the share `taken` of `cases` with its 95 % bounds."""
    n = Decimal(cases)
    if n <= 0:
        return UNKNOWN
    share = _EXACT.divide(Decimal(taken), n)
    square = _Z * _Z
    middle = share + square / (2 * n)
    spread = _Z * _EXACT.sqrt(max(share * (1 - share) / n, Decimal(0)) + square / (4 * n * n))
    whole = 1 + square / n
    low = Decimal(0) if not share else max((middle - spread) / whole, Decimal(0))
    high = Decimal(1) if share == 1 else min((middle + spread) / whole, Decimal(1))
    return Share(share, min(low, share), max(high, share))


def reversal_rates(lines: Iterable[LedgerLine], today: str, days: int = LOOK_BACK) -> dict[str, ReversalRate]:
    """Return by programme id how much of the commissions of the last days, as far as decided, was taken back.

    An entry counts for the commission it takes back, on that one's date and for its programme; what it takes in another
    currency adds to no amount. One whose original is older than all statements counts by itself.
    """
    since = (date.fromisoformat(today) - timedelta(days=days)).isoformat()
    all_lines = list(lines)
    known = {line.id for line in all_lines if not line.part and not line.takes_back}
    found: dict[str, _Cases] = {}
    sales: dict[str, tuple[_Cases, str]] = {}
    entries: list[LedgerLine] = []
    for line in all_lines:
        if line.takes_back:
            entries.append(line)
        elif since < line.date <= today and line.approval is not Approval.PENDING and line.kind not in _NO_SALES:
            cases = found.setdefault(line.programme_id, _Cases(line.programme))
            amount = max(abs(line.amount_minor), line.taken_minor)
            cases.amounts.setdefault(line.currency, {})[line.id] = amount
            sales[line.id] = cases, line.currency
            if line.taken_minor:
                cases.taken[line.id] = line.taken_minor
    for line in entries:
        if line.kind in {Kind.FEE, Kind.ADJUSTMENT} or line.approval is Approval.PENDING:
            continue
        original = line.original_id
        if original in sales:
            cases, currency = sales[original]
            took = -line.effect_minor if line.currency == currency else 0
            cases.taken[original] = min(cases.amounts[currency][original], cases.taken.get(original, 0) + took)
        elif original not in known and since < line.date <= today:
            cases = found.setdefault(line.programme_id, _Cases(line.programme))
            cases.amounts.setdefault(line.currency, {})[line.id] = cases.taken[line.id] = -line.effect_minor
    return {key: _rate(key, cases) for key, cases in sorted(found.items()) if any(cases.amounts.values())}


def all_programmes(rates: Iterable[ReversalRate]) -> Share:
    """Return the share of all programmes together, for one that has no history of its own."""
    every = list(rates)
    return wilson(sum(rate.reversed for rate in every), sum(rate.decided for rate in every))


def _rate(key: str, cases: _Cases) -> ReversalRate:
    decided = sum(len(amounts) for amounts in cases.amounts.values())
    by_amount = []
    for currency, amounts in sorted(cases.amounts.items()):
        if amounts:
            total = sum(amounts.values())
            taken = sum(cases.taken.get(one, 0) for one in amounts)
            by_amount.append(AmountShare(currency, total, taken, _by_amount(amounts.values(), taken)))
    return ReversalRate(
        key, cases.programme, decided, len(cases.taken), wilson(len(cases.taken), decided), tuple(by_amount)
    )


def _by_amount(amounts: Iterable[int], taken: int) -> Share:
    total, squares = 0, 0
    for amount in amounts:
        total, squares = total + amount, squares + amount * amount
    if not total:
        return UNKNOWN
    effective = _EXACT.divide(Decimal(total * total), Decimal(squares))
    return wilson(effective * taken / total, effective)
