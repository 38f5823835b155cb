"""How the scale a weight was given for is kept beside the weight once the criterion has another one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from consultant_desk.domain.evaluation.problem import DirectValue, Levels, Linear, Piecewise, ValueFunction
from consultant_desk.domain.evaluation.rescaling import same_swing
from consultant_desk.entities.evaluation import Criterion
from consultant_desk.services.evaluations.answers import Level, tree_of
from consultant_desk.services.evaluations.joining import put_answer
from consultant_desk.services.evaluations.records import load


def scale_text(function: ValueFunction) -> str:
    """Return a scale as it is kept: its two ends, or its levels."""
    match function:
        case Linear(worst=worst, best=best) | Piecewise(worst=worst, best=best):
            kept: dict[str, object] = {"worst": worst, "best": best}
        case Levels(levels=levels):
            kept = {"levels": dict(levels)}
        case DirectValue():
            kept = {"direct": True}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def scale_of(text: str) -> ValueFunction:
    """Return a kept scale; points between its ends are not kept, as a weight does not depend on them."""
    kept = json.loads(text)
    if "levels" in kept:
        return Levels(tuple((str(name), float(value)) for name, value in kept["levels"].items()))
    return DirectValue() if "direct" in kept else Linear(float(kept["worst"]), float(kept["best"]))


def renamed_levels(function: ValueFunction, renamed: Mapping[str, str]) -> ValueFunction:
    """Return a scale whose levels have their new names."""
    if not isinstance(function, Levels) or not renamed:
        return function
    return replace(function, levels=tuple((renamed.get(name, name), value) for name, value in function.levels))


def mark_stale(
    session: Session, criterion: Criterion, old: ValueFunction, new: ValueFunction, renamed: Mapping[str, str]
) -> None:
    """Keep the scale a weight was given for in every set in which the criterion is weighed, now that it has another.

    The scale kept first stays; one that comes back takes the mark away.
    """
    records = load(session, criterion.evaluation_id)
    for row in records.sets:
        tree = tree_of(records, row.id, own=True)
        _, level = tree.level_of(criterion.key)
        item = next(one for one in level.items if one.key == criterion.key)
        if not item.answered and not _judged(level, criterion.key):
            continue
        given = renamed_levels(scale_of(item.stale) if item.stale else old, renamed)
        text = "" if same_swing(given, new) else scale_text(given)
        if text != item.stale:
            put_answer(session, row.id, item, {"stale_json": text})


def _judged(level: Level, key: str) -> bool:
    """Tell whether any pairwise judgement names a thing."""
    kept = level.kept().pairwise
    if kept is None or key not in kept.ids:
        return False
    place = kept.ids.index(key)
    others = [index for index in range(len(kept.ids)) if index != place]
    return any(kept.rows[place][index] is not None or kept.rows[index][place] is not None for index in others)
