"""What may leave the house: the snapshot without notes, which are the consultant's own."""

from __future__ import annotations

from dataclasses import replace

from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.snapshot import ReportSnapshot


def published(snapshot: ReportSnapshot) -> ReportSnapshot:
    """Return the snapshot as it is printed and attached; notes are no part of the problem's digest."""
    return replace(snapshot, problem=_without_notes(snapshot.problem))


def _without_notes(problem: Problem) -> Problem:
    return replace(
        problem,
        groups=tuple(replace(one, note="") for one in problem.groups),
        criteria=tuple(replace(one, note="") for one in problem.criteria),
        candidates=tuple(replace(one, note="") for one in problem.candidates),
        cells=tuple(replace(one, note="") for one in problem.cells),
        stakeholders=tuple(replace(one, note="") for one in problem.stakeholders),
    )
