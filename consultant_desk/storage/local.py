"""Tables that are neither journalled nor synced: the journal itself, the places of the search index, this device."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Connection,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from consultant_desk.domain.clock import Clock, instant_text
from consultant_desk.domain.ids import new_id
from consultant_desk.entities.base import Local


class Origin(StrEnum):
    """Who made a transaction. Only what a person did is undone, and not what has left the house (`FINAL`)."""

    USER = "user"
    FINAL = "final"
    UNDO = "undo"
    REDO = "redo"
    REMOTE = "remote"
    PURGE = "purge"


class State(StrEnum):
    """Where a person's transaction stands: in effect, taken back, or taken back for good."""

    DONE = "done"
    UNDONE = "undone"
    DROPPED = "dropped"


class JournalTxn(Local):
    """One transaction that changed records. `reverses` is the transaction an undo or redo turned round."""

    __tablename__ = "journal_txn"
    __table_args__ = (Index("ix_journal_txn_stack", "origin", "state", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    label: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(24))
    origin: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(8))
    reverses: Mapped[int | None] = mapped_column(Integer)


class JournalEntry(Local):
    """One change the triggers saw: `I` a new row, `U` one merge unit with old and new values, `D` a row purged.

    `old` and `new` are JSON objects of the unit's columns, in the values SQLite stores. `R` is a range: all rows of one
    kind that came with the import `record` began to live (unit "live") or were taken back (unit "gone", `new` says
    when).
    """

    __tablename__ = "journal_entry"
    __table_args__ = (Index("ix_journal_entry_row", "kind", "record", "unit"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    txn: Mapped[int] = mapped_column(ForeignKey("journal_txn.id", deferrable=True, initially="DEFERRED"), index=True)
    kind: Mapped[str] = mapped_column(String)
    record: Mapped[str] = mapped_column(String(36))
    op: Mapped[str] = mapped_column(String(1))
    unit: Mapped[str] = mapped_column(String)
    old: Mapped[str | None] = mapped_column(Text)
    new: Mapped[str | None] = mapped_column(Text)


class JournalState(Local):
    """The one row the triggers read: the running transaction (NULL outside of one), the last one, what is allowed."""

    __tablename__ = "journal_state"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    txn: Mapped[int | None] = mapped_column(Integer)
    last: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    origin: Mapped[str] = mapped_column(String(8), default=Origin.USER, server_default="user")


class LedgerLine(Local):
    """Where a commission stands: the fold of its observations, kept so that 100 000 of them are summed at once.

    `part` is "" for the commission itself and "clawback" for what it lost after it was paid, which is a line of its
    own. `effect_minor` is what the line adds to net earned, `taken_minor` what of it was taken back (positive).
    """

    __tablename__ = "cache_ledger_line"
    __table_args__ = (
        UniqueConstraint("commission_id", "part", name="uq_cache_ledger_line"),
        Index("ix_cache_ledger_line_day", "day"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    commission_id: Mapped[str] = mapped_column(String(36))
    part: Mapped[str] = mapped_column(String)
    account_id: Mapped[str] = mapped_column(String(36))
    programme_id: Mapped[str | None] = mapped_column(String(36))
    link_id: Mapped[str | None] = mapped_column(String(36))
    client_id: Mapped[str | None] = mapped_column(String(36))
    product_id: Mapped[str | None] = mapped_column(String(36))
    day: Mapped[str] = mapped_column(String)
    kind: Mapped[str] = mapped_column(String)
    approval: Mapped[str] = mapped_column(String)
    payment: Mapped[str] = mapped_column(String)
    status: Mapped[str] = mapped_column(String)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    effect_minor: Mapped[int] = mapped_column(BigInteger)
    taken_minor: Mapped[int] = mapped_column(BigInteger, server_default="0")
    currency: Mapped[str] = mapped_column(String(3))
    as_of: Mapped[str] = mapped_column(String)
    payment_id: Mapped[str] = mapped_column(String)
    event: Mapped[str] = mapped_column(String(36))


class SearchDoc(Local):
    """Which record a row of the search index stands for."""

    __tablename__ = "search_doc"
    __table_args__ = (UniqueConstraint("kind", "record", name="uq_search_doc"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String)
    record: Mapped[str] = mapped_column(String(36))


class SearchBuilt(Local):
    """What the search index was built for: a digest of the searchable fields."""

    __tablename__ = "search_built"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    signature: Mapped[str] = mapped_column(String(64))


class Device(Local):
    """This copy of the workspace; a restored copy is another device."""

    __tablename__ = "device"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    created_at: Mapped[str] = mapped_column(String(24))


def ensure_device(connection: Connection, clock: Clock) -> None:
    """Give this copy of the workspace an id if it has none."""
    if connection.execute(select(Device.id)).first() is None:
        now = clock.now()
        connection.execute(insert(Device).values(id=new_id(int(now.timestamp() * 1000)), created_at=instant_text(now)))
