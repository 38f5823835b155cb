"""Follow-ups: what to do, until when, for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.schedule import days_between
from consultant_desk.entities.client import Client
from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.registry import entities
from consultant_desk.entities.task import Task
from consultant_desk.services.operations import Area, FieldValue, assign, find, named
from consultant_desk.services.rows.tasks import TaskRow


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A follow-up; without a date it is undated."""

    text: str
    due_on: str = ""
    due_at: str = ""
    client_id: str | None = None
    engagement_id: str | None = None


class Tasks(Area):
    """Operations on follow-ups."""

    def list(self, *, client_id: str | None = None, done: bool = False) -> tuple[TaskRow, ...]:
        """Return follow-ups by due date, undated ones last; with `done` the finished ones too."""
        today = self._clock.today()
        return self._read(lambda session: task_rows(session, today, client_id=client_id, done=done))

    def add(self, draft: TaskDraft) -> Outcome[str]:
        """Plan a follow-up."""

        def work(session: Session) -> str:
            task = Task(client_id=draft.client_id, engagement_id=draft.engagement_id)
            assign(entities()["task"], task, {"text": draft.text, "due_on": draft.due_on, "due_at": draft.due_at})
            session.add(task)
            session.flush()
            return task.id

        return self._change(f"Plan {draft.text.strip()[:40]}", work)

    def edit(self, task_id: str, **values: FieldValue) -> Outcome[None]:
        """Set fields of a follow-up."""
        return self._edit("task", task_id, values)

    def done(self, task_id: str) -> Outcome[None]:
        """Mark a follow-up as done today."""
        return self._labelled("Done", task_id, {"done_on": self._clock.today().isoformat()})

    def reopen(self, task_id: str) -> Outcome[None]:
        """Take back that a follow-up was done."""
        return self._labelled("Reopen", task_id, {"done_on": None})

    def snooze(self, task_id: str, until: str) -> Outcome[None]:
        """Move a follow-up to another date."""
        return self._labelled("Snooze", task_id, {"due_on": until, "due_at": None})

    def trash(self, task_id: str) -> Outcome[None]:
        """Move a follow-up to the Trash."""
        return self._trash("task", task_id)

    def _labelled(self, verb: str, task_id: str, values: dict[str, FieldValue]) -> Outcome[None]:
        def work(session: Session) -> None:
            assign(entities()["task"], find(session, Task, task_id), values)

        title = self._read(lambda session: named(session, "task", task_id))
        return self._change(f"{verb}: {title}", work)


def task_rows(
    session: Session, today: date, *, client_id: str | None = None, done: bool = False, until: str | None = None
) -> tuple[TaskRow, ...]:
    """Return follow-ups by due date, undated ones last; with `until` only those due up to that ISO date."""
    query = (
        select(Task, Client.name, Engagement.stage)
        .outerjoin(Client, (Client.id == Task.client_id) & Client.deleted_at.is_(None))
        .outerjoin(Engagement, (Engagement.id == Task.engagement_id) & Engagement.deleted_at.is_(None))
        .order_by(Task.due_on.is_(None), Task.due_on, Task.due_at, Task.id)
    )
    if client_id is not None:
        query = query.where(Task.client_id == client_id)
    if not done:
        query = query.where(Task.done_on.is_(None))
    if until is not None:
        query = query.where(Task.due_on <= until)
    return tuple(
        TaskRow(
            id=task.id,
            text=task.text,
            due_on=task.due_on or "",
            due_at=task.due_at or "",
            days_late=days_between(task.due_on, today),
            done_on=task.done_on or "",
            client_id=task.client_id or "",
            client=name or "",
            context=stage or "",
        )
        for task, name, stage in session.execute(query)
    )
