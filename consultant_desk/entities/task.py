"""Tasks: follow-ups with a due date."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import Record, optional_text, owned_by, refers_to, text_column
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec


class Task(Record):
    """One thing to do, due on a date and perhaps at a time (HH:MM); open while `done_on` is NULL."""

    __tablename__ = "task"

    client_id: Mapped[str | None] = owned_by("client.id", optional=True)
    engagement_id: Mapped[str | None] = refers_to("engagement.id")
    text: Mapped[str] = text_column(short=True)
    due_on: Mapped[str | None] = optional_text(unit="due")
    due_at: Mapped[str | None] = optional_text(unit="due")
    done_on: Mapped[str | None] = optional_text()


SPECS = (
    EntitySpec(
        record=Task,
        label="Follow-up",
        plural="Follow-ups",
        icon="calendar-clock",
        title_field="text",
        fields=(
            FieldSpec("client_id", "Client", FieldKind.LINK),
            FieldSpec("engagement_id", "Engagement", FieldKind.LINK),
            FieldSpec("text", "What", required=True, searchable=True),
            FieldSpec("due_on", "Due", FieldKind.DATE),
            FieldSpec("due_at", "At"),
            FieldSpec("done_on", "Done", FieldKind.DATE),
        ),
    ),
)
