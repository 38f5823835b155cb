"""Clients and their tags."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import Record, optional_text, owned_by, position_column, text_column
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec


class Client(Record):
    """A company (or person) that is advised."""

    __tablename__ = "client"

    name: Mapped[str] = text_column(short=True)
    legal_name: Mapped[str] = text_column(short=True)
    industry: Mapped[str] = text_column(short=True)
    size_band: Mapped[str] = text_column(short=True)
    place: Mapped[str] = text_column(short=True)
    country: Mapped[str | None] = optional_text()
    website: Mapped[str] = text_column(short=True)
    source: Mapped[str] = text_column(short=True)
    since: Mapped[str | None] = optional_text()
    note: Mapped[str] = text_column()


class Tag(Record):
    """A word clients can carry; one tag space for the workspace."""

    __tablename__ = "tag"

    name: Mapped[str] = text_column(short=True)


class ClientTag(Record):
    """One tag on one client; exists once per pair."""

    __tablename__ = "client_tag"

    client_id: Mapped[str] = owned_by("client.id")
    tag_id: Mapped[str] = owned_by("tag.id")
    position: Mapped[str] = position_column()


SPECS = (
    EntitySpec(
        record=Client,
        label="Client",
        plural="Clients",
        icon="users",
        title_field="name",
        fields=(
            FieldSpec("name", "Name", required=True, searchable=True),
            FieldSpec("legal_name", "Legal name", searchable=True),
            FieldSpec("industry", "Industry", searchable=True),
            FieldSpec("size_band", "Size"),
            FieldSpec("place", "Place", searchable=True),
            FieldSpec("country", "Country"),
            FieldSpec("website", "Website"),
            FieldSpec("source", "Came through", private=True),
            FieldSpec("since", "Client since", FieldKind.DATE),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, searchable=True, private=True),
        ),
    ),
    EntitySpec(
        record=Tag,
        label="Tag",
        plural="Tags",
        icon="tag",
        title_field="name",
        fields=(FieldSpec("name", "Name", required=True, searchable=True),),
        internal=True,
    ),
    EntitySpec(
        record=ClientTag,
        label="Tag of a client",
        plural="Tags of clients",
        icon="tag",
        title_field="id",
        fields=(FieldSpec("client_id", "Client", FieldKind.LINK), FieldSpec("tag_id", "Tag", FieldKind.LINK)),
        internal=True,
    ),
)
