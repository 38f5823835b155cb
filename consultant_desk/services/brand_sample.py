"""The small report a brand is shown with: made-up products, a cover and a summary."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files

from consultant_desk.domain.brand import Brand
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.report_options import ReportOptions, Section
from consultant_desk.domain.snapshot import InterestKind, ReportSnapshot, SnapshotInterest, SnapshotReason, SnapshotStep

SECTIONS = (Section.COVER, Section.SUMMARY, Section.DISCLOSURE)


def sample_snapshot(brand: Brand, today: date) -> ReportSnapshot:
    """Return a report in a brand as its reader would get it: issued, so that no mark of a draft lies over it."""
    problem, result = _evaluated()
    return ReportSnapshot(
        title="Sample report",
        client="Harbour Bakeries",
        consultant="",
        made_on=today.isoformat(),
        instant=f"{today.isoformat()}T00:00:00.000Z",
        problem=problem,
        result=result,
        brand=brand,
        options=ReportOptions(sections=SECTIONS),
        evaluation_title="Help desk for 14 shops",
        version=1,
        issued=True,
        interests=tuple(SnapshotInterest(one.id, InterestKind.NONE) for one in problem.candidates if not one.baseline),
        reasons=(SnapshotReason("Every request has exactly one owner"),),
        steps=(SnapshotStep("Try it with two shops for two weeks"),),
    )


@cache
def _evaluated() -> tuple[Problem, Result]:
    text = (files("resources.sample") / "harbour-bakeries.evaluation.json").read_bytes()
    problem = load(text)
    return problem, evaluate(problem)
