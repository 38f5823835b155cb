"""What an evaluation answers, as plain frozen data. Scores, values, contributions are points 0..100; shares 0..1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from consultant_desk.domain.evaluation.problem import SimulationOptions


class VerdictKind(StrEnum):
    """How sure the answer is."""

    CLEAR = "clear"
    CLOSE = "close"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class RankedCandidate:
    """One line of the ranking, best first, those with a failed must-have last (`rank` None, `would_rank` set).

    `low`/`high`: score with every unknown cell at 0 and at 100. `coverage`: weight share of known cells, 0..1.
    """

    candidate: str
    rank: int | None
    would_rank: int | None
    score: float
    low: float
    high: float
    contributions: Mapping[str, float]
    values: Mapping[str, float]
    coverage: float
    failed_musts: tuple[str, ...] = ()
    unknown_musts: tuple[str, ...] = ()
    dominated_by: tuple[str, ...] = ()


def first_of(ranking: Sequence[RankedCandidate]) -> tuple[str, ...]:
    """Return the candidates of rank 1 in the order of the ranking, several in a tie."""
    return tuple(line.candidate for line in ranking if line.rank == 1)


@dataclass(frozen=True, slots=True)
class LeastRoom:
    """The criterion above 5 % weight that may move least before the winner changes; `relative` 0.16 = 16 %."""

    criterion: str
    relative: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it is printed everywhere: the number, rounded, and its decimals."""

    number: float
    digits: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer in one sentence with the figures of the rule that led to it; `lead` is the margin as printed.

    `open_musts` are the unknown must-haves of the winner where they alone keep it from being clear.
    """

    kind: VerdictKind
    winner: str | None
    runner_up: str | None
    margin: float | None
    share: float | None
    least_room: LeastRoom | None
    rule: str
    sentence: str
    tie: bool = False
    lead: Shown | None = None
    open_musts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flip:
    """Which candidate leads beyond a bound of a weight interval."""

    bound: float
    rival: str


@dataclass(frozen=True, slots=True)
class WeightRange:
    """Exact one-at-a-time interval of one weight, others keeping their proportions.

    `winner`/`ranking` are (low, high) shares 0..1, None where the weight is 1; `ranking` also in a `LiveView`.
    `below`/`above` name who takes over beyond an end of `winner`, None when that end is 0 or 1.
    """

    weight: float
    winner: tuple[float, float] | None
    ranking: tuple[float, float] | None
    below: Flip | None = None
    above: Flip | None = None


@dataclass(frozen=True, slots=True)
class SimulationResult:
    """Shares over the draws, for the candidates that can win (Lahdelma & Salminen 2001, SMAA-2).

    `rank_acceptability[id][r]`: share of draws in which id is (r+1)-th. `pairwise[a][b]`: share in which a is ahead of
    b. `central_weights[id]`: mean of the weights under which id comes first, absent when it never does.
    `confidence[id]`: share of draws of the scores in which id comes first under its central weights.
    """

    options: SimulationOptions
    rank_acceptability: Mapping[str, tuple[float, ...]]
    pairwise: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    central_weights: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    confidence: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Consistency:
    """How consistent the pairwise judgements of one level are.

    `ratio` against the named random index; more than `threshold` is too much. `worst` is the judgement that hurts most
    (None when all agree), `suggested` the ratio that would mend it. `missing` judgements of a pair were completed by
    the method `completed_by` ("" when none is missing).
    """

    ratio: float
    threshold: float
    random_index: str
    worst: tuple[str, str] | None = None
    suggested: float | None = None
    missing: int = 0
    completed_by: str = ""


@dataclass(frozen=True, slots=True)
class SmallestFlip:
    """The smallest change of all weights that makes another candidate first: `weights` are at least distance.

    `distance` is Euclidean, in shares.
    """

    rival: str
    weights: Mapping[str, float]
    distance: float


@dataclass(frozen=True, slots=True)
class ScoreFlip:
    """How far one score has to move until `winner` is first: raw units (points for levels), None: nothing does it."""

    candidate: str
    criterion: str
    change: float | None
    winner: str | None


@dataclass(frozen=True, slots=True)
class TornadoBar:
    """The lead of the winner over the strongest rival when one weight is halved and when it is doubled, in points.

    Negative: that rival is first. The other weights keep their proportions; a doubled weight is cut at 1. The `shown`
    leads are as they would be printed with that weight: the difference of the printed scores.
    """

    criterion: str
    halved: float
    halved_rival: str
    halved_shown: Shown
    doubled: float
    doubled_rival: str
    doubled_shown: Shown


@dataclass(frozen=True, slots=True)
class TopsisResult:
    """Closeness 0..1 and ranks by candidate, over the candidates that can win."""

    scores: Mapping[str, float]
    ranks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class VikorResult:
    """S, R, Q (lower is better), ranks by Q, both conditions and the compromise set (best first)."""

    s: Mapping[str, float]
    r: Mapping[str, float]
    q: Mapping[str, float]
    ranks: Mapping[str, int]
    advantage: bool
    stability: bool
    compromise: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrometheeResult:
    """Net flows -1..1 and ranks by candidate."""

    phi: Mapping[str, float]
    ranks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class MethodCheck:
    """What other methods say about the same problem; None where one was not asked for."""

    topsis: TopsisResult | None = None
    vikor: VikorResult | None = None
    promethee2: PrometheeResult | None = None

    def firsts(self) -> Mapping[str, tuple[str, ...]]:
        """Return by method the candidates it puts first, several where they share the place."""
        found = {"topsis": self.topsis, "vikor": self.vikor, "promethee2": self.promethee2}
        return {
            name: tuple(key for key, rank in one.ranks.items() if rank == min(one.ranks.values()))
            for name, one in found.items()
            if one and one.ranks
        }


@dataclass(frozen=True, slots=True)
class Step:
    """From one candidate on the frontier to the next dearer one: what one more point of benefit costs."""

    start: str
    end: str
    cost_per_point: Decimal


@dataclass(frozen=True, slots=True)
class ValueForMoney:
    """Benefit without cost criteria (points) against total cost (present value in `currency`), candidates that can win.

    `by_year[id][t]`: cost of year t, discounted, t = 0..horizon. `by_kind[id][kind]`: the same by kind of cost.
    `frontier`: ids on the upper convex hull, cheapest first. `budgets`: (from this cost on, the best one affordable).
    `unit` is the unit of the cost axis: the currency of the cost lines, or the unit of the cost criterion without them
    (then `by_year` and `by_kind` are empty).
    """

    unit: str
    cost: Mapping[str, Decimal]
    benefit: Mapping[str, float]
    frontier: tuple[str, ...]
    steps: tuple[Step, ...]
    budgets: tuple[tuple[Decimal, str], ...] = ()
    by_year: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    by_kind: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StakeholderView:
    """What the evaluation says under one person's weights; `ranking` like that of the whole result."""

    name: str
    id: str
    weights: Mapping[str, float]
    ranking: tuple[RankedCandidate, ...]

    @property
    def firsts(self) -> tuple[str, ...]:
        """Return who comes first, several where they share the place; nobody when none can win."""
        return first_of(self.ranking)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """How far the stakeholders' weights of one criterion lie apart: mean, least, most (shares), and who they are."""

    criterion: str
    mean: float
    least: float
    most: float
    least_by: str
    most_by: str

    @property
    def spread(self) -> float:
        """Return the distance between the extremes."""
        return self.most - self.least


@dataclass(frozen=True, slots=True)
class EvaluationWarning:
    """Something the consultant should look at; `code` is stable, `text` is a sentence.

    What else the sentence tells, so that it can be told in another language: the `strength` of a correlation, a
    `count` (further pairs, candidates of one name), the `currency` without a rate, the place of a cost `line` in the
    problem, the `person` whose weights do not decide.
    """

    code: str
    text: str
    criterion: str | None = None
    candidate: str | None = None
    other: str | None = None
    strength: float = 0.0
    count: int = 0
    currency: str = ""
    line: int | None = None
    person: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything `evaluate` answers. `weights` are global leaf weights in the order of the problem, sum 1.

    `consistency` is by group id ("" = top level), for pairwise weights only. `disagreements` go from most to least.
    """

    problem_sha256: str
    weights: Mapping[str, float]
    ranking: tuple[RankedCandidate, ...]
    verdict: Verdict
    stability: Mapping[str, WeightRange]
    simulation: SimulationResult | None = None
    warnings: tuple[EvaluationWarning, ...] = field(default=())
    consistency: Mapping[str, Consistency] = field(default_factory=dict)
    smallest_flip: SmallestFlip | None = None
    score_flips: tuple[ScoreFlip, ...] = ()
    tornado: tuple[TornadoBar, ...] = ()
    methods: MethodCheck | None = None
    value_for_money: ValueForMoney | None = None
    stakeholders: tuple[StakeholderView, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    def of(self, candidate: str) -> RankedCandidate:
        """Return the line of one candidate; `KeyError` if there is none."""
        for line in self.ranking:
            if line.candidate == candidate:
                return line
        raise KeyError(candidate)


@dataclass(frozen=True, slots=True)
class Contrast:
    """Why A over B: signed contributions in points, largest first; they sum exactly to `margin`."""

    a: str
    b: str
    parts: tuple[tuple[str, float], ...]
    margin: float
