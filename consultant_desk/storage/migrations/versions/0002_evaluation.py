"""Add what a complete evaluation needs: locks, coverage of requirements, templates, cost kinds, stale weights."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _tables()
    op.add_column("evaluation", sa.Column("category", sa.String(), server_default="", nullable=False))
    op.add_column("evaluation", sa.Column("template_key", sa.String(), server_default="", nullable=False))
    op.add_column("evaluation", sa.Column("template_version", sa.Integer(), nullable=True))
    op.add_column("criterion", sa.Column("quality", sa.String(), server_default="", nullable=False))
    _add_reference("candidate", "rejected_evidence_id", "evidence")
    op.add_column("cost_line", sa.Column("kind", sa.String(), nullable=True))
    op.add_column("cost_line", sa.Column("seats", sa.Integer(), nullable=True))
    op.add_column("cost_line", sa.Column("per", sa.String(), nullable=True))
    op.add_column("cost_line", sa.Column("tiers_json", sa.Text(), server_default="", nullable=False))
    op.add_column("cost_line", sa.Column("graduated", sa.Boolean(), server_default="0", nullable=False))
    op.add_column("cost_line", sa.Column("note", sa.Text(), server_default="", nullable=False))
    _add_reference("weight_set", "person_id", "person")
    op.add_column("weight_set", sa.Column("answered_at", sa.String(), nullable=True))
    op.add_column("weight_set", sa.Column("source", sa.String(), nullable=True))
    op.add_column("weight_set", sa.Column("own_method", sa.String(), nullable=True))
    op.add_column("criterion_weight", sa.Column("stale_json", sa.Text(), server_default="", nullable=False))


def _tables() -> None:
    _table(
        "evaluation_lock",
        _owner("evaluation_lock", "evaluation"),
        sa.Column("opened_at", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("locked_at", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("problem_json", sa.Text(), server_default="", nullable=False),
    )
    _table(
        "coverage",
        _owner("coverage", "candidate"),
        _owner("coverage", "requirement"),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
    )
    _table("coverage_evidence", _owner("coverage_evidence", "coverage"), _owner("coverage_evidence", "evidence"))
    _table(
        "template",
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.Column("category", sa.String(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
    )
    _table(
        "template_version",
        _owner("template_version", "template"),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("content_json", sa.Text(), server_default="", nullable=False),
    )


def _table(name: str, *columns: sa.Column[Any]) -> None:
    """Make a table of records: its key first, its bookkeeping last, an index on every reference."""
    op.create_table(
        name,
        sa.Column("id", sa.String(length=36), nullable=False),
        *columns,
        sa.Column("created_at", sa.String(length=24), nullable=False),
        sa.Column("updated_at", sa.String(length=24), nullable=False),
        sa.Column("deleted_at", sa.String(length=24), nullable=True),
        sa.Column("deleted_how", sa.String(length=8), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in columns:
        if column.foreign_keys:
            op.create_index(op.f(f"ix_{name}_{column.name}"), name, [column.name], unique=False)


def _owner(table: str, owner: str) -> sa.Column[Any]:
    name = f"{owner}_id"
    key = sa.ForeignKey(f"{owner}.id", name=op.f(f"fk_{table}_{name}"), deferrable=True, initially="DEFERRED")
    return sa.Column(name, sa.String(length=36), key, nullable=False)


def _add_reference(table: str, column: str, target: str) -> None:
    """Add a column that refers to a record; plain SQL, since SQLite adds a constraint with its column only."""
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR(36) CONSTRAINT fk_{table}_{column} "
        f"REFERENCES {target} (id) DEFERRABLE INITIALLY DEFERRED"
    )
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
