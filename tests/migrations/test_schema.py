"""The frozen revisions make exactly what the record types say."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, ForeignKeyConstraint, MetaData

from consultant_desk.entities.base import Local, Record
from consultant_desk.storage import migrate
from consultant_desk.storage.engine import connect, migration_engine


def ours(name: str | None, kind: str, _: object) -> bool:
    """Leave out what is not described by the metadata: the full-text table and its parts."""
    return kind != "table" or name == "search_doc" or name == "search_built" or not str(name).startswith("search")


def added_with_column(connection: Connection, key: ForeignKeyConstraint) -> bool:
    """Tell whether a reference was added with its column, deferred as all of them are."""
    table, column, target = key.table.name, key.column_keys[0], key.elements[0].target_fullname.split(".")[0]
    sql = connection.exec_driver_sql(f"SELECT sql FROM sqlite_master WHERE name = '{table}'").scalar_one()
    words = f"CONSTRAINT fk_{table}_{column} REFERENCES {target} (id) DEFERRABLE INITIALLY DEFERRED"
    return f"{column} VARCHAR(36) {words}" in sql


def test_the_revisions_and_the_record_types_agree(tmp_path: Path) -> None:
    migrate.build(tmp_path / "new.db")
    engine = migration_engine(tmp_path / "new.db")
    with engine.connect() as connection:
        options = {"compare_type": True, "include_name": ours}
        context = MigrationContext.configure(connection, opts=options)
        found = compare_metadata(context, [Record.metadata, Local.metadata])
        # SQLAlchemy reads the deferral of a table's constraints only, not of one that came with a column added later.
        assert [one for one in found if one[0] not in {"remove_fk", "add_fk"}] == []
        assert all(added_with_column(connection, one[1]) for one in found)
        reflected = MetaData()
        reflected.reflect(connection, only=list(Record.metadata.tables))
        for name, table in Record.metadata.tables.items():
            assert list(reflected.tables[name].c.keys()) == list(table.c.keys())
            for key in reflected.tables[name].foreign_key_constraints:
                if added_with_column(connection, key):
                    continue
                assert key.deferrable
                assert key.initially == "DEFERRED"
                assert key.ondelete is None
    engine.dispose()


def test_columns_and_their_defaults_are_those_of_the_record_types(tmp_path: Path) -> None:
    migrate.build(tmp_path / "frozen.db")
    fresh, frozen = migration_engine(tmp_path / "fresh.db"), migration_engine(tmp_path / "frozen.db")
    with closing(connect(tmp_path / "fresh.db", mode="rwc")):
        Record.metadata.create_all(fresh)
    with fresh.connect() as one, frozen.connect() as other:
        for name in Record.metadata.tables:
            described = f'PRAGMA table_info("{name}")'
            assert other.exec_driver_sql(described).all() == one.exec_driver_sql(described).all()
    fresh.dispose()
    frozen.dispose()


def test_the_program_names_the_newest_revision_and_the_revisions_are_one_line() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [migrate.HEAD]
    names = [step.revision for step in scripts.walk_revisions()]
    assert names == [f"{number:04}" for number in range(len(names), 0, -1)]


def test_no_revision_drops_renames_or_rebuilds_anything() -> None:
    for path in (migrate.SCRIPTS / "versions").glob("*.py"):
        source = path.read_text()
        for word in ("drop_", "rename_", "batch_alter_table", "alter_column"):
            assert word not in source, f"{path.name} uses {word}"
