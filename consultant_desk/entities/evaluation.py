"""Evaluations with their groups, criteria and candidates."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import (
    Record,
    flag_column,
    optional_int,
    optional_text,
    owned_by,
    position_column,
    refers_to,
    text_column,
)
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

STATUSES = ("open", "decided", "archived")
LISTS = ("short", "rejected", "long")


class Evaluation(Record):
    """One question with its options; `options_json` keeps what the file's options hold beyond the columns.

    `template_key` and `template_version` name the template it was started from.
    """

    __tablename__ = "evaluation"

    engagement_id: Mapped[str | None] = owned_by("engagement.id", optional=True)
    title: Mapped[str] = text_column(short=True)
    question: Mapped[str] = text_column()
    status: Mapped[str | None] = optional_text()
    horizon_years: Mapped[int | None] = optional_int()
    discount_rate: Mapped[str | None] = optional_text()
    options_json: Mapped[str] = text_column()
    category: Mapped[str] = text_column(short=True, since=2)
    template_key: Mapped[str] = text_column(short=True, unit="template", since=2)
    template_version: Mapped[int | None] = optional_int(unit="template", since=2)


class CriteriaGroup(Record):
    """A named group of criteria; `key` is its id in the evaluation file."""

    __tablename__ = "criteria_group"

    evaluation_id: Mapped[str] = owned_by("evaluation.id")
    position: Mapped[str] = position_column()
    key: Mapped[str] = text_column(short=True)
    name: Mapped[str] = text_column(short=True)
    note: Mapped[str] = text_column()


class Criterion(Record):
    """One criterion with the scale it owns.

    `value_kind` is linear, piecewise, levels or direct; `value_json` holds the points or levels as in the file.
    `scale_worst`/`scale_best` are decimals. `anchors_json` is a JSON object of texts. `quality` is what it measures in
    the words of a standard ("ISO/IEC 25010: Performance efficiency") or a buying criterion.
    """

    __tablename__ = "criterion"

    evaluation_id: Mapped[str] = owned_by("evaluation.id")
    group_id: Mapped[str | None] = refers_to("criteria_group.id")
    position: Mapped[str] = position_column()
    key: Mapped[str] = text_column(short=True)
    name: Mapped[str] = text_column(short=True)
    question: Mapped[str] = text_column()
    unit_name: Mapped[str] = text_column(short=True, unit="scale")
    direction: Mapped[str | None] = optional_text(unit="scale")
    value_kind: Mapped[str | None] = optional_text(unit="scale")
    value_json: Mapped[str] = text_column(unit="scale")
    scale_worst: Mapped[str | None] = optional_text(unit="scale")
    scale_best: Mapped[str | None] = optional_text(unit="scale")
    must_op: Mapped[str | None] = optional_text(unit="must")
    must_value: Mapped[str | None] = optional_text(unit="must")
    must_level: Mapped[str | None] = optional_text(unit="must")
    is_cost: Mapped[bool] = flag_column()
    anchors_json: Mapped[str] = text_column()
    note: Mapped[str] = text_column()
    quality: Mapped[str] = text_column(short=True, since=2)


class Candidate(Record):
    """A product (or the baseline) in an evaluation: on the long or the short list, or rejected.

    A rejection names the requirement that is not met, if any, the reason in words, and the evidence for either.
    """

    __tablename__ = "candidate"

    evaluation_id: Mapped[str] = owned_by("evaluation.id")
    product_id: Mapped[str | None] = refers_to("product.id")
    position: Mapped[str] = position_column()
    key: Mapped[str] = text_column(short=True)
    name: Mapped[str] = text_column(short=True)
    product_text: Mapped[str] = text_column(short=True)
    is_baseline: Mapped[bool] = flag_column()
    listed: Mapped[str | None] = optional_text(unit="list")
    rejected_by_id: Mapped[str | None] = refers_to("requirement.id", unit="list")
    rejected_why: Mapped[str] = text_column(unit="list")
    note: Mapped[str] = text_column()
    rejected_evidence_id: Mapped[str | None] = refers_to("evidence.id", unit="list", since=2)


SPECS = (
    EntitySpec(
        record=Evaluation,
        label="Evaluation",
        plural="Evaluations",
        icon="scale",
        title_field="title",
        fields=(
            FieldSpec("engagement_id", "Engagement", FieldKind.LINK),
            FieldSpec("title", "Title", required=True, searchable=True),
            FieldSpec("question", "Question", FieldKind.LONG_TEXT, searchable=True),
            FieldSpec("status", "State", FieldKind.CHOICE, choices=STATUSES),
            FieldSpec("horizon_years", "Years", FieldKind.NUMBER),
            FieldSpec("discount_rate", "Discount rate", FieldKind.NUMBER),
            FieldSpec("options_json", "Options", FieldKind.JSON),
            FieldSpec("category", "Category", searchable=True),
            FieldSpec("template_key", "Template"),
            FieldSpec("template_version", "Version of the template", FieldKind.NUMBER),
        ),
    ),
    EntitySpec(
        record=CriteriaGroup,
        label="Group of criteria",
        plural="Groups of criteria",
        icon="list-filter",
        title_field="name",
        fields=(
            FieldSpec("evaluation_id", "Evaluation", FieldKind.LINK, required=True),
            FieldSpec("key", "Id in the file", required=True),
            FieldSpec("name", "Name", required=True),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, private=True),
        ),
        internal=True,
    ),
    EntitySpec(
        record=Criterion,
        label="Criterion",
        plural="Criteria",
        icon="sliders-horizontal",
        title_field="name",
        fields=(
            FieldSpec("evaluation_id", "Evaluation", FieldKind.LINK, required=True),
            FieldSpec("group_id", "Group", FieldKind.LINK),
            FieldSpec("key", "Id in the file", required=True),
            FieldSpec("name", "Name", required=True, searchable=True),
            FieldSpec("question", "Question", FieldKind.LONG_TEXT, searchable=True),
            FieldSpec("unit_name", "Unit"),
            FieldSpec("direction", "Better is", FieldKind.CHOICE, choices=("max", "min")),
            FieldSpec("value_kind", "Value", FieldKind.CHOICE, choices=("linear", "piecewise", "levels", "direct")),
            FieldSpec("value_json", "Points or levels", FieldKind.JSON),
            FieldSpec("scale_worst", "Worst acceptable", FieldKind.NUMBER),
            FieldSpec("scale_best", "Best plausible", FieldKind.NUMBER),
            FieldSpec("must_op", "Must be", FieldKind.CHOICE, choices=(">=", "<=", "==")),
            FieldSpec("must_value", "Limit", FieldKind.NUMBER),
            FieldSpec("must_level", "Level"),
            FieldSpec("is_cost", "Cost", FieldKind.FLAG),
            FieldSpec("anchors_json", "Anchors", FieldKind.JSON),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, private=True),
            FieldSpec("quality", "Measures"),
        ),
        internal=True,
    ),
    EntitySpec(
        record=Candidate,
        label="Candidate",
        plural="Candidates",
        icon="package",
        title_field="name",
        fields=(
            FieldSpec("evaluation_id", "Evaluation", FieldKind.LINK, required=True),
            FieldSpec("product_id", "Product", FieldKind.LINK),
            FieldSpec("key", "Id in the file", required=True),
            FieldSpec("name", "Name", required=True),
            FieldSpec("product_text", "Product in the file"),
            FieldSpec("is_baseline", "What they have now", FieldKind.FLAG),
            FieldSpec("listed", "List", FieldKind.CHOICE, choices=LISTS),
            FieldSpec("rejected_by_id", "Rejected by", FieldKind.LINK),
            FieldSpec("rejected_why", "Why", FieldKind.LONG_TEXT),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT, private=True),
            FieldSpec("rejected_evidence_id", "Evidence", FieldKind.LINK),
        ),
        internal=True,
    ),
)
