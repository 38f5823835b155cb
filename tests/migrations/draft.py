"""Print the body of a first revision for the metadata: `python -m tests.migrations.draft > …/versions/0001_records.py`.

Only before the first release: afterwards a revision is written by hand and never changed again.
"""

from __future__ import annotations

import sys

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from consultant_desk.entities.base import Local, Record
from consultant_desk.entities.registry import entities
from consultant_desk.storage import local

HEADER = '''"""Make the tables of all record types, the journal and the search index's places."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
'''


def draft() -> str:
    """Return the source of revision 0001."""
    assert entities()
    assert local.JournalTxn
    with create_engine("sqlite://").connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"alembic_module_prefix": "op.", "sqlalchemy_module_prefix": "sa."}
        )
        script = produce_migrations(context, [Record.metadata, Local.metadata])
        return HEADER + "    " + render_python_code(script.upgrade_ops, migration_context=context).lstrip() + "\n"


if __name__ == "__main__":
    sys.stdout.write(draft())
