"""The parts a score is shown in: one per group of criteria, or one per criterion where there are no groups."""

from __future__ import annotations

from collections.abc import Mapping

from consultant_desk.domain.charts.bars import Part, parts_by_criterion, parts_by_group
from consultant_desk.domain.evaluation.problem import Problem


def parts_of(problem: Problem) -> tuple[Part, ...]:
    """Return the parts of the bars in the ranking and of the legend."""
    grouped = any(item.group for item in problem.criteria)
    return parts_by_group(problem) if grouped else parts_by_criterion(problem)


def points_of(part: Part, contributions: Mapping[str, float]) -> float:
    """Return what a part adds to a score."""
    return sum(contributions.get(key, 0.0) for key in part.criteria)
