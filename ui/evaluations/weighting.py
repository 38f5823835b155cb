"""Turn what a person does to one weight into all weights, and all weights back into the answers of a method.

Pure arithmetic without Qt. Weights are global leaf weights as shares 0..1 that sum to 1, keyed by criterion id.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from consultant_desk.domain.evaluation.problem import (
    PointWeights,
    Problem,
    RankFormula,
    RankWeights,
    WeightAnswers,
)
from consultant_desk.services.rows.weights import MethodAnswers

DIRECT = "direct"
SWING = "swing"
RANK = "rank"
METHOD_WORDS: Mapping[str, str] = {DIRECT: "direct points", SWING: "swing", RANK: "rank order"}

POINTS_DIGITS = 6
"""Decimals kept in written points: far below what a person can set, short enough to read in the file."""


def method_of(answers: WeightAnswers) -> str:
    """Return the method these answers were given in, as the window offers it; anything else counts as direct points."""
    if isinstance(answers, PointWeights):
        return SWING if answers.method == SWING else DIRECT
    return RANK if isinstance(answers, RankWeights) else DIRECT


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
    within = inner_answers(problem.weights)
    top, inside = _by_level(problem, weights, {key for key, _ in within})
    kept = tuple((key, _inner(answers, inside[key])) for key, answers in within if inside[key])
    if method == RANK:
        formula = problem.weights.formula if isinstance(problem.weights, RankWeights) else RankFormula.ROC
        return RankWeights(tuple(sorted(top, key=lambda key: -top[key])), formula, kept)
    return PointWeights(method, _points(top, method), kept)


def inner_answers(answers: WeightAnswers) -> tuple[tuple[str, WeightAnswers], ...]:
    """Return the answers within each group that is weighed as one."""
    return answers.within if isinstance(answers, PointWeights | RankWeights) else ()


def kept_answers(problem: Problem, stored: MethodAnswers) -> dict[str, WeightAnswers]:
    """Return what was answered by each method, as far as it was, around the inner answers of the problem."""
    within = inner_answers(problem.weights)
    kept: dict[str, WeightAnswers] = {}
    for method, points in ((DIRECT, stored.direct), (SWING, stored.swing)):
        if points:
            kept[method] = PointWeights(method, tuple(points.items()), within)
    if stored.rank:
        order = tuple(sorted(stored.rank, key=lambda key: stored.rank[key]))
        kept[RANK] = RankWeights(order, stored.formula, within)
    return kept


def top_keys(problem: Problem) -> list[str]:
    """Return what is weighed at the top: groups that are weighed as one, and the other criteria."""
    top, _ = _by_level(problem, {}, {key for key, _ in inner_answers(problem.weights)})
    return list(top)


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
