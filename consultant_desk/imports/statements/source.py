"""A file as rows of cells, whatever its make: what every kind of source offers, and the limits they share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Protocol

from consultant_desk.errors import Fault, UserError

MAX_BYTES = 100_000_000
MAX_LINES = 500_000
MAX_COLUMNS = 1_000
HEADER_LINES = 10
"""Titles and notes may stand above the headers, but no more lines than these."""
SAMPLE = 40
BATCH = 1_000
KEPT = "Nothing was imported."


class StatementCancelled(Exception):
    """Raised where a statement was being read when the person asked to stop."""


Cancelled = Callable[[], bool]
Told = Callable[[int, int], None]
"""Hears how many of how many pieces are done."""


class Batch(NamedTuple):
    """Some rows with the number of each, and the headers as far as they are known by then."""

    headers: Sequence[str]
    numbers: Sequence[int]
    rows: Sequence[list[str]]


@dataclass(frozen=True, slots=True)
class Head:
    """The first rows of a file, cut in one way; each with its number."""

    rows: tuple[tuple[int, list[str]], ...]
    delimiter: str = ""


class Source(Protocol):
    """A file that was opened.

    `declared` is the currency the file itself states, `period_to` the end of the period (ISO); both may be empty.
    `total` is about how many rows there are. Once all rows were read, `cut` says how the last one is cut off, and
    `unended` holds its last cell, and the one above, if nothing ends the line: it may be whole or not.
    """

    name: str
    spreadsheet: bool
    declared: str
    period_to: str
    total: int
    cut: str
    unended: tuple[str, str] | None
    warnings: list[str]

    def heads(self, json_rows: str = "") -> Sequence[Head]:
        """Return the first rows, in every way the file may be cut into cells."""

    def batches(self, head: Head, header: int, decimal: str, json_rows: str) -> Iterator[Batch]:
        """Yield the rows below the header, which is the n-th of the head, from 0."""


def check_size(data: bytes, name: str) -> None:
    """Refuse a file that is larger than any statement."""
    if len(data) > MAX_BYTES:
        raise unreadable(name, f"is larger than {MAX_BYTES // 1_000_000} MB", "a shorter period in each file")


def check_lines(count: int, name: str) -> None:
    """Refuse a file with more lines than are taken at once."""
    if count > MAX_LINES:
        raise unreadable(name, f"holds more than {MAX_LINES:,} lines", "a shorter period in each file")


def unreadable(name: str, what: str, expected: str, where: str = "") -> UserError:
    """Return the error for a statement that cannot be read; `where` is a place in it."""
    short = f"“{name[:60]}”" if name else "The statement"
    place = f"{short}, {where}" if where else short
    return UserError(f"{place} {what}.", KEPT, f"Expected is {expected}.", (Fault(place, what, expected),))


def batched(headers: Sequence[str], rows: Iterator[tuple[int, list[str]]]) -> Iterator[Batch]:
    """Yield rows in batches, so that whoever reads them can stop and tell between two."""
    while held := [*islice(rows, BATCH)]:
        yield Batch(headers, [number for number, _ in held], [cells for _, cells in held])
