"""Brings the schema of a workspace to this version: additive revisions, on a checked copy, in one transaction.

Alembic is imported only when there is something to do; the guard is plain SQL.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from consultant_desk.entities.registry import entities
from consultant_desk.errors import EnvironmentFailure
from consultant_desk.storage import journal, ledger, search, triggers
from consultant_desk.storage.atomic import replace, sync_file
from consultant_desk.storage.engine import (
    connect,
    connect_reading,
    copy_database,
    migration_engine,
    remove_database,
    settle,
    verify_database,
)
from consultant_desk.storage.failures import damaged, told
from consultant_desk.storage.workspace import newer

HEAD = "0005"
"""The newest revision in `migrations/`."""

SCRIPTS = Path(__file__).parent / "migrations"


def revision_of(connection: Any) -> str | None:
    """Return the revision of a raw or SQLAlchemy connection's database; None when it has none."""
    run = connection.exec_driver_sql if isinstance(connection, Connection) else connection.execute
    if run("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is None:
        return None
    row = run("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def revision_of_file(path: Path) -> str:
    """Return the revision of a database file; raise `EnvironmentFailure` when it is damaged or holds no workspace."""
    with told(), closing(connect_reading(path)) as connection:
        return _known(revision_of(connection), path)


def revision_seen(reader: Engine, path: Path) -> str:
    """Return what `revision_of_file` does by a connection that is kept: each one reads the whole schema."""
    with told(), closing(reader.raw_connection()) as connection:
        return _known(revision_of(connection.driver_connection), path)


def _known(revision: str | None, path: Path) -> str:
    if revision is None:
        raise damaged(path, "it holds no workspace")
    return revision


def remove_leftover(path: Path) -> None:
    """Remove what a killed migration left beside a database."""
    remove_database(_aside(path))


def is_older(revision: str, name: str) -> bool:
    """Tell whether a database has to be brought up to date; raise `EnvironmentFailure` for one of a newer version."""
    if is_newer(revision):
        raise newer(name)
    return revision != HEAD


def is_newer(revision: str) -> bool:
    """Tell whether a revision was written by a newer version of the program."""
    return revision > HEAD


def build(path: Path, *, scripts: Path = SCRIPTS) -> None:
    """Make a new database of the newest schema in the file `path`, settled and synced."""
    with told():
        with closing(connect(path, "synchronous=FULL", mode="rwc")):
            pass
        _run(path, None, scripts)
        verify_database(path)
        sync_file(path)


def upgrade(path: Path, name: str, *, scripts: Path = SCRIPTS) -> None:
    """Bring the database of a workspace to the newest schema, if it is older.

    The work is done on a copy beside it. Until the copy is whole, checked and renamed, the old file is untouched.
    """
    remove_leftover(path)
    aside, revision = _aside(path), revision_of_file(path)
    if not is_older(revision, name):
        return
    try:
        copy_database(path, aside)
        with told():
            _run(aside, revision, scripts)
            verify_database(aside)
            sync_file(aside)
            with closing(connect(path)) as old:
                settle(old)
            replace(aside, path)
    except BaseException:
        remove_database(aside)
        raise


def _aside(path: Path) -> Path:
    return path.with_name(path.name + ".migrating")


def _run(path: Path, current: str | None, scripts: Path) -> None:
    """Run the revisions after `current`, then the triggers and the index, in one transaction without foreign keys."""
    engine = migration_engine(path)
    try:
        with engine.connect() as connection, connection.begin():
            for name in triggers.present(connection):
                connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
            _upgrade(connection, current, scripts)
            _finish(connection)
        with closing(connect(path)) as raw:
            settle(raw)
    finally:
        engine.dispose()


def _upgrade(connection: Connection, current: str | None, scripts: Path) -> None:
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(scripts))
    config.set_main_option("path_separator", "os")
    steps = list(ScriptDirectory.from_config(config).iterate_revisions("head", current or "base"))
    with Operations.context(MigrationContext.configure(connection)):
        for step in reversed(steps):
            step.module.upgrade()
    if not steps or steps[0].revision != HEAD:
        raise EnvironmentFailure(
            "The program is incomplete: its migrations are missing.", "Nothing was changed.", "Install it again."
        )
    connection.exec_driver_sql(
        "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
    )
    connection.exec_driver_sql("DELETE FROM alembic_version")
    connection.exec_driver_sql("INSERT INTO alembic_version (version_num) VALUES (?)", (HEAD,))


def _finish(connection: Connection) -> None:
    specs = entities()
    triggers.install(connection, (spec.table for spec in specs.values()))
    journal.prepare(connection)
    search.rebuild(connection, specs)
    ledger.rebuild(connection)
