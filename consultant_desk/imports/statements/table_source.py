"""Statements out of a workbook, which the worker process has read into a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from consultant_desk.domain.table import Table, TableCell
from consultant_desk.imports.statements.source import SAMPLE, Batch, Head, batched, check_lines


class TableSource:
    """The rows of a sheet. Numbers become texts with the decimal mark of the profile, as if they had been typed."""

    declared = ""
    period_to = ""
    cut = ""
    unended: tuple[str, str] | None = None

    def __init__(self, table: Table, name: str) -> None:
        self.name = name
        self.spreadsheet = bool(table.sheet)
        self.warnings: list[str] = []
        self.total = len(table.rows)
        check_lines(self.total, name)
        self._table = table

    def heads(self, json_rows: str = "") -> Sequence[Head]:
        """Return the first rows; there is one way to cut a sheet."""
        del json_rows
        first = self._table.rows[:SAMPLE]
        rows = tuple((self._number(place), _texts(cells, ".")) for place, cells in enumerate(first) if any(cells))
        return (Head(rows),) if rows else ()

    def batches(self, head: Head, header: int, decimal: str, json_rows: str) -> Iterator[Batch]:
        """Yield the rows below the header."""
        del json_rows
        below, headers = head.rows[header]
        start = below - self._table.row
        rows = (
            (self._number(place), _texts(cells, decimal))
            for place, cells in enumerate(self._table.rows[start:], start)
            if any(cell != "" for cell in cells)
        )
        return batched(headers, rows)

    def _number(self, place: int) -> int:
        return self._table.row + place + 1


def _texts(cells: Sequence[TableCell], decimal: str) -> list[str]:
    return [cell if isinstance(cell, str) else number_text(cell, decimal) for cell in cells]


def number_text(number: float, decimal: str) -> str:
    """Return a number with the fifteen digits a spreadsheet keeps: a sum of cents is not 0.30000000000000004."""
    text = format(Decimal(format(number, ".15g")), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", decimal)
