"""Follow-ups."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One follow-up; `context` is the stage of the client's engagement."""

    id: str
    text: str
    due_on: str
    due_at: str
    days_late: int | None
    done_on: str
    client_id: str
    client: str
    context: str
