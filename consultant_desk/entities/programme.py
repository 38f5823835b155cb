"""Programmes that pay commissions, their terms over time, and the links that lead to them."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import (
    Record,
    currency_column,
    flag_column,
    minor_column,
    optional_int,
    optional_text,
    owned_by,
    refers_to,
    text_column,
)
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

STATUSES = ("considering", "applied", "approved", "declined", "left")
LOCK_RULES = ("immediate", "day of month", "days", "open")
CYCLES = ("weekly", "monthly", "quarterly", "net days", "on request")
TIER_BASES = ("count", "amount")
TIER_PERIODS = ("month", "quarter", "year", "always")


class Programme(Record):
    """A programme of a vendor or a network, whether one is in it yet or not.

    `external_name` is what statements of its account call it. `base_url`, `sub_id_parameter` and `sub_id_pattern` are
    what links are built from.
    """

    __tablename__ = "programme"

    account_id: Mapped[str | None] = refers_to("account.id")
    vendor_id: Mapped[str | None] = refers_to("vendor.id")
    product_id: Mapped[str | None] = refers_to("product.id")
    name: Mapped[str] = text_column(short=True)
    external_name: Mapped[str] = text_column(short=True)
    status: Mapped[str | None] = optional_text(unit="application")
    applied_on: Mapped[str | None] = optional_text(unit="application")
    decided_on: Mapped[str | None] = optional_text(unit="application")
    base_url: Mapped[str] = text_column(short=True, unit="links")
    sub_id_parameter: Mapped[str] = text_column(short=True, unit="links")
    sub_id_pattern: Mapped[str] = text_column(short=True, unit="links")
    note: Mapped[str] = text_column()


class ProgrammeTerms(Record):
    """The terms of a programme from one day on; new terms are a new row, so that old commissions keep theirs.

    `rate` is a decimal in percent, `flat` an amount per sale; `tiers_json` holds
    [{"above": n, "percent": "25"} or {"above": n, "flat": minor units}, ...]. The meaning of each field is that of
    `domain.earnings.terms.Terms`.
    """

    __tablename__ = "programme_terms"

    programme_id: Mapped[str] = owned_by("programme.id")
    effective_from: Mapped[str | None] = optional_text()
    currency: Mapped[str | None] = optional_text()
    rate: Mapped[str | None] = optional_text(unit="rate")
    flat_minor: Mapped[int | None] = minor_column("rate")
    flat_currency: Mapped[str | None] = currency_column("rate")
    tiers_json: Mapped[str] = text_column(unit="rate")
    tier_basis: Mapped[str | None] = optional_text(unit="rate")
    tier_period: Mapped[str | None] = optional_text(unit="rate")
    recurs: Mapped[bool] = flag_column(unit="recurring")
    recurring_months: Mapped[int | None] = optional_int(unit="recurring")
    recurring_count: Mapped[int | None] = optional_int(unit="recurring")
    cookie_days: Mapped[int | None] = optional_int()
    lock_rule: Mapped[str | None] = optional_text(unit="lock")
    lock_days: Mapped[int | None] = optional_int(unit="lock")
    hold_days: Mapped[int | None] = optional_int()
    cycle: Mapped[str | None] = optional_text(unit="cycle")
    cycle_day: Mapped[int | None] = optional_int(unit="cycle")
    cycle_month: Mapped[int | None] = optional_int(unit="cycle")
    threshold_minor: Mapped[int | None] = minor_column("threshold")
    threshold_currency: Mapped[str | None] = currency_column("threshold")
    forfeiture_days: Mapped[int | None] = optional_int()
    source: Mapped[str] = text_column(short=True)
    note: Mapped[str] = text_column()


class ReferralLink(Record):
    """A link given to somebody. Its sub-id joins commissions to a client and to what was recommended."""

    __tablename__ = "referral_link"

    programme_id: Mapped[str] = owned_by("programme.id")
    client_id: Mapped[str | None] = refers_to("client.id")
    evaluation_id: Mapped[str | None] = refers_to("evaluation.id")
    url: Mapped[str] = text_column(short=True)
    sub_id: Mapped[str] = text_column(short=True)
    given_on: Mapped[str | None] = optional_text()
    note: Mapped[str] = text_column()


SPECS = (
    EntitySpec(
        record=Programme,
        label="Programme",
        plural="Programmes",
        icon="handshake",
        title_field="name",
        fields=(
            FieldSpec("account_id", "Account", FieldKind.LINK),
            FieldSpec("vendor_id", "Vendor", FieldKind.LINK),
            FieldSpec("product_id", "Product", FieldKind.LINK),
            FieldSpec("name", "Name", required=True, searchable=True),
            FieldSpec("external_name", "Name in statements", searchable=True),
            FieldSpec("status", "Status", FieldKind.CHOICE, choices=STATUSES),
            FieldSpec("applied_on", "Applied on", FieldKind.DATE),
            FieldSpec("decided_on", "Decided on", FieldKind.DATE),
            FieldSpec("base_url", "Address of links"),
            FieldSpec("sub_id_parameter", "Parameter of the sub-id"),
            FieldSpec("sub_id_pattern", "Pattern of the sub-id"),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, searchable=True, private=True),
        ),
    ),
    EntitySpec(
        record=ProgrammeTerms,
        label="Terms",
        plural="Terms",
        icon="file-text",
        title_field="source",
        fields=(
            FieldSpec("programme_id", "Programme", FieldKind.LINK, required=True),
            FieldSpec("effective_from", "From", FieldKind.DATE),
            FieldSpec("currency", "Currency", FieldKind.CURRENCY),
            FieldSpec("rate", "Percent", FieldKind.NUMBER),
            FieldSpec("flat_minor", "Per sale", FieldKind.MONEY),
            FieldSpec("flat_currency", "Currency per sale", FieldKind.CURRENCY),
            FieldSpec("tiers_json", "Tiers", FieldKind.JSON),
            FieldSpec("tier_basis", "Tiers by", FieldKind.CHOICE, choices=TIER_BASES),
            FieldSpec("tier_period", "Tiers per", FieldKind.CHOICE, choices=TIER_PERIODS),
            FieldSpec("recurs", "Recurring", FieldKind.FLAG),
            FieldSpec("recurring_months", "Months paid", FieldKind.NUMBER),
            FieldSpec("recurring_count", "Times paid", FieldKind.NUMBER),
            FieldSpec("cookie_days", "Cookie days", FieldKind.NUMBER),
            FieldSpec("lock_rule", "Locks", FieldKind.CHOICE, choices=LOCK_RULES),
            FieldSpec("lock_days", "Lock day or days", FieldKind.NUMBER),
            FieldSpec("hold_days", "Hold days", FieldKind.NUMBER),
            FieldSpec("cycle", "Paid", FieldKind.CHOICE, choices=CYCLES),
            FieldSpec("cycle_day", "Day of the payout", FieldKind.NUMBER),
            FieldSpec("cycle_month", "Month of the quarter", FieldKind.NUMBER),
            FieldSpec("threshold_minor", "Threshold", FieldKind.MONEY),
            FieldSpec("threshold_currency", "Currency of the threshold", FieldKind.CURRENCY),
            FieldSpec("forfeiture_days", "Forfeited after days", FieldKind.NUMBER),
            FieldSpec("source", "Source"),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, private=True),
        ),
        internal=True,
    ),
    EntitySpec(
        record=ReferralLink,
        label="Link",
        plural="Links",
        icon="link",
        title_field="sub_id",
        fields=(
            FieldSpec("programme_id", "Programme", FieldKind.LINK, required=True),
            FieldSpec("client_id", "Client", FieldKind.LINK),
            FieldSpec("evaluation_id", "Evaluation", FieldKind.LINK),
            FieldSpec("url", "Address", searchable=True),
            FieldSpec("sub_id", "Sub-id", searchable=True),
            FieldSpec("given_on", "Given on", FieldKind.DATE),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, searchable=True, private=True),
        ),
        internal=True,
    ),
)
