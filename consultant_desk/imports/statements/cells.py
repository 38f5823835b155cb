"""The rows of a batch as columns, as a profile asks for them: of the right width, with what several columns make up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from consultant_desk.domain.earnings.statement import Trouble
from consultant_desk.imports.statements.headers import Bound
from consultant_desk.imports.statements.profile import FIELDS, Profile, placeholders
from consultant_desk.imports.table import unguarded

T = TypeVar("T")
_CACHED = 50_000
Columns = Sequence[Sequence[str]]
Derive = Callable[[Sequence[str]], str]


@lru_cache(maxsize=64, typed=True)
def same(value: T, size: int) -> tuple[T, ...]:
    """Return a column that holds one value; all batches of a size share it."""
    return (value,) * size


class Troubles(dict[int, tuple[Trouble, str]]):
    """What is wrong with the rows of a batch, by their place in it: the first that was found, with the text meant."""

    def note(self, place: int, trouble: Trouble, detail: str) -> None:
        """Take note, unless something was wrong with the row already."""
        self.setdefault(place, (trouble, detail))


class Texts(dict[str, str]):
    """Cells as clean texts, each kept once: without blanks around it and a spreadsheet's guarding apostrophe."""

    def __missing__(self, cell: str) -> str:
        if len(self) >= _CACHED:
            self.clear()
        self[cell] = text = unguarded(cell.strip()) if "'" in cell else cell.strip()
        return text


class CellReader:
    """Turns rows into columns: those of the file, then the derived ones, then one that is always empty.

    What no column holds has the place -1, which is the empty one.
    """

    def __init__(self, profile: Profile, bound: Bound, width: int) -> None:
        self._width = width
        self._places: dict[str, int] = {}
        self._derive: list[Derive] = []
        for name in FIELDS:
            columns = [bound.places[column] for column in profile.fields.get(name, ()) if column in bound.places]
            if len(columns) > 1:
                self._add(name, _first_of(columns))
            elif columns:
                self._places[name] = columns[0]
        if profile.programme:
            template = _filled_in(profile.programme, bound.places)
            own = [bound.places[column] for column in profile.fields.get("program", ()) if column in bound.places]
            self._add("program", _either(_first_of(own), template))

    def place(self, field: str) -> int:
        """Return where a field stands among the columns."""
        return self._places.get(field, -1)

    def columns(self, rows: Sequence[list[str]], troubles: Troubles) -> Columns:
        """Return the columns of some rows; rows of another width are made to fit, and noted if that loses a cell."""
        if {*map(len, rows)} != {self._width}:
            rows = [self._fitted(row, place, troubles) for place, row in enumerate(rows)]
        columns: list[Sequence[str]] = [*zip(*rows, strict=True)]
        columns += [[derive(row) for row in rows] for derive in self._derive]
        columns.append(same("", len(rows)))
        return columns

    def _fitted(self, row: list[str], place: int, troubles: Troubles) -> list[str]:
        if any(cell.strip() for cell in row[self._width :]):
            # A delimiter inside a text that nobody quoted: no cell is surely what its column says.
            troubles.note(place, Trouble.CUT_OFF, f"{len(row)} cells for {self._width} columns")
        return [*row[: self._width], *[""] * (self._width - len(row))]

    def _add(self, field: str, derive: Derive) -> None:
        self._places[field] = self._width + len(self._derive)
        self._derive.append(derive)


def _first_of(columns: Sequence[int]) -> Derive:
    return lambda row: next((row[place] for place in columns if row[place].strip()), "")


def _either(own: Derive, other: Derive) -> Derive:
    return lambda row: own(row) or other(row)


def _filled_in(template: str, places: Mapping[str, int]) -> Derive:
    columns = [(f"{{{column}}}", places.get(column)) for column in placeholders(template)]

    def derive(row: Sequence[str]) -> str:
        text = template
        for mark, place in columns:
            text = text.replace(mark, "" if place is None else row[place].strip())
        return text

    return derive
