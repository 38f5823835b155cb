"""The registry of record types. Search, export, journal, Trash, palette and plain forms are derived from it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import cast

from sqlalchemy import Column, Table

from consultant_desk.entities.base import BOOKKEEPING, DELETED_UNIT, Record


class FieldKind(StrEnum):
    """How a field is entered and shown."""

    TEXT = "text"
    LONG_TEXT = "long text"
    NUMBER = "number"
    MONEY = "money"
    CURRENCY = "currency"
    DATE = "date"
    INSTANT = "instant"
    CHOICE = "choice"
    FLAG = "flag"
    LINK = "link"
    JSON = "json"
    HASH = "hash"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a record type. `choices` are stored values of a CHOICE. `private` fields never leave in a report."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    searchable: bool = False
    exportable: bool = True
    private: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntitySpec:
    """One record type: its class, the words for it, its icon, its fields, and the field that names a row.

    `internal` types (pairs, answers) have no list of their own and no palette entry.
    """

    record: type[Record]
    label: str
    plural: str
    icon: str
    title_field: str
    fields: tuple[FieldSpec, ...]
    internal: bool = False

    @property
    def table(self) -> Table:
        """Return the table of this type."""
        return cast("Table", self.record.__table__)

    @property
    def kind(self) -> str:
        """Return the name of this kind, which is its table's name."""
        return self.table.name

    @property
    def searchable(self) -> tuple[str, ...]:
        """Return the names of the fields the search index holds."""
        return tuple(field.name for field in self.fields if field.searchable)


@cache
def entities() -> dict[str, EntitySpec]:
    """Return every record type by kind, in alphabetical order; every module of this package that has a SPEC counts."""
    found: dict[str, EntitySpec] = {}
    package = importlib.import_module("consultant_desk.entities")
    for module in pkgutil.iter_modules(package.__path__):
        if module.name in {"base", "registry"}:
            continue
        loaded = importlib.import_module(f"consultant_desk.entities.{module.name}")
        specs: tuple[EntitySpec, ...] = getattr(loaded, "SPECS", ())
        for spec in specs:
            found[spec.kind] = spec
    return dict(sorted(found.items()))


def unit_of(column: Column[object]) -> str | None:
    """Return the merge unit of a column: its declared group, or its own name; None for key and bookkeeping."""
    if column.primary_key or column.name in BOOKKEEPING:
        return None
    unit = column.info.get("unit")
    return str(unit) if unit else column.name


def units(table: Table) -> dict[str, tuple[str, ...]]:
    """Return the merge units of a table with their columns, in column order."""
    grouped: dict[str, list[str]] = {}
    for column in table.columns:
        unit = unit_of(column)
        if unit is not None:
            grouped.setdefault(unit, []).append(column.name)
    return {unit: tuple(columns) for unit, columns in grouped.items()}


def range_column(table: Table) -> str | None:
    """Return the column that names the import a row came with; None for tables whose rows come one by one."""
    return next((column.name for column in table.columns if column.info.get("range")), None)


def fixed_columns(table: Table) -> tuple[str, ...]:
    """Return the columns of an append-only table that are never edited; empty for any other table."""
    if not table.info.get("append_only"):
        return ()
    free = {"id", "line", range_column(table), *BOOKKEEPING, *units(table)[DELETED_UNIT]}
    return tuple(column.name for column in table.columns if column.name not in free)


def parents(table: Table) -> dict[str, str]:
    """Return the owning foreign keys of a table as {column: parent table}; these carry Trash down."""
    return {
        column.name: next(iter(column.foreign_keys)).column.table.name
        for column in table.columns
        if column.info.get("parent")
    }


def children(table: Table) -> Iterator[tuple[Table, str]]:
    """Yield (child table, owning column) for every type that this table owns."""
    for spec in entities().values():
        for column, parent in parents(spec.table).items():
            if parent == table.name:
                yield spec.table, column


__all__ = [
    "DELETED_UNIT",
    "EntitySpec",
    "FieldKind",
    "FieldSpec",
    "children",
    "entities",
    "fixed_columns",
    "parents",
    "range_column",
    "unit_of",
    "units",
]
