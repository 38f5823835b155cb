"""Turn weight answers (points, swings, rank orders) into global leaf weights that sum to 1.

Formulas: normalised points for direct and swing (von Winterfeldt & Edwards 1986); rank order centroid (Edwards &
Barron 1994), rank sum and rank reciprocal (Stillwell et al. 1981); the global weight of a criterion in a group is the
product of the local weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum

from consultant_desk.domain.evaluation.pairwise import pairwise_weights
from consultant_desk.domain.evaluation.problem import (
    MeanWeights,
    PairwiseWeights,
    PointWeights,
    Problem,
    RankFormula,
    RankWeights,
    WeightAnswers,
)
from consultant_desk.errors import Fault, UserError


def rank_weights(count: int, formula: RankFormula) -> tuple[float, ...]:
    """Return the surrogate weights of `count` items by rank, most important first, sum 1."""
    match formula:
        case RankFormula.ROC:
            raw = [fsum(1 / i for i in range(rank, count + 1)) for rank in range(1, count + 1)]
        case RankFormula.SUM:
            raw = [float(count + 1 - rank) for rank in range(1, count + 1)]
        case RankFormula.RECIPROCAL:
            raw = [1 / rank for rank in range(1, count + 1)]
    return normalised(raw)


def normalised(points: Sequence[float]) -> tuple[float, ...]:
    """Return the points divided by their sum; `ZeroDivisionError` when they sum to zero."""
    total = fsum(points)
    return tuple(point / total for point in points)


def local_weights(answers: WeightAnswers, where: str = "$.weights") -> dict[str, float]:
    """Return the weights of one level of answers by id of criterion or group, sum 1.

    `UserError` names `where` for points that sum to zero, judgements that do not connect everything, no answers at all.
    """
    match answers:
        case PointWeights(points=points):
            if fsum(value for _, value in points) <= 0:
                raise _fault(where, "the weights sum to zero", "at least one weight above zero")
            return dict(zip((key for key, _ in points), normalised([value for _, value in points]), strict=True))
        case RankWeights(order=order, formula=formula):
            if not order:
                raise _fault(where, "nothing is ranked", "at least one criterion")
            return dict(zip(order, rank_weights(len(order), formula), strict=True))
        case PairwiseWeights():
            return pairwise_weights(answers, where)
        case MeanWeights():
            raise _fault(f"{where}.method", "a mean of means has no meaning here", "direct, swing or rank")


def leaf_weights(problem: Problem, answers: WeightAnswers, where: str = "$.weights") -> dict[str, float]:
    """Return the global weight of every criterion under one set of answers, in the order of the problem, sum 1.

    A criterion that the answers do not name gets 0, so that a draft whose criteria are not all weighted yet can be
    shown; the file reader refuses such a file.
    """
    top = local_weights(answers, where)
    within = {} if isinstance(answers, MeanWeights) else dict(answers.within)
    leaves: dict[str, float] = {}
    for key, weight in top.items():
        if key in within:
            inner = local_weights(within[key], f"{where}.within.{key}")
            leaves.update({leaf: weight * share for leaf, share in inner.items()})
        else:
            leaves[key] = weight
    shares = {criterion.id: leaves.get(criterion.id, 0.0) for criterion in problem.criteria}
    if not any(shares.values()):
        raise _fault(where, "no criterion has a weight", "at least one weight above zero")
    return shares


def global_weights(problem: Problem) -> dict[str, float]:
    """Return the weights that decide, by criterion id in the order of the problem, sum 1."""
    if isinstance(problem.weights, MeanWeights):
        return mean_weights(problem)
    return leaf_weights(problem, problem.weights)


def mean_weights(problem: Problem) -> dict[str, float]:
    """Return the mean of the stakeholders' weights; `UserError` when there are no stakeholders."""
    if not problem.stakeholders:
        raise _fault("$.weights.method", "there are no stakeholders to take the mean of", "at least one stakeholder")
    sets = [
        leaf_weights(problem, person.weights, f"$.stakeholders[{index}].weights")
        for index, person in enumerate(problem.stakeholders)
    ]
    return {criterion.id: fsum(one[criterion.id] for one in sets) / len(sets) for criterion in problem.criteria}


def with_share(weights: Mapping[str, float], criterion: str, share: float) -> dict[str, float]:
    """Return the weights with one criterion at `share` (0..1), the others keeping their proportions, sum 1.

    When the criterion has all the weight the others have no proportions; they then share the rest equally.
    """
    share = min(max(share, 0.0), 1.0)
    others = fsum(weight for key, weight in weights.items() if key != criterion)
    count = len(weights) - 1
    if count == 0:
        return {criterion: 1.0}
    if others <= 0:
        return {key: share if key == criterion else (1 - share) / count for key in weights}
    factor = (1 - share) / others
    return {key: share if key == criterion else weight * factor for key, weight in weights.items()}


def _fault(where: str, what: str, expected: str) -> UserError:
    fault = Fault(where, what, expected)
    return UserError(f"{where}: {what}.", hint=f"Expected: {expected}.", faults=(fault,))
