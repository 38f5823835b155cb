"""Turn what a person does to one weight into all weights, and all weights back into the answers of a method.

Pure arithmetic without Qt. Weights are global leaf weights as shares 0..1 that sum to 1, keyed by criterion id.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from consultant_desk.domain.evaluation.problem import (
    MeanWeights,
    PairwiseWeights,
    PointWeights,
    Problem,
    RankFormula,
    RankWeights,
    WeightAnswers,
)
from ui.evaluations.levels import TOP, within_of

DIRECT = "direct"
SWING = "swing"
RANK = "rank"
AHP = "ahp"
MEAN = "mean"
METHOD_WORDS: Mapping[str, str] = {
    DIRECT: "direct points",
    SWING: "swing",
    RANK: "rank order",
    AHP: "pairwise judgements",
}

POINTS_DIGITS = 6
"""Decimals kept in written points: far below what a person can set, short enough to read in the file."""


def method_of(answers: WeightAnswers) -> str:
    """Return the method these answers were given in."""
    match answers:
        case PointWeights(method=method):
            return SWING if method == SWING else DIRECT
        case RankWeights():
            return RANK
        case PairwiseWeights():
            return AHP
        case MeanWeights():
            return MEAN


def moved(
    weights: Mapping[str, float], criterion: str, share: float, locked: AbstractSet[str] = frozenset()
) -> dict[str, float]:
    """Return all weights after one is set to `share`; the free ones keep their proportions.

    `share` is cut to what the locked weights leave. When the free ones are all zero they share the rest equally;
    when there is no free one, nothing changes.
    """
    held = {key for key in locked if key in weights and key != criterion}
    free = [key for key in weights if key != criterion and key not in held]
    if not free:
        return dict(weights)
    room = max(0.0, 1.0 - sum(weights[key] for key in held))
    target = min(max(share, 0.0), room)
    rest = room - target
    before = sum(weights[key] for key in free)
    result = dict(weights)
    result[criterion] = target
    for key in free:
        result[key] = rest * weights[key] / before if before > 0 else rest / len(free)
    return result


def answers_in(problem: Problem, weights: Mapping[str, float], method: str) -> WeightAnswers:
    """Return answers of `method` that give these leaf weights: direct points in percent, swings against 100.

    Groups that are weighed as one stay so, their inner answers in their own method. For the rank order the weights
    only decide the order (ties in the order of the problem).
    """
    within = within_of(problem.weights)
    top, inside = _by_level(problem, weights, {key for key, _ in within})
    kept = tuple((key, _inner(answers, inside[key])) for key, answers in within if inside[key])
    if method == RANK:
        formula = problem.weights.formula if isinstance(problem.weights, RankWeights) else RankFormula.ROC
        return RankWeights(tuple(sorted(top, key=lambda key: -top[key])), formula, kept)
    return PointWeights(method, _points(top, method), kept)


def direct_answers(problem: Problem, weights: Mapping[str, float]) -> PointWeights:
    """Return direct points on every level that give these leaf weights, whatever the levels were weighed by before."""
    groups = {key for key, _ in within_of(problem.weights)}
    top, _ = _by_level(problem, weights, groups)
    inner = ((group, level_shares(problem, weights, group)) for group, _ in within_of(problem.weights))
    within = tuple((group, PointWeights(DIRECT, _points(shares, DIRECT))) for group, shares in inner)
    return PointWeights(DIRECT, _points(top, DIRECT), within)


def level_shares(problem: Problem, weights: Mapping[str, float], group: str) -> dict[str, float]:
    """Return what is weighed on a level as shares of that level, sum 1; equal ones where nothing has a weight."""
    top, inside = _by_level(problem, weights, {key for key, _ in within_of(problem.weights)})
    found = top if group == TOP else inside[group]
    whole = sum(found.values())
    return {key: weight / whole if whole > 0 else 1.0 / len(found) for key, weight in found.items()}


def level_weighed_by(shares: Mapping[str, float], method: str) -> WeightAnswers:
    """Return answers of one level that give these shares; of the rank order only the order follows from them."""
    if method == RANK:
        return RankWeights(tuple(sorted(shares, key=lambda key: -shares[key])), RankFormula.ROC)
    return PointWeights(method, _points(shares, method))


def _by_level(
    problem: Problem, weights: Mapping[str, float], groups: AbstractSet[str]
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Return the weights at the top, and those of the criteria within each of the groups."""
    top: dict[str, float] = {}
    inside: dict[str, dict[str, float]] = {key: {} for key in groups}
    for criterion in problem.criteria:
        weight = weights.get(criterion.id, 0.0)
        if criterion.group is not None and criterion.group in inside:
            inside[criterion.group][criterion.id] = weight
            top[criterion.group] = top.get(criterion.group, 0.0) + weight
        else:
            top[criterion.id] = weight
    return top, inside


def _inner(answers: WeightAnswers, weights: Mapping[str, float]) -> WeightAnswers:
    if not isinstance(answers, PointWeights):
        return answers
    whole = sum(weights.values())
    shares = {key: weight / whole if whole > 0 else 1.0 / len(weights) for key, weight in weights.items()}
    return PointWeights(answers.method, _points(shares, answers.method))


def _points(weights: Mapping[str, float], method: str) -> tuple[tuple[str, float], ...]:
    largest = max(weights.values(), default=0.0)
    scale = 100.0 if method == DIRECT or largest <= 0 else 100.0 / largest
    return tuple((key, round(weight * scale, POINTS_DIGITS)) for key, weight in weights.items())


def reordered(order: tuple[str, ...], criterion: str, place: int) -> tuple[str, ...]:
    """Return the order with one criterion taken out and put at `place` (0-based, cut to the ends)."""
    rest = [key for key in order if key != criterion]
    place = min(max(place, 0), len(rest))
    return (*rest[:place], criterion, *rest[place:])
