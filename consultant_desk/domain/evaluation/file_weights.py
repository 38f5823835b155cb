"""Read weight answers of the evaluation file, and the stakeholders who gave them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import fsum, log
from typing import TypeAlias

from consultant_desk.domain.evaluation.node import Node, clipped
from consultant_desk.domain.evaluation.problem import (
    Completion,
    Criterion,
    Group,
    MeanWeights,
    PairwiseWeights,
    PointWeights,
    RankFormula,
    RankWeights,
    Stakeholder,
    WeightAnswers,
)
from consultant_desk.domain.evaluation.strict_json import BadNumber

MAX_STAKEHOLDERS = 200
MAX_KEYS = 500

Within: TypeAlias = tuple[tuple[str, WeightAnswers], ...]
Answers: TypeAlias = PointWeights | RankWeights | PairwiseWeights

SAME_RATIO = 0.01
"""How far two halves may differ, as a logarithm: reciprocals are often written with two or three digits."""

_FRACTION = re.compile(r"[1-9][0-9]{0,5}/[1-9][0-9]{0,5}")


class Method(StrEnum):
    """How weights are answered."""

    DIRECT = "direct"
    SWING = "swing"
    RANK = "rank"
    AHP = "ahp"
    MEAN = "mean"


class RandomIndex(StrEnum):
    """The table of random indices a consistency ratio is taken against."""

    SAATY = "saaty"


@dataclass(frozen=True, slots=True)
class Leaves:
    """Which ids may be weighted: criteria, and groups with their members."""

    criteria: frozenset[str]
    members: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, criteria: Sequence[Criterion], groups: Sequence[Group]) -> Leaves:
        """Return the ids of these criteria and groups."""
        members = {group.id: tuple(one.id for one in criteria if one.group == group.id) for group in groups}
        return cls(frozenset(criterion.id for criterion in criteria), members)


def read_weights(node: Node, leaves: Leaves) -> WeightAnswers:
    """Return one set of answers in which every criterion stands exactly once, itself or through its group."""
    method = _method(node, tuple(Method))
    if method is None or method is Method.MEAN:
        if method is Method.MEAN:
            node.record(("method",))
        return MeanWeights()
    answers, places = _level(node, method, ("within",))
    for key, place in places.items():
        if key not in leaves.criteria and key not in leaves.members:
            place.fault(f"{clipped(key)!r} is not known", "the id of a criterion or a group")
    within = _within(node.child("within"), places, leaves)
    _check_coverage(node, places, leaves)
    return replace(answers, within=within)


def read_stakeholders(node: Node, leaves: Leaves) -> tuple[Stakeholder, ...]:
    """Return the stakeholders; names and ids must differ."""
    people = []
    names: set[str] = set()
    ids: set[str] = set()
    for entry in node.items(MAX_STAKEHOLDERS):
        if not entry.record(("name", "weights"), ("id", "note")):
            continue
        name, key = entry.child("name").filled(), entry.child("id").identifier()
        if name and name in names:
            entry.child("name").fault(f"{clipped(name)!r} stands twice", "a name of its own")
        if key and key in ids:
            entry.child("id").fault(f'"{key}" stands twice', "an id of its own")
        names.add(name)
        ids.add(key)
        weights = entry.child("weights")
        if weights.given and weights.child("method").raw == Method.MEAN:
            weights.child("method").fault('is "mean"', "a stakeholder's own answers")
        people.append(Stakeholder(name, read_weights(weights, leaves), key, entry.child("note").text()))
    return tuple(people)


def _method(node: Node, allowed: Sequence[Method]) -> Method | None:
    if not node.given:
        return None
    if not isinstance(node.raw, dict):
        node.wrong("an object")
        return None
    place = node.child("method")
    expected = "one of " + ", ".join(f'"{one.value}"' for one in allowed)
    if not place.given:
        place.fault("is missing", expected)
    elif place.raw not in allowed:
        place.wrong(expected)
    return next((one for one in allowed if one == place.raw), None)


def _level(node: Node, method: Method, more: tuple[str, ...]) -> tuple[Answers, dict[str, Node]]:
    """Return the answers of one level without its `within`, and the place of every id weighted there."""
    match method:
        case Method.RANK:
            node.record(("method", "order"), ("formula", *more))
            places = _ids(node.child("order"))
            formula = node.child("formula").choice(RankFormula) or RankFormula.ROC
            return RankWeights(tuple(places), formula), places
        case Method.AHP:
            node.record(("method", "ids", "rows"), ("random_index", *more), ("completion",))
            places = _ids(node.child("ids"))
            index = node.child("random_index").choice(RandomIndex) or RandomIndex.SAATY
            completion = node.child("completion").choice(Completion) or Completion.HARKER
            rows = _rows(node.child("rows"), len(places))
            return PairwiseWeights(tuple(places), rows, index.value, completion=completion), places
        case _:
            node.record(("method", "points"), more)
            entries = node.child("points").entries()
            return PointWeights(method.value, _points(node.child("points"), entries)), dict(entries)


def _points(node: Node, entries: list[tuple[str, Node]]) -> tuple[tuple[str, float], ...]:
    before = len(node.log.faults)
    points = []
    for key, entry in entries:
        number = entry.number()
        if number is not None and number < 0:
            entry.fault(f"is {number:g}", "0 or more")
        points.append((key, number or 0.0))
    if isinstance(node.raw, dict) and len(node.log.faults) == before and fsum(value for _, value in points) <= 0:
        node.fault("the weights sum to zero", "at least one weight above zero")
    return tuple(points)


def _ids(node: Node) -> dict[str, Node]:
    places: dict[str, Node] = {}
    for item in node.items(MAX_KEYS):
        key = item.identifier()
        if key in places:
            item.fault(f'"{key}" stands twice', "each id once")
        elif key:
            places[key] = item
    return places


def _within(node: Node, keys: Mapping[str, Node], leaves: Leaves) -> Within:
    inner: list[tuple[str, WeightAnswers]] = []
    for group, entry in node.entries():
        if group not in leaves.members:
            entry.fault(f"{clipped(group)!r} is not a group", "the id of a group")
        elif group not in keys:
            entry.fault("its group has no weight", "the group among the weights one level up")
        method = _method(entry, (Method.DIRECT, Method.SWING, Method.RANK, Method.AHP))
        if method is None:
            continue
        answers, places = _level(entry, method, ())
        members = leaves.members.get(group, tuple(places))
        for key, place in places.items():
            if key not in members:
                place.fault(f"{clipped(key)!r} is not in this group", "the id of one of its criteria")
        for key in members:
            if key not in places:
                entry.fault(f'"{key}" has no weight', "a weight for every criterion of the group")
        inner.append((group, answers))
    return tuple(inner)


def _check_coverage(node: Node, keys: Mapping[str, Node], leaves: Leaves) -> None:
    """Check that every criterion is weighted once: itself, or through its group and `within`."""
    through = {leaf: group for group, members in leaves.members.items() if group in keys for leaf in members}
    within = node.child("within")
    for group in keys:
        if group in leaves.members and not leaves.members[group]:
            keys[group].fault("the group has no criteria", "a group with criteria")
        elif group in leaves.members and not within.child(group).given:
            within.child(group).fault("is missing", "the weights within the group")
    for leaf in sorted(leaves.criteria):
        if leaf in keys and leaf in through:
            keys[leaf].fault(f'"{leaf}" is weighted twice', f'itself or through its group "{through[leaf]}"')
        elif leaf and leaf not in keys and leaf not in through:
            node.fault(f'"{leaf}" has no weight', "every criterion once, itself or through its group")


def _rows(node: Node, count: int) -> tuple[tuple[str | None, ...], ...]:
    rows = node.items(MAX_KEYS)
    if node.given and isinstance(node.raw, list) and len(rows) != count:
        node.fault(f"holds {len(rows)} rows", f"{count}, one per id")
    matrix = []
    for row in rows:
        entries = row.items(MAX_KEYS)
        if isinstance(row.raw, list) and len(entries) != count:
            row.fault(f"holds {len(entries)} judgements", f"{count}, one per id")
        matrix.append(tuple(_judgement(entry) for entry in entries))
    _check_halves(rows, matrix)
    return tuple(matrix)


def _check_halves(rows: Sequence[Node], matrix: Sequence[Sequence[str | None]]) -> None:
    """Check that a thing weighs once itself, and that both halves of the matrix say the same of a pair."""
    for one, row in enumerate(matrix):
        for other, given in enumerate(row[: one + 1]):
            mirrored = matrix[other][one] if one < len(matrix[other]) else None
            if given is None or mirrored is None:
                continue
            if other == one and Fraction(given) != 1:
                rows[one].items(MAX_KEYS)[other].fault(
                    f"is {clipped(given)}", "1: everything weighs the same as itself"
                )
            elif other < one and abs(log(Fraction(given) * Fraction(mirrored))) > SAME_RATIO:
                what = f"is {clipped(given)} while the other half says {clipped(mirrored)}"
                rows[one].items(MAX_KEYS)[other].fault(what, f"the reciprocal of rows[{other}][{one}], or null")


def _judgement(node: Node) -> str | None:
    """Return a judgement as written: a positive decimal or a fraction such as "1/3"; null is not judged yet."""
    if node.raw is None:
        return None
    if isinstance(node.raw, str) and not isinstance(node.raw, BadNumber) and _FRACTION.fullmatch(node.raw):
        return node.raw
    number = node.decimal()
    if number is None:
        return None
    if number <= 0:
        node.wrong("a number above zero")
        return None
    return format(number, "f")
