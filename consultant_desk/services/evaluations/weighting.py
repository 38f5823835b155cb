"""The weights that decide: shares, points, rank order, and the method they are answered by. Things are named by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.evaluation.problem import RankFormula
from consultant_desk.domain.evaluation.weights import global_weights, with_share
from consultant_desk.domain.ids import pair_id
from consultant_desk.entities.evaluation import CriteriaGroup, Criterion
from consultant_desk.entities.weights import LocalMethod, WeightSet
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.answers import Level, WeightTree, tree_of
from consultant_desk.services.evaluations.checks import UNCHANGED, checked_number
from consultant_desk.services.evaluations.columns import Columns, number_text
from consultant_desk.services.evaluations.joining import FULL_POINTS, put_answer, shares_of
from consultant_desk.services.evaluations.problem import problem_of
from consultant_desk.services.evaluations.records import Records, load
from consultant_desk.services.operations import Area, find

DIGITS = 9
"""Places after the point that computed points keep: far below what matters, without the dust of binary fractions."""

METHOD_WORDS = {"direct": "direct points", "swing": "swing points", "rank": "rank order"}

_REFUSED = {
    "rank": ("The rank order decides these weights.", "Move the criterion up or down, or weigh by points."),
    "ahp": ("Pairwise judgements decide these weights.", "Weigh by points to move one of them."),
    "mean": ("The mean of the stakeholders decides these weights.", "Weigh by points to move one of them."),
}


class WeightOperations(Area):
    """Operations on the set of weights that decides."""

    def set_share(self, evaluation_id: str, key: str, share: float) -> Outcome[None]:
        """Give a criterion (or a group with own weights inside) a share of all weight, 0..1.

        The others keep their proportions; points stay on the scale they were given on. `UserError` where a rank order
        decides.
        """
        if not 0 <= share <= 1:
            raise UserError(f"A weight of {share:.1%} is not possible.", UNCHANGED, "It runs from 0 to 100 %.")

        def work(session: Session) -> None:
            records, tree = _deciding(session, evaluation_id)
            group, level = _level(tree, key)
            for touched in (tree.top, level):
                _refuse_unless_points(touched)
            shares = _shifted(_top_shares(records, tree), tree, group, key, share)
            _put_shares(session, tree.set_id, tree.top, shares.top)
            if group is not None and shares.inner and fsum(shares.inner.values()) > 0:
                _put_shares(session, tree.set_id, level, shares.inner)

        return self._change(self._move_label(evaluation_id, key), work)

    def set_points(self, evaluation_id: str, points: Mapping[str, float]) -> Outcome[None]:
        """Set the points of criteria or groups for the method in use; those not named keep theirs."""

        def work(session: Session) -> None:
            _, tree = _deciding(session, evaluation_id)
            for key, value in points.items():
                _, level = _level(tree, key)
                _refuse_unless_points(level)
                if checked_number("The points", value) < 0:
                    raise UserError("Points cannot be negative.", UNCHANGED)
                item = next(one for one in level.items if one.key == key)
                put_answer(session, tree.set_id, item, {f"{level.method}_points": number_text(value)})
            for level in (tree.top, *tree.inner.values()):
                _refuse_all_zero(level, points)

        keys = list(points)
        label = self._move_label(evaluation_id, keys[0]) if len(keys) == 1 else "Set weights"
        return self._change(label, work)

    def set_method(
        self,
        evaluation_id: str,
        method: str,
        formula: RankFormula = RankFormula.ROC,
        *,
        group: str | None = None,
    ) -> Outcome[None]:
        """Weigh by "direct" points, "swing" points or "rank" order; `group` means the inner weights of that group.

        Every method keeps its answers. One used for the first time starts from the weights as they are: points that
        are percentages, swing points with the largest at 100, the order of the weights.
        """
        if method not in METHOD_WORDS:
            raise UserError(f"{method!r} is no way to weigh.", UNCHANGED, "Choose direct, swing or rank.")

        def work(session: Session) -> None:
            records, tree = _deciding(session, evaluation_id)
            if group is not None and group not in tree.inner:
                raise UserError(f"The group {group!r} has no weights of its own.", UNCHANGED)
            level = tree.top if group is None else tree.inner[group]
            shares = _top_shares(records, tree) if group is None else shares_of(level)
            _complete(session, tree.set_id, level, method, shares)
            if group is None:
                row: WeightSet | LocalMethod = find(session, WeightSet, tree.set_id)
            else:
                group_id = next(one.id for one in records.groups if one.key == group)
                row = find(session, LocalMethod, pair_id("local_method", tree.set_id, group_id))
            row.method = method
            if method == "rank":
                row.formula = formula.value

        return self._change(f"Weigh by {METHOD_WORDS[method]}", work)

    def set_rank(self, evaluation_id: str, keys: Sequence[str]) -> Outcome[None]:
        """Set the rank order, most important first: all things of one level, each once."""

        def work(session: Session) -> None:
            _, tree = _deciding(session, evaluation_id)
            if not keys:
                raise UserError("An order needs at least one criterion.", UNCHANGED)
            _, level = _level(tree, keys[0])
            if level.method != "rank":
                raise UserError("These weights are not answered by rank order.", UNCHANGED, "Choose rank order first.")
            if sorted(keys) != sorted(level.keys):
                raise UserError("An order names every criterion exactly once.", UNCHANGED)
            items = {item.key: item for item in level.items}
            for rank, key in enumerate(keys, start=1):
                put_answer(session, tree.set_id, items[key], {"rank": rank})

        return self._change("Reorder weights", work)

    def _move_label(self, evaluation_id: str, key: str) -> str:
        def name(session: Session) -> str:
            for record in (Criterion, CriteriaGroup):
                query = select(record.name).where(record.evaluation_id == evaluation_id, record.key == key)
                found = session.scalars(query).first()
                if found is not None:
                    return f"Move weight of {found}"
            return "Move weight"

        return self._read(name)


@dataclass(frozen=True, slots=True)
class _Shares:
    """Shares of all weight at the top level, and those of the members of one group."""

    top: Mapping[str, float]
    inner: Mapping[str, float]


def _deciding(session: Session, evaluation_id: str) -> tuple[Records, WeightTree]:
    records = load(session, evaluation_id)
    row = records.deciding
    if row is None:
        raise UserError("This evaluation has no weights.", UNCHANGED)
    return records, tree_of(records, row.id)


def _level(tree: WeightTree, key: str) -> tuple[str | None, Level]:
    try:
        return tree.level_of(key)
    except KeyError:
        raise UserError(f"{key!r} has no weight in this evaluation.", UNCHANGED) from None


def _refuse_unless_points(level: Level) -> None:
    if level.method in _REFUSED:
        happened, hint = _REFUSED[level.method]
        raise UserError(happened, UNCHANGED, hint)


def _refuse_all_zero(level: Level, points: Mapping[str, float]) -> None:
    """Refuse points that leave nothing on a level they touch."""
    touched = any(key in points for key in level.keys)
    if touched and not any(points.get(one.key, one.points(level.method) or 0.0) for one in level.items):
        raise UserError("All weights would be zero.", UNCHANGED, "Leave one of them above zero.")


def _top_shares(records: Records, tree: WeightTree) -> dict[str, float]:
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


def _complete(session: Session, set_id: str, level: Level, method: str, shares: Mapping[str, float]) -> None:
    """Give every thing of a level an answer by a method: from its weight where there are none yet."""
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
