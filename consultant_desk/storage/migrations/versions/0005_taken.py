"""Keep what an observation says the amount was before, and what of every ledger line was taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("commission_event", sa.Column("was_minor", sa.BigInteger(), nullable=True))
    op.add_column("commission_event", sa.Column("was_currency", sa.String(length=3), nullable=True))
    # The lines are made again from the records after every migration.
    op.execute("DELETE FROM cache_ledger_line")
    op.add_column("cache_ledger_line", sa.Column("taken_minor", sa.BigInteger(), server_default="0", nullable=False))
