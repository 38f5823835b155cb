"""Write an evaluation as an XLSX workbook of three sheets: matrix, result, notes. Texts are texts, never formulas."""

from __future__ import annotations

import io
import unicodedata
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from consultant_desk.domain.evaluation.matrix_sheet import MatrixSheet, Rows

MAX_TEXT = 32_767
"""What one cell of a workbook holds."""
_PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
_NAME_WIDTH, _WIDTH, _NOTE_WIDTH = 36, 16, 120


def xlsx_bytes(sheet: MatrixSheet, moment: datetime) -> bytes:
    """Return the workbook; `moment` is when it says it was made, so that the same evaluation gives the same bytes."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _PLAIN) as book:
        book.set_properties({"title": _clean(sheet.title), "created": moment.astimezone(UTC).replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        number = book.add_format({"num_format": "General", "align": "right"})
        points = book.add_format({"num_format": "0.0"})
        _fill(book.add_worksheet("Matrix"), sheet.matrix, bold, number)
        result = book.add_worksheet("Result")
        if sheet.result:
            _fill(result, sheet.result, bold, points)
            result.set_column(1, 1, _NAME_WIDTH)
        notes = book.add_worksheet("Notes")
        notes.set_column(0, 0, _NOTE_WIDTH, book.add_format({"text_wrap": True}))
        for row, text in enumerate((sheet.title, *sheet.notes)):
            notes.write_string(row, 0, _clean(text), bold if row == 0 else None)
    return stream.getvalue()


def _fill(page: Worksheet, rows: Rows, bold: Format, number: Format) -> None:
    page.set_column(0, 0, _NAME_WIDTH)
    page.set_column(1, max(1, len(rows[0]) - 1), _WIDTH)
    page.freeze_panes(1, 1)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, float):
                page.write_number(row, column, cell, number)
            elif cell:
                page.write_string(row, column, _clean(cell), bold if row == 0 else None)


def _clean(text: str) -> str:
    """Return a text a workbook can hold: no half surrogates, no characters XML forbids, not too long."""
    kept = (letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs", "Cn"})
    return "".join(kept)[:MAX_TEXT]
