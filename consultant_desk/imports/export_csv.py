"""Write a table as CSV that a spreadsheet opens as it is meant: numbers stay numbers, texts never become formulas."""

from __future__ import annotations

import codecs
import csv
import io

from consultant_desk.domain.evaluation.canonical import plain
from consultant_desk.domain.evaluation.matrix_sheet import Rows
from consultant_desk.imports.table import guarded


def number_text(number: float, mark: str = ".") -> str:
    """Return a number in its shortest plain form with this mark before the decimals."""
    return plain(number).replace(".", mark)


def csv_bytes(rows: Rows, mark: str = ".") -> bytes:
    """Return rows as UTF-8 CSV with a byte order mark, as spreadsheets ask for.

    Where decimals stand after a comma, fields are parted by semicolons, as spreadsheets there expect.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if mark == "," else ",", lineterminator="\r\n")
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else number_text(cell, mark) for cell in row])
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8", "replace")
