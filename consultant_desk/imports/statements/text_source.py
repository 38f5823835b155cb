"""Statements as text: CSV and its relatives, in the encodings they come in, also when the file is cut off."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from operator import itemgetter

from consultant_desk.imports.statements.source import (
    BATCH,
    MAX_COLUMNS,
    SAMPLE,
    Batch,
    Cancelled,
    Head,
    StatementCancelled,
    check_lines,
    unreadable,
)

DELIMITERS = (",", ";", "\t", "|")
_PIECE = 1 << 20
_HEAD_BYTES = 1 << 18
_END = "\ue000end of file\ue000"
"""Put behind the last line: it comes out as a row of its own, unless a quote was never closed."""
_FIRST = itemgetter(0)
_UNDEFINED = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
"""What means nothing in Windows-1252."""
_TABLE = "a table in CSV, with headers"


class TextSource:
    """A text cut into cells by one of the usual delimiters."""

    spreadsheet = False
    declared = ""
    period_to = ""

    def __init__(self, data: bytes, name: str, encoding: str, cancelled: Cancelled) -> None:
        self.name = name
        self.cut = ""
        self.unended: tuple[str, str] | None = None
        self.warnings: list[str] = []
        self._data = data
        self._encoding, self._broken_off = encoding_of(data, name, encoding, cancelled)
        if self._encoding == "cp1252" and any(byte in data for byte in _UNDEFINED):
            self.warnings.append("Some characters could not be read; the file may be damaged.")
        self._ends_in_line_end = data.rstrip(b"\0")[-1:] in {b"\n", b"\r"}
        self.total = _lines(data, self._encoding)
        check_lines(self.total - 1, name)
        self._heads: tuple[Head, ...] | None = None

    def heads(self, json_rows: str = "") -> Sequence[Head]:
        """Return the first rows, cut by each delimiter that is found in them."""
        del json_rows
        if self._heads is None:
            text = self._stream(self._data[:_HEAD_BYTES], "replace").read()
            if len(self._data) > _HEAD_BYTES:
                text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text
            self._heads = tuple(Head(rows, mark) for mark in DELIMITERS if (rows := _first_rows(text, mark)))
        return self._heads

    def batches(self, head: Head, header: int, decimal: str, json_rows: str) -> Iterator[Batch]:
        """Yield the rows below the header; blank ones are left out, and headers that come again."""
        del decimal, json_rows
        below, headers = head.rows[header]
        last, above = headers, None
        for numbers, rows in self._read(head.delimiter):
            kept, of = _kept(numbers, rows, below, headers)
            if not kept:
                continue
            last, above = kept[-1], kept[-2] if len(kept) > 1 else above and last
            if (widest := max(map(len, kept))) > MAX_COLUMNS:
                raise unreadable(self.name, f"has {widest} cells in a line", f"at most {MAX_COLUMNS}")
            yield Batch(headers, of, kept)
        if self._broken_off or (not self._ends_in_line_end and len(last) < len(headers)):
            self.cut = self.cut or "the file ends in the middle of this line"
        elif not self._ends_in_line_end and last is not headers:
            self.unended = (last[-1].strip(), above[-1].strip() if above else "")

    def _read(self, delimiter: str) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
        """Yield batches of all rows with the line each begins in."""
        reader = csv.reader(chain(self._stream(self._data, "replace"), (_END,)), delimiter=delimiter)
        before = 0
        try:
            while rows := [*islice(reader, BATCH)]:
                after = reader.line_num
                numbers = _numbers(rows, before, after)
                before = after
                if rows[-1] and rows[-1][-1].endswith(_END):
                    if rows[-1] == [_END]:
                        rows.pop()
                    else:
                        rows[-1][-1] = self._unclosed(rows[-1][-1], numbers[-1])
                    numbers = numbers[: len(rows)]
                yield numbers, rows
        except csv.Error as error:
            what = "holds a text without an end" if "limit" in str(error) else "cannot be read as a table"
            raise unreadable(self.name, what, _TABLE, f"line {reader.line_num}") from None
        except UnicodeDecodeError:
            raise unreadable(self.name, "is cut off in the middle of a character", "a whole file") from None

    def _unclosed(self, cell: str, number: int) -> str:
        """Return the last cell of a file whose last quote is open; refuse it if that swallowed whole lines."""
        rest = cell.removesuffix(_END)
        if "\n" in rest.rstrip("\r\n") or "\r" in rest.rstrip("\r\n"):
            raise unreadable(self.name, "begins a quoted text that never ends", "a whole file", f"line {number}")
        self.cut = "a quote is open where the file ends"
        return rest.rstrip("\r\n")

    def _stream(self, data: bytes, errors: str) -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BytesIO(data), encoding=self._encoding, errors=errors, newline="")


def encoding_of(data: bytes, name: str, declared: str, cancelled: Cancelled) -> tuple[str, bool]:
    """Return the encoding of a text and whether it ends in the middle of a character.

    A mark decides, then a declared UTF-16, then UTF-8 if all of it is. Only what is none of them is Windows-1252: any
    bytes are, so that a profile that declares it would turn the umlauts of a file saved again as UTF-8 into rubbish.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or declared == "utf-16":
        return _utf16(data)
    if data[1:200:2].strip(b"\0") == b"" and len(data) > 1:
        return "utf-16-le", len(data) % 2 == 1
    if b"\0" in data:
        raise unreadable(name, "is not a text", "CSV, TSV, JSON, OFX or XLSX")
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), _PIECE):
        if cancelled():
            raise StatementCancelled
        try:
            decoder.decode(data[start : start + _PIECE])
        except UnicodeDecodeError:
            return "cp1252", False
    return "utf-8-sig", bool(decoder.getstate()[0])


def _utf16(data: bytes) -> tuple[str, bool]:
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return "utf-16" if marked else "utf-16-le", len(data) % 2 == 1


def _lines(data: bytes, encoding: str) -> int:
    """Return about how many lines there are: quickly, for the limit and the progress."""
    if encoding.startswith("utf-16"):
        return max(data.count(b"\n\0"), data.count(b"\0\n"), data.count(b"\r\0"))
    return max(data.count(b"\n"), data.count(b"\r"))


def _kept(
    numbers: Sequence[int], rows: list[list[str]], below: int, headers: list[str]
) -> tuple[Sequence[list[str]], Sequence[int]]:
    """Return the rows below the headers that say something, and their numbers.

    Headers come again where a person has put the files of several months into one.
    """
    if numbers and numbers[0] > below and all(rows) and all(map(_FIRST, rows)) and headers not in rows:
        return rows, numbers
    kept = [
        (number, row)
        for number, row in zip(numbers, rows, strict=True)
        if number > below and any(map(str.strip, row)) and row != headers
    ]
    return [row for _, row in kept], [number for number, _ in kept]


def _numbers(rows: Sequence[Sequence[str]], before: int, after: int) -> Sequence[int]:
    """Return the line each row begins in; a quoted cell may hold line ends, which count as well."""
    if after - before == len(rows):
        return range(before + 1, after + 1)
    numbers, number = [], before + 1
    for row in rows:
        numbers.append(number)
        number += 1 + sum(cell.count("\n") + cell.count("\r") - cell.count("\r\n") for cell in row)
    return numbers


def _first_rows(text: str, delimiter: str) -> tuple[tuple[int, list[str]], ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in islice(reader, SAMPLE):
            if any(map(str.strip, cells)):
                rows.append((reader.line_num, cells))  # noqa: PERF401 - what was read before a fault is kept
    except csv.Error:
        pass
    return tuple(rows)
