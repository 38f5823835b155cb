"""Whose weights an operation works on: those that decide, your own, or a stakeholder's."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultant_desk.domain.evaluation.problem import RankFormula
from consultant_desk.domain.ids import pair_id
from consultant_desk.entities.weights import CriterionWeight, LocalMethod, WeightSet
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.answers import Level, WeightTree, tree_of
from consultant_desk.services.evaluations.checks import UNCHANGED
from consultant_desk.services.evaluations.records import AnyRow, Records, load
from consultant_desk.services.evaluations.stale_scales import scale_of
from consultant_desk.services.operations import find
from consultant_desk.services.rows.weights import WeightSetRow

OWN = "own"
"""Names your own weights, whether or not they decide; "" names those that decide, an id those of a stakeholder."""

MEAN = "mean"


@dataclass(frozen=True, slots=True)
class ChosenSet:
    """One set of weights with the rows of its evaluation; `own` weights stand behind a mean that decides."""

    records: Records
    row: AnyRow
    tree: WeightTree
    own: bool

    @property
    def suffix(self) -> str:
        """Return what a label adds to say whose weights are changed."""
        return f" for {self.row.name}" if self.row.role == "stakeholder" else ""

    def level_of(self, key: str) -> tuple[str | None, Level]:
        """Return the level a key is weighed on and its group (None: the top); `UserError` when it has no weight."""
        try:
            return self.tree.level_of(key)
        except KeyError:
            raise UserError(f"{key!r} has no weight in this evaluation.", UNCHANGED) from None

    def level(self, group: str | None) -> Level:
        """Return the top level, or the one inside a group with weights of its own."""
        if group is None:
            return self.tree.top
        if group not in self.tree.inner:
            raise UserError(f"The group {group!r} has no weights of its own.", UNCHANGED)
        return self.tree.inner[group]


def chosen_set(session: Session, evaluation_id: str, set_id: str = "") -> ChosenSet:
    """Return a set of an evaluation by "", "own" or the id of a stakeholder's; `UserError` when it is not there."""
    records = load(session, evaluation_id)
    deciding = records.deciding
    if set_id in {"", OWN}:
        if deciding is None:
            raise UserError("This evaluation has no weights.", UNCHANGED)
        own = set_id == OWN
        return ChosenSet(records, deciding, tree_of(records, deciding.id, own=own), own)
    row = next((one for one in records.sets if one.id == set_id and one.role == "stakeholder"), None)
    if row is None:
        raise UserError("This stakeholder is no longer here.", UNCHANGED, "Look in the Trash or undo.")
    return ChosenSet(records, row, tree_of(records, row.id), own=False)


def put_method(
    session: Session, chosen: ChosenSet, group: str | None, method: str, formula: RankFormula | None = None
) -> None:
    """Say by which method a level is weighed."""
    if group is not None:
        inner = _local(session, chosen, group)
        inner.method = method
        inner.formula = inner.formula if formula is None else formula.value
        return
    row = find(session, WeightSet, chosen.row.id)
    if chosen.own and row.method == MEAN:
        row.own_method = method
    else:
        row.method = method
    row.formula = row.formula if formula is None else formula.value


def put_pairwise(session: Session, chosen: ChosenSet, group: str | None, text: str) -> None:
    """Store the judgements of a level."""
    row: WeightSet | LocalMethod
    row = find(session, WeightSet, chosen.row.id) if group is None else _local(session, chosen, group)
    row.pairwise_json = text


def settle(session: Session, chosen: ChosenSet, *keys: str) -> None:
    """Note that these criteria were weighed anew: their weights belong to the scales they have now."""
    ids = {criterion.key: criterion.id for criterion in chosen.records.criteria}
    for key in keys:
        row = session.get(CriterionWeight, pair_id("criterion_weight", chosen.row.id, ids.get(key, "")))
        if row is not None and row.deleted_at is None and row.stale_json:
            row.stale_json = ""


def own_row(records: Records) -> WeightSetRow | None:
    """Return your own weights, whether or not they decide."""
    row = records.deciding
    return None if row is None else _row(row, tree_of(records, row.id, own=True), "own")


def people_rows(records: Records) -> tuple[WeightSetRow, ...]:
    """Return the weights of the stakeholders."""
    return tuple(_row(row, tree_of(records, row.id), row.id) for row in records.sets if row.role == "stakeholder")


def _row(row: AnyRow, tree: WeightTree, key: str) -> WeightSetRow:
    levels = (tree.top, *tree.inner.values())
    return WeightSetRow(
        id=key,
        name=row.name,
        answers=tree.answers(),
        kept=tree.top.kept(),
        local={group: level.kept() for group, level in tree.inner.items()},
        stale={item.key: scale_of(item.stale) for level in levels for item in level.items if item.stale},
        note=row.note,
        person_id=row.person_id or "",
        answered_at=row.answered_at or "",
        source=row.source or "",
    )


def _local(session: Session, chosen: ChosenSet, group: str) -> LocalMethod:
    group_id = next(one.id for one in chosen.records.groups if one.key == group)
    return find(session, LocalMethod, pair_id("local_method", chosen.row.id, group_id))
