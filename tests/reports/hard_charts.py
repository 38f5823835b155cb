"""Evaluations whose charts are hard to draw: few and many, long names, ties, gaps, leads that turn, every cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import (
    Candidate,
    Cell,
    CostKind,
    CostLine,
    Criterion,
    Direction,
    Linear,
    PointWeights,
    Problem,
)
from consultant_desk.domain.snapshot import InterestKind, ReportSnapshot, SnapshotInterest
from tests.reports.sample import sample_problem, sample_snapshot

_BARE: dict[str, object] = dict.fromkeys(
    ("needs", "evidence", "reasons", "risks", "steps", "conditions", "rejected", "coverage", "finalists", "long_list"),
    (),
)
LONG = "Gesellschaft für vollständige Vorgangsbearbeitung und Rufnummernverwaltung mit beschränkter Haftung"


def made(
    candidates: int, criteria: int, *, seed: int = 7, gaps: int = 0, flat: bool = False, long: bool = False
) -> Problem:
    """Return an evaluation of products on criteria from 0 to 10; every `gaps`th score is unknown, `flat` ones equal."""
    name = f"{LONG} " if long else ""
    cells = [
        Cell(f"c{i}", f"k{j}", value=5.0 if flat else float((i * seed + j * 3 + i * j) % 11))
        for i in range(candidates)
        for j in range(criteria)
        if not gaps or (i * criteria + j) % gaps
    ]
    return Problem(
        title="Hard",
        criteria=tuple(
            Criterion(f"k{j}", f"{name}Criterion {j}", Direction.MAX, Linear(0, 10)) for j in range(criteria)
        ),
        weights=PointWeights("direct", tuple((f"k{j}", float(2 + (j * 5) % 9)) for j in range(criteria))),
        candidates=tuple(Candidate(f"c{i}", f"{name}Product {i}") for i in range(candidates)),
        cells=tuple(cells),
    )


def costly(problem: Problem, *, rate: float = 0.05, saving: bool = False, without: int = 0) -> Problem:
    """Return the evaluation with cost lines of every kind; the last `without` candidates have none."""
    kinds = list(CostKind)
    lines = []
    for place, one in enumerate(problem.candidates[: len(problem.candidates) - without]):
        lines += [
            CostLine(one.id, f"{kind} line", Decimal(900 + 410 * ((place * 5 + turn * 3) % 9)), "EUR",
                     from_year=turn % 2, to_year=3 * (turn % 2), kind=kind)
            for turn, kind in enumerate(kinds)
        ]  # fmt: skip
        if saving:
            lines.append(CostLine(one.id, "old licences", Decimal(-3000), "EUR", 1, 3, CostKind.OTHER))
    options = replace(problem.options, discount_rate=rate, horizon_years=3)
    return replace(problem, costs=tuple(lines), options=options)


def snapshot_of(problem: Problem, **changes: object) -> ReportSnapshot:
    """Return a report on an evaluation, with nothing else in it."""
    result = evaluate(problem)
    nobody = tuple(SnapshotInterest(one.id, InterestKind.NONE) for one in problem.candidates)
    return sample_snapshot(problem=problem, result=result, interests=nobody, **_BARE, **changes)


def hard_problems() -> Iterator[tuple[str, Problem]]:
    """Yield evaluations by what is hard about them."""
    yield "sample with costs", costly(sample_problem())
    yield "one candidate", costly(made(1, 3))
    yield "one criterion", costly(made(3, 1))
    yield "two", costly(made(2, 4))
    yield "five", costly(made(5, 12), saving=True)
    yield "twenty", costly(made(20, 30, gaps=13), without=6)
    yield "long names", costly(made(6, 14, long=True, gaps=9), without=1)
    yield "equal scores", costly(made(4, 5, flat=True), rate=0.0)
    yield "unknown", costly(made(7, 6, gaps=3))
    yield "turns", costly(made(5, 6, seed=3))
    yield "costs unknown", costly(made(8, 5), without=7)
