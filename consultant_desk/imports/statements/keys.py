"""How a line is known again, by the source's key or a fingerprint, and which line of the same file it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

from consultant_desk.domain.earnings.statement import LineRole, StatementLine
from consultant_desk.domain.earnings.states import ReversalShape
from consultant_desk.imports.statements.cells import Columns
from consultant_desk.imports.statements.profile import COLUMN, VALUES, WORDS, Profile
from consultant_desk.imports.table import unguarded

SEPARATOR = "|"
LENGTH = 24
"""Hexadecimal digits of a fingerprint: 96 bits."""

Part = Callable[[Columns, Sequence[Sequence[object]], int], str]


class KeyMaker:
    """Gives each line its external id and, of a fingerprint or a key that repeats, the n-th occurrence.

    Status and payment id are in no fingerprint: they change while the line stays the same.
    """

    def __init__(self, profile: Profile) -> None:
        self._identity = profile.identity
        self._seen: dict[str, int] = {}
        self._columns: tuple[int, ...] = ()
        self._parts: list[Part] = []

    def bind(self, places: Mapping[str, int]) -> None:
        """Say where the columns are; asked again when a file shows more of them on its way."""
        self._columns = tuple(places.get(column, -1) for column in self._identity.key)
        self._parts = [_part(one, places) for one in self._identity.fingerprint]

    def keys(self, columns: Columns, values: Sequence[Sequence[object]]) -> list[tuple[str, int]]:
        """Return id and occurrence of each row; `values` are the columns of `VALUES`, in that order."""
        places = self._columns
        if not places:
            return [self._fingerprint(columns, values, place) for place in range(len(columns[-1]))]
        first = [cell.strip() for cell in columns[places[0]]]
        parts = [first, *([cell.strip() for cell in columns[place]] for place in places[1:])]
        found = first if len(places) == 1 else [*map(SEPARATOR.join, zip(*parts, strict=True))]
        counted = self._identity.counted
        return [
            (self._counted(key) if counted else (unguarded(key) if "'" in key else key, 1))
            if whole
            else self._fingerprint(columns, values, place)
            for place, (key, whole) in enumerate(zip(found, self._whole(parts), strict=True))
        ]

    def _whole(self, parts: Sequence[list[str]]) -> Sequence[object]:
        """Tell which rows have a key: one without a gap, unless its repetitions are counted anyway."""
        return parts[0] if self._identity.counted or len(parts) == 1 else [*map(all, zip(*parts, strict=True))]

    def _counted(self, key: str) -> tuple[str, int]:
        occurrence = self._next(key)
        return (key if occurrence == 1 else f"{key}{SEPARATOR}{occurrence}"), occurrence

    def _fingerprint(self, columns: Columns, values: Sequence[Sequence[object]], place: int) -> tuple[str, int]:
        text = SEPARATOR.join([part(columns, values, place) for part in self._parts])
        occurrence = self._next(text)
        digest = sha256(f"{text}{SEPARATOR}{occurrence}".encode()).hexdigest()[:LENGTH]
        return f"{self._identity.prefix}{digest}", occurrence

    def _next(self, text: str) -> int:
        self._seen[text] = occurrence = self._seen.get(text, 0) + 1
        return occurrence


class Links:
    """Remembers which lines of a file belong together, and says so once all are read."""

    def __init__(self, profile: Profile) -> None:
        self._original_by, self._pair_by = profile.original_by, profile.pair_by
        self.wanted = bool(self._original_by or self._pair_by)
        self._count = 0
        self._originals: dict[tuple[str, ...], str] = {}
        self._reversals: list[tuple[int, tuple[str, ...]]] = []
        self._pairs: dict[tuple[str, ...], list[int]] = {}

    def hear(self, lines: Sequence[StatementLine], columns: Columns, places: Mapping[str, int]) -> None:
        """Take note of the next lines."""
        for number, line in enumerate(lines):
            if not line.ignored:
                self._hear(line, self._count + number, [column[number] for column in columns], places)
        self._count += len(lines)

    def _hear(self, line: StatementLine, place: int, cells: Sequence[str], places: Mapping[str, int]) -> None:
        if line.role is LineRole.COMMISSION and any(key := _cells(cells, self._original_by, places)):
            if line.shape is ReversalShape.ENTRY:
                self._reversals.append((place, key))
            else:
                self._originals.setdefault(key, line.external_id)
        if line.role is LineRole.INFO and any(key := _cells(cells, self._pair_by, places)):
            self._pairs.setdefault(key, []).append(place)

    def tie(self, lines: list[StatementLine]) -> None:
        """Name the original in each reversal, and in each line of an exchange the other one."""
        for place, key in self._reversals:
            if (original := self._originals.get(key)) is not None and not lines[place].reverses:
                lines[place] = lines[place]._replace(reverses=original)
        for both in self._pairs.values():
            if len(both) == 2:
                ids = [lines[place].external_id for place in both]
                for place, other in zip(both, reversed(ids), strict=True):
                    lines[place] = lines[place]._replace(pair=other)


def _cells(cells: Sequence[str], columns: Sequence[str], places: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(cells[places.get(column, -1)].strip() for column in columns)


def _part(one: str, places: Mapping[str, int]) -> Part:
    if one.startswith(WORDS):
        words = one.removeprefix(WORDS)
        return lambda _columns, _values, _place: words
    if one.startswith(COLUMN):
        at = places.get(one.removeprefix(COLUMN), -1)
        return lambda columns, _values, place: columns[at][place].strip()
    number = VALUES.index(one)
    return lambda _columns, values, place: "" if values[number][place] is None else str(values[number][place])
