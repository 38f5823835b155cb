"""Evidence about a product, and the scores it supports."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import Record, flag_column, optional_text, owned_by, refers_to, text_column
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

KINDS = ("vendor claim", "document", "hands-on test", "demonstration", "reference", "review", "benchmark", "contract")
GRADES = ("A", "B", "C", "D")


class Evidence(Record):
    """What is known and from where; graded A (own test, signed contract) to D (hearsay); may expire.

    `evaluation_id` and `key` are set where it came with an evaluation file, so that the file keeps its ids.
    """

    __tablename__ = "evidence"

    product_id: Mapped[str | None] = owned_by("product.id", optional=True)
    evaluation_id: Mapped[str | None] = refers_to("evaluation.id")
    key: Mapped[str] = text_column(short=True)
    kind: Mapped[str | None] = optional_text()
    grade: Mapped[str | None] = optional_text()
    title: Mapped[str] = text_column(short=True)
    source: Mapped[str] = text_column(short=True)
    locator: Mapped[str] = text_column(short=True)
    quote: Mapped[str] = text_column()
    seen_on: Mapped[str | None] = optional_text()
    expires_on: Mapped[str | None] = optional_text()
    independent: Mapped[bool] = flag_column()
    document_id: Mapped[str | None] = refers_to("document.id")


class ScoreEvidence(Record):
    """One piece of evidence under one score; exists once per pair."""

    __tablename__ = "score_evidence"

    score_id: Mapped[str] = owned_by("score.id")
    evidence_id: Mapped[str] = owned_by("evidence.id")


SPECS = (
    EntitySpec(
        record=Evidence,
        label="Evidence",
        plural="Evidence",
        icon="paperclip",
        title_field="title",
        fields=(
            FieldSpec("product_id", "Product", FieldKind.LINK),
            FieldSpec("evaluation_id", "Evaluation", FieldKind.LINK),
            FieldSpec("key", "Id in the file"),
            FieldSpec("kind", "Kind", FieldKind.CHOICE, choices=KINDS),
            FieldSpec("grade", "Grade", FieldKind.CHOICE, choices=GRADES),
            FieldSpec("title", "Title", required=True, searchable=True),
            FieldSpec("source", "Source", searchable=True),
            FieldSpec("locator", "Where in it"),
            FieldSpec("quote", "Quote", FieldKind.LONG_TEXT, searchable=True),
            FieldSpec("seen_on", "Read on", FieldKind.DATE),
            FieldSpec("expires_on", "Expires", FieldKind.DATE),
            FieldSpec("independent", "Independent of the vendor", FieldKind.FLAG),
            FieldSpec("document_id", "Document", FieldKind.LINK),
        ),
    ),
    EntitySpec(
        record=ScoreEvidence,
        label="Evidence of a score",
        plural="Evidence of scores",
        icon="paperclip",
        title_field="id",
        fields=(FieldSpec("score_id", "Score", FieldKind.LINK), FieldSpec("evidence_id", "Evidence", FieldKind.LINK)),
        internal=True,
    ),
)
