"""Consents of clients: that they were told what the consultant is paid, and agreed."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import (
    Record,
    optional_text,
    owned_by,
    refers_to,
    text_column,
)
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

HOW = ("signature", "e-mail", "meeting", "call")


class Consent(Record):
    """One consent to a disclosure, with the text as it was shown and the version of its wording."""

    __tablename__ = "consent"

    client_id: Mapped[str] = owned_by("client.id")
    evaluation_id: Mapped[str | None] = refers_to("evaluation.id")
    person_id: Mapped[str | None] = refers_to("person.id")
    document_id: Mapped[str | None] = refers_to("document.id")
    given_on: Mapped[str | None] = optional_text()
    withdrawn_on: Mapped[str | None] = optional_text()
    how: Mapped[str | None] = optional_text()
    text_version: Mapped[str] = text_column(short=True, unit="text")
    language: Mapped[str] = text_column(short=True, unit="text")
    text: Mapped[str] = text_column(unit="text")
    note: Mapped[str] = text_column()


SPECS = (
    EntitySpec(
        record=Consent,
        label="Consent",
        plural="Consents",
        icon="shield-check",
        title_field="text_version",
        fields=(
            FieldSpec("client_id", "Client", FieldKind.LINK, required=True),
            FieldSpec("evaluation_id", "Evaluation", FieldKind.LINK),
            FieldSpec("person_id", "Given by", FieldKind.LINK),
            FieldSpec("document_id", "Signed paper", FieldKind.LINK),
            FieldSpec("given_on", "Given on", FieldKind.DATE),
            FieldSpec("withdrawn_on", "Withdrawn on", FieldKind.DATE),
            FieldSpec("how", "How", FieldKind.CHOICE, choices=HOW),
            FieldSpec("text_version", "Wording"),
            FieldSpec("language", "Language"),
            FieldSpec("text", "Text", FieldKind.LONG_TEXT),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, private=True),
        ),
        internal=True,
    ),
)
