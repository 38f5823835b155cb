"""The raw figures behind the values shown, for methods that work on raw scales.

Unknown is the middle of the scale, two ends their middle. Where a criterion has levels or direct values the 0..100
values stand in for raw figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultant_desk.domain.evaluation.problem import Cell, Criterion, Direction, DirectValue, Levels, Problem
from consultant_desk.domain.evaluation.values import ValueTable, scale_ends


@dataclass(frozen=True, slots=True)
class RawColumn:
    """The figures of one criterion for some rows of the table, and whether less is better."""

    figures: tuple[float, ...]
    falling: bool


def raw_shown(criterion: Criterion, cell: Cell | None) -> float:
    """Return the raw figure shown for a cell of a criterion that is measured in numbers."""
    if cell is not None and cell.value is not None:
        return float(cell.value)
    if cell is not None and cell.low is not None and cell.high is not None:
        return (float(cell.low) + float(cell.high)) / 2
    low, high = scale_ends(criterion) or (0.0, 0.0)
    return (low + high) / 2


def raw_columns(problem: Problem, table: ValueTable, rows: Sequence[int]) -> tuple[RawColumn, ...]:
    """Return the figures of the candidates in these rows by criterion."""
    cells = problem.cell_index()
    return tuple(
        RawColumn(value_column(table, place, rows), falling=False)
        if isinstance(criterion.value, Levels | DirectValue)
        else RawColumn(
            tuple(raw_shown(criterion, cells.get((table.candidates[row], criterion.id))) for row in rows),
            falling=criterion.direction is Direction.MIN,
        )
        for place, criterion in enumerate(problem.criteria)
    )


def value_column(table: ValueTable, place: int, rows: Sequence[int]) -> tuple[float, ...]:
    """Return the values 0..100 of one criterion for these rows."""
    return tuple(table.values[row][place] for row in rows)
