"""The figures of a chart as a table: what is copied into a spreadsheet, and what is read where a picture is no use."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORMULA = re.compile(r"[=@\uff1d\uff20]|[+\-\uff0b\uff0d](?:[^\W\d]|.*[|!(=@+*/^-])")
"""A pasted text that a spreadsheet takes for a formula; figures begin with a sign and are left alone."""


@dataclass(frozen=True, slots=True)
class ChartTable:
    """Titles of the columns and the rows below them, all as printed; the first column names the row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def tsv(self) -> str:
        """Return the table as lines of cells parted by tabs; breaks and tabs inside a cell become spaces."""
        lines = (self.header, *self.rows)
        return "".join("\t".join(_cell(text) for text in line) + "\n" for line in lines)


def _cell(text: str) -> str:
    plain = " ".join(text.split())
    return f"'{plain}" if _FORMULA.match(plain) else plain
