"""Accounts: where commissions and money come from - a network, a programme of its own, a wallet, a bank."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import (
    Record,
    optional_text,
    text_column,
)
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

KINDS = ("network", "wallet", "bank")


class Account(Record):
    """One account at one source. Its id is UUIDv5 of the profile and the account id in the file, else of its name.

    `external_id` is the id the source's files give it, `currency` that of amounts in files that name none. `payer` is
    who pays, as it stands in the tax return, in `country` (ISO 3166). What keeps a source from paying stands in
    `tax_form_until`, `held_since` and `hold_reason`.
    """

    __tablename__ = "account"

    profile: Mapped[str] = text_column(short=True)
    name: Mapped[str] = text_column(short=True)
    external_id: Mapped[str] = text_column(short=True)
    kind: Mapped[str | None] = optional_text()
    currency: Mapped[str | None] = optional_text()
    payer: Mapped[str] = text_column(short=True)
    country: Mapped[str | None] = optional_text()
    tax_form_until: Mapped[str | None] = optional_text()
    held_since: Mapped[str | None] = optional_text(unit="hold")
    hold_reason: Mapped[str] = text_column(short=True, unit="hold")
    note: Mapped[str] = text_column()


SPECS = (
    EntitySpec(
        record=Account,
        label="Account",
        plural="Accounts",
        icon="database",
        title_field="name",
        fields=(
            FieldSpec("profile", "Source", required=True),
            FieldSpec("name", "Name", required=True, searchable=True),
            FieldSpec("external_id", "Account id", searchable=True),
            FieldSpec("kind", "Kind", FieldKind.CHOICE, choices=KINDS),
            FieldSpec("currency", "Currency", FieldKind.CURRENCY),
            FieldSpec("payer", "Payer", searchable=True),
            FieldSpec("country", "Country"),
            FieldSpec("tax_form_until", "Tax form valid until", FieldKind.DATE),
            FieldSpec("held_since", "On hold since", FieldKind.DATE),
            FieldSpec("hold_reason", "On hold because"),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, searchable=True, private=True),
        ),
        internal=True,
    ),
)
