"""The files a report carries: the evaluation, its matrix, everything else it prints, and the manifest over them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from consultant_desk.domain.earnings.statement_snapshot import EarningsSnapshot
from consultant_desk.domain.evaluation.matrix_sheet import matrix_rows
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.evaluation.writing import dump
from consultant_desk.domain.snapshot import ReportSnapshot
from consultant_desk.imports.export_csv import csv_bytes, number_text
from reports.report_format import (
    EARNINGS,
    EARNINGS_FORMAT,
    EARNINGS_VERSION,
    EVALUATION,
    MANIFEST,
    MANIFEST_FORMAT,
    MANIFEST_VERSION,
    MATRIX,
    PRINTED,
    REPORT,
    REPORT_FORMAT,
    REPORT_VERSION,
)
from reports.tags import Drawn, PrintedFigure
from reports.wire import Json, encode
from reports.words import Words


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file."""

    name: str
    data: bytes
    about: str
    kind: str = "application/json"


def evaluation_file(snapshot: ReportSnapshot) -> bytes:
    """Return the evaluation as the file anyone can evaluate again."""
    return dump(snapshot.problem).encode("utf-8")


def matrix_file(problem: Problem) -> bytes:
    """Return the matrix as the table that a spreadsheet opens; its texts never become formulas."""
    return csv_bytes(matrix_rows(problem, number_text))


def report_file(snapshot: ReportSnapshot) -> bytes:
    """Return all printed data that is not in the evaluation, with the outcome that was printed."""
    data: dict[str, Json] = {"format": REPORT_FORMAT, "version": REPORT_VERSION}
    printed = {name: encode(getattr(snapshot, name)) for name in PRINTED if name != "brand"}
    printed["brand"] = encode(replace(snapshot.brand, logo=None, extra_font=None))  # seen in the pages, and large
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
    told = {"problem_sha256": snapshot.result.problem_sha256, **_digests(data, pages), "figures": listed}
    return _manifest(snapshot.program_version, told)


def _digests(data: Sequence[Attachment], pages: Sequence[str]) -> dict[str, Json]:
    return {"files": {one.name: hashlib.sha256(one.data).hexdigest() for one in data}, "pages": list(pages)}


def _manifest(program: str, told: Mapping[str, Json]) -> bytes:
    return _json({"format": MANIFEST_FORMAT, "version": MANIFEST_VERSION, "program": program, **told})


def attachments_of(snapshot: ReportSnapshot, words: Words, drawn: Drawn) -> list[Attachment]:
    """Return all files that a drawn report carries, the manifest over them last."""
    data = [
        Attachment(EVALUATION, evaluation_file(snapshot), words.plain("attachment.evaluation")),
        Attachment(REPORT, report_file(snapshot), words.plain("attachment.report")),
        Attachment(MATRIX, matrix_file(snapshot.problem), words.plain("attachment.matrix"), "text/csv"),
    ]
    manifest = manifest_file(snapshot, data, drawn.digests, drawn.figures)
    return [*data, Attachment(MANIFEST, manifest, words.plain("attachment.manifest"))]


def statement_attachments(snapshot: EarningsSnapshot, words: Words, drawn: Drawn) -> list[Attachment]:
    """Return all files that a drawn earnings statement carries, the manifest over them last."""
    bare = replace(snapshot, brand=replace(snapshot.brand, logo=None, extra_font=None))  # seen in the pages
    told: dict[str, Json] = {"format": EARNINGS_FORMAT, "version": EARNINGS_VERSION, "statement": encode(bare)}
    data = [Attachment(EARNINGS, _json(told), words.plain("attachment.earnings"))]
    manifest = _manifest(snapshot.program_version, _digests(data, drawn.digests))
    return [*data, Attachment(MANIFEST, manifest, words.plain("attachment.manifest"))]


def _json(data: Json) -> bytes:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "replace") + b"\n"
