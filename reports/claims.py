"""The attached data of a report as it was read, and whether they are unchanged and give the ranking they tell."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from consultant_desk.domain.evaluation.drawing import with_bounded_simulation
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import Result
from reports import wire
from reports.attachments import matrix_file
from reports.contents import Contents, NotAReport
from reports.report_format import (
    EVALUATION,
    FILES,
    MANIFEST,
    MANIFEST_FORMAT,
    MANIFEST_VERSION,
    MATRIX,
    REPORT,
    REPORT_FORMAT,
    REPORT_VERSION,
    version_fault,
)
from reports.verification import Check
from reports.wire import Json

SHARE_TOLERANCE = 0.01
SCORE_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Claims:
    """What a report says of itself. `version` is that of its data, `manifest_version` that of the manifest."""

    version: int
    manifest_version: int
    manifest: Mapping[str, Json]
    snapshot: Mapping[str, Json]
    outcome: Mapping[str, Json]
    problem: Problem


def read_claims(files: Mapping[str, bytes]) -> Claims:
    """Read the attached files; `NotAReport` in words, `WireError` or `UserError` when they cannot be read."""
    manifest, report = wire.parse(files[MANIFEST]), wire.parse(files[REPORT])
    if not isinstance(manifest, dict) or manifest.get("format") != MANIFEST_FORMAT:
        raise NotAReport("The attached manifest is not one of this program.")
    if not isinstance(report, dict) or report.get("format") != REPORT_FORMAT:
        raise NotAReport("The attached report data are not of this program.")
    version = _version(report, REPORT_VERSION)
    manifest_version = _version(manifest, MANIFEST_VERSION)
    snapshot, outcome = report.get("snapshot"), report.get("outcome")
    if not isinstance(snapshot, dict) or not isinstance(outcome, dict):
        raise NotAReport("The attached report data are incomplete.")
    problem = load(files[EVALUATION])
    if with_bounded_simulation(problem) != problem:
        raise NotAReport("The attached evaluation is too large to be computed again.")
    return Claims(version, manifest_version, manifest, snapshot, outcome, problem)


def _version(data: Mapping[str, Json], newest: int) -> int:
    version = data.get("version")
    fault = version_fault(version, newest)
    if fault or not isinstance(version, int):
        raise NotAReport(fault)
    return version


def compare_data(files: Mapping[str, bytes], claims: Claims, result: Result) -> Check:
    """Check the digests of the attached files, and that table and evaluation say the same."""
    told, expected = claims.manifest.get("files"), FILES[claims.manifest_version]
    if not isinstance(told, dict) or set(told) != set(expected) or set(files) != {*expected, MANIFEST}:
        return Check("data", False, "The attached files are not those that the report was written with.")
    for name in expected:
        if told[name] != hashlib.sha256(files[name]).hexdigest():
            return Check("data", False, f"The attached {name} was changed after the report was written.")
    if {claims.manifest.get("problem_sha256"), claims.outcome.get("problem_sha256")} != {result.problem_sha256}:
        return Check("data", False, "The attached evaluation is not the one the report was made from.")
    if MATRIX in expected and files[MATRIX] != matrix_file(claims.problem):
        return Check("data", False, f"The attached {MATRIX} says something else than the evaluation.")
    return Check("data", True, f"The attached data are unchanged; problem {result.problem_sha256[:8]}.")


def compare_pages(contents: Contents, manifest: Mapping[str, Json]) -> Check:
    """Check that every page is as the manifest tells it was written."""
    told, what = manifest.get("pages"), "statement" if contents.is_statement else "report"
    if not isinstance(told, list) or len(told) != len(contents.pages):
        return Check("pages", False, "The file has not the number of pages it was written with.")
    for number, (one, other) in enumerate(zip(told, contents.pages, strict=True), start=1):
        if one != other:
            return Check("pages", False, f"Page {number} was changed after the {what} was written.")
    every = f"All {len(told)} pages are as they were" if len(told) > 1 else "The only page is as it was"
    return Check("pages", True, f"{every} written.")


def compare_ranking(claims: Claims, result: Result) -> Check:
    """Check that the evaluation, computed again, gives the ranking and the winner that the report tells."""
    told = claims.outcome.get("ranking")
    if not isinstance(told, list) or len(told) != len(result.ranking):
        return Check("ranking", False, "The report ranks other candidates than the evaluation.")
    for one, line in zip(told, result.ranking, strict=True):
        score = one.get("score") if isinstance(one, dict) else None
        same = isinstance(one, dict) and one.get("candidate") == line.candidate and one.get("rank") == line.rank
        if not same or not isinstance(score, int | float) or abs(score - line.score) > SCORE_TOLERANCE:
            return Check("ranking", False, "The evaluation, computed again, gives another ranking.")
    return _verdict(claims, result)


def _verdict(claims: Claims, result: Result) -> Check:
    told, verdict = claims.outcome.get("verdict"), result.verdict
    if not isinstance(told, dict) or (told.get("winner"), told.get("runner_up")) != (verdict.winner, verdict.runner_up):
        return Check("ranking", False, "The evaluation, computed again, gives another winner.")
    share = told.get("share")
    if isinstance(share, int | float) and verdict.share is not None and abs(share - verdict.share) > SHARE_TOLERANCE:
        return Check("ranking", False, "The evaluation, computed again, gives another share of first ranks.")
    name = next((one.name for one in claims.problem.candidates if one.id == verdict.winner), "")
    place = "shares the first place" if verdict.tie else "is first"
    words = f"The ranking was computed again and agrees; {name} {place}." if name else "The ranking agrees."
    return Check("ranking", True, words)
