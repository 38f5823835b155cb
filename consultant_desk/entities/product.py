"""The catalogue: vendors, products, plans and the prices seen."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import (
    Record,
    currency_column,
    minor_column,
    optional_int,
    optional_text,
    owned_by,
    position_column,
    refers_to,
    text_column,
)
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

STATUSES = ("active", "watch", "retired")
BILLING = ("month", "year", "once", "usage")
PER = ("seat", "organisation", "unit")


class Vendor(Record):
    """A maker or seller of products."""

    __tablename__ = "vendor"

    name: Mapped[str] = text_column(short=True)
    country: Mapped[str | None] = optional_text()
    website: Mapped[str] = text_column(short=True)
    note: Mapped[str] = text_column()


class Product(Record):
    """A product that can be recommended."""

    __tablename__ = "product"

    vendor_id: Mapped[str | None] = refers_to("vendor.id")
    name: Mapped[str] = text_column(short=True)
    category: Mapped[str] = text_column(short=True)
    status: Mapped[str | None] = optional_text()
    homepage: Mapped[str] = text_column(short=True)
    summary: Mapped[str] = text_column()
    note: Mapped[str] = text_column()


class Plan(Record):
    """One way to buy a product."""

    __tablename__ = "plan"

    product_id: Mapped[str] = owned_by("product.id")
    position: Mapped[str] = position_column()
    name: Mapped[str] = text_column(short=True)
    billing: Mapped[str | None] = optional_text(unit="terms")
    per: Mapped[str | None] = optional_text(unit="terms")
    minimum: Mapped[int | None] = optional_int(unit="terms")


class Price(Record):
    """A price of a plan with the date it was seen and where; a new price is a new row."""

    __tablename__ = "price"

    plan_id: Mapped[str] = owned_by("plan.id")
    amount_minor: Mapped[int | None] = minor_column("amount")
    amount_currency: Mapped[str | None] = currency_column("amount")
    seen_on: Mapped[str | None] = optional_text()
    source: Mapped[str] = text_column(short=True)
    note: Mapped[str] = text_column()


SPECS = (
    EntitySpec(
        record=Vendor,
        label="Vendor",
        plural="Vendors",
        icon="building-2",
        title_field="name",
        fields=(
            FieldSpec("name", "Name", required=True, searchable=True),
            FieldSpec("country", "Country"),
            FieldSpec("website", "Website"),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, searchable=True, private=True),
        ),
    ),
    EntitySpec(
        record=Product,
        label="Product",
        plural="Products",
        icon="package",
        title_field="name",
        fields=(
            FieldSpec("vendor_id", "Vendor", FieldKind.LINK),
            FieldSpec("name", "Name", required=True, searchable=True),
            FieldSpec("category", "Category", searchable=True),
            FieldSpec("status", "Status", FieldKind.CHOICE, choices=STATUSES),
            FieldSpec("homepage", "Home page"),
            FieldSpec("summary", "What it is", FieldKind.LONG_TEXT, searchable=True),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, searchable=True, private=True),
        ),
    ),
    EntitySpec(
        record=Plan,
        label="Plan",
        plural="Plans",
        icon="banknote",
        title_field="name",
        fields=(
            FieldSpec("product_id", "Product", FieldKind.LINK, required=True),
            FieldSpec("name", "Name", required=True, searchable=True),
            FieldSpec("billing", "Billed", FieldKind.CHOICE, choices=BILLING),
            FieldSpec("per", "Per", FieldKind.CHOICE, choices=PER),
            FieldSpec("minimum", "At least", FieldKind.NUMBER),
        ),
        internal=True,
    ),
    EntitySpec(
        record=Price,
        label="Price",
        plural="Prices",
        icon="banknote",
        title_field="source",
        fields=(
            FieldSpec("plan_id", "Plan", FieldKind.LINK, required=True),
            FieldSpec("amount_minor", "Amount", FieldKind.MONEY),
            FieldSpec("amount_currency", "Currency", FieldKind.CURRENCY),
            FieldSpec("seen_on", "Seen on", FieldKind.DATE),
            FieldSpec("source", "Source"),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, private=True),
        ),
        internal=True,
    ),
)
