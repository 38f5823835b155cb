"""Verify a report without trusting it: recompute the ranking from the attached data and compare what is printed.

An earnings statement is told apart by what it carries, and held against its own data (`reports.statement_check`).

Works on any bytes and on reports of every earlier version: sizes are limited before anything is inflated, and a file
that is no report gets an answer in words, never a traceback. A hostile file may still keep the PDF libraries busy; a
window asks the worker process (`ReportWorker.verify`), which is stopped after a time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.errors import UserError
from reports.claims import compare_data, compare_pages, compare_ranking, read_claims
from reports.contents import DAMAGE, Contents, NeedsPassword, NotAReport, take_out
from reports.printed import PrintedPages, compare_disclosure, compare_figures, compare_lock
from reports.report_format import read_snapshot
from reports.revisions import adds_only_a_signature, sealed_revision
from reports.signature import check_signature
from reports.statement_check import check_statement
from reports.verification import CHECKS, STATEMENT_CHECKS, Check, Kind, Verification
from reports.wire import WireError


def verify(pdf: bytes, *, issued_sha256: str | None = None, password: str = "") -> Verification:
    """Check a report; `issued_sha256` is the digest stored when it was issued.

    None: no workspace is at hand; empty: there is one, and it did not issue this file. An encrypted copy is opened
    with its password and checked by what is in it.
    """
    answers: dict[str, Check] = {}
    try:
        contents = take_out(pdf, password)
    except DAMAGE as error:
        words = str(error) if isinstance(error, NotAReport) else "The file cannot be read as a PDF."
        refused = _answer({"readable": Check("readable", False, words)})
        return replace(refused, locked=isinstance(error, NeedsPassword))
    if contents.is_statement:
        return _statement(pdf, contents)
    answers["readable"] = Check("readable", True, "The file is a report with its data attached.")
    sealed = None if contents.encrypted else sealed_revision(pdf)
    answers["file"] = _file(pdf, contents, sealed)
    answers["signature"] = _signature(contents)
    answers["issued"] = _issued(pdf, contents, sealed, issued_sha256)
    _check_claims(contents, answers)
    return _answer(answers)


def _statement(pdf: bytes, contents: Contents) -> Verification:
    """Check an earnings statement. Nothing keeps which ones were made: what is checked is that all of it fits."""
    sealed = None if contents.encrypted else sealed_revision(pdf)
    answers = {"file": _file(pdf, contents, sealed), "signature": _signature(contents)}
    without = "Without a signature this" if not contents.signed else "This"
    words = (
        f"{without} proves that the statement is consistent, not its origin: no list is kept of those that were made."
    )
    answers["issued"] = Check("issued", None, words)
    check_statement(contents, answers)
    return _answer(answers, Kind.STATEMENT)


def _answer(answers: Mapping[str, Check], kind: Kind = Kind.REPORT) -> Verification:
    names = STATEMENT_CHECKS if kind is Kind.STATEMENT else CHECKS
    checks = tuple(
        answers.get(name, Check(name, None, "Not checked, because an earlier check failed.")) for name in names
    )
    valid = answers["readable"].ok is True and all(check.ok is not False for check in checks)
    return Verification(valid, checks, kind=kind)


def _file(pdf: bytes, contents: Contents, sealed: bytes | None) -> Check:
    """Tell whether every byte is as it was written; a signature may stand after them."""
    if contents.added:
        return Check("file", False, contents.added)
    if contents.encrypted:
        words = "It is an encrypted copy, whose bytes are its own; it is checked by what is in it."
        return Check("file", None, words)
    if sealed == pdf:
        return Check("file", True, "Every byte is as it was written.")
    if sealed is None:
        return Check("file", False, "The file was changed after it was written.")
    try:
        only_signed = contents.signed and adds_only_a_signature(sealed, pdf)
    except (UserError, *DAMAGE):
        only_signed = False
    if only_signed:
        return Check(
            "file", True, "Every byte before the signature is as it was written; only the signature was added."
        )
    return Check("file", False, "Something was added to the file after it was written, and not only a signature.")


def _signature(contents: Contents) -> Check:
    if not contents.signed:
        what = "statement" if contents.is_statement else "report"
        return Check("signature", None, f"The {what} is not signed.")
    return check_signature(contents.pdf)


def _issued(pdf: bytes, contents: Contents, sealed: bytes | None, digest: str | None) -> Check:
    if digest is None:
        without = "Without the issuing workspace" if contents.signed else "Without a signature or the issuing workspace"
        return Check("issued", None, f"{without} this proves that the file is consistent, not its origin.")
    if contents.encrypted:
        return Check("issued", None, "An encrypted copy has other bytes than the file that was issued.")
    if not digest:
        return Check("issued", None, "The open workspace did not issue this file; that it is consistent is not origin.")
    if hashlib.sha256(pdf).hexdigest() == digest.lower():
        return Check("issued", True, "It is the file that was issued.")
    if sealed is not None and hashlib.sha256(sealed).hexdigest() == digest.lower():
        return Check("issued", True, "It is the file that was issued, before something was added to it.")
    return Check("issued", False, "It is not the file that was issued.")


def _check_claims(contents: Contents, answers: dict[str, Check]) -> None:
    try:
        claims = read_claims(contents.files)
        result = evaluate(claims.problem)
    except (WireError, UserError, *DAMAGE) as error:
        words = str(error) if isinstance(error, NotAReport) else "The attached data cannot be read."
        answers["data"] = Check("data", False, words)
        return
    answers["pages"] = compare_pages(contents, claims.manifest)
    answers["data"] = compare_data(contents.files, claims, result)
    answers["ranking"] = compare_ranking(claims, result)
    try:
        snapshot = read_snapshot(claims.version, claims.snapshot, claims.problem, result)
    except WireError as error:
        answers["data"] = Check("data", False, f"The attached data cannot be read: {error}.")
        return
    if answers["pages"].ok and answers["data"].ok:
        pages = PrintedPages(contents.pdf)
        answers["figures"] = _guarded("figures", lambda: compare_figures(pages, claims.manifest, snapshot))
        answers["disclosure"] = _guarded("disclosure", lambda: compare_disclosure(pages, snapshot))
        answers["lock"] = _guarded("lock", lambda: compare_lock(pages, snapshot))


def _guarded(name: str, compare: Callable[[], Check]) -> Check:
    try:
        return compare()
    except (UserError, *DAMAGE):
        return Check(name, False, "The printed pages cannot be read.")
