"""Needs in the client's words and the testable requirements they lead to."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from consultant_desk.entities.base import (
    Record,
    currency_column,
    minor_column,
    optional_int,
    optional_text,
    owned_by,
    position_column,
    refers_to,
    text_column,
)
from consultant_desk.entities.registry import EntitySpec, FieldKind, FieldSpec

MOSCOW = ("must", "should", "could", "wont")
PERIODS = ("month", "year", "once")


class Need(Record):
    """One need: the quote, then "When <situation>, they want to <progress>, so that <outcome>".

    `importance` and `satisfaction` run 1..5; the cost is what the status quo costs per period.
    """

    __tablename__ = "need"

    engagement_id: Mapped[str] = owned_by("engagement.id")
    position: Mapped[str] = position_column()
    quote: Mapped[str] = text_column()
    quoted_person_id: Mapped[str | None] = refers_to("person.id", unit="source")
    quoted_on: Mapped[str | None] = optional_text(unit="source")
    quoted_via: Mapped[str | None] = optional_text(unit="source")
    situation: Mapped[str] = text_column()
    progress: Mapped[str] = text_column()
    outcome: Mapped[str] = text_column()
    importance: Mapped[int | None] = optional_int()
    satisfaction: Mapped[int | None] = optional_int()
    cost_minor: Mapped[int | None] = minor_column("cost")
    cost_currency: Mapped[str | None] = currency_column("cost")
    cost_period: Mapped[str | None] = optional_text(unit="cost")


class Requirement(Record):
    """What has to hold, how it is tested, how much it is wanted and who asked."""

    __tablename__ = "requirement"

    need_id: Mapped[str] = owned_by("need.id")
    position: Mapped[str] = position_column()
    text: Mapped[str] = text_column()
    moscow: Mapped[str | None] = optional_text()
    test: Mapped[str] = text_column()
    asked_by_id: Mapped[str | None] = refers_to("person.id")
    criterion_id: Mapped[str | None] = refers_to("criterion.id")


SPECS = (
    EntitySpec(
        record=Need,
        label="Need",
        plural="Needs",
        icon="quote",
        title_field="progress",
        fields=(
            FieldSpec("engagement_id", "Engagement", FieldKind.LINK, required=True),
            FieldSpec("quote", "In their words", FieldKind.LONG_TEXT, searchable=True),
            FieldSpec("quoted_person_id", "Said by", FieldKind.LINK),
            FieldSpec("quoted_on", "Said on", FieldKind.DATE),
            FieldSpec("quoted_via", "By"),
            FieldSpec("situation", "When", FieldKind.LONG_TEXT, searchable=True),
            FieldSpec("progress", "They want to", FieldKind.LONG_TEXT, searchable=True),
            FieldSpec("outcome", "So that", FieldKind.LONG_TEXT, searchable=True),
            FieldSpec("importance", "Importance", FieldKind.NUMBER),
            FieldSpec("satisfaction", "Satisfaction today", FieldKind.NUMBER),
            FieldSpec("cost_minor", "Cost of today", FieldKind.MONEY),
            FieldSpec("cost_currency", "Currency", FieldKind.CURRENCY),
            FieldSpec("cost_period", "Per", FieldKind.CHOICE, choices=PERIODS),
        ),
    ),
    EntitySpec(
        record=Requirement,
        label="Requirement",
        plural="Requirements",
        icon="circle-check",
        title_field="text",
        fields=(
            FieldSpec("need_id", "Need", FieldKind.LINK, required=True),
            FieldSpec("text", "Requirement", FieldKind.LONG_TEXT, required=True, searchable=True),
            FieldSpec("moscow", "Priority", FieldKind.CHOICE, choices=MOSCOW),
            FieldSpec("test", "Test", FieldKind.LONG_TEXT, searchable=True),
            FieldSpec("asked_by_id", "Asked by", FieldKind.LINK),
            FieldSpec("criterion_id", "Criterion", FieldKind.LINK),
        ),
    ),
)
