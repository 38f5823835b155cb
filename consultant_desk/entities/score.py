"""Scores: one per candidate and criterion."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import Record, optional_text, owned_by, text_column
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec


class Score(Record):
    """Raw value with its two ends (decimals, or level names); all three NULL means unknown. Exists once per pair."""

    __tablename__ = "score"

    candidate_id: Mapped[str] = owned_by("candidate.id")
    criterion_id: Mapped[str] = owned_by("criterion.id")
    value: Mapped[str | None] = optional_text(unit="score")
    low: Mapped[str | None] = optional_text(unit="score")
    high: Mapped[str | None] = optional_text(unit="score")
    confidence: Mapped[str | None] = optional_text()
    evidence_state: Mapped[str | None] = optional_text()
    rationale: Mapped[str] = text_column()
    note: Mapped[str] = text_column()


SPECS = (
    EntitySpec(
        record=Score,
        label="Score",
        plural="Scores",
        icon="circle",
        title_field="rationale",
        fields=(
            FieldSpec("candidate_id", "Candidate", FieldKind.LINK, required=True),
            FieldSpec("criterion_id", "Criterion", FieldKind.LINK, required=True),
            FieldSpec("value", "Value"),
            FieldSpec("low", "Low"),
            FieldSpec("high", "High"),
            FieldSpec("confidence", "Confidence", FieldKind.CHOICE, choices=("low", "medium", "high")),
            FieldSpec(
                "evidence_state",
                "Evidence",
                FieldKind.CHOICE,
                choices=("none", "claimed", "seen", "tested", "reference"),
            ),
            FieldSpec("rationale", "Rationale", FieldKind.LONG_TEXT, searchable=True),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, private=True),
        ),
        internal=True,
    ),
)
