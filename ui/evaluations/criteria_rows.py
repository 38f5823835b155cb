"""The rows of the criteria table: groups with their criteria in the order of the evaluation, then the total."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from consultant_desk.domain.evaluation.problem import Criterion, Group, Problem


class RowKind(Enum):
    """What a row of the table is."""

    GROUP = "group"
    CRITERION = "criterion"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class CriteriaRow:
    """One row; `group` is set on group rows, `criterion` on criterion rows. `place` counts from 1 in a rank order."""

    kind: RowKind
    group: Group | None = None
    criterion: Criterion | None = None
    place: int = 0

    @property
    def key(self) -> str:
        """Return the id of the criterion or group, empty for the total."""
        if self.criterion is not None:
            return self.criterion.id
        return self.group.id if self.group is not None else ""


def grouped_rows(
    problem: Problem,
    collapsed: AbstractSet[str] = frozenset(),
    orders: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> tuple[CriteriaRow, ...]:
    """Return ungrouped criteria first, then every group with its criteria unless it is collapsed, then the total.

    `orders` holds the rank order of the groups that are ranked inside; their rows are numbered from 1.
    """
    rows = [CriteriaRow(RowKind.CRITERION, criterion=item) for item in problem.criteria if item.group is None]
    for group in problem.groups:
        rows.append(CriteriaRow(RowKind.GROUP, group=group))
        if group.id not in collapsed:
            rows.extend(_members(problem, group.id, orders))
    return (*rows, CriteriaRow(RowKind.TOTAL))


def ranked_rows(
    problem: Problem,
    order: tuple[str, ...],
    collapsed: AbstractSet[str] = frozenset(),
    orders: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> tuple[CriteriaRow, ...]:
    """Return criteria, and groups that are weighed as one, in a rank order numbered from 1, then the total.

    The members of a group follow it, ranked where `orders` holds their order.
    """
    criteria = {item.id: item for item in problem.criteria}
    groups = {item.id: item for item in problem.groups}
    rows: list[CriteriaRow] = []
    for place, key in enumerate((key for key in order if key in criteria or key in groups), 1):
        if key in criteria:
            rows.append(CriteriaRow(RowKind.CRITERION, criterion=criteria[key], place=place))
            continue
        rows.append(CriteriaRow(RowKind.GROUP, group=groups[key], place=place))
        if key not in collapsed:
            rows.extend(_members(problem, key, orders))
    return (*rows, CriteriaRow(RowKind.TOTAL))


def _members(problem: Problem, group: str, orders: Mapping[str, tuple[str, ...]]) -> list[CriteriaRow]:
    members = {item.id: item for item in problem.criteria if item.group == group}
    if group not in orders:
        return [CriteriaRow(RowKind.CRITERION, criterion=item) for item in members.values()]
    ranked = [members[key] for key in orders[group] if key in members]
    return [CriteriaRow(RowKind.CRITERION, criterion=item, place=place) for place, item in enumerate(ranked, 1)]
