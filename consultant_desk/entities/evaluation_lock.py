"""Locks of evaluations: when weights and scores were fixed, as what, and why they were opened again."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import Record, optional_text, owned_by, text_column
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec


class EvaluationLock(Record):
    """One lock of an evaluation; the first has no reason, each later one was opened for one.

    `opened_at` is when the evaluation was opened for changes (NULL for the first lock), `locked_at` when it was locked
    (again); NULL while it is open. `sha256` is that of the canonical problem, `problem_json` the evaluation file at
    that moment, so that two locks tell what changed between them.
    """

    __tablename__ = "evaluation_lock"

    evaluation_id: Mapped[str] = owned_by("evaluation.id")
    opened_at: Mapped[str | None] = optional_text()
    reason: Mapped[str] = text_column()
    locked_at: Mapped[str | None] = optional_text(unit="lock")
    sha256: Mapped[str | None] = optional_text(unit="lock")
    problem_json: Mapped[str] = text_column(unit="lock")


SPECS = (
    EntitySpec(
        record=EvaluationLock,
        label="Lock of an evaluation",
        plural="Locks of evaluations",
        icon="lock",
        title_field="reason",
        fields=(
            FieldSpec("evaluation_id", "Evaluation", FieldKind.LINK, required=True),
            FieldSpec("opened_at", "Opened", FieldKind.INSTANT),
            FieldSpec("reason", "Reason", FieldKind.LONG_TEXT, searchable=True),
            FieldSpec("locked_at", "Locked", FieldKind.INSTANT),
            FieldSpec("sha256", "SHA-256"),  # not of the kind HASH: that names a document
            FieldSpec("problem_json", "Evaluation at the lock", FieldKind.JSON),
        ),
        internal=True,
    ),
)
