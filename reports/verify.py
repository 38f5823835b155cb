"""Verify a report without trusting it: recompute the ranking from the attached data and compare what is printed.

Works on any bytes: sizes are limited before anything is inflated, and a file that is no report gets an answer in words,
never a traceback. A hostile file may still keep the PDF libraries busy; a window asks the worker process
(`ReportWorker.verify`), which is stopped after a time.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pikepdf

from consultant_desk.domain.evaluation.drawing import with_bounded_simulation
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.snapshot import ReportSnapshot
from consultant_desk.errors import UserError
from reports import wire
from reports.attachments import EVALUATION, MANIFEST, MANIFEST_FORMAT, PRINTED, REPORT, REPORT_FORMAT, VERSION
from reports.identity import is_sealed
from reports.printed import compare_disclosure, compare_figures, compare_lock
from reports.verification import CHECKS, Check, Verification
from reports.wire import Json, WireError

MAX_FILE = 64_000_000
MAX_ATTACHMENT = 16_000_000
MAX_CONTENT = 128_000_000
MAX_PAGES = 3_000
SHARE_TOLERANCE = 0.01
SCORE_TOLERANCE = 1e-6

# What reading a damaged or hostile file may raise in pikepdf, zlib and the walk over its objects.
_DAMAGE = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    pikepdf.DeletedObjectError,
    pikepdf.ForeignObjectError,
    zlib.error,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class _Contents:
    """What was taken out of the file: attachments by name, digests of the pages, whether it carries a signature."""

    files: Mapping[str, bytes]
    pages: tuple[str, ...]
    signed: bool


@dataclass(frozen=True, slots=True)
class _Claims:
    """The attached data, read."""

    manifest: Mapping[str, Json]
    snapshot_data: Mapping[str, Json]
    outcome: Mapping[str, Json]
    problem: Problem


def verify(pdf: bytes, *, issued_sha256: str | None = None) -> Verification:
    """Check a report; `issued_sha256` is the digest stored when it was issued, where that is at hand."""
    answers: dict[str, Check] = {}
    try:
        contents = _open(pdf)
    except _DAMAGE as error:
        words = str(error) if isinstance(error, _NotAReport) else "The file cannot be read as a PDF."
        if isinstance(error, pikepdf.PasswordError):
            words = "The file is encrypted."
        return _answer({"readable": Check("readable", False, words)})
    answers["readable"] = Check("readable", True, "The file is a report with its data attached.")
    sealed = is_sealed(pdf)
    words = "Every byte is as it was written." if sealed else "The file was changed after it was written."
    answers["file"] = Check("file", sealed, words)
    signed = "A signature is not checked by this version." if contents.signed else "The report is not signed."
    answers["signature"] = Check("signature", None, signed)
    answers["issued"] = _issued(pdf, issued_sha256)
    _check_claims(pdf, contents, answers)
    return _answer(answers)


class _NotAReport(ValueError):
    """The file is no report of this program; the text says why."""


def _answer(answers: Mapping[str, Check]) -> Verification:
    checks = tuple(
        answers.get(name, Check(name, None, "Not checked, because an earlier check failed.")) for name in CHECKS
    )
    valid = answers["readable"].ok is True and all(check.ok is not False for check in checks)
    return Verification(valid, checks)


def _issued(pdf: bytes, digest: str | None) -> Check:
    if digest is None:
        words = "Without a signature or the issuing workspace this proves that the file is consistent, not its origin."
        return Check("issued", None, words)
    same = hashlib.sha256(pdf).hexdigest() == digest.lower()
    return Check("issued", same, "It is the file that was issued." if same else "It is not the file that was issued.")


def _open(pdf: bytes) -> _Contents:
    if len(pdf) > MAX_FILE:
        raise _NotAReport(f"The file is larger than {MAX_FILE // 1_000_000} MB.")
    with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False, suppress_warnings=True) as document:
        if document.is_encrypted:
            raise _NotAReport("The file is encrypted.")
        files = _attached(document)
        missing = [name for name in (EVALUATION, REPORT, MANIFEST) if name not in files]
        if missing:
            raise _NotAReport(f"The file carries no {missing[0]}; it is not a report of this program.")
        if len(document.pages) > MAX_PAGES:
            raise _NotAReport(f"The file has more than {MAX_PAGES} pages.")
        form = document.Root.get("/AcroForm")
        signed = form is not None and int(form.get("/SigFlags", 0)) & 1 == 1
        return _Contents(files, _page_digests(document), signed)


def _attached(document: pikepdf.Pdf) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    if "/Names" not in document.Root:
        return files
    names = document.Root.Names.EmbeddedFiles.Names
    for place in range(0, min(len(names), 64) - 1, 2):
        name = str(names[place])
        if name in {EVALUATION, REPORT, MANIFEST}:
            files[name] = _decoded(names[place + 1].EF.F, MAX_ATTACHMENT)
    return files


def _page_digests(document: pikepdf.Pdf) -> tuple[str, ...]:
    room = MAX_CONTENT
    digests = []
    for page in document.pages:
        content = _decoded(page.obj.Contents, room)
        room -= len(content)
        digests.append(hashlib.sha256(content).hexdigest())
    return tuple(digests)


def _decoded(stream: pikepdf.Object, limit: int) -> bytes:
    """Inflate a stream up to a limit; only the filter this program writes is accepted."""
    if not isinstance(stream, pikepdf.Stream):
        raise _NotAReport("The file is built in another way than reports are.")
    raw = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    if filters is None:
        data = bytes(raw)
    elif filters == pikepdf.Name.FlateDecode and "/DecodeParms" not in stream:
        inflater = zlib.decompressobj()
        data = inflater.decompress(raw, limit + 1)
    else:
        raise _NotAReport("The file is built in another way than reports are.")
    if len(data) > limit:
        raise _NotAReport("The file holds more data than a report does.")
    return data


def _check_claims(pdf: bytes, contents: _Contents, answers: dict[str, Check]) -> None:
    try:
        claims = _read_claims(contents.files)
        result = evaluate(claims.problem)
    except (WireError, UserError, *_DAMAGE) as error:
        words = str(error) if isinstance(error, _NotAReport) else "The attached data cannot be read."
        answers["data"] = Check("data", False, words)
        return
    answers["pages"] = _pages(contents, claims)
    answers["data"] = _data(contents, claims, result)
    answers["ranking"] = _ranking(claims, result)
    try:
        snapshot = _snapshot(claims, result)
    except WireError as error:
        answers["data"] = Check("data", False, f"The attached data cannot be read: {error}.")
        return
    if answers["pages"].ok and answers["data"].ok:
        answers["figures"] = _guarded("figures", lambda: compare_figures(pdf, claims.manifest, snapshot))
        answers["disclosure"] = _guarded("disclosure", lambda: compare_disclosure(pdf, snapshot))
        answers["lock"] = _guarded("lock", lambda: compare_lock(pdf, snapshot))


def _guarded(name: str, compare: Callable[[], Check]) -> Check:
    try:
        return compare()
    except (UserError, *_DAMAGE):
        return Check(name, False, "The printed pages cannot be read.")


def _read_claims(files: Mapping[str, bytes]) -> _Claims:
    manifest, report = wire.parse(files[MANIFEST]), wire.parse(files[REPORT])
    if not isinstance(manifest, dict) or manifest.get("format") != MANIFEST_FORMAT:
        raise _NotAReport("The attached manifest is not one of this program.")
    if not isinstance(report, dict) or report.get("format") != REPORT_FORMAT:
        raise _NotAReport("The attached report data are not of this program.")
    if manifest.get("version") != VERSION or report.get("version") != VERSION:
        raise _NotAReport("The report was written by another version of the program.")
    snapshot, outcome = report.get("snapshot"), report.get("outcome")
    if not isinstance(snapshot, dict) or not isinstance(outcome, dict):
        raise _NotAReport("The attached report data are incomplete.")
    problem = load(files[EVALUATION])
    if with_bounded_simulation(problem) != problem:
        raise _NotAReport("The attached evaluation is too large to be computed again.")
    return _Claims(manifest, snapshot, outcome, problem)


def _snapshot(claims: _Claims, result: Result) -> ReportSnapshot:
    """Put the snapshot together again from the attached data and the new result."""
    if set(claims.snapshot_data) - set(PRINTED):
        raise WireError("unknown keys")
    fields = wire.decode_fields(ReportSnapshot, dict(claims.snapshot_data), "snapshot")
    missing = set(PRINTED) - set(fields)
    if missing:
        raise WireError(f"{min(missing)}: missing")
    return ReportSnapshot(problem=claims.problem, result=result, **fields)


def _pages(contents: _Contents, claims: _Claims) -> Check:
    told = claims.manifest.get("pages")
    if not isinstance(told, list) or len(told) != len(contents.pages):
        return Check("pages", False, "The file has not the number of pages it was written with.")
    for number, (one, other) in enumerate(zip(told, contents.pages, strict=True), start=1):
        if one != other:
            return Check("pages", False, f"Page {number} was changed after the report was written.")
    every = f"All {len(told)} pages are as they were" if len(told) > 1 else "The only page is as it was"
    return Check("pages", True, f"{every} written.")


def _data(contents: _Contents, claims: _Claims, result: Result) -> Check:
    files = claims.manifest.get("files")
    for name in (EVALUATION, REPORT):
        digest = files.get(name) if isinstance(files, dict) else None
        if digest != hashlib.sha256(contents.files[name]).hexdigest():
            return Check("data", False, f"The attached {name} was changed after the report was written.")
    told = {claims.manifest.get("problem_sha256"), claims.outcome.get("problem_sha256")}
    if told != {result.problem_sha256}:
        return Check("data", False, "The attached evaluation is not the one the report was made from.")
    return Check("data", True, f"The attached data are unchanged; problem {result.problem_sha256[:8]}.")


def _ranking(claims: _Claims, result: Result) -> Check:
    told = claims.outcome.get("ranking")
    if not isinstance(told, list) or len(told) != len(result.ranking):
        return Check("ranking", False, "The report ranks other candidates than the evaluation.")
    for one, line in zip(told, result.ranking, strict=True):
        score = one.get("score") if isinstance(one, dict) else None
        same = isinstance(one, dict) and one.get("candidate") == line.candidate and one.get("rank") == line.rank
        if not same or not isinstance(score, int | float) or abs(score - line.score) > SCORE_TOLERANCE:
            return Check("ranking", False, "The evaluation, computed again, gives another ranking.")
    return _verdict(claims, result)


def _verdict(claims: _Claims, result: Result) -> Check:
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
