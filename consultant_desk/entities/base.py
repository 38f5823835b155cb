"""The rules every record obeys: key, bookkeeping columns, money and score groups, who owns whom.

`Record` holds what is journalled, synced and exported; `Local` holds what can be rebuilt (journal, search, device).
Times are stored as text: instants `2026-11-21T10:00:00.000Z`, calendar dates `2026-11-21`. Decimals are stored as text.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, ForeignKey, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

BOOKKEEPING = ("created_at", "updated_at", "version")
"""Columns no journal entry is written for."""

DELETED_UNIT = "deleted"


class Record(DeclarativeBase):
    """Base of every record type.

    `deleted_how` is None for a live row, "trash" for one a person threw away, "undo" for an insert taken back.
    """

    metadata = MetaData(naming_convention=NAMING)

    id: Mapped[str] = mapped_column(String(36), primary_key=True, sort_order=-10)
    created_at: Mapped[str] = mapped_column(String(24), sort_order=90)
    updated_at: Mapped[str] = mapped_column(String(24), sort_order=91)
    deleted_at: Mapped[str | None] = mapped_column(String(24), sort_order=92, info={"unit": DELETED_UNIT})
    deleted_how: Mapped[str | None] = mapped_column(String(8), sort_order=93, info={"unit": DELETED_UNIT})
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1", sort_order=94)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy passes the class
        return {"version_id_col": cls.__table__.c.version, "eager_defaults": False}


class Local(DeclarativeBase):
    """Base of what is neither journalled nor synced and can be rebuilt."""

    metadata = MetaData(naming_convention=NAMING)


def text_column(*, short: bool = False, unit: str | None = None, since: int = 1) -> Mapped[str]:
    """Return a text column that is never NULL; empty text means nothing was entered. `short` only hints the form.

    `since` is the revision that added the column to a table that was there; here and below.
    """
    kind = String() if short else Text()
    return mapped_column(kind, default="", server_default="", info=_info(unit), sort_order=_place(since))


def optional_text(unit: str | None = None, *, since: int = 1) -> Mapped[str | None]:
    """Return a text column whose NULL differs from empty (dates, decimals, choices not made)."""
    return mapped_column(String(), info=_info(unit), sort_order=_place(since))


def optional_int(unit: str | None = None, *, since: int = 1) -> Mapped[int | None]:
    """Return a whole-number column that may be unknown."""
    return mapped_column(Integer(), info=_info(unit), sort_order=_place(since))


def minor_column(unit: str, *, since: int = 1) -> Mapped[int | None]:
    """Return the minor units of an amount; stands beside `currency_column` of the same unit."""
    return mapped_column(BigInteger(), info=_info(unit), sort_order=_place(since))


def currency_column(unit: str, *, since: int = 1) -> Mapped[str | None]:
    """Return the ISO 4217 code of an amount; stands beside `minor_column` of the same unit."""
    return mapped_column(String(3), info=_info(unit), sort_order=_place(since))


def flag_column(*, default: bool = False, unit: str | None = None, since: int = 1) -> Mapped[bool]:
    """Return a yes/no column that is never NULL."""
    initial = "1" if default else "0"
    return mapped_column(Boolean(), default=default, server_default=initial, info=_info(unit), sort_order=_place(since))


def position_column() -> Mapped[str]:
    """Return the order of a row among its siblings, as a fractional-index text."""
    return mapped_column(String(), default="", server_default="", info={"order": True})


def owned_by(target: str, *, optional: bool = False, indexed: bool = True) -> Mapped[Any]:
    """Return a foreign key to the parent: trashing the parent trashes this row. `target` is `table.id`.

    `indexed` as in `refers_to`.
    """
    return mapped_column(
        ForeignKey(target, deferrable=True, initially="DEFERRED"),
        nullable=optional,
        index=indexed,
        info={"parent": True},
    )


def refers_to(
    target: str, *, optional: bool = True, unit: str | None = None, since: int = 1, indexed: bool = True
) -> Mapped[Any]:
    """Return a foreign key to a record that lives on its own: trashing it leaves this row alone.

    An index costs more than it brings where rows come by the hundred thousand and are looked up elsewhere.
    """
    return mapped_column(
        ForeignKey(target, deferrable=True, initially="DEFERRED"),
        nullable=optional,
        index=indexed,
        info=_info(unit),
        sort_order=_place(since),
    )


def brought_by() -> Mapped[str | None]:
    """Return the import a row came with: rows of one import are journalled as one range, by this column.

    Without an index: a range is found by one look at the whole table, and rows come by the hundred thousand.
    """
    return mapped_column(ForeignKey("import_file.id", deferrable=True, initially="DEFERRED"), info={"range": True})


def _place(since: int) -> int:
    """Return the place of a column: what a later revision adds stands behind all that was there, as SQL adds it."""
    return 0 if since == 1 else 100 * since


def _info(unit: str | None) -> dict[str, Any]:
    return {} if unit is None else {"unit": unit}
