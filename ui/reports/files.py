"""Report files on disk: the name one is suggested, reading one to check, taking one that is dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent

from consultant_desk.errors import EnvironmentFailure, UserError
from consultant_desk.services.reports import ReportSheet

LIMIT = 200_000_000
"""Bytes of a file that is still read: the largest report has a tenth of them."""


def file_name(sheet: ReportSheet) -> str:
    """Return the name a file of this report is suggested: its title without what file systems refuse."""
    kept = "".join(letter if letter.isalnum() or letter in " -_.,()" else " " for letter in sheet.row.title)
    words = " ".join(kept.split())[:80].strip(" .") or "Report"
    version = "draft" if sheet.row.state == "draft" else f"version {sheet.row.issue}"
    return f"{words}, {version}.pdf"


def read_file(path: Path) -> bytes:
    """Return the bytes of a file to check; `UserError` when it is far too large to be a report."""
    try:
        if path.stat().st_size > LIMIT:
            raise UserError(f"{path.name[:60]} is too large to be a report.", "Nothing was checked.")
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFailure(
            f"{path.name[:60]} cannot be read ({error.strerror or error}).",
            hint="Check where it lies and who may read it.",
        ) from error


def dropped_pdf(event: QDropEvent) -> Path | None:
    """Return the one PDF that is dragged, or nothing."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() == ".pdf" else None
