"""Read one sheet of an XLSX file that may be hostile. Runs in the worker process, under its time and memory limits.

The archive is measured before anything in it is unpacked, and every part that holds XML is read through once in small
pieces before the reader sees it. Formulas are never worked out: a cell counts with the value it was saved with.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite
from typing import TypeAlias
from xml.etree import ElementTree as ET

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from consultant_desk.domain.table import Table, TableCell, boxed, column_name
from consultant_desk.errors import UserError
from consultant_desk.imports.table import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, check_length, refused

Errors: TypeAlias = Mapping[str, Mapping[str, str]]
"""By sheet: the cells whose formula could not be worked out, with the sign the spreadsheet shows."""

MAX_ENTRIES = 1_000
MAX_RATIO = 250
SMALL = 1_000_000
"""A part smaller than this may be packed as tightly as it likes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a workbook may be: its bytes, what they unpack to, the rows of a sheet, its rows by its columns."""

    packed: int
    unpacked: int
    rows: int
    cells: int


MATRIX = Limits(MAX_BYTES, 100_000_000, MAX_ROWS, MAX_ROWS * MAX_COLUMNS)
STATEMENT = Limits(50_000_000, 600_000_000, 200_000, 8_000_000)
"""More rows take more memory than the worker process has; as CSV they do not."""

_PIECE = 1 << 18
_OVERLAP = 1 << 14
"""A formula holds at most 8192 characters, so that a cell cut by the end of a piece is whole in the next."""
_LOCAL_HEADER = 30
_TAG = re.compile(rb"<(?:\w+:)?(row|c)((?:\s[^<>]*)?)>")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,4})(\d{0,9})["']""")
_ERROR_CELL = re.compile(
    rb"""<(?:\w+:)?c\s(?=[^<>]*\bt\s*=\s*["']e["'])[^<>]*?\br\s*=\s*["']([A-Za-z]{1,4}\d{1,9})["'][^<>]*>"""
    rb"""(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>(#[A-Z0-9/!?_]{2,15})<"""
)
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORKBOOK = "an XLSX workbook, saved without a password"


def read_xlsx(data: bytes, sheet: str | None = None, limits: Limits = MATRIX) -> Table:
    """Return one sheet (default: the first that is shown and not empty) of an XLSX file; `UserError` with the place."""
    if len(data) > limits.packed:
        raise refused("The workbook", f"is larger than {limits.packed // 1_000_000} MB", "a smaller file")
    errors = check_archive(data, limits)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return _read(book, sheet, errors, limits)
    except PasswordError:
        raise refused("The workbook", "is protected by a password", _WORKBOOK) from None
    except (CalamineError, XmlError, ZipError, OSError, ValueError):
        raise refused("The workbook", "is damaged or not an XLSX file", _WORKBOOK) from None


def check_archive(data: bytes, limits: Limits = MATRIX) -> Errors:
    """Refuse an archive that would unpack to too much, overlaps itself, or holds entities or cells far outside.

    Returned is where formulas could not be worked out, by sheet: the reader leaves such cells empty.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_directory(entries, len(data), limits)
            found = {
                entry.filename: _check_xml(archive, entry, limits)
                for entry in entries
                if entry.filename.lower().endswith((".xml", ".rels", ".vml"))
            }
            return {name: found.get(part, {}) for name, part in _parts_of_sheets(archive).items()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        raise refused("The workbook", "is damaged or not an XLSX file", _WORKBOOK) from None


def _parts_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return which part of the archive holds each sheet, by its name; nothing where the workbook does not say."""
    try:
        book, links = (archive.getinfo(name) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
    except KeyError:
        return {}
    if max(book.file_size, links.file_size) > SMALL:
        return {}
    try:
        # Both were read through before: they declare no entities.
        targets = {one.get("Id"): one.get("Target") or "" for one in ET.fromstring(archive.read(links))}  # noqa: S314
        sheets = ET.fromstring(archive.read(book)).iter(f"{{{_MAIN}}}sheet")  # noqa: S314
        return {
            one.get("name") or "": posixpath.normpath(posixpath.join("/xl", targets.get(one.get(_LINK)) or "")).lstrip(
                "/"
            )
            for one in sheets
        }
    except ET.ParseError:
        return {}


def _check_directory(entries: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    if len(entries) > MAX_ENTRIES:
        raise refused("The workbook", f"holds {len(entries)} parts", f"at most {MAX_ENTRIES}")
    if len({entry.filename for entry in entries}) < len(entries):
        raise refused("The workbook", "holds a part twice", _WORKBOOK)
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked:
        most = limits.unpacked // 1_000_000
        raise refused("The workbook", f"unpacks to {total // 1_000_000} MB", f"at most {most} MB")
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            ratio = entry.file_size // max(1, entry.compress_size)
            raise refused(f"The part {entry.filename[:60]!r}", f"is packed {ratio} to 1", f"at most {MAX_RATIO} to 1")
        if entry.header_offset < end or entry.compress_size > size:
            raise refused("The workbook", "has parts that overlap", _WORKBOOK)
        end = entry.header_offset + _LOCAL_HEADER + entry.compress_size


def _check_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> dict[str, str]:
    """Read one part in pieces and return its cells with errors.

    Its true size is not more than the directory says: the module stops there and then compares the check sum.
    """
    errors: dict[str, str] = {}
    is_sheet = "worksheets/" in entry.filename.lower()
    reach = _Reach(limits)
    for piece, new in _pieces(archive, entry):
        if b"\0" in piece:
            raise refused(f"The part {entry.filename[:60]!r}", "is not UTF-8", _WORKBOOK)
        if _DECLARATION.search(piece):
            raise refused(f"The part {entry.filename[:60]!r}", "declares entities of its own", _WORKBOOK)
        if is_sheet:
            reach.feed(new)
            errors.update((place.decode().upper(), sign.decode()) for place, sign in _ERROR_CELL.findall(piece))
    return errors


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """Yield what was read with the end of what came before, and what was read."""
    kept = b""
    with archive.open(entry) as stream:
        while read := stream.read(_PIECE):
            yield kept + read, read
            kept = read[-_OVERLAP:]


class _Reach:
    """Follows rows and cells through a sheet and refuses those far outside.

    The reader makes room for everything between the first and the last cell, so that two of them could ask for
    gigabytes. A row or cell that does not say where it stands follows the one before.
    """

    def __init__(self, limits: Limits) -> None:
        self._carry = b""
        self._limits = limits
        self._row = self._column = 0
        self._deepest = self._widest = 0

    def feed(self, data: bytes) -> None:
        """Take the next bytes of the sheet."""
        text = self._carry + data
        last = text.rfind(b"<")
        cut = len(text) if last < 0 or b">" in text[last:] else last
        self._carry = text[cut:]
        if len(self._carry) > SMALL:
            raise refused("The workbook", "holds a tag without an end", _WORKBOOK)
        for tag in _TAG.finditer(text, 0, cut):
            self._take(tag[1], tag[2])

    def _take(self, name: bytes, attributes: bytes) -> None:
        found = _REFERENCE.search(attributes)
        if name == b"row":
            self._row = int(found[2]) if found is not None and found[2] else self._row + 1
            self._column = 0
            return
        self._column += 1
        if found is not None and found[1] and found[2]:
            self._column, self._row = _number_of(found[1]), int(found[2])
        if not attributes.endswith(b"/") and (self._row > self._deepest or self._column > self._widest):
            self._stretch()

    def _stretch(self) -> None:
        self._deepest, self._widest = max(self._deepest, self._row), max(self._widest, self._column)
        most = self._limits
        if self._row > most.rows or self._column > MAX_COLUMNS or self._deepest * self._widest > most.cells:
            place = f"{column_name(self._column - 1)}{self._row}"
            raise refused(place, "lies outside", f"a table of at most {most.rows} rows and {MAX_COLUMNS} columns")


@lru_cache(maxsize=MAX_COLUMNS)
def _number_of(letters: bytes) -> int:
    column = 0
    for letter in letters.upper():
        column = 26 * column + letter - ord("A") + 1
    return column


def _read(book: CalamineWorkbook, wanted: str | None, errors: Errors, limits: Limits) -> Table:
    shown = tuple(
        meta.name
        for meta in book.sheets_metadata
        if meta.typ is SheetTypeEnum.WorkSheet and meta.visible is SheetVisibleEnum.Visible
    )
    if wanted is not None:
        if wanted not in book.sheet_names:
            names = ", ".join(shown[:20])
            raise UserError(f"There is no sheet “{wanted[:60]}”.", "Nothing was imported.", f"The sheets are {names}.")
        return _table(book.get_sheet_by_name(wanted), shown, errors, limits)
    for name in shown:
        sheet = book.get_sheet_by_name(name)
        if sheet.end is not None:
            table = _table(sheet, shown, errors, limits)
            if table.rows:
                return table
    raise refused("The workbook", "holds no table", "a row of headers and rows below it")


def _table(sheet: CalamineSheet, shown: tuple[str, ...], errors: Errors, limits: Limits) -> Table:
    if sheet.start is None or sheet.end is None:
        raise refused(f"The sheet “{sheet.name[:60]}”", "is empty", "a row of headers and rows below it")
    start, end = sheet.start, sheet.end
    if end[0] >= limits.rows or end[1] >= MAX_COLUMNS:
        size = f"reaches row {end[0] + 1} and column {end[1] + 1}"
        raise refused(f"The sheet “{sheet.name[:60]}”", size, f"at most {limits.rows} rows and {MAX_COLUMNS} columns")
    origin = Table((), row=start[0], column=start[1])
    wrong = errors.get(sheet.name, {})
    rows = [
        [_cell(value, origin, (row, column), wrong) for column, value in enumerate(cells)]
        for row, cells in enumerate(sheet.to_python(skip_empty_area=True))
    ]
    return Table(boxed(rows), sheet=sheet.name, sheets=shown, row=start[0], column=start[1])


def _cell(value: object, origin: Table, at: tuple[int, int], errors: Mapping[str, str]) -> TableCell:
    """Return a cell as text or number: dates in ISO form, an error of a formula as the sign the spreadsheet shows."""
    if isinstance(value, str) and value and len(value) <= MAX_CELL and not value.isspace():
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        number = float(value)
        return number if isfinite(number) else "#NUM!"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    text = str(value)
    if len(text) > MAX_CELL:
        check_length(text, origin.place(*at))
    if text.strip():
        return text
    return errors.get(origin.place(*at), "") if errors else ""
