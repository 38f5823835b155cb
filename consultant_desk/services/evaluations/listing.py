"""The list of evaluations, each with its verdict in one sentence.

A verdict is worked out once per state of an evaluation and kept in memory: every write raises the `version` of its
row, so the sums of the versions of all rows of an evaluation name its state without reading it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, func, select
from sqlalchemy.orm import Session

from consultant_desk.domain.evaluation.evaluate import evaluated
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.entities.base import Record
from consultant_desk.entities.client import Client
from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.evaluation import Candidate, CriteriaGroup, Criterion, Evaluation
from consultant_desk.entities.registry import entities
from consultant_desk.entities.score import Score
from consultant_desk.entities.weights import CriterionWeight, GroupWeight, LocalMethod, WeightSet
from consultant_desk.services.evaluations.problem import incomplete_because, problem_of
from consultant_desk.services.evaluations.records import load_many
from consultant_desk.services.rows.evaluations import EvaluationRow

Sums = tuple[int, int, str]
"""Of one table: how many rows an evaluation ever had there, the sum of their versions, and when one changed last."""

State = tuple[Sums, ...]
"""What names the state of an evaluation: the sums of each of its tables."""

NO_ROWS: Sums = (0, 0, "")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a list tells about one evaluation beyond its own columns."""

    candidates: int = 0
    criteria: int = 0
    scores_known: int = 0
    scores_total: int = 0
    verdict: str = ""
    verdict_kind: str = ""
    updated_at: str = ""


class Standings:
    """Remembers the standing of evaluations by their state."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[State, Standing]] = {}

    def of(self, session: Session, ids: Collection[str]) -> dict[str, Standing]:
        """Return the standing of evaluations by id, working out only what changed."""
        states = _states(session, ids)
        stale = [one for one in ids if one not in self._known or self._known[one][0] != states[one]]
        for one, records in load_many(session, stale).items():
            changed_at = max(sums[2] for sums in states[one])
            self._known[one] = (states[one], replace(standing_of(problem_of(records)), updated_at=changed_at))
        return {one: self._known[one][1] for one in ids if one in self._known}


def standing_of(problem: Problem) -> Standing:
    """Return how far an evaluation is and what it says."""
    total = len(problem.candidates) * len(problem.criteria)
    known = sum(1 for cell in problem.cells if not cell.unknown)
    size = Standing(len(problem.candidates), len(problem.criteria), known, total)
    if incomplete_because(problem) or not known:
        return size
    verdict = evaluated(problem, whole=False).verdict
    return Standing(size.candidates, size.criteria, known, total, verdict.sentence, verdict.kind.value)


def evaluation_rows(
    session: Session, standings: Standings, query: str, *, archived: bool, client_id: str | None, product_id: str | None
) -> tuple[EvaluationRow, ...]:
    """Return evaluations whose title or client holds every word of the query, last changed first."""
    statement = (
        select(Evaluation, Client.id, Client.name)
        .outerjoin(Engagement, (Engagement.id == Evaluation.engagement_id) & Engagement.deleted_at.is_(None))
        .outerjoin(Client, (Client.id == Engagement.client_id) & Client.deleted_at.is_(None))
        .order_by(Evaluation.id.desc())
    )
    if not archived:
        statement = statement.where(func.coalesce(Evaluation.status, "open") != "archived")
    if client_id is not None:
        statement = statement.where(Client.id == client_id)
    if product_id is not None:
        using = select(Candidate.evaluation_id).where(
            Candidate.product_id == product_id, Candidate.deleted_at.is_(None)
        )
        statement = statement.where(Evaluation.id.in_(using))
    words = query.casefold().split()
    found = [
        (evaluation, client or "", name or "")
        for evaluation, client, name in session.execute(statement)
        if all(word in f"{evaluation.title} {name or ''}".casefold() for word in words)
    ]
    known = standings.of(session, [evaluation.id for evaluation, _, _ in found])
    rows = [_row(evaluation, client, name, known[evaluation.id]) for evaluation, client, name in found]
    return tuple(sorted(rows, key=lambda row: row.updated_at, reverse=True))


def _row(evaluation: Evaluation, client_id: str, client: str, standing: Standing) -> EvaluationRow:
    return EvaluationRow(
        id=evaluation.id,
        title=evaluation.title,
        client_id=client_id,
        client=client,
        status=evaluation.status or "open",
        candidates=standing.candidates,
        criteria=standing.criteria,
        scores_known=standing.scores_known,
        scores_total=standing.scores_total,
        verdict=standing.verdict,
        verdict_kind=standing.verdict_kind,
        updated_at=standing.updated_at,
    )


def _states(session: Session, ids: Collection[str]) -> dict[str, State]:
    found: dict[str, list[Sums]] = defaultdict(list)
    for query in _version_sums(ids):
        sums = {owner: (count, total, latest) for owner, count, total, latest in session.execute(query)}
        for one in ids:
            found[one].append(sums.get(one, NO_ROWS))
    return {one: tuple(found[one]) for one in ids}


def _version_sums(ids: Collection[str]) -> list[Select[Any]]:
    evaluation = entities()["evaluation"].table
    queries = [select(evaluation.c.id, *_sums(evaluation)).where(evaluation.c.id.in_(ids)).group_by(evaluation.c.id)]
    for record in _CHILDREN:
        table = entities()[record.__tablename__].table
        owner = table.c.evaluation_id
        queries.append(select(owner, *_sums(table)).where(owner.in_(ids)).group_by(owner))
    for record, parent, column in _GRANDCHILDREN:
        table, above = entities()[record.__tablename__].table, entities()[parent.__tablename__].table
        owner = above.c.evaluation_id
        queries.append(
            select(owner, *_sums(table))
            .join_from(table, above, above.c.id == table.c[column])
            .where(owner.in_(ids))
            .group_by(owner)
        )
    return queries


def _sums(table: Table) -> tuple[ColumnElement[Any], ...]:
    return func.count(), func.sum(table.c.version), func.max(table.c.updated_at)


_CHILDREN: tuple[type[Record], ...] = (CriteriaGroup, Criterion, Candidate, WeightSet)
_GRANDCHILDREN: tuple[tuple[type[Record], type[Record], str], ...] = (
    (Score, Candidate, "candidate_id"),
    (CriterionWeight, WeightSet, "weight_set_id"),
    (GroupWeight, WeightSet, "weight_set_id"),
    (LocalMethod, WeightSet, "weight_set_id"),
)
