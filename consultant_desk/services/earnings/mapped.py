"""A mapping for one file whose columns a person has given a meaning; how it writes figures is found out or asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consultant_desk.domain.table import Table
from consultant_desk.errors import Fault, UserError
from consultant_desk.imports.statements.headers import plain
from consultant_desk.imports.statements.mapping import DATE_FORMATS, KEPT, ColumnMapping, Ways, profile_of, ways
from consultant_desk.imports.statements.opening import open_statement
from consultant_desk.imports.statements.profile import Profile
from consultant_desk.imports.statements.recognise import HeaderRows, Headers, headers_of
from consultant_desk.imports.statements.source import Source

_SHOWN = 30


@dataclass(frozen=True, slots=True)
class MappedColumns:
    """The column by field. What is empty is found out, and asked for where the file leaves a choice."""

    columns: Mapping[str, str]
    decimal: str = ""
    date_format: str = ""
    currency: str = ""


def mapping_of(mapped: MappedColumns, data: bytes, name: str, table: Table | None) -> ColumnMapping:
    """Return the whole mapping of a file.

    `UserError` for a column the file does not have, and for figures that can be read in more than one way.
    """
    source = open_statement(data, name, table=table)
    draft = profile_of(ColumnMapping(mapped.columns, currency=mapped.currency))
    headers = _headers(source, draft)
    columns = _in_file(mapped.columns, headers, name)
    found = ways(headers, columns)
    if source.spreadsheet and "." in found.decimals:  # its numbers are numbers, however they were shown
        found = Ways((".",), found.date_formats)
    questions = [
        *([] if mapped.decimal else _asked(name, "amounts", "decimal mark", found.decimals, (".", ","))),
        *([] if mapped.date_format else _asked(name, "dates", "date format", found.date_formats, DATE_FORMATS)),
    ]
    if questions:
        raise UserError(f"{_short(name)} can be read in more than one way.", KEPT, faults=tuple(questions))
    return ColumnMapping(
        columns,
        decimal=mapped.decimal or found.decimals[0],
        currency=mapped.currency,
        date_formats=(mapped.date_format or found.date_formats[0],),
    )


def _headers(source: Source, draft: Profile) -> Headers:
    """Return the row that has the needed columns, with some rows below it; else the one most like headers."""
    found = HeaderRows(source).match(draft)
    if found is None:
        return headers_of(source)
    line, cells = found.head.rows[found.header]
    below = tuple(tuple(row) for _, row in found.head.rows[found.header + 1 :])
    return Headers(tuple(cell.strip().lstrip("\ufeff") for cell in cells), line, below, found.head.delimiter)


def _in_file(columns: Mapping[str, str], headers: Headers, name: str) -> dict[str, str]:
    """Return the columns as the file spells them."""
    there = {plain(one): one for one in reversed(headers.names) if one}
    faults = tuple(
        Fault(_short(name), f"has no column “{column}” for {field}", f"one of {_listed(headers)}")
        for field, column in columns.items()
        if plain(column) not in there
    )
    if faults:
        raise UserError(f"{_short(name)} {faults[0].what}.", KEPT, f"Its columns are: {_listed(headers)}.", faults)
    return {field: there[plain(column)] for field, column in columns.items()}


def _listed(headers: Headers) -> str:
    names = [one for one in headers.names if one]
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "") or "none"


def _asked(name: str, what: str, option: str, found: tuple[str, ...], known: tuple[str, ...]) -> list[Fault]:
    """Return the question how figures are written, unless the file answers it."""
    if len(found) == 1:
        return []
    fits = "can be read in more than one way" if found else "are written in no way that fits all of them"
    choices = " or ".join(f"“{one}”" for one in found or known)
    return [Fault(_short(name), f"its {what} {fits}", f"the {option}: {choices}")]


def _short(name: str) -> str:
    return f"“{name[:60]}”" if name else "The statement"
