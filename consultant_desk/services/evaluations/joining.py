"""Keep the weights whole when a criterion comes, changes its group, or its group goes, in every set of weights."""

from __future__ import annotations

from math import fsum

from sqlalchemy.orm import Session

from consultant_desk.domain.evaluation.weights import local_weights
from consultant_desk.domain.ids import pair_id
from consultant_desk.entities.base import Record
from consultant_desk.entities.evaluation import CriteriaGroup, Criterion
from consultant_desk.entities.weights import CriterionWeight, GroupWeight
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.answers import Answer, Level, WeightTree, tree_of
from consultant_desk.services.evaluations.columns import NO_ANSWER, Columns, number_text
from consultant_desk.services.evaluations.records import load
from consultant_desk.storage.session import revive

FULL_POINTS = 100.0
"""Points of the first thing that is weighed."""


def regroup(session: Session, criterion: Criterion, group_id: str | None) -> None:
    """Put a criterion into a group (None: into none) and weigh it where it is weighed from now on.

    It gets the mean of the points of what it now stands beside and the last rank; nothing changes in a set where it is
    still weighed on the same level.
    """
    before = load(session, criterion.evaluation_id)
    criterion.group_id = group_id
    session.flush()
    after = load(session, criterion.evaluation_id)
    for row in after.sets:
        old, new = tree_of(before, row.id), tree_of(after, row.id)
        group, level = new.level_of(criterion.key)
        item = next(one for one in level.items if one.key == criterion.key)
        if not item.answered or old.level_of(criterion.key)[0] != group:
            put_answer(session, row.id, item, newcomer(without(level, criterion.key)))
        if group is not None and group not in old.inner:
            head = next(one for one in new.top.items if one.key == group)
            if head == Answer(head.key, head.record_id, is_group=True):
                put_answer(session, row.id, head, newcomer(without(new.top, group)))


def dissolve(session: Session, group: CriteriaGroup) -> None:
    """Weigh the members of a group with weights of its own at the top level, sharing the weight the group had."""
    records = load(session, group.evaluation_id)
    for row in records.sets:
        tree = tree_of(records, row.id)
        if group.key in tree.inner:
            _lift(session, tree, group.key)


def newcomer(level: Level) -> Columns:
    """Return the answers of a thing that joins a level: the mean of the points there are, and the last rank."""
    columns: Columns = dict(NO_ANSWER)
    for method in ("direct", "swing"):
        points = [value for item in level.items if (value := item.points(method)) is not None]
        if points:
            columns[f"{method}_points"] = number_text(fsum(points) / len(points))
        elif level.method == method:
            columns[f"{method}_points"] = number_text(FULL_POINTS)
    ranks = [item.rank for item in level.items if item.rank is not None]
    if ranks or level.method == "rank":
        columns["rank"] = max(ranks, default=0) + 1
    return columns


def put_answer(session: Session, set_id: str, item: Answer, columns: Columns) -> None:
    """Write answers about one criterion or group; columns not named stay as they are."""
    record, column = (GroupWeight, "group_id") if item.is_group else (CriterionWeight, "criterion_id")
    row_id = pair_id(record.__tablename__, set_id, item.record_id)
    fresh: Columns = {} if is_live(session, record, row_id) else dict(NO_ANSWER)
    if fresh and not item.is_group:
        fresh["stale_json"] = ""
    revive(session, record, row_id, weight_set_id=set_id, **{column: item.record_id, **fresh, **columns})


def is_live(session: Session, record: type[Record], row_id: str) -> bool:
    """Tell whether a row that exists once per pair is there; one whose adding was undone starts afresh."""
    found = session.get(record, row_id)
    return found is not None and found.deleted_at is None


def without(level: Level, key: str) -> Level:
    """Return a level without one of its things."""
    return Level(level.method, level.formula, level.pairwise, tuple(item for item in level.items if item.key != key))


def shares_of(level: Level) -> dict[str, float]:
    """Return the local weights of a level, sum 1; equal ones where its answers do not decide."""
    try:
        return local_weights(level.answers())
    except UserError:
        return {key: 1 / len(level.items) for key in level.keys}


def _lift(session: Session, tree: WeightTree, key: str) -> None:
    head = next(item for item in tree.top.items if item.key == key)
    level = tree.inner[key]
    shares = shares_of(level)
    last = max((item.rank for item in tree.top.items if item.rank is not None), default=0)
    for item in sorted(level.items, key=lambda one: -shares[one.key]):
        columns: Columns = dict(NO_ANSWER)
        for method in ("direct", "swing"):
            points = head.points(method)
            if points is not None:
                columns[f"{method}_points"] = number_text(points * shares[item.key])
        if last:
            last += 1
            columns["rank"] = last
        put_answer(session, tree.set_id, item, columns)
