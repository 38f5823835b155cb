"""An older version of the schema for the tests: the present one without a column and a table's index."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from consultant_desk.storage import migrate
from consultant_desk.storage.engine import connect

FIRST = '''"""The schema as it was."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    pass
'''
SECOND = f'''"""Add where a client is and make places searchable."""

import sqlalchemy as sa
from alembic import op

revision = "{migrate.HEAD}"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("client", sa.Column("place", sa.String(), server_default="", nullable=False))
    op.create_index("ix_need_engagement_id", "need", ["engagement_id"])
    op.execute("UPDATE client SET place = 'unknown'")
'''


def older_scripts(folder: Path) -> Path:
    """Write migrations that lead from the older schema to the present one."""
    (folder / "versions").mkdir(parents=True)
    (folder / "versions" / "0001_was.py").write_text(FIRST)
    (folder / "versions" / f"{migrate.HEAD}_place.py").write_text(SECOND)
    return folder


def make_older(database: Path) -> None:
    """Take a closed database of the present schema back to the older one, keeping its rows."""
    with closing(connect(database)) as connection:
        connection.execute("BEGIN")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DROP INDEX ix_need_engagement_id")
        connection.execute("ALTER TABLE client DROP COLUMN place")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.execute("COMMIT")
