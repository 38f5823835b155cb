"""How candidates meet requirements: a capability level per pair, with the evidence for it."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import Record, optional_text, owned_by, text_column
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

LEVELS = ("built_in", "configuration", "add_on", "custom", "no", "unknown")


class Coverage(Record):
    """How one candidate meets one requirement; exists once per pair, absent means unknown."""

    __tablename__ = "coverage"

    candidate_id: Mapped[str] = owned_by("candidate.id")
    requirement_id: Mapped[str] = owned_by("requirement.id")
    level: Mapped[str | None] = optional_text()
    note: Mapped[str] = text_column()


class CoverageEvidence(Record):
    """Evidence for how a candidate meets a requirement; exists once per pair."""

    __tablename__ = "coverage_evidence"

    coverage_id: Mapped[str] = owned_by("coverage.id")
    evidence_id: Mapped[str] = owned_by("evidence.id")


SPECS = (
    EntitySpec(
        record=Coverage,
        label="Coverage of a requirement",
        plural="Coverage of requirements",
        icon="list-checks",
        title_field="id",
        fields=(
            FieldSpec("candidate_id", "Candidate", FieldKind.LINK, required=True),
            FieldSpec("requirement_id", "Requirement", FieldKind.LINK, required=True),
            FieldSpec("level", "Level", FieldKind.CHOICE, choices=LEVELS),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, searchable=True),
        ),
        internal=True,
    ),
    EntitySpec(
        record=CoverageEvidence,
        label="Evidence of a coverage",
        plural="Evidence of coverages",
        icon="paperclip",
        title_field="id",
        fields=(
            FieldSpec("coverage_id", "Coverage", FieldKind.LINK, required=True),
            FieldSpec("evidence_id", "Evidence", FieldKind.LINK, required=True),
        ),
        internal=True,
    ),
)
