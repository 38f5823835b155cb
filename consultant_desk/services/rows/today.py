"""The day at a glance and the figures of the rail."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.money import Money
from consultant_desk.services.rows.tasks import TaskRow


@dataclass(frozen=True, slots=True)
class QuietRow:
    """An engagement that has been in its stage longer than the stage allows."""

    engagement_id: str
    client_id: str
    client: str
    stage: str
    days: int
    stale_after: int


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A report that was issued and waits for the client's decision."""

    report_id: str
    evaluation_id: str
    client: str
    title: str
    since: str
    days: int


@dataclass(frozen=True, slots=True)
class OverdueMoney:
    """Commissions that are approved and late: how many, what they come to, how late the latest is.

    `missing` of them have no rate and are not in the amount.
    """

    count: int
    amount: Money
    missing: int
    days: int


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What a new person has done already; all true hides the list."""

    brand: bool
    client: bool
    evaluation: bool
    report: bool

    @property
    def done(self) -> bool:
        """Tell whether nothing is left."""
        return self.brand and self.client and self.evaluation and self.report


@dataclass(frozen=True, slots=True)
class TodaySheet:
    """What wants attention today, and what comes."""

    day: str
    due: tuple[TaskRow, ...]
    quiet: tuple[QuietRow, ...]
    waiting: tuple[WaitingRow, ...]
    ahead: tuple[TaskRow, ...]
    stages: tuple[tuple[str, int], ...]
    first_steps: FirstSteps
    to_decide: int = 0
    """Rows of statements that wait for a decision."""
    overdue: OverdueMoney | None = None

    @property
    def count(self) -> int:
        """Return how many things want attention."""
        money = bool(self.to_decide) + (self.overdue is not None)
        return len(self.due) + len(self.quiet) + len(self.waiting) + money

    @property
    def late(self) -> int:
        """Return how many follow-ups are overdue."""
        return sum(1 for task in self.due if (task.days_late or 0) > 0)


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures beside the sections of the rail."""

    today: int
    clients: int
    products: int
    evaluations: int
    reports: int
