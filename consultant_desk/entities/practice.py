"""You: the consultant's own business, one row for the workspace."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import Record, optional_text, refers_to, text_column
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec


class Practice(Record):
    """The consultant as printed on reports; `currency` is the base currency, `brand_id` the brand new reports take."""

    __tablename__ = "practice"

    name: Mapped[str] = text_column(short=True)
    consultant: Mapped[str] = text_column(short=True)
    mail: Mapped[str] = text_column(short=True)
    phone: Mapped[str] = text_column(short=True)
    website: Mapped[str] = text_column(short=True)
    place: Mapped[str] = text_column(short=True)
    currency: Mapped[str | None] = optional_text()
    brand_id: Mapped[str | None] = refers_to("brand.id")


SPECS = (
    EntitySpec(
        record=Practice,
        label="Practice",
        plural="Practices",
        icon="user",
        title_field="name",
        fields=(
            FieldSpec("name", "Business name", required=True),
            FieldSpec("consultant", "Your name"),
            FieldSpec("mail", "Mail"),
            FieldSpec("phone", "Phone"),
            FieldSpec("website", "Website"),
            FieldSpec("place", "Place"),
            FieldSpec("currency", "Currency", FieldKind.CURRENCY),
            FieldSpec("brand_id", "Brand", FieldKind.LINK),
        ),
        internal=True,
    ),
)
