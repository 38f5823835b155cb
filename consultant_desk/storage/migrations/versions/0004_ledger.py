"""Add what the ledger needs: accounts, programmes, statements, commissions, payouts, rates, consents."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _tables()
    op.execute(
        "ALTER TABLE interest ADD COLUMN programme_id VARCHAR(36) CONSTRAINT fk_interest_programme_id "
        "REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED"
    )
    _index("interest", "programme_id")
    op.add_column("interest", sa.Column("is_credited", sa.Boolean(), server_default="0", nullable=False))


def _kept() -> tuple[Any, ...]:
    return (
        sa.Column("created_at", sa.String(length=24), nullable=False),
        sa.Column("updated_at", sa.String(length=24), nullable=False),
        sa.Column("deleted_at", sa.String(length=24), nullable=True),
        sa.Column("deleted_how", sa.String(length=8), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
    )


def _refers(table: str, column: str, target: str) -> Any:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, initially="DEFERRED", deferrable=True)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _tables() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("profile", sa.String(), server_default="", nullable=False),
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.Column("external_id", sa.String(), server_default="", nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("payer", sa.String(), server_default="", nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("tax_form_until", sa.String(), nullable=True),
        sa.Column("held_since", sa.String(), nullable=True),
        sa.Column("hold_reason", sa.String(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
    op.create_table(
        "manual_rate",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.String(), server_default="", nullable=False),
        sa.Column("base", sa.String(), server_default="", nullable=False),
        sa.Column("quote", sa.String(), server_default="", nullable=False),
        sa.Column("rate", sa.String(), server_default="", nullable=False),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manual_rate")),
    )
    op.create_table(
        "rate_day",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.String(), server_default="", nullable=False),
        sa.Column("rates_json", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.String(), server_default="", nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_day")),
    )
    op.create_table(
        "statement_profile",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(), server_default="", nullable=False),
        sa.Column("title", sa.String(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_profile")),
    )
    op.create_table(
        "statement_answer",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("question", sa.String(), nullable=True),
        sa.Column("raw", sa.String(), server_default="", nullable=False),
        sa.Column("choice", sa.String(), nullable=True),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        *_kept(),
        _refers("statement_answer", "account_id", "account"),
        _refers("statement_answer", "client_id", "client"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_answer")),
    )
    _index("statement_answer", "account_id")
    _index("statement_answer", "client_id")
    op.create_table(
        "import_file",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("document_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.Column("sha256", sa.String(), server_default="", nullable=False),
        sa.Column("profile", sa.String(), server_default="", nullable=False),
        sa.Column("as_of", sa.String(), nullable=True),
        sa.Column("period_from", sa.String(), nullable=True),
        sa.Column("period_to", sa.String(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=True),
        sa.Column("imported_at", sa.String(), nullable=True),
        *_kept(),
        _refers("import_file", "account_id", "account"),
        _refers("import_file", "document_id", "document"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_file")),
    )
    _index("import_file", "account_id")
    _index("import_file", "document_id")
    op.create_table(
        "programme",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=True),
        sa.Column("vendor_id", sa.String(length=36), nullable=True),
        sa.Column("product_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.Column("external_name", sa.String(), server_default="", nullable=False),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("applied_on", sa.String(), nullable=True),
        sa.Column("decided_on", sa.String(), nullable=True),
        sa.Column("base_url", sa.String(), server_default="", nullable=False),
        sa.Column("sub_id_parameter", sa.String(), server_default="", nullable=False),
        sa.Column("sub_id_pattern", sa.String(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        *_kept(),
        _refers("programme", "account_id", "account"),
        _refers("programme", "product_id", "product"),
        _refers("programme", "vendor_id", "vendor"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
    )
    _index("programme", "account_id")
    _index("programme", "product_id")
    _index("programme", "vendor_id")
    op.create_table(
        "bank_line",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("import_file_id", sa.String(length=36), nullable=True),
        sa.Column("external_id", sa.String(), server_default="", nullable=False),
        sa.Column("booked_on", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("amount_currency", sa.String(length=3), nullable=True),
        sa.Column("fee_minor", sa.BigInteger(), nullable=True),
        sa.Column("fee_currency", sa.String(length=3), nullable=True),
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.Column("memo", sa.String(), server_default="", nullable=False),
        sa.Column("pair", sa.String(), server_default="", nullable=False),
        *_kept(),
        _refers("bank_line", "account_id", "account"),
        _refers("bank_line", "import_file_id", "import_file"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_line")),
    )
    _index("bank_line", "account_id")
    _index("bank_line", "import_file_id")
    op.create_table(
        "consent",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("evaluation_id", sa.String(length=36), nullable=True),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("document_id", sa.String(length=36), nullable=True),
        sa.Column("given_on", sa.String(), nullable=True),
        sa.Column("withdrawn_on", sa.String(), nullable=True),
        sa.Column("how", sa.String(), nullable=True),
        sa.Column("text_version", sa.String(), server_default="", nullable=False),
        sa.Column("language", sa.String(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        *_kept(),
        _refers("consent", "client_id", "client"),
        _refers("consent", "document_id", "document"),
        _refers("consent", "evaluation_id", "evaluation"),
        _refers("consent", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    _index("consent", "client_id")
    _index("consent", "document_id")
    _index("consent", "evaluation_id")
    _index("consent", "person_id")
    op.create_table(
        "payout",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("import_file_id", sa.String(length=36), nullable=True),
        sa.Column("external_id", sa.String(), server_default="", nullable=False),
        sa.Column("paid_on", sa.String(), nullable=True),
        sa.Column("gross_minor", sa.BigInteger(), nullable=True),
        sa.Column("gross_currency", sa.String(length=3), nullable=True),
        sa.Column("fee_minor", sa.BigInteger(), nullable=True),
        sa.Column("fee_currency", sa.String(length=3), nullable=True),
        sa.Column("tax_minor", sa.BigInteger(), nullable=True),
        sa.Column("tax_currency", sa.String(length=3), nullable=True),
        sa.Column("reference", sa.String(), server_default="", nullable=False),
        sa.Column("payer", sa.String(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        *_kept(),
        _refers("payout", "account_id", "account"),
        _refers("payout", "import_file_id", "import_file"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payout")),
    )
    _index("payout", "account_id")
    _index("payout", "import_file_id")
    op.create_table(
        "programme_terms",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("programme_id", sa.String(length=36), nullable=False),
        sa.Column("effective_from", sa.String(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("rate", sa.String(), nullable=True),
        sa.Column("flat_minor", sa.BigInteger(), nullable=True),
        sa.Column("flat_currency", sa.String(length=3), nullable=True),
        sa.Column("tiers_json", sa.Text(), server_default="", nullable=False),
        sa.Column("tier_basis", sa.String(), nullable=True),
        sa.Column("tier_period", sa.String(), nullable=True),
        sa.Column("recurs", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("recurring_months", sa.Integer(), nullable=True),
        sa.Column("recurring_count", sa.Integer(), nullable=True),
        sa.Column("cookie_days", sa.Integer(), nullable=True),
        sa.Column("lock_rule", sa.String(), nullable=True),
        sa.Column("lock_days", sa.Integer(), nullable=True),
        sa.Column("hold_days", sa.Integer(), nullable=True),
        sa.Column("cycle", sa.String(), nullable=True),
        sa.Column("cycle_day", sa.Integer(), nullable=True),
        sa.Column("cycle_month", sa.Integer(), nullable=True),
        sa.Column("threshold_minor", sa.BigInteger(), nullable=True),
        sa.Column("threshold_currency", sa.String(length=3), nullable=True),
        sa.Column("forfeiture_days", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        *_kept(),
        _refers("programme_terms", "programme_id", "programme"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_terms")),
    )
    _index("programme_terms", "programme_id")
    op.create_table(
        "referral_link",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("programme_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("evaluation_id", sa.String(length=36), nullable=True),
        sa.Column("url", sa.String(), server_default="", nullable=False),
        sa.Column("sub_id", sa.String(), server_default="", nullable=False),
        sa.Column("given_on", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        *_kept(),
        _refers("referral_link", "client_id", "client"),
        _refers("referral_link", "evaluation_id", "evaluation"),
        _refers("referral_link", "programme_id", "programme"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_link")),
    )
    _index("referral_link", "client_id")
    _index("referral_link", "evaluation_id")
    _index("referral_link", "programme_id")
    op.create_table(
        "statement_row",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("import_file_id", sa.String(length=36), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("event", sa.String(), server_default="", nullable=False),
        sa.Column("question", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("choice", sa.String(), nullable=True),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        *_kept(),
        _refers("statement_row", "client_id", "client"),
        _refers("statement_row", "import_file_id", "import_file"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_row")),
    )
    _index("statement_row", "client_id")
    _index("statement_row", "import_file_id")
    op.create_table(
        "commission",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("import_file_id", sa.String(length=36), nullable=True),
        sa.Column("programme_id", sa.String(length=36), nullable=True),
        sa.Column("link_id", sa.String(length=36), nullable=True),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("product_id", sa.String(length=36), nullable=True),
        sa.Column("external_id", sa.String(), server_default="", nullable=False),
        sa.Column("day", sa.String(), server_default="", nullable=False),
        sa.Column("day_utc", sa.String(), server_default="", nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("ref", sa.String(), server_default="", nullable=False),
        sa.Column("product", sa.String(), server_default="", nullable=False),
        sa.Column("customer", sa.String(), server_default="", nullable=False),
        sa.Column("order_ref", sa.String(), server_default="", nullable=False),
        sa.Column("reverses", sa.String(), server_default="", nullable=False),
        *_kept(),
        _refers("commission", "account_id", "account"),
        _refers("commission", "client_id", "client"),
        _refers("commission", "import_file_id", "import_file"),
        _refers("commission", "link_id", "referral_link"),
        _refers("commission", "product_id", "product"),
        _refers("commission", "programme_id", "programme"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commission")),
    )
    op.create_table(
        "settlement",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("bank_line_id", sa.String(length=36), nullable=False),
        sa.Column("payout_id", sa.String(length=36), nullable=True),
        sa.Column("out_line_id", sa.String(length=36), nullable=True),
        sa.Column("fee_minor", sa.BigInteger(), nullable=True),
        sa.Column("fee_currency", sa.String(length=3), nullable=True),
        sa.Column("fx_minor", sa.BigInteger(), nullable=True),
        sa.Column("fx_currency", sa.String(length=3), nullable=True),
        sa.Column("matched_by", sa.String(), nullable=True),
        *_kept(),
        _refers("settlement", "bank_line_id", "bank_line"),
        _refers("settlement", "out_line_id", "bank_line"),
        _refers("settlement", "payout_id", "payout"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlement")),
    )
    _index("settlement", "bank_line_id")
    _index("settlement", "out_line_id")
    _index("settlement", "payout_id")
    op.create_table(
        "client_credit",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("commission_id", sa.String(length=36), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("amount_currency", sa.String(length=3), nullable=True),
        sa.Column("promised_on", sa.String(), nullable=True),
        sa.Column("settled_on", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        *_kept(),
        _refers("client_credit", "client_id", "client"),
        _refers("client_credit", "commission_id", "commission"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_credit")),
    )
    _index("client_credit", "client_id")
    _index("client_credit", "commission_id")
    op.create_table(
        "commission_event",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("commission_id", sa.String(length=36), nullable=False),
        sa.Column("import_file_id", sa.String(length=36), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), server_default="", nullable=False),
        sa.Column("as_of", sa.String(), server_default="", nullable=False),
        sa.Column("approval", sa.String(), server_default="", nullable=False),
        sa.Column("payment", sa.String(), server_default="", nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("amount_currency", sa.String(length=3), nullable=True),
        sa.Column("sale_minor", sa.BigInteger(), nullable=True),
        sa.Column("sale_currency", sa.String(length=3), nullable=True),
        sa.Column("payment_id", sa.String(), server_default="", nullable=False),
        sa.Column("raw_status", sa.String(), server_default="", nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        *_kept(),
        _refers("commission_event", "commission_id", "commission"),
        _refers("commission_event", "import_file_id", "import_file"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commission_event")),
        info={"append_only": True},
    )
    _index("commission_event", "commission_id")
    op.create_table(
        "dispute",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("commission_id", sa.String(length=36), nullable=True),
        sa.Column("payout_id", sa.String(length=36), nullable=True),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("opened_on", sa.String(), nullable=True),
        sa.Column("closed_on", sa.String(), nullable=True),
        sa.Column("claimed_minor", sa.BigInteger(), nullable=True),
        sa.Column("claimed_currency", sa.String(length=3), nullable=True),
        sa.Column("letter", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        *_kept(),
        _refers("dispute", "commission_id", "commission"),
        _refers("dispute", "payout_id", "payout"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
    )
    _index("dispute", "commission_id")
    _index("dispute", "payout_id")
    op.create_table(
        "payout_item",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("payout_id", sa.String(length=36), nullable=False),
        sa.Column("commission_id", sa.String(length=36), nullable=False),
        sa.Column("part", sa.String(), server_default="", nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("amount_currency", sa.String(length=3), nullable=True),
        sa.Column("matched_by", sa.String(), nullable=True),
        *_kept(),
        _refers("payout_item", "commission_id", "commission"),
        _refers("payout_item", "payout_id", "payout"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payout_item")),
    )
    _index("payout_item", "commission_id")
    _index("payout_item", "payout_id")
    op.create_table(
        "statement_gap",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("import_file_id", sa.String(length=36), nullable=False),
        sa.Column("commission_id", sa.String(length=36), nullable=False),
        *_kept(),
        _refers("statement_gap", "commission_id", "commission"),
        _refers("statement_gap", "import_file_id", "import_file"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_gap")),
    )
    _index("statement_gap", "commission_id")
    _index("statement_gap", "import_file_id")
    op.create_table(
        "cache_ledger_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commission_id", sa.String(length=36), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("programme_id", sa.String(length=36), nullable=True),
        sa.Column("link_id", sa.String(length=36), nullable=True),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("product_id", sa.String(length=36), nullable=True),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("approval", sa.String(), nullable=False),
        sa.Column("payment", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("effect_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("as_of", sa.String(), nullable=False),
        sa.Column("payment_id", sa.String(), nullable=False),
        sa.Column("event", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cache_ledger_line")),
        sa.UniqueConstraint("commission_id", "part", name="uq_cache_ledger_line"),
    )
    _index("cache_ledger_line", "day")
