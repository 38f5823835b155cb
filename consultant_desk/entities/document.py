"""Files kept with the workspace; the bytes lie beside the database under their SHA-256."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import Record, optional_int, optional_text, refers_to, text_column
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec


class Document(Record):
    """A file: its name as given, its content by hash, its size in bytes, where it came from."""

    __tablename__ = "document"

    client_id: Mapped[str | None] = refers_to("client.id")
    name: Mapped[str] = text_column(short=True)
    sha256: Mapped[str | None] = optional_text(unit="content")
    mime: Mapped[str | None] = optional_text(unit="content")
    size: Mapped[int | None] = optional_int(unit="content")
    source_url: Mapped[str] = text_column(short=True)
    captured_on: Mapped[str | None] = optional_text()
    note: Mapped[str] = text_column()


SPECS = (
    EntitySpec(
        record=Document,
        label="Document",
        plural="Documents",
        icon="paperclip",
        title_field="name",
        fields=(
            FieldSpec("client_id", "Client", FieldKind.LINK),
            FieldSpec("name", "Name", required=True, searchable=True),
            FieldSpec("sha256", "SHA-256", FieldKind.HASH),
            FieldSpec("mime", "Type"),
            FieldSpec("size", "Size", FieldKind.NUMBER),
            FieldSpec("source_url", "Source"),
            FieldSpec("captured_on", "Captured", FieldKind.DATE),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, searchable=True, private=True),
        ),
    ),
)
