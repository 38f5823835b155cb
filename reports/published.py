"""What may leave the house: the snapshot without notes, which are the consultant's own."""

from __future__ import annotations

from dataclasses import replace

from consultant_desk.domain.evaluation.canonical import problem_sha256
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.snapshot import ReportSnapshot


def published(snapshot: ReportSnapshot) -> ReportSnapshot:
    """Return the snapshot as it is printed and attached.

    Notes are part of the problem's digest, so a problem that had any is printed with the digest of what is attached.
    """
    problem = _without_notes(snapshot.problem)
    if problem == snapshot.problem:
        return snapshot
    return replace(snapshot, problem=problem, result=replace(snapshot.result, problem_sha256=problem_sha256(problem)))


def _without_notes(problem: Problem) -> Problem:
    return replace(
        problem,
        groups=tuple(replace(one, note="") for one in problem.groups),
        criteria=tuple(replace(one, note="") for one in problem.criteria),
        candidates=tuple(replace(one, note="") for one in problem.candidates),
        cells=tuple(replace(one, note="") for one in problem.cells),
        stakeholders=tuple(replace(one, note="") for one in problem.stakeholders),
    )
