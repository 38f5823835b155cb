"""Read a table from text: CSV, TSV or what a spreadsheet put on the clipboard. Encoding and delimiter are found out."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from consultant_desk.domain.table import Decimals, Table, TableCell, boxed, column_name
from consultant_desk.errors import Fault, UserError

MAX_BYTES = 10_000_000
MAX_ROWS = 1_000
MAX_COLUMNS = 1_000
MAX_CELL = 10_000
KEPT = "Nothing was imported."

DELIMITERS = ("\t", ";", ",")
_SAMPLE_LINES = 50
_RISKY = r"(?:[\t\r\n]|[\s\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20])"
"""How a text begins that a spreadsheet takes for a formula: the wide signs too, and behind blanks it may drop."""
_TO_GUARD = re.compile("'*" + _RISKY)
_GUARDED = re.compile("'+" + _RISKY)
_NUMBER = re.compile(r"[-\u2212]?[\d.,]*\d[\d.,]*")
_GROUPS = re.compile(r"\d{1,3}(?:(?:\.\d{3})+|(?:,\d{3})+)")


def read_text_table(data: bytes | str) -> Table:
    """Return the table of a CSV or TSV text; `UserError` with the place when it is none or too large."""
    if len(data) > MAX_BYTES:
        raise refused("", f"is larger than {MAX_BYTES // 1_000_000} MB", "a smaller file")
    text = data if isinstance(data, str) else decoded(data)
    if "\0" in text:
        raise refused("", "is not a text", "CSV, TSV or XLSX")
    delimiter = delimiter_of(text)
    rows = boxed(_rows(text, delimiter))
    if not rows:
        raise refused("", "holds no table", "a row of headers and rows below it")
    return Table(rows, decimals_of(rows, delimiter))


def decoded(data: bytes) -> str:
    """Return the text of bytes in UTF-8, UTF-16 with its mark, or else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise refused("", "is cut off in its UTF-16 text", "a whole file") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def delimiter_of(text: str) -> str:
    """Return the delimiter that cuts the first lines most evenly; a tab before ; before , where they are equal."""
    lines = [line for line in text.lstrip("\ufeff").splitlines()[:_SAMPLE_LINES] if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == len("sep=;"):
        return lines[0][-1]

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = Counter(_outside_quotes(line).count(delimiter) for line in lines)
        usual, often = max(((count, times) for count, times in counts.items() if count), default=(0, 0))
        return (often * min(usual, 1), usual)

    return max(DELIMITERS, key=evenness)


def decimals_of(rows: tuple[tuple[TableCell, ...], ...], delimiter: str) -> Decimals:
    """Return how the numbers of a text are written, as far as they and its delimiter give it away."""
    seen = {style for cells in rows for cell in cells if (style := _style(str(cell).strip())) is not None}
    if len(seen) == 1:
        return seen.pop()
    return {",": Decimals.POINT, ";": Decimals.COMMA}.get(delimiter, Decimals.LOCALE)


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe before = + - @ and line ends.

    https://owasp.org/www-community/attacks/CSV_Injection; `unguarded` takes back exactly this apostrophe.
    """
    return "'" + text if _TO_GUARD.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text


def refused(where: str, what: str, expected: str) -> UserError:
    """Return the error for a table that cannot be read; `where` is a cell, a sheet or nothing for the whole file."""
    place = where or "The table"
    fault = Fault(place, what, expected)
    return UserError(f"{place} {what}.", KEPT, f"Expected is {expected}.", (fault,))


def _rows(text: str, delimiter: str) -> list[list[TableCell]]:
    body = text.lstrip("\ufeff")
    if body[:4].lower() == "sep=":
        body = body.partition("\n")[2]
    rows: list[list[TableCell]] = []
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            rows.append(_checked(cells, len(rows)))
    except csv.Error as error:
        what = f"holds a cell with more than {csv.field_size_limit():,} characters" if "limit" in str(error) else "ends"
        raise refused(f"Line {reader.line_num}", what, "a table") from None
    return rows


def _checked(cells: list[str], row: int) -> list[TableCell]:
    while cells and not cells[-1].strip():
        cells.pop()
    if len(cells) > MAX_COLUMNS:
        raise refused(f"Row {row + 1}", f"has {len(cells)} columns", f"at most {MAX_COLUMNS}")
    if row >= MAX_ROWS and cells:
        raise refused(f"Row {row + 1}", "is one too many", f"at most {MAX_ROWS} rows")
    for column, cell in enumerate(cells):
        check_length(cell, f"{column_name(column)}{row + 1}")
    return [unguarded(cell) if cell.strip() else "" for cell in cells]


def check_length(text: str, place: str) -> None:
    """Refuse a text that is too long for a cell."""
    if len(text) > MAX_CELL:
        raise refused(place, f"holds {len(text):,} characters", f"at most {MAX_CELL:,}")


def _outside_quotes(line: str) -> str:
    return re.sub(r'"[^"]*"', "", line)


def _style(text: str) -> Decimals | None:
    """Return what one number gives away about the mark before its decimals; "1,234" and "1.234" give away nothing."""
    if not _NUMBER.fullmatch(text):
        return None
    bare = text.lstrip("-\u2212")
    last = max(bare.rfind(","), bare.rfind("."))
    if last < 0:
        return None
    mark, before, after = bare[last], bare[:last], bare[last + 1 :]
    if mark in before:  # 1.234.567: the mark groups; 3.11.2026 is no number
        groups = _GROUPS.fullmatch(bare) is not None
        return {".": Decimals.COMMA, ",": Decimals.POINT}[mark] if groups else None
    if len(after) == 3 and 0 < len(before) <= 3 and before != "0" and not {",", "."} & set(before):
        return None
    return Decimals.COMMA if mark == "," else Decimals.POINT
