"""Cost lines of candidates, as an evaluation file carries them."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import (
    Record,
    currency_column,
    optional_int,
    optional_text,
    owned_by,
    position_column,
    text_column,
)
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec


class CostLine(Record):
    """One cost per year from `from_year` to `to_year`; a decimal, since files may hold fractions of a cent."""

    __tablename__ = "cost_line"

    candidate_id: Mapped[str] = owned_by("candidate.id")
    position: Mapped[str] = position_column()
    label: Mapped[str] = text_column(short=True)
    amount: Mapped[str | None] = optional_text(unit="amount")
    amount_currency: Mapped[str | None] = currency_column("amount")
    from_year: Mapped[int | None] = optional_int(unit="years")
    to_year: Mapped[int | None] = optional_int(unit="years")


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
        ),
        internal=True,
    ),
)
