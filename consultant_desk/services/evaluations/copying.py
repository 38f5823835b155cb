"""Copy an evaluation row by row: groups, criteria, candidates, interests, costs, scores, weights of every method.

The recommendation and the reports stay with the original, and so do the requirements: each leads to one criterion.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from consultant_desk.domain.ids import pair_id
from consultant_desk.entities.base import BOOKKEEPING, Record
from consultant_desk.entities.cost import CostLine
from consultant_desk.entities.coverage import Coverage, CoverageEvidence
from consultant_desk.entities.evaluation import Candidate, CriteriaGroup, Criterion, Evaluation
from consultant_desk.entities.evidence import Evidence, ScoreEvidence
from consultant_desk.entities.interest import Interest
from consultant_desk.entities.registry import entities
from consultant_desk.entities.score import Score
from consultant_desk.entities.weights import CriterionWeight, GroupWeight, LocalMethod, WeightSet
from consultant_desk.storage.session import insert_rows, live

_LEVELS: tuple[tuple[type[Record], str, tuple[str, ...]], ...] = (
    (CriteriaGroup, "evaluation_id", ()),
    (Criterion, "evaluation_id", ()),
    (Candidate, "evaluation_id", ()),
    (WeightSet, "evaluation_id", ()),
    (CostLine, "candidate_id", ()),
    (Score, "candidate_id", ("candidate_id", "criterion_id")),
    (Coverage, "candidate_id", ("candidate_id", "requirement_id")),
    (Interest, "candidate_id", ("evaluation_id", "candidate_id")),
    (LocalMethod, "weight_set_id", ("weight_set_id", "group_id")),
    (CriterionWeight, "weight_set_id", ("weight_set_id", "criterion_id")),
    (GroupWeight, "weight_set_id", ("weight_set_id", "group_id")),
)
"""Each type with the column of its owner, owners first, and what the key of a row per pair is made of."""

_SKIPPED = {"id", "deleted_at", "deleted_how", *BOOKKEEPING}


def copy_evaluation(session: Session, evaluation_id: str, title: str) -> str:
    """Copy an evaluation under a new title and return the new id. Evidence about a product is shared, not copied."""
    ids: dict[str, str] = {}
    table = entities()["evaluation"].table
    source = session.execute(select(table).where(table.c.id == evaluation_id)).mappings().one()
    (ids[evaluation_id],) = insert_rows(
        session, Evaluation, [{**_values(table, source, ids), "title": title, "status": "open"}]
    )
    for record, column, pair in _LEVELS:
        _copy(session, record, column, pair, ids)
    _copy_evidence(session, evaluation_id, ids)
    _copy(session, ScoreEvidence, "score_id", ("score_id", "evidence_id"), ids)
    _copy(session, CoverageEvidence, "coverage_id", ("coverage_id", "evidence_id"), ids)
    return ids[evaluation_id]


def _copy(session: Session, record: type[Record], column: str, pair: tuple[str, ...], ids: dict[str, str]) -> None:
    table = entities()[record.__tablename__].table
    rows = session.execute(select(table).where(live(table), table.c[column].in_(list(ids)))).mappings().all()
    copies = [_values(table, row, ids) for row in rows]
    if pair:
        for copy in copies:
            copy["id"] = pair_id(table.name, *(copy[name] for name in pair))
    ids.update(zip((row["id"] for row in rows), insert_rows(session, record, copies), strict=True))


def _copy_evidence(session: Session, evaluation_id: str, ids: dict[str, str]) -> None:
    """Copy what belongs to the evaluation alone."""
    table = entities()["evidence"].table
    own = (live(table), table.c.evaluation_id == evaluation_id, table.c.product_id.is_(None))
    rows = session.execute(select(table).where(*own)).mappings().all()
    copies = [_values(table, row, ids) for row in rows]
    ids.update(zip((row["id"] for row in rows), insert_rows(session, Evidence, copies), strict=True))


def _values(table: Table, row: Any, ids: dict[str, str]) -> dict[str, Any]:
    """Return the columns of a copy, with references to copied rows turned to their copies."""
    return {
        column.name: ids.get(row[column.name], row[column.name]) if column.foreign_keys else row[column.name]
        for column in table.columns
        if column.name not in _SKIPPED
    }
