"""The weight answers of one set as a tree: what is weighed at the top, and what inside groups of their own.

Pure. A criterion belongs to the inner level of its group when that group has a local method, else to the top level.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from consultant_desk.domain.evaluation.problem import (
    MeanWeights,
    PointWeights,
    RankFormula,
    RankWeights,
    WeightAnswers,
)
from consultant_desk.services.evaluations.columns import number_of, pairwise_of
from consultant_desk.services.evaluations.records import AnyRow, Records
from consultant_desk.services.rows.weights import MethodAnswers

Inner = tuple[tuple[str, WeightAnswers], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered about one criterion or group by each method; None where nothing was."""

    key: str
    record_id: str
    is_group: bool = False
    direct: float | None = None
    swing: float | None = None
    rank: int | None = None
    stale: str = ""

    @property
    def answered(self) -> bool:
        """Tell whether any method was answered."""
        return not (self.direct is None and self.swing is None and self.rank is None)

    def points(self, method: str) -> float | None:
        """Return the points of the method "direct" or "swing"."""
        return self.direct if method == "direct" else self.swing


@dataclass(frozen=True, slots=True)
class Level:
    """The things that are weighed against each other, in the order of the criteria, and by which method."""

    method: str
    formula: RankFormula
    pairwise: str
    items: tuple[Answer, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of what is weighed here."""
        return tuple(item.key for item in self.items)

    @property
    def ranked(self) -> tuple[Answer, ...]:
        """Return the items by rank, most important first; those not ranked yet come last."""
        return tuple(sorted(self.items, key=lambda item: inf if item.rank is None else item.rank))

    def answers(self, within: Inner = ()) -> WeightAnswers:
        """Return the answers of the method in use; a thing without points has 0."""
        match self.method:
            case "rank":
                return RankWeights(tuple(item.key for item in self.ranked), self.formula, within)
            case "ahp":
                return pairwise_of(self.pairwise, self.keys, within)
            case "mean":
                return MeanWeights()
            case _:
                points = tuple((item.key, item.points(self.method) or 0.0) for item in self.items)
                return PointWeights(self.method, points, within)

    def kept(self) -> MethodAnswers:
        """Return what every method was answered."""
        return MethodAnswers(
            method=self.method,
            formula=self.formula,
            direct={item.key: item.direct for item in self.items if item.direct is not None},
            swing={item.key: item.swing for item in self.items if item.swing is not None},
            rank={item.key: item.rank for item in self.items if item.rank is not None},
            pairwise=pairwise_of(self.pairwise, self.keys, ()) if self.pairwise else None,
        )


@dataclass(frozen=True, slots=True)
class WeightTree:
    """One set of weights: the top level, and per key of a group its inner level."""

    set_id: str
    top: Level
    inner: Mapping[str, Level]

    def answers(self) -> WeightAnswers:
        """Return the answers as the problem holds them."""
        return self.top.answers(tuple((key, level.answers()) for key, level in self.inner.items()))

    def level_of(self, key: str) -> tuple[str | None, Level]:
        """Return the level on which a key is weighed and the group it belongs to (None at the top); or `KeyError`."""
        if key in self.top.keys:
            return None, self.top
        for group, level in self.inner.items():
            if key in level.keys:
                return group, level
        raise KeyError(key)


def tree_of(records: Records, set_id: str, *, own: bool = False) -> WeightTree:
    """Return the weights of one set of an evaluation; `own` those behind a mean that decides."""
    row = next(row for row in records.sets if row.id == set_id)
    local = {one.group_id: one for one in records.locals if one.weight_set_id == set_id}
    of_criteria = {one.criterion_id: one for one in records.criterion_weights if one.weight_set_id == set_id}
    of_groups = {one.group_id: one for one in records.group_weights if one.weight_set_id == set_id}
    groups = {group.id: group for group in records.groups}
    top: list[Answer] = []
    inner: dict[str, list[Answer]] = {}
    for criterion in records.criteria:
        answer = _answer(criterion, of_criteria.get(criterion.id))
        group = groups.get(criterion.group_id)
        if group is None or group.id not in local:
            top.append(answer)
        elif group.key in inner:
            inner[group.key].append(answer)
        else:
            inner[group.key] = [answer]
            top.append(_answer(group, of_groups.get(group.id), is_group=True))
    by_key = {groups[group_id].key: one for group_id, one in local.items() if group_id in groups}
    return WeightTree(
        set_id=set_id,
        top=_level(row, tuple(top), own_method(row) if own else ""),
        inner={key: _level(by_key[key], tuple(items)) for key, items in inner.items()},
    )


def _answer(thing: AnyRow, row: AnyRow | None, *, is_group: bool = False) -> Answer:
    if row is None:
        return Answer(thing.key, thing.id, is_group)
    stale = "" if is_group else row.stale_json
    points = (number_of(row.direct_points), number_of(row.swing_points))
    return Answer(thing.key, thing.id, is_group, *points, row.rank, stale)


def own_method(row: AnyRow) -> str:
    """Return the method of one's own weights, also while the mean of the stakeholders decides."""
    return (row.own_method if row.method == "mean" else row.method) or "direct"


def _level(row: AnyRow, items: tuple[Answer, ...], method: str = "") -> Level:
    return Level(method or row.method or "direct", RankFormula(row.formula or "roc"), row.pairwise_json, items)
