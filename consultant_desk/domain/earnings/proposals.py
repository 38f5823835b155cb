"""The interest to declare in a product, from the programmes one is in: which of them pays, and about how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from consultant_desk.domain.earnings.expected import for_client
from consultant_desk.domain.earnings.terms import Terms
from consultant_desk.domain.evaluation.problem import CostKind, CostLine
from consultant_desk.domain.money import Money, minor
from consultant_desk.domain.snapshot import InterestKind

RECENT = 90
"""Days for which an application is declared although nothing is paid yet."""
APPROVED, APPLIED = "approved", "applied"


@dataclass(frozen=True, slots=True)
class KnownProgramme:
    """A programme of the product; `terms` are those of today, None where none are known. `payer` is who would pay."""

    id: str
    name: str
    status: str
    applied_on: str = ""
    payer: str = ""
    terms: Terms | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What there is to declare: by which programme, and what it pays for this client within the horizon.

    `expected` is None where it is not known. `counted_months` is above 0 where a commission without end was counted
    for so many months only. `applied` are programmes one applied to lately, the last first; nothing is paid by them.
    """

    kind: InterestKind = InterestKind.NONE
    programme: KnownProgramme | None = None
    expected: Money | None = None
    counted_months: int = 0
    applied: tuple[KnownProgramme, ...] = ()


def propose(programmes: Iterable[KnownProgramme], yearly: Money | None, today: date, horizon_months: int) -> Proposal:
    """Return the interest that follows from the programmes of a product; of several that pay, the one that pays most.

    `yearly` is what the client would spend with the vendor in a year, None where that is not known.
    """
    known = sorted(programmes, key=lambda one: (one.name.casefold(), one.id))
    since = (today - timedelta(days=RECENT)).isoformat()
    applied = [one for one in known if one.status == APPLIED and since <= one.applied_on <= today.isoformat()]
    applied.sort(key=lambda one: one.applied_on, reverse=True)
    paying = [(one, _expected(one.terms, yearly, horizon_months)) for one in known if one.status == APPROVED]
    if not paying:
        return Proposal(applied=tuple(applied))
    best, amount = max(paying, key=lambda pair: -1 if pair[1] is None else pair[1].minor)
    terms = best.terms
    endless = terms is not None and terms.recurs and not terms.recurring_months and not terms.recurring_count
    counted = horizon_months if endless and amount is not None else 0
    return Proposal(InterestKind.AFFILIATE, best, amount, counted, tuple(applied))


def yearly_cost(lines: Sequence[CostLine]) -> Money | None:
    """Return what a client pays the vendor in the first year it pays: its licences, else what has no kind.

    None without such a line, and where lines are in several currencies.
    """
    for kind in (CostKind.LICENCE, CostKind.OTHER):
        found = [line for line in lines if line.kind is kind]
        if found:
            break
    else:
        return None
    first = min(line.from_year for line in found)
    begun = [line for line in found if line.from_year == first]
    currencies = {line.currency for line in begun}
    if len(currencies) > 1:
        return None
    currency = currencies.pop()
    return Money(sum(minor(line.amount, currency) for line in begun), currency)


def _expected(terms: Terms | None, yearly: Money | None, months: int) -> Money | None:
    """Return what terms pay for a client; an amount for each sale is known without what the client spends."""
    if terms is None:
        return None
    spent = yearly
    if spent is None:
        if any(rate is not None for rate in (terms.percent, *(tier.percent for tier in terms.tiers))):
            return None
        spent = Money(0, terms.currency)
    found = for_client(terms, spent, horizon_months=months)
    return None if found is None else found.amount
