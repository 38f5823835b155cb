"""Load the rows of evaluations in a fixed number of queries, as plain rows: no ORM objects, no lazy loading.

The statements are built once and run on the connection of the session, because the workbench reads after every edit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Row, Select, Table, bindparam, or_, select
from sqlalchemy.orm import Session

from consultant_desk.entities.base import Record
from consultant_desk.entities.cost import CostLine
from consultant_desk.entities.evaluation import Candidate, CriteriaGroup, Criterion, Evaluation
from consultant_desk.entities.evidence import Evidence, ScoreEvidence
from consultant_desk.entities.registry import entities
from consultant_desk.entities.score import Score
from consultant_desk.entities.weights import CriterionWeight, GroupWeight, LocalMethod, WeightSet
from consultant_desk.errors import UserError
from consultant_desk.storage.session import live

AnyRow = Row[Any]
"""One row of a table with the column names of its entity as attributes."""


@dataclass(frozen=True, slots=True)
class Records:
    """The live rows of one evaluation, siblings in their order. `links` are (score id, evidence id)."""

    evaluation: AnyRow
    groups: list[AnyRow] = field(default_factory=list)
    criteria: list[AnyRow] = field(default_factory=list)
    candidates: list[AnyRow] = field(default_factory=list)
    scores: list[AnyRow] = field(default_factory=list)
    costs: list[AnyRow] = field(default_factory=list)
    sets: list[AnyRow] = field(default_factory=list)
    locals: list[AnyRow] = field(default_factory=list)
    criterion_weights: list[AnyRow] = field(default_factory=list)
    group_weights: list[AnyRow] = field(default_factory=list)
    evidence: list[AnyRow] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def short_list(self) -> list[AnyRow]:
        """Return the candidates that are compared."""
        return [candidate for candidate in self.candidates if candidate.listed not in {"rejected", "long"}]

    @property
    def deciding(self) -> AnyRow | None:
        """Return the weight set that decides; None where there is none yet."""
        return next((row for row in self.sets if row.role == "decides"), None)


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)

_CHILDREN: tuple[tuple[type[Record], str], ...] = (
    (CriteriaGroup, "groups"),
    (Criterion, "criteria"),
    (Candidate, "candidates"),
    (WeightSet, "sets"),
)
_GRANDCHILDREN: tuple[tuple[type[Record], type[Record], str, str], ...] = (
    (Score, Candidate, "candidate_id", "scores"),
    (CostLine, Candidate, "candidate_id", "costs"),
    (LocalMethod, WeightSet, "weight_set_id", "locals"),
    (CriterionWeight, WeightSet, "weight_set_id", "criterion_weights"),
    (GroupWeight, WeightSet, "weight_set_id", "group_weights"),
)


def load(session: Session, evaluation_id: str) -> Records:
    """Return the rows of one evaluation; `UserError` when it is not there."""
    found = load_many(session, [evaluation_id])
    if evaluation_id not in found:
        raise UserError("This evaluation is no longer here.", "Nothing was changed.", "Look in the Trash or undo.")
    records = found[evaluation_id]
    add_evidence(session, records)
    return records


def load_many(session: Session, ids: Collection[str]) -> dict[str, Records]:
    """Return the rows of many evaluations by id, without evidence; those that are not there are left out."""
    session.flush()
    connection, known = session.connection(), {"ids": list(ids)}
    found = {row.id: Records(row) for row in connection.execute(_heads(), known)}
    for record, attribute in _CHILDREN:
        _spread(found, attribute, connection.execute(_children(record), known).all())
    for record, parent, column, attribute in _GRANDCHILDREN:
        _spread(found, attribute, connection.execute(_grandchildren(record, parent, column), known).all())
    return found


def add_evidence(session: Session, records: Records) -> None:
    """Read the evidence that came with the evaluation or supports one of its scores, and what supports what."""
    connection = session.connection()
    pairs = connection.execute(_links(), {"id": records.evaluation.id}).all()
    known = {"id": records.evaluation.id, "used": list({pair.evidence_id for pair in pairs})}
    rows = connection.execute(_evidence(), known).all()
    there = {row.id for row in rows}
    records.evidence.extend(rows)
    records.links.extend((pair.score_id, pair.evidence_id) for pair in pairs if pair.evidence_id in there)


def _table(record: type[Record]) -> Table:
    return entities()[record.__tablename__].table


@cache
def _heads() -> Select[Any]:
    table = _table(Evaluation)
    return select(table).where(live(table), table.c.id.in_(_IDS))


@cache
def _children(record: type[Record]) -> Select[Any]:
    table = _table(record)
    query = select(table, table.c.evaluation_id.label("owner"))
    return query.where(live(table), table.c.evaluation_id.in_(_IDS)).order_by(table.c.position, table.c.id)


@cache
def _grandchildren(record: type[Record], parent: type[Record], column: str) -> Select[Any]:
    table, above = _table(record), _table(parent)
    joined = table.join(above, above.c.id == table.c[column])
    query = select(table, above.c.evaluation_id.label("owner")).select_from(joined)
    query = query.where(live(table), live(above), above.c.evaluation_id.in_(_IDS))
    return query.order_by(table.c.position, table.c.id) if "position" in table.c else query


@cache
def _links() -> Select[Any]:
    link, score, candidate = (_table(kind) for kind in (ScoreEvidence, Score, Candidate))
    return (
        select(link.c.score_id, link.c.evidence_id)
        .join(score, score.c.id == link.c.score_id)
        .join(candidate, candidate.c.id == score.c.candidate_id)
        .where(live(link), live(score), live(candidate), candidate.c.evaluation_id == bindparam("id"))
    )


@cache
def _evidence() -> Select[Any]:
    table = _table(Evidence)
    used = table.c.id.in_(bindparam("used", expanding=True))
    query = select(table).where(live(table), or_(table.c.evaluation_id == bindparam("id"), used))
    return query.order_by(table.c.created_at, table.c.id)


def _spread(found: dict[str, Records], attribute: str, rows: Sequence[AnyRow]) -> None:
    by_owner: dict[str, list[AnyRow]] = defaultdict(list)
    for row in rows:
        by_owner[row.owner].append(row)
    for owner, own in by_owner.items():
        if owner in found:
            getattr(found[owner], attribute).extend(own)
