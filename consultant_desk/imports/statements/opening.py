"""What a file is, by what it holds, never by its name: a workbook's table, OFX, JSON or text."""

from __future__ import annotations

from consultant_desk.domain.table import Table
from consultant_desk.imports.statements.json_source import JsonSource
from consultant_desk.imports.statements.ofx import OfxSource, is_ofx
from consultant_desk.imports.statements.source import Cancelled, Source, check_size, unreadable
from consultant_desk.imports.statements.table_source import TableSource
from consultant_desk.imports.statements.text_source import TextSource

ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
"""How a workbook begins; the worker process reads it and gives the table."""
_MARKS = b"\xef\xbb\xbf \t\r\n"


def never() -> bool:
    """Tell that nobody cancelled."""
    return False


def open_statement(
    data: bytes, name: str, *, table: Table | None = None, encoding: str = "", cancelled: Cancelled = never
) -> Source:
    """Return the file as a source of rows; `UserError` for what is no statement, is empty or too large."""
    if table is not None:
        return TableSource(table, name)
    check_size(data, name)
    if not data.strip(_MARKS + b"\0"):
        raise unreadable(name, "is empty", "a statement")
    if data.startswith(ARCHIVES):
        raise unreadable(name, "is a workbook or an archive that was not unpacked", "its one sheet, saved as CSV")
    if is_ofx(data):
        return OfxSource(data, name, cancelled)
    if _is_json(data):
        return JsonSource(data, name, cancelled)
    return TextSource(data, name, encoding, cancelled)


def _is_json(data: bytes) -> bool:
    """Tell whether a text begins as JSON does: with an object, or a list of them."""
    begin = data[:1000].lstrip(_MARKS).replace(b"\0", b"").lstrip(b"\xff\xfe")
    return begin[:1] == b"{" or (begin[:1] == b"[" and begin[1:].lstrip()[:1] in {b"{", b"]", b""})
