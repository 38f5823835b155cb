"""Everything a report prints, as frozen data taken from the workspace at one moment.

`services.reports` fills it, `reports.build` prints it. It holds no private notes, no ids of the workspace, no paths.
Dates are ISO dates, money is minor units with a currency code, images are bytes the program re-encoded itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from consultant_desk.domain.brand import Brand
from consultant_desk.domain.coverage import Capability
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.money import Money
from consultant_desk.domain.report_options import ReportOptions


class Moscow(StrEnum):
    """How much a requirement is wanted."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"
    WONT = "wont"


class InterestKind(StrEnum):
    """What ties the consultant to a vendor."""

    NONE = "none"
    AFFILIATE = "affiliate"
    REFERRAL = "referral"
    RESELLER = "reseller"
    CLIENT = "client"
    INVESTOR = "investor"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SnapshotRequirement:
    """One requirement of a need, with how it is tested, who asked, and the criterion it led to (file id or empty)."""

    text: str
    moscow: Moscow
    test: str = ""
    asked_by: str = ""
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class SnapshotNeed:
    """One need: the client's words, then "When <situation>, they want to <progress>, so that <outcome>".

    `importance` and `satisfaction` are 1..5 or None; `cost` is what the status quo costs per `cost_period`.
    """

    quote: str
    quoted_from: str
    situation: str
    progress: str
    outcome: str
    importance: int | None = None
    satisfaction: int | None = None
    cost: Money | None = None
    cost_period: str = ""
    requirements: tuple[SnapshotRequirement, ...] = ()


@dataclass(frozen=True, slots=True)
class SnapshotCoverage:
    """How one candidate meets one requirement, both by place: of the need, and of the requirement in it (from 0).

    `candidate` is a file id, or the name of a product that is not compared. `evidence` are titles or sources.
    """

    candidate: str
    need: int
    requirement: int
    level: Capability
    note: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SnapshotFinalist:
    """What the consultant says of one candidate: what it fits, its flaws that break no deal, who should not buy it."""

    candidate: str
    fit: tuple[str, ...] = ()
    flaws: tuple[str, ...] = ()
    unsuited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SnapshotInterest:
    """The consultant's interest in one candidate. `basis` is what is paid in words ("20 % of the first-year fees").

    `expected` is the amount expected from this client; `client_price_changes` tells whether the client pays more;
    `credited` that what is paid is passed on to the client. `has_programme`: its product has a programme, whether the
    consultant is in it or not; `applied_on` is when they applied to one, lately and without an answer yet.
    """

    candidate: str
    kind: InterestKind
    basis: str = ""
    who_pays: str = ""
    expected: Money | None = None
    client_price_changes: bool = False
    credited: bool = False
    has_programme: bool = False
    applied_on: str = ""


@dataclass(frozen=True, slots=True)
class SnapshotReason:
    """One reason for the pick; `criterion` (file id) lets the report add its points, `evidence` are evidence ids."""

    text: str
    criterion: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SnapshotRisk:
    """One risk and what is done about it."""

    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class SnapshotStep:
    """One next step with its date (ISO) or without."""

    text: str
    due: str = ""


@dataclass(frozen=True, slots=True)
class SnapshotAdoption:
    """One part of the adoption plan: what is done, how one will see that it worked, and its date (ISO) or none."""

    text: str
    measure: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class SnapshotEvidence:
    """One piece of evidence, printed with its number (place in the tuple, from 1).

    `scores` are the (candidate, criterion) ids it supports.
    """

    id: str
    kind: str
    title: str
    source: str = ""
    seen_on: str = ""
    expires_on: str = ""
    grade: str = ""
    quote: str = ""
    independent: bool = False
    scores: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SnapshotRejected:
    """A product that was considered and left out: by which requirement or reason, on what evidence, seen when."""

    name: str
    requirement: str = ""
    why: str = ""
    evidence: str = ""
    seen_on: str = ""


@dataclass(frozen=True, slots=True)
class SnapshotChange:
    """One thing that was changed: after a lock, the part of the evaluation it lies in and both states in words.

    Between two issues of a report, a `code` of `report_changes` with its values, for which the report finds the words.
    """

    part: str
    text: str
    code: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SnapshotReopening:
    """One time weights and scores were opened again: when (UTC, ISO with Z), why, and what was changed under it.

    `locked_at` is when they were locked again, empty while they are not.
    """

    opened_at: str
    reason: str
    locked_at: str = ""
    changes: tuple[SnapshotChange, ...] = ()


@dataclass(frozen=True, slots=True)
class SnapshotLock:
    """Weights and scores were locked before interests were shown: when first, when last, and as which problem."""

    first_locked_at: str
    locked_at: str
    sha256: str
    reopenings: tuple[SnapshotReopening, ...] = ()

    @property
    def open(self) -> bool:
        """Tell whether they are open for changes."""
        return bool(self.reopenings) and not self.reopenings[-1].locked_at


@dataclass(frozen=True, slots=True)
class SnapshotVersion:
    """One issue of this report before this one, and what is different in the issue that followed it, in words."""

    version: int
    issued_on: str
    sha256: str = ""
    changes: tuple[SnapshotChange, ...] = ()


@dataclass(frozen=True, slots=True)
class SnapshotSentence:
    """A sentence of the consultant's own in place of the computed one named `key`.

    `computed` is what the program said when it was written; `figures` are those in it as (printed, path). An empty
    `text` leaves the sentence out.
    """

    key: str
    text: str
    computed: str = ""
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SnapshotNote:
    """Markdown of the consultant's own, printed at the end of a section (by its stable name)."""

    section: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportSnapshot:
    """All a report prints. `number` is the report's number, `version` 0 for a draft, from 1 once issued.

    `made_on` is the printed date; `instant` (UTC, ISO with Z) is pinned into the PDF so that builds are byte-equal.
    `lock` is None while interests are hidden; `interests` are those stated for candidates, none while hidden.
    `question` is what the evaluation answers; `long_list` names products looked at, neither compared nor left out;
    `versions` are the earlier issues of this report, newest first.
    """

    title: str
    client: str
    consultant: str
    made_on: str
    instant: str
    problem: Problem
    result: Result
    brand: Brand
    options: ReportOptions = field(default_factory=ReportOptions)
    evaluation_title: str = ""
    client_place: str = ""
    prepared_for: str = ""
    number: int = 1
    version: int = 0
    issued: bool = False
    currency: str = "EUR"
    needs: tuple[SnapshotNeed, ...] = ()
    reasons: tuple[SnapshotReason, ...] = ()
    risks: tuple[SnapshotRisk, ...] = ()
    conditions: tuple[str, ...] = ()
    steps: tuple[SnapshotStep, ...] = ()
    interests: tuple[SnapshotInterest, ...] = ()
    evidence: tuple[SnapshotEvidence, ...] = ()
    rejected: tuple[SnapshotRejected, ...] = ()
    valid_until: str = ""
    program_version: str = ""
    lock: SnapshotLock | None = None
    question: str = ""
    long_list: tuple[str, ...] = ()
    coverage: tuple[SnapshotCoverage, ...] = ()
    finalists: tuple[SnapshotFinalist, ...] = ()
    adoption: tuple[SnapshotAdoption, ...] = ()
    versions: tuple[SnapshotVersion, ...] = ()
    sentences: tuple[SnapshotSentence, ...] = ()
    notes: tuple[SnapshotNote, ...] = ()
