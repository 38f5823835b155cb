"""Check an earnings statement: its data are unchanged, agree with one another, and are what its pages print."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from consultant_desk.domain.earnings.statement_snapshot import EarningsSnapshot
from consultant_desk.domain.earnings.statement_sums import disagreement
from consultant_desk.errors import UserError
from reports import wire
from reports.claims import compare_pages
from reports.contents import DAMAGE, Contents, NotAReport
from reports.earnings_statement import printed_figures
from reports.printed import PrintedPages
from reports.printed_text import flattened
from reports.report_format import (
    EARNINGS,
    EARNINGS_FORMAT,
    EARNINGS_VERSION,
    MANIFEST,
    MANIFEST_FORMAT,
    MANIFEST_VERSION,
    version_fault,
)
from reports.verification import Check
from reports.wire import Json, WireError

_PERIOD = "The file is an earnings statement for {first} to {last} with its data attached."


def check_statement(contents: Contents, answers: dict[str, Check]) -> None:
    """Add what holds of the attached data and of the pages to the answers."""
    answers["readable"] = Check("readable", True, "The file is an earnings statement with its data attached.")
    try:
        manifest = _document(contents.files[MANIFEST], MANIFEST_FORMAT, MANIFEST_VERSION)
        told = _document(contents.files[EARNINGS], EARNINGS_FORMAT, EARNINGS_VERSION)
        snapshot = wire.decode(EarningsSnapshot, told.get("statement"), "statement")
        figures = printed_figures(snapshot)
    except (WireError, UserError, *DAMAGE) as error:
        words = str(error) if isinstance(error, NotAReport) else "The attached data cannot be read."
        answers["data"] = Check("data", False, words)
        return
    answers["readable"] = Check("readable", True, _PERIOD.format(first=snapshot.first, last=snapshot.last))
    answers["pages"] = compare_pages(contents, manifest)
    answers["data"] = _data(contents.files, manifest)
    fault = disagreement(snapshot)
    answers["sums"] = Check("sums", not fault, fault or "Payers, programmes, months and balances agree.")
    if answers["pages"].ok and answers["data"].ok:
        answers["figures"] = _figures(contents.pdf, figures)


def _document(data: bytes, name: str, newest: int) -> Mapping[str, Json]:
    found = wire.parse(data)
    if not isinstance(found, dict) or found.get("format") != name:
        raise NotAReport("The attached data are not of this program.")
    fault = version_fault(found.get("version"), newest)
    if fault:
        raise NotAReport(fault)
    return found


def _data(files: Mapping[str, bytes], manifest: Mapping[str, Json]) -> Check:
    told = manifest.get("files")
    if not isinstance(told, dict) or set(told) != {EARNINGS} or set(files) != {EARNINGS, MANIFEST}:
        return Check("data", False, "The attached files are not those that the statement was written with.")
    if told[EARNINGS] != hashlib.sha256(files[EARNINGS]).hexdigest():
        return Check("data", False, f"The attached {EARNINGS} was changed after the statement was written.")
    return Check("data", True, "The attached data are unchanged.")


def _figures(pdf: bytes, figures: list[str]) -> Check:
    """Check that the figures stand on the pages one after the other, as the tables give them."""
    try:
        printed = flattened(PrintedPages(pdf).text)
    except (UserError, *DAMAGE):
        return Check("figures", False, "The printed pages cannot be read.")
    place = 0
    for figure in figures:
        wanted = flattened(figure)
        found = printed.find(wanted, place)
        if found < 0:
            return Check("figures", False, "A figure that follows from the data is not printed where it belongs.")
        place = found + len(wanted)
    return Check("figures", True, f"All {len(figures)} figures of the tables follow from the attached data.")
