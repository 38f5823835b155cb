"""Interactions: every touch with a client, the timeline of a record."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import Record, optional_int, optional_text, owned_by, refers_to, text_column
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

KINDS = ("call", "mail", "meeting", "message", "note", "visit")


class Interaction(Record):
    """One touch on a date, perhaps at a time (HH:MM), with a person, taking minutes."""

    __tablename__ = "interaction"

    client_id: Mapped[str] = owned_by("client.id")
    engagement_id: Mapped[str | None] = refers_to("engagement.id")
    person_id: Mapped[str | None] = refers_to("person.id")
    kind: Mapped[str | None] = optional_text()
    direction: Mapped[str | None] = optional_text()
    happened_on: Mapped[str | None] = optional_text(unit="moment")
    happened_at: Mapped[str | None] = optional_text(unit="moment")
    minutes: Mapped[int | None] = optional_int()
    summary: Mapped[str] = text_column(short=True)
    body: Mapped[str] = text_column()


SPECS = (
    EntitySpec(
        record=Interaction,
        label="Interaction",
        plural="Interactions",
        icon="message-circle",
        title_field="summary",
        fields=(
            FieldSpec("client_id", "Client", FieldKind.LINK, required=True),
            FieldSpec("engagement_id", "Engagement", FieldKind.LINK),
            FieldSpec("person_id", "Person", FieldKind.LINK),
            FieldSpec("kind", "Kind", FieldKind.CHOICE, choices=KINDS),
            FieldSpec("direction", "Direction", FieldKind.CHOICE, choices=("in", "out")),
            FieldSpec("happened_on", "Date", FieldKind.DATE, required=True),
            FieldSpec("happened_at", "Time"),
            FieldSpec("minutes", "Minutes", FieldKind.NUMBER),
            FieldSpec("summary", "Summary", required=True, searchable=True),
            FieldSpec("body", "Text", FieldKind.LONG_TEXT, searchable=True, private=True),
        ),
    ),
)
