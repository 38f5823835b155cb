"""Engagements: one piece of work for one client, from enquiry to closed."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import (
    Record,
    currency_column,
    minor_column,
    optional_text,
    owned_by,
    text_column,
)
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

STAGES = ("enquiry", "scoping", "long list", "short list", "recommended", "decided", "adopting", "closed")


class Engagement(Record):
    """`stage_since` is the date the stage was entered; `hours_planned` a decimal; `result` is set when decided."""

    __tablename__ = "engagement"

    client_id: Mapped[str] = owned_by("client.id")
    title: Mapped[str] = text_column(short=True)
    stage: Mapped[str | None] = optional_text(unit="stage")
    stage_since: Mapped[str | None] = optional_text(unit="stage")
    fee_minor: Mapped[int | None] = minor_column("fee")
    fee_currency: Mapped[str | None] = currency_column("fee")
    hours_planned: Mapped[str | None] = optional_text()
    started_on: Mapped[str | None] = optional_text()
    due_on: Mapped[str | None] = optional_text()
    closed_on: Mapped[str | None] = optional_text()
    result: Mapped[str | None] = optional_text()
    note: Mapped[str] = text_column()


SPECS = (
    EntitySpec(
        record=Engagement,
        label="Engagement",
        plural="Engagements",
        icon="calendar-clock",
        title_field="title",
        fields=(
            FieldSpec("client_id", "Client", FieldKind.LINK, required=True),
            FieldSpec("title", "Title", required=True, searchable=True),
            FieldSpec("stage", "Stage", FieldKind.CHOICE, choices=STAGES),
            FieldSpec("stage_since", "In this stage since", FieldKind.DATE),
            FieldSpec("fee_minor", "Fee", FieldKind.MONEY),
            FieldSpec("fee_currency", "Currency", FieldKind.CURRENCY),
            FieldSpec("hours_planned", "Hours planned", FieldKind.NUMBER),
            FieldSpec("started_on", "Started", FieldKind.DATE),
            FieldSpec("due_on", "Due", FieldKind.DATE),
            FieldSpec("closed_on", "Closed", FieldKind.DATE),
            FieldSpec("result", "Result", FieldKind.CHOICE, choices=("won", "lost", "none", "kept")),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, searchable=True, private=True),
        ),
    ),
)
