"""Weigh a group as one, with weights of its own inside, or its criteria one by one; the weights stay what they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import fsum

from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.ids import pair_id
from consultant_desk.entities.evaluation import CriteriaGroup
from consultant_desk.entities.weights import LocalMethod
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.answers import Level
from consultant_desk.services.evaluations.checks import UNCHANGED
from consultant_desk.services.evaluations.columns import NO_METHOD, number_text
from consultant_desk.services.evaluations.joining import FULL_POINTS, put_answer, shares_of
from consultant_desk.services.evaluations.records import load
from consultant_desk.services.evaluations.weight_sets import OWN, ChosenSet, chosen_set, put_method
from consultant_desk.services.operations import Area, find, named
from consultant_desk.storage.session import revive, take_off

POINT_METHODS = frozenset({"direct", "swing"})
Points = Mapping[str, float]
Change = Callable[[Session, CriteriaGroup, ChosenSet], None]


class JointOperations(Area):
    """Both apply to all sets of weights, so that stakeholders go on weighing the same things.

    A level that was ranked or judged in pairs is weighed by points from then on: no order and no judgement says the
    same of a group as of its criteria. Its answers stay for whoever switches back.
    """

    def weigh_as_one(self, group_id: str) -> Outcome[None]:
        """Weigh a group against the others, and its criteria against each other; `UserError` for an empty group."""
        return self._weigh("Weigh as one:", group_id, _join)

    def weigh_apart(self, group_id: str) -> Outcome[None]:
        """Weigh the criteria of a group against all others; they share the weight the group had."""
        return self._weigh("Weigh one by one:", group_id, _part)

    def _weigh(self, verb: str, group_id: str, change: Change) -> Outcome[None]:
        def work(session: Session) -> None:
            _in_every_set(session, find(session, CriteriaGroup, group_id), change)

        return self._change(self._read(lambda session: f"{verb} {named(session, 'criteria_group', group_id)}"), work)


def join_as_others(session: Session, group: CriteriaGroup) -> None:
    """Weigh a group that just got its first criterion as one where all other groups are weighed so."""
    records = load(session, group.evaluation_id)
    filled = {one.group_id for one in records.criteria if one.group_id} - {group.id}
    joint = {one.group_id for one in records.locals}
    if filled and filled <= joint:
        _in_every_set(session, group, _join)


def _in_every_set(session: Session, group: CriteriaGroup, change: Change) -> None:
    for row in load(session, group.evaluation_id).sets:
        set_id = row.id if row.role == "stakeholder" else OWN
        change(session, group, chosen_set(session, group.evaluation_id, set_id))


def _join(session: Session, group: CriteriaGroup, chosen: ChosenSet) -> None:
    tree = chosen.tree
    members = [one.key for one in chosen.records.criteria if one.group_id == group.id]
    if group.key in tree.inner:
        return
    if not members:
        raise UserError("A group without criteria has nothing to weigh.", UNCHANGED)
    method, points = _points(tree.top)
    whole = fsum(points[key] for key in members)
    pair = {"weight_set_id": tree.set_id, "group_id": group.id}
    revive(session, LocalMethod, pair_id("local_method", *pair.values()), **pair, method=method, **NO_METHOD)
    _put(session, group, chosen, method, {**points, group.key: whole})


def _part(session: Session, group: CriteriaGroup, chosen: ChosenSet) -> None:
    tree = chosen.tree
    inner = tree.inner.get(group.key)
    if inner is None:
        return
    method, points = _points(tree.top)
    shared = {key: points[group.key] * share for key, share in shares_of(inner).items()}
    take_off(session, find(session, LocalMethod, pair_id("local_method", tree.set_id, group.id)))
    _put(session, group, chosen, method, {**points, **shared})


def _points(level: Level) -> tuple[str, Points]:
    """Return by which points a level is weighed from now on, and the points of all that stands on it."""
    if level.method in POINT_METHODS:
        return level.method, {item.key: item.points(level.method) or 0.0 for item in level.items}
    return "direct", {key: FULL_POINTS * share for key, share in shares_of(level).items()}


def _put(session: Session, group: CriteriaGroup, before: ChosenSet, method: str, points: Points) -> None:
    """Write the points of the top level as it is now, and of the criteria of the group."""
    session.flush()
    chosen = chosen_set(session, group.evaluation_id, OWN if before.own else before.row.id)
    inner = chosen.tree.inner.get(group.key)
    # The best swing counts 100; the criteria of a group together may be more.
    most = max((points[key] for key in chosen.tree.top.keys), default=0.0)
    factor = FULL_POINTS / most if method == "swing" and most > FULL_POINTS else 1.0
    for item in chosen.tree.top.items:
        put_answer(session, chosen.row.id, item, {f"{method}_points": number_text(points[item.key] * factor)})
    if inner is not None:
        even = not any(points[item.key] for item in inner.items)
        for item in inner.items:
            shown = FULL_POINTS if even else points[item.key]
            put_answer(session, chosen.row.id, item, {f"{method}_points": number_text(shown)})
    if chosen.tree.top.method != method:
        put_method(session, chosen, None, method)
