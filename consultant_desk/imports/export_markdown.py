"""Write an evaluation as a Markdown page: notes, ranking and matrix, with every text of a person escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultant_desk.domain.evaluation.matrix_sheet import MatrixSheet, Rows
from consultant_desk.domain.table import cell_text
from consultant_desk.imports.export_csv import number_text

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~^$:])")


def markdown_bytes(sheet: MatrixSheet, mark: str = ".") -> bytes:
    """Return the page in UTF-8."""
    lines = [f"# {escaped(sheet.title)}", ""]
    lines += [f"{escaped(note)}\n" for note in sheet.notes]
    if sheet.result:
        lines += ["## Result", "", *_table(sheet.result, mark, 1), ""]
    lines += ["## Matrix", "", *_table(sheet.matrix, mark, 6), ""]
    return "\n".join(lines).encode("utf-8", "replace")


def escaped(text: str) -> str:
    """Return a text on one line that Markdown and the HTML made of it show as it is."""
    line = " ".join(text.split())
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", line)


def _table(rows: Rows, mark: str, digits: int) -> Iterator[str]:
    kinds = [any(isinstance(row[column], float) for row in rows[1:]) for column in range(len(rows[0]))]
    for place, row in enumerate(rows):
        cells = (
            escaped(cell_text(cell)) if isinstance(cell, str) else number_text(round(cell, digits), mark)
            for cell in row
        )
        yield "| " + " | ".join(cells) + " |"
        if place == 0:
            yield "| " + " | ".join("---:" if number else "---" for number in kinds) + " |"
