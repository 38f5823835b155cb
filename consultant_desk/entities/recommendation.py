"""Recommendations: what the consultant says beyond the figures, and the reports made from them."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import (
    Record,
    optional_int,
    optional_text,
    owned_by,
    position_column,
    refers_to,
    text_column,
)
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

ABOUT_KINDS = ("fit", "flaw", "unsuited")
"""What is said of one candidate: what it fits, its flaws that break no deal, who should not buy it."""

ITEM_KINDS = ("reason", "risk", "condition", "step", "adoption", *ABOUT_KINDS)

REPORT_KINDS = ("recommendation", "comparison", "memo")
REPORT_STATES = ("draft", "issued", "delivered", "decided")


class Recommendation(Record):
    """The recommendation of one evaluation; its reasons, risks, conditions and steps are items."""

    __tablename__ = "recommendation"

    evaluation_id: Mapped[str] = owned_by("evaluation.id")
    prepared_for: Mapped[str] = text_column(short=True)
    valid_until: Mapped[str | None] = optional_text()


class RecommendationItem(Record):
    """One part of a recommendation: a reason, a risk with its answer in `detail`, a next step with a date and so on."""

    __tablename__ = "recommendation_item"

    recommendation_id: Mapped[str] = owned_by("recommendation.id")
    kind: Mapped[str | None] = optional_text()
    position: Mapped[str] = position_column()
    text: Mapped[str] = text_column()
    detail: Mapped[str] = text_column()
    due_on: Mapped[str | None] = optional_text()
    criterion_id: Mapped[str | None] = refers_to("criterion.id")
    candidate_id: Mapped[str | None] = refers_to("candidate.id", since=3)


class Report(Record):
    """A report: a draft that follows the data, or an issued one frozen as a document with its hash.

    `options_json` holds the chosen sections of each kind in order. `issue` counts from 1 once issued, 0 is a draft. The
    snapshot is the data an issued report was built from.
    """

    __tablename__ = "report"

    evaluation_id: Mapped[str] = owned_by("evaluation.id")
    brand_id: Mapped[str | None] = refers_to("brand.id")
    document_id: Mapped[str | None] = refers_to("document.id", unit="issue")
    title: Mapped[str] = text_column(short=True)
    state: Mapped[str | None] = optional_text(unit="issue")
    number: Mapped[int | None] = optional_int(unit="issue")
    issue: Mapped[int | None] = optional_int(unit="issue")
    issued_at: Mapped[str | None] = optional_text(unit="issue")
    sha256: Mapped[str | None] = optional_text(unit="issue")
    pages: Mapped[int | None] = optional_int(unit="issue")
    recipients: Mapped[str] = text_column()
    delivered_on: Mapped[str | None] = optional_text()
    language: Mapped[str | None] = optional_text()
    page_size: Mapped[str | None] = optional_text()
    marking: Mapped[str] = text_column(short=True)
    options_json: Mapped[str] = text_column()
    kind: Mapped[str | None] = optional_text(since=3)
    snapshot_id: Mapped[str | None] = refers_to("document.id", unit="issue", since=3)


class ReportText(Record):
    """What the consultant wrote into one report; exists once per report, `name` and language.

    `sentence/<key>` replaces a sentence the program computes: `computed` is that sentence as it was then, and
    `figures_json` the figures in it as [[printed, path], ...]. `note/<section>` adds Markdown to a section.
    """

    __tablename__ = "report_text"

    report_id: Mapped[str] = owned_by("report.id")
    name: Mapped[str] = text_column(short=True)
    language: Mapped[str] = text_column(short=True)
    text: Mapped[str] = text_column(unit="text")
    computed: Mapped[str] = text_column(unit="text")
    figures_json: Mapped[str] = text_column(unit="text")


SPECS = (
    EntitySpec(
        record=Recommendation,
        label="Recommendation",
        plural="Recommendations",
        icon="file-check-2",
        title_field="prepared_for",
        fields=(
            FieldSpec("evaluation_id", "Evaluation", FieldKind.LINK, required=True),
            FieldSpec("prepared_for", "Prepared for"),
            FieldSpec("valid_until", "Valid until", FieldKind.DATE),
        ),
        internal=True,
    ),
    EntitySpec(
        record=RecommendationItem,
        label="Part of a recommendation",
        plural="Parts of recommendations",
        icon="file-check-2",
        title_field="text",
        fields=(
            FieldSpec("recommendation_id", "Recommendation", FieldKind.LINK, required=True),
            FieldSpec("kind", "Kind", FieldKind.CHOICE, choices=ITEM_KINDS),
            FieldSpec("text", "Text", FieldKind.LONG_TEXT, required=True, searchable=True),
            FieldSpec("detail", "Detail", FieldKind.LONG_TEXT, searchable=True),
            FieldSpec("due_on", "Date", FieldKind.DATE),
            FieldSpec("criterion_id", "Criterion", FieldKind.LINK),
            FieldSpec("candidate_id", "Candidate", FieldKind.LINK),
        ),
        internal=True,
    ),
    EntitySpec(
        record=Report,
        label="Report",
        plural="Reports",
        icon="file-text",
        title_field="title",
        fields=(
            FieldSpec("evaluation_id", "Evaluation", FieldKind.LINK, required=True),
            FieldSpec("brand_id", "Brand", FieldKind.LINK),
            FieldSpec("document_id", "File", FieldKind.LINK),
            FieldSpec("title", "Title", required=True, searchable=True),
            FieldSpec("state", "State", FieldKind.CHOICE, choices=REPORT_STATES),
            FieldSpec("number", "Number", FieldKind.NUMBER),
            FieldSpec("issue", "Version", FieldKind.NUMBER),
            FieldSpec("issued_at", "Issued", FieldKind.INSTANT),
            FieldSpec("sha256", "SHA-256", FieldKind.HASH),
            FieldSpec("pages", "Pages", FieldKind.NUMBER),
            FieldSpec("recipients", "Recipients", FieldKind.LONG_TEXT),
            FieldSpec("delivered_on", "Delivered", FieldKind.DATE),
            FieldSpec("language", "Language"),
            FieldSpec("page_size", "Page"),
            FieldSpec("marking", "Marking"),
            FieldSpec("options_json", "Options", FieldKind.JSON),
            FieldSpec("kind", "Kind", FieldKind.CHOICE, choices=REPORT_KINDS),
            FieldSpec("snapshot_id", "Snapshot", FieldKind.LINK),
        ),
    ),
    EntitySpec(
        record=ReportText,
        label="Text of a report",
        plural="Texts of reports",
        icon="pencil",
        title_field="name",
        fields=(
            FieldSpec("report_id", "Report", FieldKind.LINK, required=True),
            FieldSpec("name", "Name", required=True),
            FieldSpec("language", "Language"),
            FieldSpec("text", "Text", FieldKind.LONG_TEXT, searchable=True),
            FieldSpec("computed", "Computed", FieldKind.LONG_TEXT),
            FieldSpec("figures_json", "Figures", FieldKind.JSON),
        ),
        internal=True,
    ),
)
