"""What a person decided about weights, as the session hands it to whoever stores it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consultant_desk.domain.evaluation.judging import Pair
from consultant_desk.domain.evaluation.problem import Completion, RankFormula, WeightAnswers


@dataclass(frozen=True, slots=True)
class WeightMove:
    """One weight got a share 0..1. `answers` are those of all criteria; `held` tells that locked ones stayed."""

    criterion: str
    share: float
    answers: WeightAnswers
    held: bool


@dataclass(frozen=True, slots=True)
class MethodChoice:
    """Weights are given by another method, or by another formula of the rank order; `group` "" is the top level."""

    method: str
    formula: RankFormula
    group: str = ""


@dataclass(frozen=True, slots=True)
class RankOrder:
    """Keys of criteria (or of groups that are weighed as one) in their new order, most important first."""

    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgements:
    """Pairs of one level with how much the first outweighs the second; None takes a judgement back."""

    pairs: Mapping[Pair, str | None]


@dataclass(frozen=True, slots=True)
class CompletionChoice:
    """How weights follow while judgements of a level are missing."""

    completion: Completion
    group: str = ""


@dataclass(frozen=True, slots=True)
class AllAnswers:
    """A level is answered as a whole; `label` names the step."""

    answers: WeightAnswers
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class StaleAnswer:
    """A weight that was given for another scale: take the rescaled one, or keep it as it is."""

    criterion: str
    rescale: bool


WeightChange = WeightMove | MethodChoice | RankOrder | Judgements | CompletionChoice | AllAnswers | StaleAnswer
