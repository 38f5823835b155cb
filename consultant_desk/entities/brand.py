"""How reports look: logo, two colours, font, contact line and legal footer."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import Record, refers_to, text_column
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec


class Brand(Record):
    """A brand; colours as #RRGGBB, `font` a family shipped with the program."""

    __tablename__ = "brand"

    name: Mapped[str] = text_column(short=True)
    primary_colour: Mapped[str] = text_column(short=True)
    secondary_colour: Mapped[str] = text_column(short=True)
    font: Mapped[str] = text_column(short=True)
    contact_line: Mapped[str] = text_column(short=True)
    legal_footer: Mapped[str] = text_column()
    logo_id: Mapped[str | None] = refers_to("document.id")


SPECS = (
    EntitySpec(
        record=Brand,
        label="Brand",
        plural="Brands",
        icon="sliders-horizontal",
        title_field="name",
        fields=(
            FieldSpec("name", "Name", required=True, searchable=True),
            FieldSpec("primary_colour", "Main colour"),
            FieldSpec("secondary_colour", "Second colour"),
            FieldSpec("font", "Font", FieldKind.CHOICE, choices=("Inter", "Source Sans 3")),
            FieldSpec("contact_line", "Contact line"),
            FieldSpec("legal_footer", "Legal footer", FieldKind.LONG_TEXT),
            FieldSpec("logo_id", "Logo", FieldKind.LINK),
        ),
    ),
)
