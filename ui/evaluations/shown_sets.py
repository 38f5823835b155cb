"""Whose weights can be looked at: your own, those of each stakeholder, and the mean of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from consultant_desk.domain.evaluation.problem import (
    MeanWeights,
    PointWeights,
    RankWeights,
    ValueFunction,
    WeightAnswers,
)
from ui.evaluations.levels import TOP, Within, within_of
from ui.evaluations.weighting import AHP, DIRECT, MEAN, RANK, SWING

if TYPE_CHECKING:
    from consultant_desk.services.rows.weights import MethodAnswers, WeightSetRow
    from consultant_desk.services.sheet import EvaluationSheet

OWN = "own"

Kept = Mapping[str, WeightAnswers]


@dataclass(frozen=True, slots=True)
class ShownSet:
    """One set of weights: `key` is "own", "mean" or the id of a stakeholder's.

    `kept` holds by level ("" is the top) what each method was answered, `stale` by criterion the scale a weight was
    given for.
    """

    key: str
    name: str
    answers: WeightAnswers
    kept: Mapping[str, Kept] = field(default_factory=dict)
    stale: Mapping[str, ValueFunction] = field(default_factory=dict)


def shown_sets(sheet: EvaluationSheet) -> tuple[ShownSet, ...]:
    """Return all sets of an evaluation: the mean first where there is one, then your own, then the stakeholders."""
    sets = []
    if sheet.people:
        count = len(sheet.people)
        name = f"Everyone, mean of {count}" if count > 1 else f"Everyone, {sheet.people[0].name} alone so far"
        sets.append(ShownSet(MEAN, name, MeanWeights()))
    if sheet.own_weights is not None:
        sets.append(_shown(sheet.own_weights, "Your own"))
    return (*sets, *(_shown(row, row.name) for row in sheet.people))


def _shown(row: WeightSetRow, name: str) -> ShownSet:
    within = within_of(row.answers)
    kept = {TOP: _by_method(row.kept, within)}
    kept |= {group: _by_method(local, ()) for group, local in row.local.items()}
    return ShownSet(row.id, name, row.answers, kept, row.stale)


def _by_method(stored: MethodAnswers, within: Within) -> dict[str, WeightAnswers]:
    """Return what a level was answered by each method, as far as it was, around the answers within."""
    kept: dict[str, WeightAnswers] = {}
    for method, points in ((DIRECT, stored.direct), (SWING, stored.swing)):
        if points:
            kept[method] = PointWeights(method, tuple(points.items()), within)
    if stored.rank:
        order = tuple(sorted(stored.rank, key=lambda key: stored.rank[key]))
        kept[RANK] = RankWeights(order, stored.formula, within)
    if stored.pairwise is not None:
        kept[AHP] = stored.pairwise
    return kept
