"""Templates of one's own: criteria with scales and weights for a category of products, in numbered versions."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import Record, optional_int, owned_by, text_column
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec


class Template(Record):
    """A template one saved; what it holds is in its versions."""

    __tablename__ = "template"

    name: Mapped[str] = text_column(short=True)
    category: Mapped[str] = text_column(short=True)
    note: Mapped[str] = text_column()


class TemplateVersion(Record):
    """One version of a template; `number` counts from 1, `content_json` is a template file. Never edited."""

    __tablename__ = "template_version"

    template_id: Mapped[str] = owned_by("template.id")
    number: Mapped[int | None] = optional_int()
    note: Mapped[str] = text_column()
    content_json: Mapped[str] = text_column()


SPECS = (
    EntitySpec(
        record=Template,
        label="Template",
        plural="Templates",
        icon="layers",
        title_field="name",
        fields=(
            FieldSpec("name", "Name", required=True, searchable=True),
            FieldSpec("category", "Category", searchable=True),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, searchable=True),
        ),
        internal=True,
    ),
    EntitySpec(
        record=TemplateVersion,
        label="Version of a template",
        plural="Versions of templates",
        icon="layers",
        title_field="number",
        fields=(
            FieldSpec("template_id", "Template", FieldKind.LINK, required=True),
            FieldSpec("number", "Number", FieldKind.NUMBER),
            FieldSpec("note", "What changed", FieldKind.LONG_TEXT),
            FieldSpec("content_json", "Criteria and weights", FieldKind.JSON),
        ),
        internal=True,
    ),
)
