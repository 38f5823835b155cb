"""What a person decided about weights, as the session hands it to whoever stores it."""

from __future__ import annotations

from dataclasses import dataclass

from consultant_desk.domain.evaluation.problem import RankFormula, WeightAnswers


@dataclass(frozen=True, slots=True)
class WeightMove:
    """One weight got a share 0..1. `answers` are those of all criteria; `held` tells that locked ones stayed."""

    criterion: str
    share: float
    answers: WeightAnswers
    held: bool


@dataclass(frozen=True, slots=True)
class MethodChoice:
    """Weights are given by another method, or by another formula of the rank order."""

    method: str
    formula: RankFormula


@dataclass(frozen=True, slots=True)
class RankOrder:
    """Keys of criteria (or of groups that are weighed as one) in their new order, most important first."""

    order: tuple[str, ...]


WeightChange = WeightMove | MethodChoice | RankOrder
