"""How a line is known again, by the source's key or a fingerprint, and which line of the same file it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256

from consultant_desk.domain.earnings.statement import LineRole
from consultant_desk.domain.earnings.statement_lines import LineBlock, Lines
from consultant_desk.domain.earnings.states import ReversalShape
from consultant_desk.domain.earnings.verdict import Verdict
from consultant_desk.imports.statements.cells import Columns, same
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

    def keys(self, columns: Columns, values: Sequence[Sequence[object]]) -> tuple[Sequence[str], Sequence[int]]:
        """Return ids and occurrences of rows; `values` are the columns of `VALUES`, in that order."""
        places = self._columns
        if not places:
            return _parted(self._fingerprint(columns, values, place) for place in range(len(columns[-1])))
        first = [*map(str.strip, columns[places[0]])]
        parts = [first, *([*map(str.strip, columns[place])] for place in places[1:])]
        found = first if len(places) == 1 else [*map(SEPARATOR.join, zip(*parts, strict=True))]
        counted, whole = self._identity.counted, self._whole(parts)
        if not counted and all(whole) and "'" not in "".join(found):
            return found, same(1, len(found))
        return _parted(
            (self._counted(key) if counted else (unguarded(key) if "'" in key else key, 1))
            if is_whole
            else self._fingerprint(columns, values, place)
            for place, (key, is_whole) in enumerate(zip(found, whole, strict=True))
        )

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

    def hear(self, block: LineBlock, columns: Columns, places: Mapping[str, int]) -> None:
        """Take note of the next lines."""
        for number, (said, external_id) in enumerate(zip(block.verdicts, block.external_id, strict=True)):
            if not said.ignored:
                cells = [column[number] for column in columns]
                self._hear(said, external_id, self._count + number, cells, places)
        self._count += len(block)

    def _hear(
        self, said: Verdict, external_id: str, place: int, cells: Sequence[str], places: Mapping[str, int]
    ) -> None:
        if said.role is LineRole.COMMISSION and any(key := _cells(cells, self._original_by, places)):
            if said.shape is ReversalShape.ENTRY:
                self._reversals.append((place, key))
            else:
                self._originals.setdefault(key, external_id)
        if said.role is LineRole.INFO and any(key := _cells(cells, self._pair_by, places)):
            self._pairs.setdefault(key, []).append(place)

    def tie(self, lines: Lines) -> None:
        """Name the original in each reversal, and in each line of an exchange the other one."""
        for place, key in self._reversals:
            block, at = lines.find(place)
            if (original := self._originals.get(key)) is not None and not block.reverses[at]:
                block.put("reverses", at, original)
        for both in self._pairs.values():
            if len(both) == 2:
                found = [lines.find(place) for place in both]
                ids = [block.external_id[at] for block, at in found]
                for (block, at), other in zip(found, reversed(ids), strict=True):
                    block.pairs[at] = other


def _parted(found: Iterable[tuple[str, int]]) -> tuple[Sequence[str], Sequence[int]]:
    """Return pairs as two columns; there is at least one."""
    ids, occurrences = zip(*found, strict=True)
    return ids, occurrences


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
