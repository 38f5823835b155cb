"""Add what complete reports need: kinds, kept snapshots, sentences and notes of one's own, more of a brand."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "report_text",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column(
            "report_id",
            sa.String(length=36),
            sa.ForeignKey("report.id", name=op.f("fk_report_text_report_id"), deferrable=True, initially="DEFERRED"),
            nullable=False,
        ),
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.Column("language", sa.String(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("computed", sa.Text(), server_default="", nullable=False),
        sa.Column("figures_json", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(length=24), nullable=False),
        sa.Column("updated_at", sa.String(length=24), nullable=False),
        sa.Column("deleted_at", sa.String(length=24), nullable=True),
        sa.Column("deleted_how", sa.String(length=8), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_text")),
    )
    op.create_index(op.f("ix_report_text_report_id"), "report_text", ["report_id"], unique=False)
    op.add_column("report", sa.Column("kind", sa.String(), nullable=True))
    _add_reference("report", "snapshot_id", "document")
    _add_reference("recommendation_item", "candidate_id", "candidate")
    op.add_column("brand", sa.Column("header", sa.String(), server_default="", nullable=False))
    op.add_column("brand", sa.Column("footer", sa.String(), server_default="", nullable=False))
    op.add_column("brand", sa.Column("cover_style", sa.String(), nullable=True))
    _add_reference("brand", "extra_font_id", "document")


def _add_reference(table: str, column: str, target: str) -> None:
    """Add a column that refers to a record; plain SQL, since SQLite adds a constraint with its column only."""
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR(36) CONSTRAINT fk_{table}_{column} "
        f"REFERENCES {target} (id) DEFERRABLE INITIALLY DEFERRED"
    )
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
