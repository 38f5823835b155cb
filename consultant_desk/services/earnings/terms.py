"""The terms of programmes in a workspace, as the rules read them, and where accounts stand."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.earnings.terms import (
    Cycle,
    LockRule,
    Terms,
    Tier,
    TierBasis,
    TierPeriod,
    dates_of,
    terms_on,
)
from consultant_desk.entities.programme import ProgrammeTerms


@dataclass(frozen=True, slots=True)
class TermsBook:
    """The versions of terms by programme. What was asked is remembered: a report asks for each day several times."""

    versions: Mapping[str, tuple[Terms, ...]]
    _due: dict[tuple[str, str], str] = field(default_factory=dict)
    _by_rule: dict[tuple[object, ...], str] = field(default_factory=dict)

    def on(self, programme_id: str, day: str) -> Terms | None:
        """Return the terms of a programme that hold on a day."""
        return terms_on(self.versions.get(programme_id, ()), day)

    def due_on(self, programme_id: str, day: str) -> str:
        """Return when a programme should pay what was sold on a day; empty where its terms do not tell, or no day."""
        key = (programme_id, day)
        found = self._due.get(key)
        if found is None:
            terms = self.on(programme_id, day) if day else None
            found = self._due[key] = "" if terms is None else self._expected(terms, day)
        return found

    def _expected(self, terms: Terms, day: str) -> str:
        """Return the day by what of the terms it depends on: most programmes share these."""
        rule = (
            day, terms.lock, terms.lock_days, terms.hold_days, terms.cycle, terms.cycle_day, terms.cycle_month,
        )  # fmt: skip
        found = self._by_rule.get(rule)
        if found is None:
            found = self._by_rule[rule] = dates_of(terms, day).expected_on
        return found


def terms_book(session: Session) -> TermsBook:
    """Return all terms there are."""
    found: dict[str, list[Terms]] = defaultdict(list)
    for row in session.scalars(select(ProgrammeTerms)):
        found[row.programme_id].append(terms_of(row))
    return TermsBook({programme: tuple(versions) for programme, versions in found.items()})


def terms_of(row: ProgrammeTerms) -> Terms:
    """Return one version of terms as the rules read it."""
    tiers: list[Any] = json.loads(row.tiers_json) if row.tiers_json else []
    return Terms(
        effective_from=row.effective_from or "",
        currency=row.currency or row.flat_currency or row.threshold_currency or "",
        percent=Decimal(row.rate) if row.rate else None,
        flat_minor=row.flat_minor,
        recurs=row.recurs,
        recurring_months=row.recurring_months or 0,
        recurring_count=row.recurring_count or 0,
        tiers=tuple(
            Tier(one["above"], Decimal(one["percent"]) if "percent" in one else None, one.get("flat")) for one in tiers
        ),
        tier_basis=TierBasis(row.tier_basis or TierBasis.COUNT),
        tier_period=TierPeriod(row.tier_period or TierPeriod.MONTH),
        cookie_days=row.cookie_days or 0,
        lock=LockRule(row.lock_rule or LockRule.OPEN),
        lock_days=row.lock_days or 0,
        hold_days=row.hold_days or 0,
        cycle=Cycle(row.cycle or Cycle.MONTHLY),
        cycle_day=1 if row.cycle_day is None else row.cycle_day,
        cycle_month=row.cycle_month or 1,
        threshold_minor=row.threshold_minor or 0,
        forfeiture_days=row.forfeiture_days or 0,
    )
