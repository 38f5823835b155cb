"""Write finished weight answers over a set of weights, keeping what other methods were answered."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.evaluation.problem import MeanWeights, WeightAnswers
from consultant_desk.domain.ids import pair_id
from consultant_desk.entities.weights import LocalMethod, WeightSet
from consultant_desk.services.evaluations.answers import Answer
from consultant_desk.services.evaluations.columns import Columns, answer_columns, method_columns
from consultant_desk.services.evaluations.joining import put_answer
from consultant_desk.services.evaluations.records import Records
from consultant_desk.services.operations import find
from consultant_desk.storage.session import now_text, revive


def write_answers(session: Session, records: Records, set_id: str, answers: WeightAnswers) -> None:
    """Make the answers those of a set of weights: every level with its method, groups weighed inside as they say."""
    groups = {row.key: row.id for row in records.groups}
    things = {row.key: Answer(row.key, row.id) for row in records.criteria}
    things.update({key: Answer(key, group_id, is_group=True) for key, group_id in groups.items()})
    within = () if isinstance(answers, MeanWeights) else answers.within
    _set_columns(find(session, WeightSet, set_id), method_columns(answers))
    _drop_levels(session, set_id, {groups[key] for key, _ in within})
    for key, inner in within:
        row_id = pair_id("local_method", set_id, groups[key])
        pair = {"weight_set_id": set_id, "group_id": groups[key]}
        _set_columns(revive(session, LocalMethod, row_id, **pair), method_columns(inner))
    for level in (answers, *(inner for _, inner in within)):
        for key, columns in answer_columns(level):
            put_answer(session, set_id, things[key], columns)


def _drop_levels(session: Session, set_id: str, kept: set[str]) -> None:
    """Take back the inner level of every other group: its criteria are weighed at the top from now on."""
    for row in session.scalars(select(LocalMethod).where(LocalMethod.weight_set_id == set_id)):
        if row.group_id not in kept:
            row.deleted_at, row.deleted_how = now_text(session), "undo"


def _set_columns(row: WeightSet | LocalMethod, columns: Columns) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
