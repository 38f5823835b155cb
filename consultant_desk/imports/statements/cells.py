"""The cells of a row as a profile asks for them: of the right number, with what is put together from several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from consultant_desk.domain.earnings.statement import Trouble
from consultant_desk.imports.statements.headers import Bound
from consultant_desk.imports.statements.profile import FIELDS, Profile, placeholders
from consultant_desk.imports.table import unguarded

_CACHED = 50_000
Derive = Callable[[Sequence[str]], str]


class Texts(dict[str, str]):
    """Cells as clean texts, each kept once: without blanks around it and a spreadsheet's guarding apostrophe."""

    def __missing__(self, cell: str) -> str:
        if len(self) >= _CACHED:
            self.clear()
        self[cell] = text = unguarded(cell.strip()) if "'" in cell else cell.strip()
        return text


class CellReader:
    """Returns the cells of a row: those of the file, then the derived ones, then one that is always empty.

    What no column holds has the place -1, which is the empty cell.
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
            own = self._places.get("program")
            self._add("program", template if own is None else _either(own, template))

    def place(self, field: str) -> int:
        """Return where a field stands among the cells."""
        return self._places.get(field, -1)

    def __call__(self, row: list[str]) -> tuple[list[str], Trouble | None, str]:
        """Return the cells, and what is wrong with their number."""
        trouble, detail = None, ""
        if (count := len(row)) != self._width:
            if any(cell.strip() for cell in row[self._width :]):
                # A delimiter inside a text that nobody quoted: no cell is surely what its column says.
                trouble, detail = Trouble.CUT_OFF, f"{count} cells for {self._width} columns"
            row = [*row[: self._width], *[""] * (self._width - count)]
        for derive in self._derive:
            row.append(derive(row))
        row.append("")
        return row, trouble, detail

    def _add(self, field: str, derive: Derive) -> None:
        self._places[field] = self._width + len(self._derive)
        self._derive.append(derive)


def _first_of(columns: Sequence[int]) -> Derive:
    return lambda cells: next((cells[place] for place in columns if cells[place].strip()), "")


def _either(own: int, template: Derive) -> Derive:
    return lambda cells: cells[own] if own < len(cells) and cells[own].strip() else template(cells)


def _filled_in(template: str, places: Mapping[str, int]) -> Derive:
    columns = [(f"{{{column}}}", places.get(column)) for column in placeholders(template)]

    def derive(cells: Sequence[str]) -> str:
        text = template
        for mark, place in columns:
            text = text.replace(mark, "" if place is None else cells[place].strip())
        return text

    return derive
