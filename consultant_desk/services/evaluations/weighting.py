"""Weights of one set: shares, points, rank order, and the method they are answered by. Things are named by key.

`set_id` says whose weights: "" those that decide, "own" your own, or the id of a stakeholder's set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.evaluation.problem import RankFormula
from consultant_desk.domain.evaluation.weights import global_weights, with_share
from consultant_desk.entities.evaluation import CriteriaGroup, Criterion
from consultant_desk.entities.weights import WeightSet
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.answers import Level, WeightTree
from consultant_desk.services.evaluations.checks import UNCHANGED, checked_number
from consultant_desk.services.evaluations.columns import Columns, number_text
from consultant_desk.services.evaluations.joining import FULL_POINTS, put_answer, shares_of
from consultant_desk.services.evaluations.problem import problem_of
from consultant_desk.services.evaluations.records import Records
from consultant_desk.services.evaluations.weight_sets import ChosenSet, chosen_set, put_method, settle
from consultant_desk.services.operations import Area

DIGITS = 9
"""Places after the point that computed points keep: far below what matters, without the dust of binary fractions."""

METHOD_WORDS = {
    "direct": "direct points",
    "swing": "swing points",
    "rank": "rank order",
    "ahp": "pairwise judgements",
}

_REFUSED = {
    "rank": ("The rank order decides these weights.", "Move the criterion up or down, or weigh by points."),
    "ahp": ("Pairwise judgements decide these weights.", "Weigh by points to move one of them."),
    "mean": ("The mean of the stakeholders decides these weights.", "Weigh by points to move one of them."),
}


class WeightOperations(Area):
    """Operations on one set of weights."""

    def set_share(self, evaluation_id: str, key: str, share: float, *, set_id: str = "") -> Outcome[None]:
        """Give a criterion (or a group with own weights inside) a share of all weight, 0..1.

        The others keep their proportions; points stay on the scale they were given on. `UserError` where a rank order
        or judgements decide.
        """
        if not 0 <= share <= 1:
            raise UserError(f"A weight of {share:.1%} is not possible.", UNCHANGED, "It runs from 0 to 100 %.")

        def work(session: Session) -> None:
            move_share(session, chosen_set(session, evaluation_id, set_id), key, share)

        return self._change(self._naming("Move weight of", evaluation_id, key, set_id), work)

    def set_points(self, evaluation_id: str, points: Mapping[str, float], *, set_id: str = "") -> Outcome[None]:
        """Set the points of criteria or groups for the method in use; those not named keep theirs."""

        def work(session: Session) -> None:
            chosen = chosen_set(session, evaluation_id, set_id)
            tree = chosen.tree
            for key, value in points.items():
                _, level = chosen.level_of(key)
                refuse_unless_points(level)
                if checked_number("The points", value) < 0:
                    raise UserError("Points cannot be negative.", UNCHANGED)
                item = next(one for one in level.items if one.key == key)
                put_answer(session, tree.set_id, item, {f"{level.method}_points": number_text(value)})
            for level in (tree.top, *tree.inner.values()):
                refuse_all_zero(level, points)
            settle(session, chosen, *points)

        keys = list(points)
        if len(keys) == 1:
            return self._change(self._naming("Move weight of", evaluation_id, keys[0], set_id), work)
        return self._change(f"Set weights{self._suffix(set_id)}", work)

    def set_method(
        self,
        evaluation_id: str,
        method: str,
        formula: RankFormula = RankFormula.ROC,
        *,
        group: str | None = None,
        set_id: str = "",
    ) -> Outcome[None]:
        """Weigh by "direct" points, "swing" points, "rank" order or "ahp"; `group` means the weights inside it.

        Every method keeps its answers. One used for the first time starts from the weights as they are: points that
        are percentages, swing points with the largest at 100, the order of the weights. Judgements start empty: one
        nobody made would be counted as made, and its consistency would say nothing.
        """
        if method not in METHOD_WORDS:
            raise UserError(f"{method!r} is no way to weigh.", UNCHANGED, f"Choose one of {', '.join(METHOD_WORDS)}.")

        def work(session: Session) -> None:
            chosen = chosen_set(session, evaluation_id, set_id)
            level = chosen.level(group)
            shares = top_shares(chosen.records, chosen.tree) if group is None else shares_of(level)
            complete(session, chosen.tree.set_id, level, method, shares)
            put_method(session, chosen, group, method, formula if method == "rank" else None)

        return self._change(f"Weigh by {METHOD_WORDS[method]}{self._suffix(set_id)}", work)

    def set_rank(self, evaluation_id: str, keys: Sequence[str], *, set_id: str = "") -> Outcome[None]:
        """Set the rank order, most important first: all things of one level, each once."""

        def work(session: Session) -> None:
            chosen = chosen_set(session, evaluation_id, set_id)
            if not keys:
                raise UserError("An order needs at least one criterion.", UNCHANGED)
            _, level = chosen.level_of(keys[0])
            if level.method != "rank":
                raise UserError("These weights are not answered by rank order.", UNCHANGED, "Choose rank order first.")
            check_order(level, keys)
            items = {item.key: item for item in level.items}
            for rank, key in enumerate(keys, start=1):
                put_answer(session, chosen.tree.set_id, items[key], {"rank": rank})
            settle(session, chosen, *_carried([item.key for item in level.ranked], keys))

        return self._change(f"Reorder weights{self._suffix(set_id)}", work)

    def _naming(self, verb: str, evaluation_id: str, key: str, set_id: str) -> str:
        """Return the label of a step about one criterion or group."""

        def name(session: Session) -> str:
            for record in (Criterion, CriteriaGroup):
                query = select(record.name).where(record.evaluation_id == evaluation_id, record.key == key)
                found = session.scalars(query).first()
                if found is not None:
                    return f"{verb} {found}"
            return verb.removesuffix(" of")

        return self._read(name) + self._suffix(set_id)

    def _suffix(self, set_id: str) -> str:
        """Return what a label adds for a stakeholder: whose weights they are."""

        def name(session: Session) -> str:
            query = select(WeightSet.name).where(WeightSet.id == set_id, WeightSet.role == "stakeholder")
            found = session.scalars(query).first()
            return f" for {found}" if found else ""

        return self._read(name) if set_id else ""


@dataclass(frozen=True, slots=True)
class _Shares:
    """Shares of all weight at the top level, and those of the members of one group."""

    top: Mapping[str, float]
    inner: Mapping[str, float]


def move_share(session: Session, chosen: ChosenSet, key: str, share: float) -> None:
    """Give one thing a share of all weight, the others keeping their proportions."""
    tree = chosen.tree
    group, level = chosen.level_of(key)
    for touched in (tree.top, level):
        refuse_unless_points(touched)
    shares = _shifted(top_shares(chosen.records, tree), tree, group, key, share)
    _put_shares(session, tree.set_id, tree.top, shares.top)
    if group is not None and shares.inner and fsum(shares.inner.values()) > 0:
        _put_shares(session, tree.set_id, level, shares.inner)
    settle(session, chosen, key)


def leaf_share(chosen: ChosenSet, key: str) -> float:
    """Return the share of all weight one criterion has now."""
    group, level = chosen.level_of(key)
    top = top_shares(chosen.records, chosen.tree)
    return top[key] if group is None else top[group] * shares_of(level)[key]


def refuse_unless_points(level: Level) -> None:
    """Refuse to move a weight where something else than points decides."""
    if level.method in _REFUSED:
        happened, hint = _REFUSED[level.method]
        raise UserError(happened, UNCHANGED, hint)


def refuse_all_zero(level: Level, points: Mapping[str, float]) -> None:
    """Refuse points that leave nothing on a level they touch."""
    touched = any(key in points for key in level.keys)
    if touched and not any(points.get(one.key, one.points(level.method) or 0.0) for one in level.items):
        raise UserError("All weights would be zero.", UNCHANGED, "Leave one of them above zero.")


def check_order(level: Level, keys: Sequence[str]) -> None:
    """Refuse an order that does not name everything on a level exactly once."""
    if sorted(keys) != sorted(level.keys):
        raise UserError("An order names every criterion exactly once.", UNCHANGED)


def _carried(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Return the one thing that was put at another place, or all where more than one was."""
    if list(before) == list(after):
        return []
    for key in after:
        if [one for one in before if one != key] == [one for one in after if one != key]:
            return [key]
    return list(after)


def top_shares(records: Records, tree: WeightTree) -> dict[str, float]:
    """Return the shares at the top level as they are now, also where a mean decides; equal where nothing does."""
    if tree.top.method != "mean":
        return shares_of(tree.top)
    try:
        leaves = global_weights(problem_of(records))
    except UserError:
        return {key: 1 / len(tree.top.items) for key in tree.top.keys}
    return {
        key: fsum(leaves[one] for one in (tree.inner[key].keys if key in tree.inner else (key,)))
        for key in tree.top.keys
    }


def _shifted(top: dict[str, float], tree: WeightTree, group: str | None, key: str, share: float) -> _Shares:
    """Return the shares after one of them was set and the others scaled."""
    if group is None:
        return _Shares(with_share(top, key, share), {})
    local = shares_of(tree.inner[group])
    split = {one: weight for one, weight in top.items() if one != group}
    inside = {f"{group}/{one}": top[group] * weight for one, weight in local.items()}
    moved = with_share({**split, **inside}, f"{group}/{key}", share)
    inner = {one: moved[f"{group}/{one}"] for one in local}
    return _Shares({one: fsum(inner.values()) if one == group else moved[one] for one in top}, inner)


def _put_shares(session: Session, set_id: str, level: Level, shares: Mapping[str, float]) -> None:
    """Write shares as points of the method in use, on the scale its points have now."""
    scale = _scale(level, shares)
    for item in level.items:
        points = round(shares[item.key] * scale, DIGITS)
        put_answer(session, set_id, item, {f"{level.method}_points": number_text(points)})


def _scale(level: Level, shares: Mapping[str, float]) -> float:
    if level.method == "swing":
        return FULL_POINTS / max(shares.values())
    total = fsum(item.direct or 0.0 for item in level.items)
    return (total if total > 0 else FULL_POINTS) / fsum(shares.values())


def complete(session: Session, set_id: str, level: Level, method: str, shares: Mapping[str, float]) -> None:
    """Give every thing of a level an answer by a method: from its weight where there are none yet."""
    if method == "ahp":
        return
    if method == "rank":
        if all(item.rank is None for item in level.items):
            order = sorted(level.items, key=lambda item: -shares[item.key])
        else:
            order = list(level.ranked)
        for rank, item in enumerate(order, start=1):
            if item.rank != rank:
                put_answer(session, set_id, item, {"rank": rank})
        return
    known = [value for item in level.items if (value := item.points(method)) is not None]
    largest = max(shares.values(), default=1.0)
    for item in level.items:
        if item.points(method) is not None:
            continue
        scale = FULL_POINTS / largest if method == "swing" else FULL_POINTS
        points = fsum(known) / len(known) if known else round(shares[item.key] * scale, DIGITS)
        columns: Columns = {f"{method}_points": number_text(points)}
        put_answer(session, set_id, item, columns)
