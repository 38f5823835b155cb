"""Read models: frozen data that areas hand to the window, the command line and tests. No ORM object leaves an area.

Ids are record ids. Dates are ISO dates, instants UTC with Z, amounts are `Money` in minor units; empty text means none.
"""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.money import Money


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
class ContactRow:
    """One way to reach a person."""

    id: str
    kind: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the role held for one client."""

    id: str
    role_id: str
    name: str
    initials: str
    title: str
    role: str
    is_main: bool
    note: str
    contacts: tuple[ContactRow, ...]


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
class TaskRow:
    """One follow-up; `context` is the stage of the client's engagement."""

    id: str
    text: str
    due_on: str
    due_at: str
    days_late: int | None
    done_on: str
    client_id: str
    client: str
    context: str


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


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """One line of a list of evaluations; the verdict is a sentence, empty while there is nothing to say."""

    id: str
    title: str
    client_id: str
    client: str
    status: str
    candidates: int
    criteria: int
    scores_known: int
    scores_total: int
    verdict: str
    verdict_kind: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report of an evaluation."""

    id: str
    title: str
    evaluation_id: str
    evaluation: str
    client: str
    state: str
    number: int
    issue: int
    issued_at: str
    sha256: str
    pages: int
    delivered_on: str
    updated_at: str


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


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One price seen; `age_days` counts from the date seen."""

    id: str
    amount: Money | None
    seen_on: str
    age_days: int | None
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan with its prices, newest first."""

    id: str
    name: str
    billing: str
    per: str
    minimum: int | None
    prices: tuple[PriceRow, ...]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence; `expired` by today's date, `scores` counts the scores it supports."""

    id: str
    product_id: str
    product: str
    key: str
    kind: str
    grade: str
    title: str
    source: str
    locator: str
    quote: str
    seen_on: str
    expires_on: str
    expired: bool
    independent: bool
    scores: int


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One line of the catalogue; `newest_price` over its plans."""

    id: str
    name: str
    vendor: str
    category: str
    status: str
    newest_price: Money | None
    price_basis: str
    price_seen_on: str
    evidence: int
    evaluations: int


@dataclass(frozen=True, slots=True)
class ProductSheet:
    """A product's record."""

    id: str
    name: str
    vendor_id: str
    vendor: str
    vendor_website: str
    vendor_country: str
    category: str
    status: str
    homepage: str
    summary: str
    note: str
    plans: tuple[PlanRow, ...]
    evidence: tuple[EvidenceRow, ...]
    evaluations: tuple[EvaluationRow, ...]


@dataclass(frozen=True, slots=True)
class BrandRow:
    """A brand; `logo_sha256` is empty without a logo."""

    id: str
    name: str
    primary_colour: str
    secondary_colour: str
    font: str
    contact_line: str
    legal_footer: str
    logo_sha256: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class PracticeSheet:
    """You, as printed on reports; `brands` holds all of them, the default one first."""

    id: str
    name: str
    consultant: str
    mail: str
    phone: str
    website: str
    place: str
    currency: str
    brands: tuple[BrandRow, ...]


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
