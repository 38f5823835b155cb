"""Weight sets: who weighs, by which method, and the answers given.

Each method keeps its own answers in a row, so that switching method and back loses nothing.
"""

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

METHODS = ("direct", "swing", "rank", "ahp", "mean")
FORMULAS = ("roc", "rs", "rr")
SOURCES = ("entered", "questionnaire")


class WeightSet(Record):
    """One set of weights: the one that decides (`role` "decides"), or a stakeholder's.

    `method` and `formula` hold for the top level; groups weighed inside themselves have a `LocalMethod`.
    `pairwise_json` keeps pairwise judgements as they stand in a file. A stakeholder may be a person of the client;
    `answered_at` and `source` say when and how the answers came ("questionnaire", or entered here). While the mean of
    the stakeholders decides (`method` "mean"), `own_method` keeps the method of one's own weights.
    """

    __tablename__ = "weight_set"

    evaluation_id: Mapped[str] = owned_by("evaluation.id")
    position: Mapped[str] = position_column()
    role: Mapped[str | None] = optional_text()
    key: Mapped[str] = text_column(short=True)
    name: Mapped[str] = text_column(short=True)
    note: Mapped[str] = text_column()
    method: Mapped[str | None] = optional_text(unit="method")
    formula: Mapped[str | None] = optional_text(unit="method")
    pairwise_json: Mapped[str] = text_column()
    person_id: Mapped[str | None] = refers_to("person.id", since=2)
    answered_at: Mapped[str | None] = optional_text(unit="answered", since=2)
    source: Mapped[str | None] = optional_text(unit="answered", since=2)
    own_method: Mapped[str | None] = optional_text(unit="method", since=2)


class LocalMethod(Record):
    """A group that has one weight at the top level and own weights within; exists once per set and group."""

    __tablename__ = "local_method"

    weight_set_id: Mapped[str] = owned_by("weight_set.id")
    group_id: Mapped[str] = owned_by("criteria_group.id")
    method: Mapped[str | None] = optional_text(unit="method")
    formula: Mapped[str | None] = optional_text(unit="method")
    pairwise_json: Mapped[str] = text_column()


class CriterionWeight(Record):
    """The answers for one criterion in one set; exists once per pair. Points are decimals, `rank` counts from 1.

    `stale_json` holds the scale the weight was given for ({"worst", "best"} or {"levels"}) once the criterion has
    another one; empty while the two agree.
    """

    __tablename__ = "criterion_weight"

    weight_set_id: Mapped[str] = owned_by("weight_set.id")
    criterion_id: Mapped[str] = owned_by("criterion.id")
    direct_points: Mapped[str | None] = optional_text()
    swing_points: Mapped[str | None] = optional_text()
    rank: Mapped[int | None] = optional_int()
    stale_json: Mapped[str] = text_column(since=2)


class GroupWeight(Record):
    """The answers for one group at the top level of one set; exists once per pair."""

    __tablename__ = "group_weight"

    weight_set_id: Mapped[str] = owned_by("weight_set.id")
    group_id: Mapped[str] = owned_by("criteria_group.id")
    direct_points: Mapped[str | None] = optional_text()
    swing_points: Mapped[str | None] = optional_text()
    rank: Mapped[int | None] = optional_int()


_METHOD_FIELDS = (
    FieldSpec("method", "Method", FieldKind.CHOICE, choices=METHODS),
    FieldSpec("formula", "Formula", FieldKind.CHOICE, choices=FORMULAS),
    FieldSpec("pairwise_json", "Pairwise judgements", FieldKind.JSON),
)
_ANSWER_FIELDS = (
    FieldSpec("direct_points", "Points", FieldKind.NUMBER),
    FieldSpec("swing_points", "Swing points", FieldKind.NUMBER),
    FieldSpec("rank", "Rank", FieldKind.NUMBER),
)
_SET_LINK = FieldSpec("weight_set_id", "Weight set", FieldKind.LINK, required=True)

SPECS = (
    EntitySpec(
        record=WeightSet,
        label="Weight set",
        plural="Weight sets",
        icon="sliders-horizontal",
        title_field="name",
        fields=(
            FieldSpec("evaluation_id", "Evaluation", FieldKind.LINK, required=True),
            FieldSpec("role", "Role", FieldKind.CHOICE, choices=("decides", "stakeholder")),
            FieldSpec("key", "Id in the file"),
            FieldSpec("name", "Name"),
            FieldSpec("note", "Note", FieldKind.LONG_TEXT),
            *_METHOD_FIELDS,
            FieldSpec("person_id", "Person", FieldKind.LINK),
            FieldSpec("answered_at", "Answered", FieldKind.INSTANT),
            FieldSpec("source", "Source", FieldKind.CHOICE, choices=SOURCES),
            FieldSpec("own_method", "Own method", FieldKind.CHOICE, choices=METHODS[:-1]),
        ),
        internal=True,
    ),
    EntitySpec(
        record=LocalMethod,
        label="Weights within a group",
        plural="Weights within groups",
        icon="sliders-horizontal",
        title_field="id",
        fields=(_SET_LINK, FieldSpec("group_id", "Group", FieldKind.LINK, required=True), *_METHOD_FIELDS),
        internal=True,
    ),
    EntitySpec(
        record=CriterionWeight,
        label="Weight of a criterion",
        plural="Weights of criteria",
        icon="sliders-horizontal",
        title_field="id",
        fields=(
            _SET_LINK,
            FieldSpec("criterion_id", "Criterion", FieldKind.LINK, required=True),
            *_ANSWER_FIELDS,
            FieldSpec("stale_json", "Given for another scale", FieldKind.JSON),
        ),
        internal=True,
    ),
    EntitySpec(
        record=GroupWeight,
        label="Weight of a group",
        plural="Weights of groups",
        icon="sliders-horizontal",
        title_field="id",
        fields=(_SET_LINK, FieldSpec("group_id", "Group", FieldKind.LINK, required=True), *_ANSWER_FIELDS),
        internal=True,
    ),
)
