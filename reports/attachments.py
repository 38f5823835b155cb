"""The three files a report carries: the evaluation, everything else it prints, and the manifest that binds them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields

from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.evaluation.writing import dump
from consultant_desk.domain.snapshot import ReportSnapshot
from reports.tags import PrintedFigure
from reports.wire import Json, encode

EVALUATION, REPORT, MANIFEST = "evaluation.json", "report.json", "manifest.json"
REPORT_FORMAT, MANIFEST_FORMAT = "consultant-desk/report", "consultant-desk/manifest"
VERSION = 1
PRINTED = tuple(one.name for one in fields(ReportSnapshot) if one.name not in {"problem", "result"})
"""Fields of the snapshot that go into `report.json`; the logo's pixels stay out, they are in the pages."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file."""

    name: str
    data: bytes
    about: str


def evaluation_file(snapshot: ReportSnapshot) -> bytes:
    """Return the evaluation as the file anyone can evaluate again."""
    return dump(snapshot.problem).encode("utf-8")


def report_file(snapshot: ReportSnapshot) -> bytes:
    """Return all printed data that is not in the evaluation, with the outcome that was printed."""
    data: dict[str, Json] = {"format": REPORT_FORMAT, "version": VERSION}
    printed = {name: encode(getattr(snapshot, name)) for name in PRINTED}
    brand = printed["brand"]
    if isinstance(brand, dict):
        brand["logo"] = None
    data["snapshot"] = printed
    data["outcome"] = outcome(snapshot.result)
    return _json(data)


def outcome(result: Result) -> dict[str, Json]:
    """Return what the report says about the ranking, to be compared with a new computation."""
    verdict = result.verdict
    return {
        "problem_sha256": result.problem_sha256,
        "ranking": [{"candidate": one.candidate, "rank": one.rank, "score": one.score} for one in result.ranking],
        "verdict": {
            "kind": verdict.kind.value,
            "winner": verdict.winner,
            "runner_up": verdict.runner_up,
            "share": verdict.share,
        },
    }


def manifest_file(
    snapshot: ReportSnapshot, data: Sequence[Attachment], pages: Sequence[str], figures: Sequence[PrintedFigure]
) -> bytes:
    """Return digests of the attached data and of each page's decoded content, and every printed figure."""
    listed: list[Json] = [
        {"id": f"f{number}", "page": one.page, "printed": one.figure.printed, "path": one.figure.path}
        for number, one in enumerate(figures, start=1)
    ]
    manifest: dict[str, Json] = {
        "format": MANIFEST_FORMAT,
        "version": VERSION,
        "program": snapshot.program_version,
        "problem_sha256": snapshot.result.problem_sha256,
        "files": {one.name: hashlib.sha256(one.data).hexdigest() for one in data},
        "pages": list(pages),
        "figures": listed,
    }
    return _json(manifest)


def _json(data: Json) -> bytes:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "replace") + b"\n"
