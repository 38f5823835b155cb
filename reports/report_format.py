"""The formats that `report.json` and `manifest.json` have had, and how a snapshot is read from each of them.

A new field of the snapshot needs a new version once the present one was given away: reports live longer than programs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from consultant_desk.domain.brand import Brand
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.report_options import ReportOptions
from consultant_desk.domain.snapshot import ReportSnapshot, SnapshotChange, SnapshotInterest
from reports.wire import Json, Shape, WireError, decode_fields

EVALUATION, REPORT, MANIFEST, MATRIX = "evaluation.json", "report.json", "manifest.json", "matrix.csv"
EARNINGS = "earnings.json"
"""What an earnings statement carries instead, beside its manifest."""
EARNINGS_FORMAT, EARNINGS_VERSION = "consultant-desk/earnings", 1
REPORT_FORMAT, MANIFEST_FORMAT = "consultant-desk/report", "consultant-desk/manifest"
REPORT_VERSION, MANIFEST_VERSION = 3, 2
PRINTED = tuple(one.name for one in fields(ReportSnapshot) if one.name not in {"problem", "result"})
"""Fields of the snapshot that go into `report.json`."""

FILES: Mapping[int, tuple[str, ...]] = {1: (EVALUATION, REPORT), 2: (EVALUATION, REPORT, MATRIX)}
"""The files whose digests a manifest of each version holds."""

_SINCE_2: Mapping[type, frozenset[str]] = {
    ReportSnapshot: frozenset(
        {"question", "long_list", "coverage", "finalists", "adoption", "versions", "sentences", "notes"}
    ),
    Brand: frozenset({"header", "footer", "cover", "extra_font"}),
    ReportOptions: frozenset({"kind"}),
    SnapshotChange: frozenset({"code", "values"}),
}
_SINCE_3: Mapping[type, frozenset[str]] = {
    SnapshotInterest: frozenset({"credited", "has_programme", "applied_on"}),
}
_SHAPES = {
    1: Shape(unknown={**_SINCE_2, **_SINCE_3}),
    2: Shape(complete=True, unknown=_SINCE_3),
    3: Shape(complete=True),
}


def version_fault(version: Json, newest: int) -> str:
    """Return in words why data of this version cannot be read, or nothing."""
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        return "The attached data are of no format that this program knows."
    if version > newest:
        return "A newer version of the program wrote this report; update this one to check it."
    return ""


def read_snapshot(version: int, data: Mapping[str, Json], problem: Problem, result: Result) -> ReportSnapshot:
    """Put the snapshot together again from the data of a `report.json` of this version; `WireError` if it cannot be."""
    shape = _SHAPES[version]
    if set(data) - set(PRINTED):
        raise WireError("snapshot: unknown keys")
    missing = set(PRINTED) - set(data) - shape.unknown.get(ReportSnapshot, frozenset())
    if missing:
        raise WireError(f"{min(missing)}: missing")
    return ReportSnapshot(
        problem=problem, result=result, **decode_fields(ReportSnapshot, dict(data), "snapshot", shape)
    )
