"""How a line is known again, by the source's key or a fingerprint, and which line of the same file it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

from consultant_desk.domain.earnings.statement import LineRole, StatementLine
from consultant_desk.domain.earnings.states import ReversalShape
from consultant_desk.imports.statements.profile import COLUMN, VALUES, WORDS, Profile
from consultant_desk.imports.table import unguarded

SEPARATOR = "|"
LENGTH = 24
"""Hexadecimal digits of a fingerprint: 96 bits."""

Part = Callable[[Sequence[str], Sequence[object]], str]


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

    def __call__(self, cells: Sequence[str], values: Sequence[object]) -> tuple[str, int]:
        """Return id and occurrence; `values` are those of `VALUES`, in that order."""
        columns = self._columns
        key = cells[columns[0]].strip() if columns else ""
        if not key:
            return self._fingerprint(cells, values)
        if len(columns) > 1:
            key = SEPARATOR.join([key, *(cells[place].strip() for place in columns[1:])])
        if "'" in key:
            key = unguarded(key)
        if not self._identity.counted:
            return key, 1
        occurrence = self._next(key)
        return (key if occurrence == 1 else f"{key}{SEPARATOR}{occurrence}"), occurrence

    def _fingerprint(self, cells: Sequence[str], values: Sequence[object]) -> tuple[str, int]:
        text = SEPARATOR.join([part(cells, values) for part in self._parts])
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

    def hear(self, line: StatementLine, cells: Sequence[str], places: Mapping[str, int]) -> None:
        """Take note of the next line."""
        place, self._count = self._count, self._count + 1
        if line.ignored:
            return
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
        return lambda _cells, _values: one.removeprefix(WORDS)
    if one.startswith(COLUMN):
        place = places.get(one.removeprefix(COLUMN), -1)
        return lambda cells, _values: cells[place].strip()
    number = VALUES.index(one)
    return lambda _cells, values: "" if values[number] is None else str(values[number])
