"""A client: the line in the list, the work, what was said, the whole record."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.money import Money
from consultant_desk.services.rows.evaluations import EvaluationRow
from consultant_desk.services.rows.needs import NeedRow
from consultant_desk.services.rows.people import PersonRow
from consultant_desk.services.rows.tasks import TaskRow


@dataclass(frozen=True, slots=True)
class NextStep:
    """The earliest open follow-up of a client or engagement; `days_late` is negative while it is still ahead."""

    task_id: str
    text: str
    due_on: str
    days_late: int


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One line of the list of clients; `stage` is that of the newest open engagement."""

    id: str
    name: str
    place: str
    tags: tuple[str, ...]
    stage: str
    next: NextStep | None
    last_touch_on: str
    days_since_touch: int | None


@dataclass(frozen=True, slots=True)
class EngagementRow:
    """One engagement with the hours spent so far (from the minutes of its interactions)."""

    id: str
    title: str
    stage: str
    stage_since: str
    days_in_stage: int | None
    stale_after: int | None
    fee: Money | None
    hours_planned: str
    hours_spent: float
    result: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class InteractionRow:
    """One line of a timeline, newest first."""

    id: str
    kind: str
    direction: str
    happened_on: str
    happened_at: str
    minutes: int | None
    person_id: str
    person: str
    engagement_id: str
    summary: str
    body: str


@dataclass(frozen=True, slots=True)
class ClientSheet:
    """A client's record: header, people, work, timeline."""

    id: str
    name: str
    legal_name: str
    industry: str
    size_band: str
    place: str
    country: str
    website: str
    source: str
    since: str
    note: str
    tags: tuple[str, ...]
    next: NextStep | None
    last_touch_on: str
    last_touch_person: str
    days_since_touch: int | None
    people: tuple[PersonRow, ...]
    engagements: tuple[EngagementRow, ...]
    timeline: tuple[InteractionRow, ...]
    tasks: tuple[TaskRow, ...]
    needs: tuple[NeedRow, ...]
    evaluations: tuple[EvaluationRow, ...]

    @property
    def engagement(self) -> EngagementRow | None:
        """Return the engagement the header speaks of: the first open one, else the newest."""
        for engagement in self.engagements:
            if engagement.is_open:
                return engagement
        return self.engagements[0] if self.engagements else None
