"""Connections to a workspace file: driver, pragmas, one writer, readers that cannot write, verified copies.

Everything that is said in SQLite's own dialect about connections stands here.
"""

from __future__ import annotations

import importlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from consultant_desk.domain.progress import Progress, silent
from consultant_desk.errors import EnvironmentFailure
from consultant_desk.storage.atomic import sync_file, sync_folder
from consultant_desk.storage.failures import damaged, told

FIRST_SAFE_SQLITE = (3, 51, 3)
"""SQLite 3.7.0 to 3.51.2 can corrupt a file in WAL mode when a checkpoint races with a reset of the log."""

_PAGES_PER_STEP = 2048
"""How much of a database is copied between two reports of progress: 8 MiB."""

_PRAGMAS = (
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=FAST",
    "temp_store=MEMORY",
    "fullfsync=1",
    "checkpoint_fullfsync=1",
)


_CACHE = "cache_size=-32000"
"""KiB of pages kept, so that a large import does not write and read its indexes again and again."""


def driver() -> ModuleType:
    """Return the SQLite driver: sqlcipher3, which bundles a sound SQLite, else the standard library's."""
    try:
        module: ModuleType = importlib.import_module("sqlcipher3.dbapi2")
    except ImportError:
        return sqlite3
    return module


def is_vulnerable(version: tuple[int, ...]) -> bool:
    """Tell whether this SQLite must not be trusted with a write-ahead log."""
    return version < FIRST_SAFE_SQLITE


def journal_pragmas(version: tuple[int, ...]) -> tuple[str, ...]:
    """Return how changes are made durable. `synchronous` comes first, so that the switch itself is synced."""
    if is_vulnerable(version):
        return ("synchronous=EXTRA", "journal_mode=DELETE")
    return ("synchronous=FULL", "journal_mode=WAL")


def leaves_wal() -> bool:
    """Tell whether the writing connection turns a write-ahead log back into a journal beside the file."""
    return is_vulnerable(driver().sqlite_version_info)


def connect(path: Path, *pragmas: str, mode: str = "rw", immutable: bool = False) -> Any:
    """Return a raw connection in autocommit mode. `mode` is `rw`, `rwc` (create) or `ro`.

    `immutable` is for media nobody can write to: SQLite then needs no files beside the database and looks at none.
    """
    if immutable and _has_content(path.with_name(path.name + "-wal")):
        raise EnvironmentFailure(
            "The workspace was not closed properly and lies where nothing can be written.",
            "Nothing was changed.",
            "Copy its folder to a disk you may write to and open it there.",
        )
    address = f"file:{quote(str(path.resolve()))}?mode={mode}" + ("&immutable=1" if immutable else "")
    connection = driver().connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=5.0)
    try:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def writer_engine(path: Path) -> Engine:
    """Return the engine of the one writing connection; each transaction begins IMMEDIATE."""
    durable = journal_pragmas(driver().sqlite_version_info)
    return _engine(lambda: connect(path, *durable, *_PRAGMAS, _CACHE), "BEGIN IMMEDIATE")


def reader_engine(path: Path) -> Engine:
    """Return the engine of a connection that sees one moment per transaction and cannot write."""
    frozen = is_frozen(path)
    mode = "ro" if frozen else "rw"
    pragmas = (*_PRAGMAS, "wal_autocheckpoint=0", "query_only=ON")
    return _engine(lambda: connect(path, *pragmas, mode=mode, immutable=frozen), "BEGIN")


def migration_engine(path: Path) -> Engine:
    """Return the engine a schema is changed with: foreign keys off (a rebuilt table would else empty its children)."""
    return _engine(
        lambda: connect(path, "synchronous=FULL", "foreign_keys=OFF", "temp_store=MEMORY"), "BEGIN IMMEDIATE"
    )


def is_frozen(path: Path) -> bool:
    """Tell whether nobody can write to a database here: read-only media, or a folder of somebody else."""
    return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def connect_reading(path: Path, *pragmas: str) -> Any:
    """Return a raw connection that only reads, beside a program that may be writing."""
    frozen = is_frozen(path)
    return connect(path, "query_only=ON", *pragmas, mode="ro" if frozen else "rw", immutable=frozen)


def _engine(creator: Callable[[], Any], begin: str) -> Engine:
    engine = create_engine(
        "sqlite://", module=driver(), creator=creator, poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=10
    )

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def copy_database(source: Path, target: Path, progress: Progress = silent) -> None:
    """Copy a database that may be in use to a new file: whole, checked, synced, without files beside it.

    Raise `EnvironmentFailure` when the copy is not sound; the target is then gone.
    """

    def copied(_status: int, left: int, pages: int) -> None:
        progress(pages - left, pages, "Copying pages of the database")

    try:
        with told(), closing(connect_reading(source)) as origin:
            with closing(connect(target, "synchronous=FULL", mode="rwc")) as copy:
                origin.backup(copy, pages=_PAGES_PER_STEP, progress=copied)
                settle(copy)
            verify_database(target)
            sync_file(target)
            sync_folder(target.parent)
    except BaseException:
        remove_database(target)
        raise


def settle(connection: Any) -> None:
    """Fold the write-ahead log into the file, so that the file alone is the whole database."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    if str(mode).lower() != "delete":
        raise EnvironmentFailure(
            "The workspace is in use by another program.",
            "Nothing was changed.",
            "Close the other program and try again.",
        )


def verify_database(path: Path) -> None:
    """Check every page and every reference of a settled database; raise `EnvironmentFailure` on the first fault."""
    with told(), closing(connect(path, "query_only=ON", "cell_size_check=ON", mode="ro")) as connection:
        faults = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
        if faults != ["ok"]:
            raise damaged(path, str(faults[0]))
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise damaged(path, "a record points to one that is not there")


def quick_check(reader: Engine) -> str:
    """Return the first fault of the pages of all tables, empty when there is none.

    It waits in C, so that it can run beside what needs Python. The search index is passed over: it costs four times as
    much as all others together, and can be made again.
    """
    with told(), closing(reader.raw_connection()) as connection:
        run = connection.cursor().execute
        names = run("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'").fetchall()
        for (name,) in names:
            found = str(run(f'PRAGMA quick_check("{name}")').fetchone()[0])
            if found != "ok":
                return found
    return ""


def _has_content(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def remove_database(path: Path) -> None:
    """Remove a database file and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
