"""The largest reports: many pages, and matrices of thousands of cells."""

from __future__ import annotations

from dataclasses import replace

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    Criterion,
    Direction,
    Linear,
    PointWeights,
    Problem,
)
from consultant_desk.domain.snapshot import InterestKind, ReportSnapshot, SnapshotInterest
from tests.reports.sample import sample_evidence, sample_needs, sample_snapshot


def many_pages(times: int) -> ReportSnapshot:
    """Needs and evidence of the sample this many times over: 10 give about 45 pages, 100 more than 300."""
    needs = tuple(
        replace(need, quote=need.quote * 4, progress=f"{need.progress}, part {turn}")
        for turn in range(times)
        for need in sample_needs()
    )
    evidence = tuple(
        replace(one, id=f"{one.id}-{turn}", quote=(one.quote or one.title) * 3)
        for turn in range(times * 6 // 5)
        for one in sample_evidence()
    )
    return sample_snapshot(needs=needs, evidence=evidence, reasons=())


def matrix_of(criteria: int, candidates: int) -> ReportSnapshot:
    """A report on a matrix of this size, and on little else."""
    problem = Problem(
        title="Large",
        criteria=tuple(Criterion(f"k{i}", f"Criterion {i}", Direction.MAX, Linear(0, 10)) for i in range(criteria)),
        weights=PointWeights("direct", tuple((f"k{i}", float(3 + i % 7)) for i in range(criteria))),
        candidates=tuple(Candidate(f"c{i}", f"Product {i}") for i in range(candidates)),
        cells=tuple(
            Cell(f"c{i}", f"k{j}", value=float((i * 7 + j * 3) % 11))
            for i in range(candidates)
            for j in range(criteria)
        ),
    )
    nobody = tuple(SnapshotInterest(one.id, InterestKind.NONE) for one in problem.candidates)
    bare = {"needs": (), "evidence": (), "reasons": (), "risks": (), "steps": (), "conditions": (), "rejected": ()}
    return sample_snapshot(problem=problem, result=evaluate(problem), interests=nobody, **bare)
