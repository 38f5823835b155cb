"""Ranges of scores as tab-separated text: copied from the matrix, or read before anything changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale

from consultant_desk.domain.evaluation.matrix_names import folded
from consultant_desk.domain.evaluation.problem import Candidate, Cell, Criterion
from ui.evaluations.cells import Unreadable, read_entry, with_entry
from ui.figures import figures

Cells = Mapping[tuple[str, str], Cell]


@dataclass(frozen=True, slots=True)
class Refused:
    """One text that is no score: where it would have gone, and why it was refused."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class PastePlan:
    """Exactly what a paste will change. `beyond` counts texts that lie outside the matrix, `empty` those left alone."""

    cells: tuple[Cell, ...]
    refused: tuple[Refused, ...] = ()
    beyond: int = 0

    @property
    def clean(self) -> bool:
        """Tell whether everything could be read and has a place."""
        return not self.refused and not self.beyond


def read_block(text: str, criteria: Sequence[Criterion], candidates: Sequence[Candidate], cells: Cells) -> PastePlan:
    """Read tab-separated text whose first value belongs to the first criterion (row) and candidate (column) given.

    Empty texts leave their score alone.
    """
    changed: list[Cell] = []
    refused: list[Refused] = []
    beyond = 0
    for row, line in enumerate(text.rstrip("\r\n").splitlines()):
        for column, words in enumerate(line.split("\t")):
            if not words.strip():
                continue
            if row >= len(criteria) or column >= len(candidates):
                beyond += 1
                continue
            criterion, candidate = criteria[row], candidates[column]
            entry = read_entry(criterion, words)
            if isinstance(entry, Unreadable):
                refused.append(Refused(f"{criterion.name}, {candidate.name}", entry.why))
                continue
            old = cells.get((candidate.id, criterion.id), Cell(candidate.id, criterion.id))
            changed.append(with_entry(old, criterion, entry))
    return PastePlan(tuple(changed), tuple(refused), beyond)


def has_headers(text: str, criteria: Sequence[Criterion], candidates: Sequence[Candidate]) -> bool:
    """Tell whether a block brings names: known criteria along one edge and known products along the other."""
    rows = [line.split("\t") for line in text.rstrip("\r\n").splitlines()]
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    head, side = ({folded(words) for words in edge} for edge in (rows[0][1:], [row[0] for row in rows[1:]]))
    named = {folded(item.name) for item in criteria}, {folded(item.name) for item in candidates}
    return bool(side & named[0] and head & named[1]) or bool(head & named[0] and side & named[1])


def block_text(criteria: Sequence[Criterion], candidates: Sequence[Candidate], cells: Cells) -> str:
    """Return a range as tab-separated text: plain numbers in the locale, level names, two ends as 3..15, "unknown"."""
    return "\n".join(
        "\t".join(plain_text(cells.get((candidate.id, criterion.id))) for candidate in candidates)
        for criterion in criteria
    )


def plain_text(cell: Cell | None) -> str:
    """Return a score as it is copied and typed: without unit and grouping."""
    if cell is None or cell.unknown:
        return "unknown"
    given = (cell.low, cell.high) if cell.value is None else (cell.value,)
    return "..".join(_plain(raw) for raw in given if raw is not None)


def _plain(raw: float | str) -> str:
    if isinstance(raw, str):
        return raw
    locale = QLocale(figures())
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(raw, "g", 12)
