"""Needs in the client's words and the requirements that follow."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.money import Money


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One requirement; `criterion_id`/`criterion` name the criterion it led to, `evaluation_id` where that stands."""

    id: str
    need_id: str
    text: str
    moscow: str
    test: str
    asked_by_id: str
    asked_by: str
    asked_by_initials: str
    criterion_id: str
    criterion: str
    evaluation_id: str


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One need with its requirements; opportunity = importance + max(importance - satisfaction, 0), None if unknown."""

    id: str
    engagement_id: str
    quote: str
    quoted_person_id: str
    quoted_person: str
    quoted_on: str
    quoted_via: str
    situation: str
    progress: str
    outcome: str
    importance: int | None
    satisfaction: int | None
    opportunity: int | None
    cost: Money | None
    cost_period: str
    requirements: tuple[RequirementRow, ...]
