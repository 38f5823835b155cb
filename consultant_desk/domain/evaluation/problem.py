"""The evaluation problem as plain frozen data: what is compared, on which scales, with which weights and scores.

Owns the shapes only. Reading and writing the file format is `file`, turning raw values into 0..100 is `values`,
turning answers into weights is `weights`. Nothing here computes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Direction(StrEnum):
    """Which end of a criterion's raw scale is better."""

    MAX = "max"
    MIN = "min"


class EvidenceState(StrEnum):
    """How a score is known."""

    NONE = "none"
    CLAIMED = "claimed"
    SEEN = "seen"
    TESTED = "tested"
    REFERENCE = "reference"


class Confidence(StrEnum):
    """The consultant's own confidence in a score."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class MustOp(StrEnum):
    """Comparison of a must-have rule."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "=="


class Completion(StrEnum):
    """How weights follow from pairwise judgements of which some are missing."""

    HARKER = "harker"
    LEAST_SQUARES = "least_squares"


class CostKind(StrEnum):
    """What a cost is for."""

    ONE_OFF = "one_off"
    LICENCE = "licence"
    IMPLEMENTATION = "implementation"
    TRAINING = "training"
    SUPPORT = "support"
    MIGRATION = "migration"
    EXIT = "exit"
    OTHER = "other"


class Per(StrEnum):
    """The period a price by seat is for."""

    MONTH = "month"
    YEAR = "year"


class RankFormula(StrEnum):
    """Surrogate weights from a rank order."""

    ROC = "roc"
    SUM = "rs"
    RECIPROCAL = "rr"


@dataclass(frozen=True, slots=True)
class Linear:
    """Value 0 at `worst`, 100 at `best`, straight in between, clipped outside; raw units."""

    worst: float
    best: float


@dataclass(frozen=True, slots=True)
class Piecewise:
    """Monotone points (raw, value 0..100), raw ascending; straight in between, clipped outside."""

    points: tuple[tuple[float, float], ...]
    worst: float
    best: float


@dataclass(frozen=True, slots=True)
class Levels:
    """Named levels, each with a value 0..100; in the order of the file."""

    levels: tuple[tuple[str, float], ...]

    def value_of(self, name: str) -> float:
        """Return the value 0..100 of the level; `KeyError` if there is none of that name."""
        for level, value in self.levels:
            if level == name:
                return value
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class DirectValue:
    """Scores are 0..100 values given directly."""


ValueFunction = Linear | Piecewise | Levels | DirectValue


@dataclass(frozen=True, slots=True)
class MustHave:
    """A rule a candidate has to meet; exactly one of `value` (raw units) and `level` is set."""

    op: MustOp
    value: float | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A named group of criteria."""

    id: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One leaf criterion with the scale it owns.

    `quality` is what it measures in the words of a standard or a buying criterion; it decides nothing.
    """

    id: str
    name: str
    direction: Direction
    value: ValueFunction
    group: str | None = None
    unit: str = ""
    must: MustHave | None = None
    cost: bool = False
    question: str = ""
    anchors: tuple[tuple[str, str], ...] = ()
    note: str = ""
    quality: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product, or the baseline, that is compared. `product` is free text naming the catalogue entry."""

    id: str
    name: str
    baseline: bool = False
    product: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """The score of one candidate on one criterion.

    For a criterion with levels `value`, `low`, `high` are level names, else raw numbers.
    A cell is unknown when `value`, `low` and `high` are all None. `low`/`high` are two ends in either order.
    """

    candidate: str
    criterion: str
    value: float | str | None = None
    low: float | str | None = None
    high: float | str | None = None
    confidence: Confidence | None = None
    rationale: str = ""
    evidence: tuple[str, ...] = ()
    evidence_state: EvidenceState = EvidenceState.NONE
    note: str = ""

    @property
    def unknown(self) -> bool:
        """Tell whether nothing is known about this cell."""
        return self.value is None and self.low is None and self.high is None


@dataclass(frozen=True, slots=True)
class PointWeights:
    """Direct or swing points per criterion or group id; `method` is "direct" or "swing"."""

    method: str
    points: tuple[tuple[str, float], ...]
    within: tuple[tuple[str, WeightAnswers], ...] = ()


@dataclass(frozen=True, slots=True)
class RankWeights:
    """Ids of criteria or groups, most important first."""

    order: tuple[str, ...]
    formula: RankFormula
    within: tuple[tuple[str, WeightAnswers], ...] = ()


@dataclass(frozen=True, slots=True)
class PairwiseWeights:
    """AHP judgements as written in the file (`rows[i][j]`: how much ids[i] outweighs ids[j]; None: not judged)."""

    ids: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    random_index: str = "saaty"
    within: tuple[tuple[str, WeightAnswers], ...] = ()
    completion: Completion = Completion.HARKER


@dataclass(frozen=True, slots=True)
class MeanWeights:
    """The mean of the stakeholders' weights decides."""


WeightAnswers = PointWeights | RankWeights | PairwiseWeights | MeanWeights


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """A person or group with weights of their own."""

    name: str
    weights: WeightAnswers
    id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """A piece of evidence in the file; `date` is an ISO date or empty."""

    id: str
    kind: str = ""
    source: str = ""
    date: str = ""
    quote: str = ""
    grade: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class SeatPrice:
    """A licence by seat: `tiers` are (from this many seats, price per seat and period), rising, the first from 1.

    All seats have the price of the tier their number reaches; `graduated` prices each seat by its own tier.
    """

    seats: int
    tiers: tuple[tuple[int, Decimal], ...]
    per: Per = Per.MONTH
    graduated: bool = False


@dataclass(frozen=True, slots=True)
class CostLine:
    """One cost of one candidate: `amount` per year from `from_year` to `to_year` inclusive; year 0 is now.

    With a price by seat the amount is what that comes to in a year.
    """

    candidate: str
    label: str
    amount: Decimal
    currency: str
    from_year: int = 0
    to_year: int = 0
    kind: CostKind = CostKind.OTHER
    by_seat: SeatPrice | None = None


class Scheme(StrEnum):
    """How simulated weights are drawn."""

    ALL = "all"
    ORDINAL = "ordinal"
    AROUND = "around"


@dataclass(frozen=True, slots=True)
class SimulationOptions:
    """What `simulate` is asked for; `spread` 0..1 counts for `around` only."""

    scheme: Scheme = Scheme.AROUND
    samples: int = 10_000
    seed: int = 1
    spread: float = 0.2
    fixed_scores: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """Options of an evaluation. `methods` None means: the list is absent in the file.

    `simulation` None means: no simulation was asked for (the verdict still runs its own).
    `promethee` keeps the per-criterion preference functions as (criterion, type, q, p, s). Costs are compared in
    `currency` ("" means the one all of them are in); `rates` are (currency, how much of `currency` one of it is worth).
    """

    horizon_years: int = 3
    discount_rate: float = 0.0
    methods: tuple[str, ...] | None = None
    topsis_matrix: str = "value"
    promethee: tuple[tuple[str, str, float | None, float | None, float | None], ...] = ()
    vikor_v: float = 0.5
    simulation: SimulationOptions | None = None
    currency: str = ""
    rates: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole evaluation, ready to be evaluated. Order of the tuples is the order of the file."""

    title: str
    criteria: tuple[Criterion, ...]
    weights: WeightAnswers
    candidates: tuple[Candidate, ...]
    groups: tuple[Group, ...] = ()
    cells: tuple[Cell, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    evidence: tuple[EvidenceRef, ...] = ()
    costs: tuple[CostLine, ...] = ()
    options: Options = field(default_factory=Options)

    def cell_index(self) -> Mapping[tuple[str, str], Cell]:
        """Map (candidate id, criterion id) to its cell; absent pairs are unknown."""
        return {(cell.candidate, cell.criterion): cell for cell in self.cells}
