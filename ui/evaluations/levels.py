"""The levels of weight answers: the top ("") and one inside each group that is weighed as one. Pure, without Qt."""

from __future__ import annotations

from dataclasses import replace

from consultant_desk.domain.evaluation.problem import (
    MeanWeights,
    PairwiseWeights,
    PointWeights,
    Problem,
    RankWeights,
    WeightAnswers,
)

TOP = ""

Within = tuple[tuple[str, WeightAnswers], ...]


def within_of(answers: WeightAnswers) -> Within:
    """Return the answers inside each group that is weighed as one."""
    return () if isinstance(answers, MeanWeights) else answers.within


def answers_at(answers: WeightAnswers, group: str) -> WeightAnswers:
    """Return the answers of one level; `KeyError` for a group that is not weighed as one."""
    return answers if group == TOP else dict(within_of(answers))[group]


def with_answers_at(answers: WeightAnswers, group: str, level: WeightAnswers) -> WeightAnswers:
    """Return all answers with those of one level replaced; what lies within stays."""
    if isinstance(answers, MeanWeights) or isinstance(level, MeanWeights):
        return level
    if group == TOP:
        return replace(level, within=answers.within)
    return replace(answers, within=tuple((key, level if key == group else old) for key, old in answers.within))


def level_of(problem: Problem, answers: WeightAnswers, key: str) -> str:
    """Return the level on which a criterion or group is weighed."""
    groups = {group for group, _ in within_of(answers)}
    own = next((item.group for item in problem.criteria if item.id == key), None)
    return own if own is not None and own in groups else TOP


def keys_at(problem: Problem, answers: WeightAnswers, group: str) -> tuple[str, ...]:
    """Return what is weighed on a level, in the order of the criteria."""
    groups = {key for key, _ in within_of(answers)}
    if group != TOP:
        return tuple(item.id for item in problem.criteria if item.group == group)
    found = (item.group if item.group in groups else item.id for item in problem.criteria)
    return tuple(dict.fromkeys(key for key in found if key is not None))


def covers(problem: Problem, answers: WeightAnswers, group: str, level: WeightAnswers) -> bool:
    """Tell whether the answers of a level name exactly what is weighed there."""
    match level:
        case PointWeights(points=points):
            named = {key for key, _ in points}
        case RankWeights(order=order):
            named = set(order)
        case PairwiseWeights(ids=ids):
            named = set(ids)
        case MeanWeights():
            return False
    return named == set(keys_at(problem, answers, group))
