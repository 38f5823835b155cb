"""People, the clients they act for, and how to reach them."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import Record, flag_column, optional_text, owned_by, position_column, text_column
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

ROLES = ("decides", "pays", "uses", "blocks", "champion", "other")
CONTACT_KINDS = ("mail", "phone", "url", "address", "im")


class Person(Record):
    """A person; `full_name` is what is shown, given and family name are for letters and matching."""

    __tablename__ = "person"

    full_name: Mapped[str] = text_column(short=True)
    given_name: Mapped[str] = text_column(short=True)
    family_name: Mapped[str] = text_column(short=True)
    language: Mapped[str | None] = optional_text()
    note: Mapped[str] = text_column()


class PersonClient(Record):
    """What one person is to one client; exists once per pair."""

    __tablename__ = "person_client"

    person_id: Mapped[str] = owned_by("person.id")
    client_id: Mapped[str] = owned_by("client.id")
    role: Mapped[str | None] = optional_text()
    title: Mapped[str] = text_column(short=True)
    is_main: Mapped[bool] = flag_column()
    position: Mapped[str] = position_column()


class ContactPoint(Record):
    """One way to reach a person: as typed, and normalised for matching."""

    __tablename__ = "contact_point"

    person_id: Mapped[str] = owned_by("person.id")
    kind: Mapped[str | None] = optional_text(unit="address")
    label: Mapped[str] = text_column(short=True)
    value: Mapped[str] = text_column(short=True, unit="address")
    normalised: Mapped[str] = text_column(short=True, unit="address")
    position: Mapped[str] = position_column()


SPECS = (
    EntitySpec(
        record=Person,
        label="Person",
        plural="People",
        icon="user",
        title_field="full_name",
        fields=(
            FieldSpec("full_name", "Name", required=True, searchable=True),
            FieldSpec("given_name", "Given name"),
            FieldSpec("family_name", "Family name"),
            FieldSpec("language", "Language"),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, searchable=True, private=True),
        ),
    ),
    EntitySpec(
        record=PersonClient,
        label="Role",
        plural="Roles",
        icon="users",
        title_field="title",
        fields=(
            FieldSpec("person_id", "Person", FieldKind.LINK, required=True),
            FieldSpec("client_id", "Client", FieldKind.LINK, required=True),
            FieldSpec("role", "Role", FieldKind.CHOICE, choices=ROLES),
            FieldSpec("title", "Job title"),
            FieldSpec("is_main", "Main contact", FieldKind.FLAG),
        ),
        internal=True,
    ),
    EntitySpec(
        record=ContactPoint,
        label="Contact point",
        plural="Contact points",
        icon="mail",
        title_field="value",
        fields=(
            FieldSpec("person_id", "Person", FieldKind.LINK, required=True),
            FieldSpec("kind", "Kind", FieldKind.CHOICE, choices=CONTACT_KINDS),
            FieldSpec("label", "Label"),
            FieldSpec("value", "Value", required=True, searchable=True),
            FieldSpec("normalised", "Normalised", exportable=False),
        ),
        internal=True,
    ),
)
