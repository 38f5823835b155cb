"""Read groups and criteria of the evaluation file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from consultant_desk.domain.evaluation.node import Node
from consultant_desk.domain.evaluation.problem import (
    Criterion,
    Direction,
    DirectValue,
    Group,
    Levels,
    Linear,
    MustHave,
    MustOp,
    Piecewise,
    ValueFunction,
)
from consultant_desk.domain.evaluation.values import direction_of

MAX_CRITERIA = 200
MAX_POINTS = 200

OPTIONAL = ("group", "unit", "scale", "value", "must", "cost", "question", "anchors", "note")

_NO_VALUE = DirectValue()


def read_groups(node: Node) -> tuple[Group, ...]:
    """Return the groups."""
    groups = []
    seen: set[str] = set()
    for entry in node.items(MAX_CRITERIA):
        if not entry.record(("id", "name"), ("note",)):
            continue
        groups.append(
            Group(unique_id(entry, seen), entry.child("name").filled(), entry.child("note").text()),
        )
    return tuple(groups)


def read_criteria(node: Node, groups: Sequence[Group]) -> tuple[Criterion, ...]:
    """Return the criteria; their ids must differ from those of the groups, because weights name either."""
    entries = node.items(MAX_CRITERIA)
    if node.given and isinstance(node.raw, list) and not entries:
        node.fault("is empty", "at least one criterion")
    known = {group.id for group in groups}
    seen = set(known)
    return tuple(
        _criterion(entry, known, seen)
        for entry in entries
        if entry.record(("id", "name", "direction"), OPTIONAL, ("quality",))
    )


def unique_id(entry: Node, seen: set[str]) -> str:
    """Return the id of an entry and note it as seen; a fault when it stood before."""
    node = entry.child("id")
    key = node.identifier()
    if key and key in seen:
        node.fault(f'"{key}" stands twice', "an id of its own")
    seen.add(key)
    return key


def _criterion(entry: Node, groups: set[str], seen: set[str]) -> Criterion:
    direction = entry.child("direction").choice(Direction)
    function = _function(entry, direction)
    group = entry.child("group")
    if group.given and group.identifier() and group.raw not in groups:
        group.wrong("the id of a group")
    return Criterion(
        id=unique_id(entry, seen),
        name=entry.child("name").filled(),
        direction=direction or Direction.MAX,
        value=function or _NO_VALUE,
        group=group.identifier() or None,
        unit=entry.child("unit").text(),
        must=_must(entry.child("must"), function),
        cost=entry.child("cost").flag(),
        question=entry.child("question").text(),
        anchors=_anchors(entry.child("anchors"), function),
        note=entry.child("note").text(),
        quality=entry.child("quality").text(),
    )


def _function(entry: Node, direction: Direction | None) -> ValueFunction | None:
    """Return the value function; None after a fault."""
    node, scale = entry.child("value"), _scale(entry.child("scale"), direction)
    if not node.given:
        if entry.child("scale").given:
            return Linear(*scale) if scale else None
        return _upward(entry, direction, DirectValue(), "scores given as 0-100 values")
    kind = node.child("kind").raw
    if kind == "linear":
        node.record(("kind",))
        if not entry.child("scale").given:
            entry.child("scale").fault("is missing", "[worst, best]")
        return Linear(*scale) if scale else None
    if kind == "piecewise":
        node.record(("kind", "points"))
        points = _points(node.child("points"), direction)
        return _piecewise(points, scale, direction) if points else None
    if kind == "levels":
        node.record(("kind", "levels"))
        if entry.child("scale").given:
            entry.child("scale").fault("stands beside levels", "either a scale or levels")
        levels = _levels(node.child("levels"))
        return _upward(entry, direction, Levels(levels), "levels") if levels else None
    if node.record(("kind",), ("points", "levels")) and node.child("kind").given:
        node.child("kind").wrong('one of "linear", "piecewise", "levels"')
    return None


def _upward(entry: Node, direction: Direction | None, function: ValueFunction, what: str) -> ValueFunction:
    if direction is Direction.MIN:
        entry.child("direction").fault('is "min"', f'"max" for {what}')
    return function


def _scale(node: Node, direction: Direction | None) -> tuple[float, float] | None:
    if not node.given:
        return None
    pair = _pair(node, "[worst, best]")
    if pair is None:
        return None
    if pair[0] == pair[1]:
        node.fault("has the same worst and best", "two different numbers")
        return None
    if direction is not None and direction is not direction_of(*pair):
        order = "worst above best" if direction is Direction.MIN else "worst below best"
        node.fault(f"[{pair[0]:g}, {pair[1]:g}] goes against the direction", f'{order} for "{direction.value}"')
        return None
    return pair


def _pair(node: Node, expected: str) -> tuple[float, float] | None:
    if not isinstance(node.raw, list) or len(node.raw) != 2:
        node.wrong(expected)
        return None
    first, second = (item.number() for item in node.items(2))
    return None if first is None or second is None else (first, second)


def _points(node: Node, direction: Direction | None) -> tuple[tuple[float, float], ...]:
    """Return the points in the order of rising raw numbers; empty after a fault."""
    items = node.items(MAX_POINTS)
    if node.given and isinstance(node.raw, list) and len(items) < 2:
        node.fault(f"holds {len(items)} points", "at least two")
    points = []
    for item in items:
        pair = _pair(item, "[raw number, value]")
        if pair is None:
            continue
        if not 0 <= pair[1] <= 100:
            item.fault(f"has the value {pair[1]:g}", "a value from 0 to 100")
        points.append(pair)
    if len(points) < 2 or len(points) != len(items):
        return ()
    if points[0][0] > points[-1][0]:
        points.reverse()
    if any(one[0] >= other[0] for one, other in pairwise(points)):
        node.fault("has raw numbers out of order", "raw numbers that rise from point to point")
        return ()
    values = [value if direction is Direction.MAX else -value for _, value in points]
    if direction is not None and values != sorted(values):
        word = "rise" if direction is Direction.MAX else "fall"
        node.fault("has values against the direction", f"values that never turn and {word} with the raw numbers")
        return ()
    return tuple(points)


def _piecewise(
    points: tuple[tuple[float, float], ...], scale: tuple[float, float] | None, direction: Direction | None
) -> Piecewise:
    ends = (points[0][0], points[-1][0])
    worst, best = scale or (ends if direction is not Direction.MIN else ends[::-1])
    return Piecewise(points, worst, best)


def _levels(node: Node) -> tuple[tuple[str, float], ...]:
    entries = node.entries()
    if node.given and not entries and isinstance(node.raw, dict):
        node.fault("is empty", "at least one level")
    if len(entries) > MAX_POINTS:
        node.fault(f"holds {len(entries)} levels", f"at most {MAX_POINTS}")
    levels = []
    for name, entry in entries[:MAX_POINTS]:
        checked = Node(name, entry.path, entry.log).filled()
        levels.append((checked, entry.within(0, 100, 0)))
    return tuple(levels)


def _must(node: Node, function: ValueFunction | None) -> MustHave | None:
    if not node.given or not node.record(("op",), ("value", "level")):
        return None
    op = node.child("op").choice(MustOp)
    limit, level = node.child("value"), node.child("level")
    if isinstance(function, Levels):
        if limit.given:
            limit.fault("stands on a criterion with levels", "a level")
        name = level_name(level, function)
        if not level.given:
            level.fault("is missing", "one of the levels")
        return MustHave(op, level=name) if op and name is not None else None
    if function is None:
        return None
    if level.given:
        level.fault("stands on a criterion without levels", "a value")
    number = limit.number()
    if not limit.given:
        limit.fault("is missing", "a number")
    return MustHave(op, value=number) if op and number is not None else None


def level_name(node: Node, function: Levels) -> str | None:
    """Return the name of an existing level; None where it is absent or wrong."""
    if not node.given:
        return None
    names = [name for name, _ in function.levels]
    if isinstance(node.raw, str):
        name = node.text()
        if name in names:
            return name
    node.wrong("one of the levels " + ", ".join(f'"{name}"' for name in names[:20]))
    return None


def _anchors(node: Node, function: ValueFunction | None) -> tuple[tuple[str, str], ...]:
    anchors = []
    for key, entry in node.entries():
        place = Node(key, entry.path, entry.log)
        if isinstance(function, Levels):
            level_name(place, function)
        elif function is not None:
            place.number()
        anchors.append((place.text(), entry.text()))
    return tuple(anchors)
