"""Find products, criteria, units and weights in a table, whichever way it lies. Pure; decides nothing about scores.

Names have to be unique: a header that stands twice is a fault with both places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultant_desk.domain.evaluation.matrix_names import folded, matched
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.table import Table, TableCell, cell_text, column_name
from consultant_desk.errors import Fault, UserError

MAX_NAME = 200
KEPT = "Nothing was imported."

UNIT_WORDS = frozenset({"unit", "units", "einheit", "unité", "unidad"})
WEIGHT_WORDS = frozenset({"weight", "weights", "weight %", "weight (%)", "gewicht", "gewichtung", "poids", "peso"})
RESERVED = UNIT_WORDS | WEIGHT_WORDS
_CRITERIA_WORDS = frozenset({"criterion", "criteria", "kriterium", "kriterien", "critère", "critères", "criterio"})
_PRODUCT_WORDS = frozenset(
    {"product", "products", "candidate", "option", "options", "tool", "vendor", "produkt", "produkte", "produit"}
)
_NUMBER = re.compile(r"[-\u2212]?[\d.,'’ ]*\d[\d.,'’ ]*\D{0,6}")
_SHOWN = 60


class Products(StrEnum):
    """Where the products of a matrix stand."""

    COLUMNS = "columns"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Header:
    """The name of a row or column, and for a criterion the unit and the weight that stand beside it."""

    text: str
    place: str
    unit: str = ""
    weight: TableCell = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What stands in one cell, and where."""

    content: TableCell
    place: str


@dataclass(frozen=True, slots=True)
class MatrixLayout:
    """A table read as a matrix: `cells[criterion][candidate]`. `notes` say what of the table was left out."""

    products: Products
    criteria: tuple[Header, ...]
    candidates: tuple[Header, ...]
    cells: tuple[tuple[Source, ...], ...]
    has_weights: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Grid:
    """The table turned so that products stand in columns; `turned` tells whether that took a turn."""

    rows: tuple[tuple[TableCell, ...], ...]
    table: Table
    turned: bool
    top: int
    left: int

    def place(self, row: int, column: int) -> str:
        if self.turned:
            row, column = column, row
        return self.table.place(self.top + row, self.left + column)

    def line(self, place: int, *, of_products: bool) -> str:
        """Return how a whole line is called: "Column C", "Row 4"."""
        if of_products is not self.turned:
            return f"Column {column_name(self.table.column + self.left + place)}"
        return f"Row {self.table.row + self.top + place + 1}"


def layout_of(table: Table, products: Products | None = None, problem: Problem | None = None) -> MatrixLayout:
    """Return the matrix in a table; where its products stand is found out unless it is given.

    `UserError` when there is no matrix in it, or when two rows or columns have the same name.
    """
    rows, top, left = _trimmed(table)
    chosen = products or _guess(rows, problem)
    turned = chosen is Products.ROWS
    grid = _Grid(tuple(zip(*rows, strict=True)) if turned else rows, table, turned, top, left)
    head = [cell_text(cell) for cell in grid.rows[0]]
    unit = next((place for place, text in enumerate(head) if place and folded(text) in UNIT_WORDS), None)
    weight = next((place for place, text in enumerate(head) if place and folded(text) in WEIGHT_WORDS), None)
    notes: list[str] = []
    columns = _named(grid, [column for column in range(1, len(head)) if column not in {unit, weight}], notes)
    lines = _named_lines(grid, columns, notes)
    if not columns or not lines:
        raise UserError(
            "There is no matrix in this table.", KEPT, "Put the names of products above and those of criteria at left."
        )
    layout = MatrixLayout(
        products=chosen,
        criteria=tuple(_criterion(grid, row, unit, weight) for row in lines),
        candidates=tuple(Header(head[column], grid.place(0, column)) for column in columns),
        cells=tuple(
            tuple(Source(grid.rows[row][column], grid.place(row, column)) for column in columns) for row in lines
        ),
        has_weights=weight is not None,
        notes=tuple(notes),
    )
    _refuse_twice(grid, layout, lines, columns)
    return layout


def _trimmed(table: Table) -> tuple[tuple[tuple[TableCell, ...], ...], int, int]:
    """Return the table without a title above it and without empty columns at its left, and how much was cut."""
    rows = list(table.rows)
    top = 0
    while len(rows) > 2 and _is_title(rows[0]):
        rows, top = rows[1:], top + 1
    left = 0
    while rows and left < len(rows[0]) and all(row[left] == "" for row in rows):
        left += 1
    cut = tuple(row[left:] for row in rows)
    if len(cut) < 2 or len(cut[0]) < 2:
        raise UserError(
            "There is no matrix in this table.", KEPT, "It needs a row of names, a column of names, and scores."
        )
    return cut, top, left


def _is_title(row: Sequence[TableCell]) -> bool:
    filled = [place for place, cell in enumerate(row) if cell != ""]
    return not filled or filled == [0]


def _named(grid: _Grid, columns: Iterable[int], notes: list[str]) -> list[int]:
    """Return the columns that have a name; one without a name but with content is noted."""
    kept = []
    for column in columns:
        if cell_text(grid.rows[0][column]):
            kept.append(column)
        elif any(row[column] != "" for row in grid.rows[1:]):
            notes.append(f"{grid.line(column, of_products=True)} has no name and is left out.")
    return kept


def _named_lines(grid: _Grid, columns: Sequence[int], notes: list[str]) -> list[int]:
    kept = []
    for row in range(1, len(grid.rows)):
        if cell_text(grid.rows[row][0]):
            kept.append(row)
        elif any(grid.rows[row][column] != "" for column in columns):
            notes.append(f"{grid.line(row, of_products=False)} has no name and is left out.")
    return kept


def _criterion(grid: _Grid, row: int, unit: int | None, weight: int | None) -> Header:
    cells = grid.rows[row]
    return Header(
        text=cell_text(cells[0]),
        place=grid.place(row, 0),
        unit="" if unit is None else cell_text(cells[unit])[:_SHOWN],
        weight="" if weight is None else cells[weight],
    )


def _refuse_twice(grid: _Grid, layout: MatrixLayout, lines: Sequence[int], columns: Sequence[int]) -> None:
    faults: list[Fault] = []
    for headers, places, of_products in ((layout.candidates, columns, True), (layout.criteria, lines, False)):
        seen: dict[str, int] = {}
        for header, place in zip(headers, places, strict=True):
            if len(header.text) > MAX_NAME:
                faults.append(Fault(header.place, f"is a name of {len(header.text)} characters", f"at most {MAX_NAME}"))
            first = seen.setdefault(folded(header.text), place)
            if first != place:
                there, here = (grid.line(one, of_products=of_products) for one in (first, place))
                where = f"{there} and {here[0].lower()}{here[1:]}"
                faults.append(Fault(where, f"are both called “{header.text[:_SHOWN]}”", "a name of its own for each"))
    if faults:
        raise UserError(
            f"{faults[0].where} {faults[0].what}.", KEPT, f"Expected is {faults[0].expected}.", tuple(faults)
        )


def _guess(rows: Sequence[Sequence[TableCell]], problem: Problem | None) -> Products:
    """Return where the products stand: by names that are known, by words at the edges, by what is alike in a line."""
    head = [cell_text(cell) for cell in rows[0][1:]]
    side = [cell_text(row[0]) for row in rows[1:]]
    if problem is not None:
        across = len(matched(head, problem.candidates)) + len(matched(side, problem.criteria))
        along = len(matched(side, problem.candidates)) + len(matched(head, problem.criteria))
        if across != along:
            return Products.COLUMNS if across > along else Products.ROWS
    corner = folded(cell_text(rows[0][0]))
    words = [{folded(text) for text in edge} & RESERVED for edge in (head, side)]
    if corner in _CRITERIA_WORDS or (words[0] and not words[1]):
        return Products.COLUMNS
    if corner in _PRODUCT_WORDS or (words[1] and not words[0]):
        return Products.ROWS
    body = [row[1:] for row in rows[1:]]
    return Products.ROWS if _alike(list(zip(*body, strict=True))) > _alike(body) else Products.COLUMNS


def _alike(lines: Sequence[Sequence[TableCell]]) -> float:
    """Return the share of lines whose cells are all numbers or all words: a criterion's are of one kind."""
    kinds = [{_is_number(cell) for cell in line if cell != ""} for line in lines]
    filled = [kind for kind in kinds if kind]
    return sum(len(kind) == 1 for kind in filled) / len(filled) if filled else 0.0


def _is_number(cell: TableCell) -> bool:
    return not isinstance(cell, str) or _NUMBER.fullmatch(cell.strip()) is not None
