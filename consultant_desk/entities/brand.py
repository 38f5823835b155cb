"""How reports look: logo, two colours, fonts, cover, and the lines at the head and the foot of a page."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.domain.brand import CoverStyle, FontFamily
from consultant_desk.entities.base import Record, optional_text, refers_to, text_column
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

FAMILIES = tuple(family.value for family in FontFamily)
COVER_STYLES = tuple(style.value for style in CoverStyle)


class Brand(Record):
    """A brand; colours as #RRGGBB, `font` a family shipped with the program.

    `header` and `footer` stand on every page, `legal_footer` under the latter. `extra_font_id` is a font file of one's
    own for characters that the shipped families lack.
    """

    __tablename__ = "brand"

    name: Mapped[str] = text_column(short=True)
    primary_colour: Mapped[str] = text_column(short=True)
    secondary_colour: Mapped[str] = text_column(short=True)
    font: Mapped[str] = text_column(short=True)
    contact_line: Mapped[str] = text_column(short=True)
    legal_footer: Mapped[str] = text_column()
    logo_id: Mapped[str | None] = refers_to("document.id")
    header: Mapped[str] = text_column(short=True, since=3)
    footer: Mapped[str] = text_column(short=True, since=3)
    cover_style: Mapped[str | None] = optional_text(since=3)
    extra_font_id: Mapped[str | None] = refers_to("document.id", since=3)


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
            FieldSpec("font", "Font", FieldKind.CHOICE, choices=FAMILIES),
            FieldSpec("contact_line", "Contact line"),
            FieldSpec("legal_footer", "Legal footer", FieldKind.LONG_TEXT),
            FieldSpec("logo_id", "Logo", FieldKind.LINK),
            FieldSpec("header", "Header"),
            FieldSpec("footer", "Footer"),
            FieldSpec("cover_style", "Cover", FieldKind.CHOICE, choices=COVER_STYLES),
            FieldSpec("extra_font_id", "Font for other scripts", FieldKind.LINK),
        ),
    ),
)
