"""Which profiles fit a file, best first, and what an unknown file has for headers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from consultant_desk.domain.table import Table
from consultant_desk.errors import Fault, UserError
from consultant_desk.imports.statements.headers import Bound, HeaderRow
from consultant_desk.imports.statements.lines import LineMaker
from consultant_desk.imports.statements.money import Expected
from consultant_desk.imports.statements.ofx import OfxSource
from consultant_desk.imports.statements.opening import never, open_statement
from consultant_desk.imports.statements.profile import Form, Profile
from consultant_desk.imports.statements.source import HEADER_LINES, KEPT, Cancelled, Head, Source

SHOWN = 30
MAX_SHEETS = 20


@dataclass(frozen=True, slots=True)
class Match:
    """Where the headers of a profile stand in a file."""

    head: Head
    header: int
    bound: Bound


@dataclass(frozen=True, slots=True)
class Recognition:
    """A profile that fits a file. `readable` of the `sampled` first lines can be read without a question."""

    profile: Profile
    matched: tuple[str, ...]
    of: int
    header_line: int
    readable: int
    sampled: int
    why: str


@dataclass(frozen=True, slots=True)
class Headers:
    """The row of a file that is most like headers, and some rows below it."""

    names: tuple[str, ...]
    line: int
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class UnknownColumns:
    """What is said of a file that no profile fits, and what it has for headers."""

    error: UserError
    headers: Headers


def recognise(
    data: bytes,
    name: str,
    profiles: Iterable[Profile],
    *,
    table: Table | None = None,
    cancelled: Cancelled = never,
) -> tuple[Recognition, ...]:
    """Return the profiles whose required columns the file has, best first; `UserError` if it cannot be read at all.

    Profiles of one source go before general ones, then those that read more of the first lines, then those that know
    more of the columns. Two that fit alike (dates of two countries, none beyond the 12th) are for the person to choose.
    """
    source = open_statement(data, name, table=table, cancelled=cancelled)
    rows = HeaderRows(source)
    found = [one for profile in profiles if (one := _recognition(source, rows, profile)) is not None]
    return tuple(sorted(found, key=_rank))


def pick(
    data: bytes,
    name: str,
    known: Sequence[Profile],
    key: str = "",
    *,
    table: Table | None = None,
    cancelled: Cancelled = never,
) -> tuple[Profile, int] | UnknownColumns:
    """Return the profile that reads a file, or that of the `key`, and how many of its columns are there."""
    found = recognise(data, name, known, table=table, cancelled=cancelled)
    if key:
        matched = next((len(one.matched) for one in found if one.profile.key == key), 0)
        return next(one for one in known if one.key == key), matched
    if found:
        return found[0].profile, len(found[0].matched)
    source = open_statement(data, name, table=table, cancelled=cancelled)
    return UnknownColumns(unknown_columns(source), headers_of(source))


def sheets_of(read: Callable[[str | None], Table]) -> Iterator[Table]:
    """Yield the sheets of a workbook as they are asked for, by the function that reads one (None: the first).

    Networks put clicks, orders and earnings on sheets of one workbook: `best_sheet` finds the right one.
    """
    first = read(None)
    yield first
    for sheet in first.sheets[:MAX_SHEETS]:
        if sheet != first.sheet:
            with suppress(UserError):  # an empty one
                yield read(sheet)


def best_sheet(sheets: Iterable[Table], name: str, profiles: Iterable[Profile]) -> Table | None:
    """Return the first sheet that is of a known source, else one that a general profile fits, else the first of all."""
    known = tuple(profiles)
    first = general = None
    for sheet in sheets:
        first = first or sheet
        found = recognise(b"", name, known, table=sheet)
        if found and not found[0].profile.generic:
            return sheet
        general = general or (sheet if found else None)
    return general or first


class HeaderRows:
    """The rows of a file that may be its headers: the first ten, in every way it may be cut into cells."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._known: dict[str, list[tuple[Head, int, HeaderRow]]] = {}

    def match(self, profile: Profile) -> Match | None:
        """Return where the headers of a profile stand, under the delimiter that finds the most."""
        if (profile.layout.form is Form.OFX) is not isinstance(self._source, OfxSource):
            return None
        best: Match | None = None
        rows = self._of(profile.layout.json_rows)
        for head, place, row in sorted(rows, key=lambda one: one[0].delimiter != profile.layout.delimiter):
            if row.has(profile):
                bound = row.bind(profile)
                if best is None or len(bound.places) > len(best.bound.places):
                    best = Match(head, place, bound)
        return best

    def _of(self, json_rows: str) -> list[tuple[Head, int, HeaderRow]]:
        if json_rows not in self._known:
            self._known[json_rows] = [
                (head, place, HeaderRow(cells))
                for head in self._source.heads(json_rows)
                for place, (_, cells) in enumerate(head.rows[:HEADER_LINES])
            ]
        return self._known[json_rows]


def describe_headers(data: bytes, name: str, *, table: Table | None = None, json_rows: str = "") -> Headers:
    """Return what an unknown file has for headers, for a person to say what they mean."""
    return headers_of(open_statement(data, name, table=table), json_rows)


def headers_of(source: Source, json_rows: str = "") -> Headers:
    """Return the row of a source that is most like headers: many different texts that are no numbers."""
    best, best_worth = Headers((), 0, ()), -1
    for head in source.heads(json_rows):
        for place, (number, cells) in enumerate(head.rows[:HEADER_LINES]):
            worth = len({cell for cell in cells if cell.strip() and not any(map(str.isdigit, cell[:1]))})
            if worth > best_worth:
                below = tuple(tuple(row) for _, row in head.rows[place + 1 :])
                names = tuple(cell.strip().lstrip("\ufeff") for cell in cells)
                best, best_worth = Headers(names, number, below, head.delimiter), worth
    return best


def unknown_columns(source: Source, profile: Profile | None = None) -> UserError:
    """Return the error for a file whose columns fit no profile, or not the one that was asked for."""
    short = f"“{source.name[:60]}”" if source.name else "The statement"
    names = [name for name in headers_of(source).names if name]
    read = ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "") or "none"
    if profile is None:
        what, expected = "has the columns of no known source", "a known statement, or a mapping of its columns"
    else:
        missing = _missing(source, profile)
        what = f"does not have the columns of {profile.title}: {', '.join(missing)} {_are(missing)} missing"
        expected = f"the columns {', '.join(profile.required)}"
    fault = Fault(short, f"{what}; its columns are: {read}", expected)
    return UserError(f"{short} {what}.", KEPT, f"Its columns are: {read}.", (fault,))


def _missing(source: Source, profile: Profile) -> Sequence[str]:
    """Return what the row lacks that has the most of the required columns."""
    rows = [cells for head in source.heads(profile.layout.json_rows) for _, cells in head.rows[:HEADER_LINES]]
    return min((HeaderRow(cells).bind(profile).missing for cells in rows), key=len, default=profile.required)


def _are(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _recognition(source: Source, headers: HeaderRows, profile: Profile) -> Recognition | None:
    found = headers.match(profile)
    if found is None:
        return None
    rows = found.head.rows[found.header + 1 :]
    width = len(found.head.rows[found.header][1])
    read = LineMaker(profile, Expected(spreadsheet=source.spreadsheet)).reader(found.bound, width)
    troubled = len(read([number for number, _ in rows], [cells for _, cells in rows]).troubles) if rows else 0
    readable = len(rows) - troubled
    matched, known = tuple(found.bound.places), len(profile.columns())
    line = found.head.rows[found.header][0]
    where = f"in line {line}" if line else "in its fields"
    why = f"{len(matched)} of {known} columns {where}; {readable} of the first {len(rows)} lines can be read"
    return Recognition(profile, matched, known, line, readable, len(rows), why)


def _rank(one: Recognition) -> tuple[bool, float, float, int, str]:
    sampled = one.sampled or 1
    return (
        one.profile.generic,
        -round(one.readable / sampled, 1),
        -len(one.matched) / one.of,
        -len(one.matched),
        one.profile.key,
    )
