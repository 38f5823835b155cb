"""A table as read from a file or the clipboard: cells are texts or numbers, places those of a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

TableCell = str | float
"""What stands in one cell; an empty text where nothing does. Numbers come from spreadsheets only, never from text."""

ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", "#DATA!"})
"""What a spreadsheet shows where a formula could not be worked out."""


class Decimals(StrEnum):
    """How numbers written as text are read."""

    LOCALE = "locale"
    POINT = "point"
    COMMA = "comma"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one length, empty ones at the end cut off. `sheet` is the one read of `sheets`, both empty for text.

    `decimals` is what the text itself gives away about its numbers. `row` and `column` are where the first cell stood.
    """

    rows: tuple[tuple[TableCell, ...], ...]
    decimals: Decimals = Decimals.LOCALE
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    row: int = 0
    column: int = 0

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def place(self, row: int, column: int) -> str:
        """Return where a cell stands in its file, as a spreadsheet says it: "F7"."""
        return f"{column_name(self.column + column)}{self.row + row + 1}"


def column_name(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def cell_text(cell: TableCell) -> str:
    """Return a cell as text on one line; a number in its shortest plain form."""
    if isinstance(cell, str):
        return " ".join(cell.split())
    text = format(Decimal(repr(cell)), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def boxed(rows: list[list[TableCell]]) -> tuple[tuple[TableCell, ...], ...]:
    """Return rows of one length without the empty ones at the end and without empty columns at the right."""
    filled = [place for place, cells in enumerate(rows) if any(cell != "" for cell in cells)]
    if not filled:
        return ()
    kept = rows[: filled[-1] + 1]
    width = max(max((place for place, cell in enumerate(cells) if cell != ""), default=-1) for cells in kept) + 1
    return tuple((*cells[:width], *[""] * (width - len(cells))) for cells in kept)
