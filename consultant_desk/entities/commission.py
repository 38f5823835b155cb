"""Commissions and what was observed of them: the ledger. Amounts stand on observations only."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import (
    Record,
    brought_by,
    currency_column,
    minor_column,
    optional_int,
    optional_text,
    owned_by,
    refers_to,
    text_column,
)
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

KINDS = ("sale", "lead", "recurring", "bonus", "bounty", "tier", "clawback", "fee", "adjustment")
APPROVALS = ("pending", "approved", "declined")
PAYMENTS = ("open", "in payout", "paid")
SOURCES = ("statement", "delta", "payout", "person")


class Commission(Record):
    """What a commission is, without its state; the id is UUIDv5 of account and `external_id`.

    `day` is the local date of the source and `day_utc` the one in UTC. `reverses` is the `external_id` of the original
    of an entry that takes money back, which may come later or never.
    """

    __tablename__ = "commission"

    account_id: Mapped[str] = owned_by("account.id", indexed=False)
    import_file_id: Mapped[str | None] = brought_by()
    programme_id: Mapped[str | None] = refers_to("programme.id", indexed=False)
    link_id: Mapped[str | None] = refers_to("referral_link.id", indexed=False)
    client_id: Mapped[str | None] = refers_to("client.id", indexed=False)
    product_id: Mapped[str | None] = refers_to("product.id", indexed=False)
    external_id: Mapped[str] = text_column(short=True)
    day: Mapped[str] = text_column(short=True, unit="day")
    day_utc: Mapped[str] = text_column(short=True, unit="day")
    kind: Mapped[str | None] = optional_text()
    ref: Mapped[str] = text_column(short=True)
    product: Mapped[str] = text_column(short=True)
    customer: Mapped[str] = text_column(short=True)
    order_ref: Mapped[str] = text_column(short=True)
    reverses: Mapped[str] = text_column(short=True)


class CommissionEvent(Record):
    """One observation: what a source said at one time. It is never edited; the state is the fold of all of them.

    `as_of` is when it was so; of a "delta" the amount is the change. `line` is the line of the file. `was_minor` is the
    amount before, where the source says it itself: one that shows a reversal as 0 tells only there what was lost.
    """

    __tablename__ = "commission_event"
    __table_args__ = ({"info": {"append_only": True}},)

    commission_id: Mapped[str] = owned_by("commission.id")
    import_file_id: Mapped[str | None] = brought_by()
    line: Mapped[int | None] = optional_int()
    source: Mapped[str] = text_column(short=True)
    as_of: Mapped[str] = text_column(short=True)
    approval: Mapped[str] = text_column(short=True)
    payment: Mapped[str] = text_column(short=True)
    amount_minor: Mapped[int | None] = minor_column("amount")
    amount_currency: Mapped[str | None] = currency_column("amount")
    sale_minor: Mapped[int | None] = minor_column("sale")
    sale_currency: Mapped[str | None] = currency_column("sale")
    payment_id: Mapped[str] = text_column(short=True)
    raw_status: Mapped[str] = text_column(short=True)
    reason: Mapped[str] = text_column(short=True)
    was_minor: Mapped[int | None] = minor_column("was", since=5)
    was_currency: Mapped[str | None] = currency_column("was", since=5)


class ClientCredit(Record):
    """A commission, or a share of it, that was promised to the client: owed until it is settled."""

    __tablename__ = "client_credit"

    client_id: Mapped[str] = owned_by("client.id")
    commission_id: Mapped[str | None] = refers_to("commission.id")
    amount_minor: Mapped[int | None] = minor_column("amount")
    amount_currency: Mapped[str | None] = currency_column("amount")
    promised_on: Mapped[str | None] = optional_text()
    settled_on: Mapped[str | None] = optional_text()
    note: Mapped[str] = text_column()


SPECS = (
    EntitySpec(
        record=Commission,
        label="Commission",
        plural="Commissions",
        icon="coins",
        title_field="external_id",
        fields=(
            FieldSpec("account_id", "Account", FieldKind.LINK, required=True),
            FieldSpec("import_file_id", "Statement", FieldKind.LINK),
            FieldSpec("programme_id", "Programme", FieldKind.LINK),
            FieldSpec("link_id", "Link", FieldKind.LINK),
            FieldSpec("client_id", "Client", FieldKind.LINK),
            FieldSpec("product_id", "Product", FieldKind.LINK),
            FieldSpec("external_id", "Key of the source"),
            FieldSpec("day", "Date", FieldKind.DATE),
            FieldSpec("day_utc", "Date in UTC", FieldKind.DATE),
            FieldSpec("kind", "Kind", FieldKind.CHOICE, choices=KINDS),
            FieldSpec("ref", "Sub-id"),
            FieldSpec("product", "Product named"),
            FieldSpec("customer", "Customer", private=True),
            FieldSpec("order_ref", "Order"),
            FieldSpec("reverses", "Reverses"),
        ),
        internal=True,
    ),
    EntitySpec(
        record=CommissionEvent,
        label="Observation",
        plural="Observations",
        icon="history",
        title_field="raw_status",
        fields=(
            FieldSpec("commission_id", "Commission", FieldKind.LINK, required=True),
            FieldSpec("import_file_id", "Statement", FieldKind.LINK),
            FieldSpec("line", "Line", FieldKind.NUMBER),
            FieldSpec("source", "Source", FieldKind.CHOICE, choices=SOURCES),
            FieldSpec("as_of", "As of", FieldKind.INSTANT),
            FieldSpec("approval", "Approval", FieldKind.CHOICE, choices=APPROVALS),
            FieldSpec("payment", "Payment", FieldKind.CHOICE, choices=PAYMENTS),
            FieldSpec("amount_minor", "Amount", FieldKind.MONEY),
            FieldSpec("amount_currency", "Currency", FieldKind.CURRENCY),
            FieldSpec("sale_minor", "Sale", FieldKind.MONEY),
            FieldSpec("sale_currency", "Currency of the sale", FieldKind.CURRENCY),
            FieldSpec("payment_id", "Payment id"),
            FieldSpec("raw_status", "Status in the statement"),
            FieldSpec("reason", "Reason"),
            FieldSpec("was_minor", "Amount before", FieldKind.MONEY),
            FieldSpec("was_currency", "Currency of the amount before", FieldKind.CURRENCY),
        ),
        internal=True,
    ),
    EntitySpec(
        record=ClientCredit,
        label="Credit to the client",
        plural="Credits to clients",
        icon="banknote",
        title_field="note",
        fields=(
            FieldSpec("client_id", "Client", FieldKind.LINK, required=True),
            FieldSpec("commission_id", "Commission", FieldKind.LINK),
            FieldSpec("amount_minor", "Amount", FieldKind.MONEY),
            FieldSpec("amount_currency", "Currency", FieldKind.CURRENCY),
            FieldSpec("promised_on", "Promised on", FieldKind.DATE),
            FieldSpec("settled_on", "Settled on", FieldKind.DATE),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT),
        ),
        internal=True,
    ),
)
