"""What typing, pasting and clearing does to one score. Pure: it takes a cell and returns the cell that replaces it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from consultant_desk.domain.evaluation.problem import Cell, Criterion, EvidenceState, Levels
from ui.evaluations.wording import parse_number

UNKNOWN_WORDS = frozenset({"unknown", "?", "n/a", "-", "–", "—"})


class End(Enum):
    """One of the two ends of a score."""

    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a text is no score of a criterion, as a sentence."""

    why: str


def read_raw(criterion: Criterion, text: str) -> float | str | Unreadable | None:
    """Return the raw value or level that a text stands for, None for unknown, or why it cannot be read.

    A unit behind the number may be repeated ("7 h"); levels may be shortened to letters that fit only one.
    """
    words = text.strip()
    if words.casefold() in UNKNOWN_WORDS:
        return None
    if isinstance(criterion.value, Levels):
        found = levels_beginning(criterion.value, words)
        exact = [name for name in found if name.casefold() == words.casefold()]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0]
        names = ", ".join(name for name, _ in criterion.value.levels)
        return Unreadable(f"“{_short(words)}” is no level of {criterion.name}. Its levels are {names}.")
    if criterion.unit and words.casefold().endswith(criterion.unit.casefold()):
        words = words[: -len(criterion.unit)]
    number = parse_number(words)
    if number is None:
        return Unreadable(f"“{_short(text.strip())}” is not a number, but {criterion.name} is measured in numbers.")
    return number


def levels_beginning(levels: Levels, letters: str) -> list[str]:
    """Return the names of the levels that begin with these letters, whatever their case."""
    start = letters.strip().casefold()
    return [name for name, _ in levels.levels if start and name.casefold().startswith(start)]


def with_value(cell: Cell, criterion: Criterion, value: float | str | None) -> Cell:
    """Return the cell with another value; ends that no longer enclose it are dropped, None makes it unknown."""
    if value is None:
        return as_unknown(cell)
    if cell.low is None or cell.high is None or encloses(criterion, cell.low, value, cell.high):
        return replace(cell, value=value)
    return replace(cell, value=value, low=None, high=None)


def as_unknown(cell: Cell) -> Cell:
    """Return the cell with nothing known; rationale and evidence stay."""
    return replace(cell, value=None, low=None, high=None, evidence_state=EvidenceState.NONE)


def with_end(cell: Cell, end: End, raw: float | str | None) -> Cell:
    """Return the cell with another low or high end; None takes the end away."""
    return replace(cell, low=raw) if end is End.LOW else replace(cell, high=raw)


def encloses(criterion: Criterion, low: float | str, value: float | str, high: float | str) -> bool:
    """Tell whether a value lies between two ends given in either order; levels compare by value."""
    try:
        one, middle, other = (_comparable(criterion, raw) for raw in (low, value, high))
    except (KeyError, ValueError):
        return False
    return min(one, other) <= middle <= max(one, other)


def _comparable(criterion: Criterion, raw: float | str) -> float:
    return criterion.value.value_of(str(raw)) if isinstance(criterion.value, Levels) else float(raw)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
