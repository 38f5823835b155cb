"""Cost lines of candidates, as an evaluation file carries them."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import (
    Record,
    currency_column,
    flag_column,
    optional_int,
    optional_text,
    owned_by,
    position_column,
    text_column,
)
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

COST_KINDS = ("one_off", "licence", "implementation", "training", "support", "migration", "exit", "other")
PERIODS = ("month", "year")


class CostLine(Record):
    """One cost per year from `from_year` to `to_year`; a decimal, since files may hold fractions of a cent.

    A licence may be priced by seat: `seats` times the price of its tier per `per` (month or year) makes the amount.
    `tiers_json` is a list of [from seat, price]; `graduated` prices each seat by its own tier instead of all by one.
    """

    __tablename__ = "cost_line"

    candidate_id: Mapped[str] = owned_by("candidate.id")
    position: Mapped[str] = position_column()
    label: Mapped[str] = text_column(short=True)
    amount: Mapped[str | None] = optional_text(unit="amount")
    amount_currency: Mapped[str | None] = currency_column("amount")
    from_year: Mapped[int | None] = optional_int(unit="years")
    to_year: Mapped[int | None] = optional_int(unit="years")
    kind: Mapped[str | None] = optional_text(since=2)
    seats: Mapped[int | None] = optional_int(unit="amount", since=2)
    per: Mapped[str | None] = optional_text(unit="amount", since=2)
    tiers_json: Mapped[str] = text_column(unit="amount", since=2)
    graduated: Mapped[bool] = flag_column(unit="amount", since=2)
    note: Mapped[str] = text_column(since=2)


SPECS = (
    EntitySpec(
        record=CostLine,
        label="Cost line",
        plural="Cost lines",
        icon="banknote",
        title_field="label",
        fields=(
            FieldSpec("candidate_id", "Candidate", FieldKind.LINK, required=True),
            FieldSpec("label", "What for", required=True),
            FieldSpec("amount", "Amount a year", FieldKind.NUMBER),
            FieldSpec("amount_currency", "Currency", FieldKind.CURRENCY),
            FieldSpec("from_year", "From year", FieldKind.NUMBER),
            FieldSpec("to_year", "To year", FieldKind.NUMBER),
            FieldSpec("kind", "Kind", FieldKind.CHOICE, choices=COST_KINDS),
            FieldSpec("seats", "Seats", FieldKind.NUMBER),
            FieldSpec("per", "Price per", FieldKind.CHOICE, choices=PERIODS),
            FieldSpec("tiers_json", "Price by seats", FieldKind.JSON),
            FieldSpec("graduated", "Each seat by its own tier", FieldKind.FLAG),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, private=True),
        ),
        internal=True,
    ),
)
