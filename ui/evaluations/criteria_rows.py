"""The rows of the criteria table: groups with their criteria in the order of the evaluation, then the total."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum

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


def grouped_rows(problem: Problem, collapsed: AbstractSet[str] = frozenset()) -> tuple[CriteriaRow, ...]:
    """Return ungrouped criteria first, then every group with its criteria unless it is collapsed, then the total."""
    rows = [CriteriaRow(RowKind.CRITERION, criterion=item) for item in problem.criteria if item.group is None]
    for group in problem.groups:
        rows.append(CriteriaRow(RowKind.GROUP, group=group))
        if group.id not in collapsed:
            members = (item for item in problem.criteria if item.group == group.id)
            rows.extend(CriteriaRow(RowKind.CRITERION, criterion=item) for item in members)
    return (*rows, CriteriaRow(RowKind.TOTAL))


def ranked_rows(problem: Problem, order: tuple[str, ...]) -> tuple[CriteriaRow, ...]:
    """Return the criteria in a rank order without groups, numbered from 1, then the total."""
    known = {item.id: item for item in problem.criteria}
    named = [known[key] for key in order if key in known]
    rows = [CriteriaRow(RowKind.CRITERION, criterion=item, place=place) for place, item in enumerate(named, 1)]
    return (*rows, CriteriaRow(RowKind.TOTAL))
