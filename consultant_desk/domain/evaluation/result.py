"""What an evaluation answers, as plain frozen data. Scores, values, contributions are points 0..100; shares 0..1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class LeastRoom:
    """The criterion above 5 % weight that may move least before the winner changes; `relative` 0.16 = 16 %."""

    criterion: str
    relative: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer in one sentence with the figures of the rule that led to it."""

    kind: VerdictKind
    winner: str | None
    runner_up: str | None
    margin: float | None
    share: float | None
    least_room: LeastRoom | None
    rule: str
    sentence: str
    tie: bool = False


@dataclass(frozen=True, slots=True)
class Flip:
    """Which candidate leads beyond a bound of a weight interval."""

    bound: float
    rival: str


@dataclass(frozen=True, slots=True)
class WeightRange:
    """Exact one-at-a-time interval of one weight, others keeping their proportions.

    `winner`/`ranking` are (low, high) shares 0..1, None where the weight is 1. `below`/`above` name who takes over
    beyond an end of `winner`, None when that end is 0 or 1.
    """

    weight: float
    winner: tuple[float, float] | None
    ranking: tuple[float, float] | None
    below: Flip | None = None
    above: Flip | None = None


@dataclass(frozen=True, slots=True)
class SimulationResult:
    """Shares over the draws; `rank_acceptability[id][r]` = share of draws in which id is (r+1)-th."""

    options: SimulationOptions
    rank_acceptability: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class EvaluationWarning:
    """Something the consultant should look at; `code` is stable, `text` is a sentence."""

    code: str
    text: str
    criterion: str | None = None
    candidate: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """Everything `evaluate` answers. `weights` are global leaf weights in the order of the problem, sum 1."""

    problem_sha256: str
    weights: Mapping[str, float]
    ranking: tuple[RankedCandidate, ...]
    verdict: Verdict
    stability: Mapping[str, WeightRange]
    simulation: SimulationResult | None = None
    warnings: tuple[EvaluationWarning, ...] = field(default=())

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
