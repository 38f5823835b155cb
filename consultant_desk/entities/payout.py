"""Payouts, the commissions they pay, the bank lines they arrive as, and what is disputed."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import (
    Record,
    currency_column,
    minor_column,
    optional_text,
    owned_by,
    refers_to,
    text_column,
)
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

MATCHED_BY = ("by hand", "reference", "sum of one payment", "oldest-first sum", "unique subset sum")
ARRIVED_BY = (
    "by hand", "net amount", "amount before the fee", "reference", "amount less a fee", "amount at the day's rate",
    "withdrawal",
)  # fmt: skip
LINE_KINDS = ("credit", "debit", "fx_out", "fx_in", "withdrawal", "fee")
DISPUTE_STATES = ("open", "settled", "dropped")


class Payout(Record):
    """One payment of a source. Amounts are None where the source gives only the commissions it pays.

    `external_id` is the payment id, invoice or transaction id; net is gross with `fee` and `tax`, which are negative.
    """

    __tablename__ = "payout"

    account_id: Mapped[str] = owned_by("account.id")
    import_file_id: Mapped[str | None] = refers_to("import_file.id")
    external_id: Mapped[str] = text_column(short=True)
    paid_on: Mapped[str | None] = optional_text()
    gross_minor: Mapped[int | None] = minor_column("gross")
    gross_currency: Mapped[str | None] = currency_column("gross")
    fee_minor: Mapped[int | None] = minor_column("fee")
    fee_currency: Mapped[str | None] = currency_column("fee")
    tax_minor: Mapped[int | None] = minor_column("tax")
    tax_currency: Mapped[str | None] = currency_column("tax")
    reference: Mapped[str] = text_column(short=True)
    payer: Mapped[str] = text_column(short=True)
    note: Mapped[str] = text_column()


class PayoutItem(Record):
    """A commission that a payout pays; exists once per payout, commission and part ("" or "clawback")."""

    __tablename__ = "payout_item"

    payout_id: Mapped[str] = owned_by("payout.id")
    commission_id: Mapped[str] = owned_by("commission.id")
    part: Mapped[str] = text_column(short=True)
    amount_minor: Mapped[int | None] = minor_column("amount")
    amount_currency: Mapped[str | None] = currency_column("amount")
    matched_by: Mapped[str | None] = optional_text()


class BankLine(Record):
    """One line of a bank or wallet statement; the id is UUIDv5 of account and the bank's own key.

    `amount` is what it changed the balance by, after a `fee` (negative) that the account itself kept. `pair` is the id
    of the other half of an exchange.
    """

    __tablename__ = "bank_line"

    account_id: Mapped[str] = owned_by("account.id")
    import_file_id: Mapped[str | None] = refers_to("import_file.id")
    external_id: Mapped[str] = text_column(short=True)
    booked_on: Mapped[str | None] = optional_text()
    kind: Mapped[str | None] = optional_text()
    amount_minor: Mapped[int | None] = minor_column("amount")
    amount_currency: Mapped[str | None] = currency_column("amount")
    fee_minor: Mapped[int | None] = minor_column("fee")
    fee_currency: Mapped[str | None] = currency_column("fee")
    name: Mapped[str] = text_column(short=True)
    memo: Mapped[str] = text_column(short=True)
    pair: Mapped[str] = text_column(short=True)


class Settlement(Record):
    """A payout, or a withdrawal from a wallet (`out_line_id`), and the line it arrived as; exists once per pair.

    `fee` is what was kept on the way (negative); `fx` what the provider's rate brought above the day's.
    """

    __tablename__ = "settlement"

    bank_line_id: Mapped[str] = owned_by("bank_line.id")
    payout_id: Mapped[str | None] = owned_by("payout.id", optional=True)
    out_line_id: Mapped[str | None] = refers_to("bank_line.id")
    fee_minor: Mapped[int | None] = minor_column("fee")
    fee_currency: Mapped[str | None] = currency_column("fee")
    fx_minor: Mapped[int | None] = minor_column("fx")
    fx_currency: Mapped[str | None] = currency_column("fx")
    matched_by: Mapped[str | None] = optional_text()


class Dispute(Record):
    """An amount that a programme owes and does not pay, or takes back: claimed until it is settled or dropped."""

    __tablename__ = "dispute"

    commission_id: Mapped[str | None] = refers_to("commission.id")
    payout_id: Mapped[str | None] = refers_to("payout.id")
    state: Mapped[str | None] = optional_text()
    opened_on: Mapped[str | None] = optional_text()
    closed_on: Mapped[str | None] = optional_text()
    claimed_minor: Mapped[int | None] = minor_column("claimed")
    claimed_currency: Mapped[str | None] = currency_column("claimed")
    letter: Mapped[str] = text_column()
    note: Mapped[str] = text_column()


SPECS = (
    EntitySpec(
        record=Payout,
        label="Payout",
        plural="Payouts",
        icon="banknote",
        title_field="external_id",
        fields=(
            FieldSpec("account_id", "Account", FieldKind.LINK, required=True),
            FieldSpec("import_file_id", "Statement", FieldKind.LINK),
            FieldSpec("external_id", "Payment id", searchable=True),
            FieldSpec("paid_on", "Paid on", FieldKind.DATE),
            FieldSpec("gross_minor", "Gross", FieldKind.MONEY),
            FieldSpec("gross_currency", "Currency", FieldKind.CURRENCY),
            FieldSpec("fee_minor", "Fee", FieldKind.MONEY),
            FieldSpec("fee_currency", "Currency of the fee", FieldKind.CURRENCY),
            FieldSpec("tax_minor", "Tax", FieldKind.MONEY),
            FieldSpec("tax_currency", "Currency of the tax", FieldKind.CURRENCY),
            FieldSpec("reference", "Reference", searchable=True),
            FieldSpec("payer", "Payer", searchable=True),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, private=True),
        ),
        internal=True,
    ),
    EntitySpec(
        record=PayoutItem,
        label="Paid commission",
        plural="Paid commissions",
        icon="coins",
        title_field="id",
        fields=(
            FieldSpec("payout_id", "Payout", FieldKind.LINK, required=True),
            FieldSpec("commission_id", "Commission", FieldKind.LINK, required=True),
            FieldSpec("part", "Part"),
            FieldSpec("amount_minor", "Amount", FieldKind.MONEY),
            FieldSpec("amount_currency", "Currency", FieldKind.CURRENCY),
            FieldSpec("matched_by", "Matched by", FieldKind.CHOICE, choices=MATCHED_BY),
        ),
        internal=True,
    ),
    EntitySpec(
        record=BankLine,
        label="Bank line",
        plural="Bank lines",
        icon="database",
        title_field="name",
        fields=(
            FieldSpec("account_id", "Account", FieldKind.LINK, required=True),
            FieldSpec("import_file_id", "Statement", FieldKind.LINK),
            FieldSpec("external_id", "Key of the bank"),
            FieldSpec("booked_on", "Booked on", FieldKind.DATE),
            FieldSpec("kind", "Kind", FieldKind.CHOICE, choices=LINE_KINDS),
            FieldSpec("amount_minor", "Amount", FieldKind.MONEY),
            FieldSpec("amount_currency", "Currency", FieldKind.CURRENCY),
            FieldSpec("fee_minor", "Fee", FieldKind.MONEY),
            FieldSpec("fee_currency", "Currency of the fee", FieldKind.CURRENCY),
            FieldSpec("name", "Name"),
            FieldSpec("memo", "Purpose"),
            FieldSpec("pair", "Other side"),
        ),
        internal=True,
    ),
    EntitySpec(
        record=Settlement,
        label="Settlement",
        plural="Settlements",
        icon="link",
        title_field="id",
        fields=(
            FieldSpec("bank_line_id", "Bank line", FieldKind.LINK, required=True),
            FieldSpec("payout_id", "Payout", FieldKind.LINK),
            FieldSpec("out_line_id", "Withdrawal", FieldKind.LINK),
            FieldSpec("fee_minor", "Fee", FieldKind.MONEY),
            FieldSpec("fee_currency", "Currency of the fee", FieldKind.CURRENCY),
            FieldSpec("fx_minor", "Exchange gain", FieldKind.MONEY),
            FieldSpec("fx_currency", "Currency of the gain", FieldKind.CURRENCY),
            FieldSpec("matched_by", "Matched by", FieldKind.CHOICE, choices=ARRIVED_BY),
        ),
        internal=True,
    ),
    EntitySpec(
        record=Dispute,
        label="Dispute",
        plural="Disputes",
        icon="flag",
        title_field="note",
        fields=(
            FieldSpec("commission_id", "Commission", FieldKind.LINK),
            FieldSpec("payout_id", "Payout", FieldKind.LINK),
            FieldSpec("state", "State", FieldKind.CHOICE, choices=DISPUTE_STATES),
            FieldSpec("opened_on", "Opened on", FieldKind.DATE),
            FieldSpec("closed_on", "Closed on", FieldKind.DATE),
            FieldSpec("claimed_minor", "Claimed", FieldKind.MONEY),
            FieldSpec("claimed_currency", "Currency", FieldKind.CURRENCY),
            FieldSpec("letter", "Letter", FieldKind.LONG_TEXT),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, searchable=True, private=True),
        ),
        internal=True,
    ),
)
