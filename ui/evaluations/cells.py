"""What typing, pasting and clearing does to one score. Pure: it takes a cell and returns the cell that replaces it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from consultant_desk.domain.evaluation.entry import Entry, parse_entry
from consultant_desk.domain.evaluation.problem import Cell, Criterion, EvidenceState, Levels
from consultant_desk.domain.evaluation.values import MIDDLE, is_clipped, value_of
from consultant_desk.errors import UserError
from ui.evaluations.wording import ends_of, raw_text, typed_number


class End(Enum):
    """One of the two ends of a score."""

    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a text is no score of a criterion, as a sentence."""

    why: str


def read_entry(criterion: Criterion, text: str) -> Entry | Unreadable:
    """Return the score that a text stands for, or why it cannot be read; see `parse_entry`."""
    try:
        return parse_entry(text, criterion, typed_number)
    except UserError as error:
        return Unreadable(error.sentence())


def beyond_scale(criterion: Criterion, *given: float | str | None) -> str:
    """Say what counts for a score outside its scale; nothing where all that is given lies on it."""
    function = criterion.value
    beyond = [raw for raw in given if isinstance(raw, int | float) and is_clipped(function, raw)]
    if not beyond:
        return ""
    what = " and ".join(raw_text(criterion, raw) for raw in dict.fromkeys(beyond))
    one = len(set(beyond)) == 1
    worst, best = ends_of(criterion)
    nearest = dict.fromkeys(worst if value_of(function, raw) <= MIDDLE else best for raw in beyond)
    where = f"{'lies' if one else 'lie'} beyond the scale of {criterion.name}, {worst} to {best}"
    return f"{what} {where}, and {'counts' if one else 'count'} as {' and '.join(nearest)}."


def read_end(criterion: Criterion, text: str) -> float | str | Unreadable | None:
    """Return the raw value or level typed for one end, None for unknown, or why it cannot be read."""
    entry = read_entry(criterion, text)
    if isinstance(entry, Unreadable):
        return entry
    return entry.value if entry.low is None else Unreadable("Enter one end here, not two.")


def with_entry(cell: Cell, criterion: Criterion, entry: Entry) -> Cell:
    """Return the cell with what was typed: a value, two ends, or nothing."""
    if entry.low is None or entry.high is None:
        return with_value(cell, criterion, entry.value)
    return replace(cell, value=None, low=entry.low, high=entry.high)


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
