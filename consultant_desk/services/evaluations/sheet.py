"""Make the read model of the workbench from the rows of one evaluation."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.evaluation.problem import RankFormula
from consultant_desk.entities.client import Client
from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.evidence import Evidence
from consultant_desk.entities.need import Requirement
from consultant_desk.services.evaluations.answers import tree_of
from consultant_desk.services.evaluations.cost_columns import cost_of
from consultant_desk.services.evaluations.costs import base_currency
from consultant_desk.services.evaluations.coverage import coverage_rows
from consultant_desk.services.evaluations.interests import interest_rows, proposals_of
from consultant_desk.services.evaluations.locking import lock_state
from consultant_desk.services.evaluations.problem import evidence_keys, incomplete_because, problem_of, sorted_evidence
from consultant_desk.services.evaluations.records import AnyRow, Records, load
from consultant_desk.services.evaluations.weight_sets import own_row, people_rows
from consultant_desk.services.needs import need_rows
from consultant_desk.services.product_reading import evidence_rows
from consultant_desk.services.rows.candidates import LongRow, RejectedRow
from consultant_desk.services.rows.costs import CostRow
from consultant_desk.services.rows.weights import MethodAnswers
from consultant_desk.services.sheet import EvaluationSheet


def sheet_of(session: Session, today: date, evaluation_id: str) -> EvaluationSheet:
    """Return one evaluation with everything the workbench shows; `UserError` when it is not there."""
    records = load(session, evaluation_id)
    row = records.evaluation
    problem = problem_of(records)
    keys = evidence_keys(records)
    tree = None if records.deciding is None else tree_of(records, records.deciding.id)
    lock = lock_state(session, evaluation_id, problem)
    client_id, client = client_of(session, row.engagement_id)
    return EvaluationSheet(
        id=row.id,
        title=row.title,
        question=row.question,
        status=row.status or "open",
        engagement_id=row.engagement_id or "",
        client_id=client_id,
        client=client,
        currency=base_currency(
            session, problem.options.currency, (line.amount_currency for line in _cost_lines(records))
        ),
        problem=problem,
        answers=MethodAnswers("mean", RankFormula.ROC) if tree is None else tree.top.kept(),
        local_answers={} if tree is None else {key: level.kept() for key, level in tree.inner.items()},
        criteria={criterion.key: criterion.id for criterion in records.criteria},
        groups={group.key: group.id for group in records.groups},
        candidates={candidate.key: candidate.id for candidate in records.short_list},
        products={candidate.key: candidate.product_id or "" for candidate in records.short_list},
        evidence_ids={keys[one.id]: one.id for one in sorted_evidence(records, keys)},
        evidence=evidence_rows(session, today, evaluation_id=evaluation_id),
        needs=need_rows(session, row.engagement_id) if row.engagement_id else (),
        requirement_of=_requirement_of(session, records),
        rejected=_rejected(session, records),
        interests=() if lock.blind else interest_rows(session, today, evaluation_id, records.short_list),
        proposals=() if lock.blind else proposals_of(session, today, records, problem),
        costs=_cost_rows(records),
        incomplete=incomplete_because(problem),
        long_list=tuple(
            LongRow(one.id, one.key, one.name, one.product_id or "")
            for one in records.candidates
            if one.listed == "long"
        ),
        coverage={(one.candidate_id, one.requirement_id): one for one in coverage_rows(session, row.id)},
        own_weights=own_row(records),
        people=people_rows(records),
        lock=lock,
    )


def client_of(session: Session, engagement_id: str | None) -> tuple[str, str]:
    """Return id and name of the client the evaluation is for; two empty texts without one."""
    query = (
        select(Client.id, Client.name)
        .join(Engagement, Engagement.client_id == Client.id)
        .where(Engagement.id == engagement_id)
    )
    found = session.execute(query).first()
    return ("", "") if found is None else (found[0], found[1])


def _cost_lines(records: Records) -> list[AnyRow]:
    """Return the cost lines of the short list, candidate by candidate, each in their order."""
    places = {row.id: place for place, row in enumerate(records.short_list)}
    lines = [row for row in records.costs if row.candidate_id in places]
    return sorted(lines, key=lambda row: (places[row.candidate_id], row.position, row.id))


def _cost_rows(records: Records) -> tuple[CostRow, ...]:
    keys = {row.id: row.key for row in records.short_list}
    return tuple(CostRow(row.id, cost_of(row, keys[row.candidate_id]), row.note) for row in _cost_lines(records))


def _requirement_of(session: Session, records: Records) -> dict[str, tuple[str, ...]]:
    keys = {row.id: row.key for row in records.criteria}
    query = (
        select(Requirement.criterion_id, Requirement.id)
        .where(Requirement.criterion_id.in_(keys))
        .order_by(Requirement.position, Requirement.id)
    )
    found: dict[str, tuple[str, ...]] = {}
    for criterion_id, requirement_id in session.execute(query):
        key = keys[criterion_id]
        found[key] = (*found.get(key, ()), requirement_id)
    return found


def _rejected(session: Session, records: Records) -> tuple[RejectedRow, ...]:
    rows = [row for row in records.candidates if row.listed == "rejected"]
    wanted = {row.rejected_by_id for row in rows if row.rejected_by_id}
    query = select(Requirement.id, Requirement.text).where(Requirement.id.in_(wanted))
    texts = dict(session.execute(query).all()) if wanted else {}
    shown = {row.rejected_evidence_id for row in rows if row.rejected_evidence_id}
    named = select(Evidence.id, Evidence.title, Evidence.source).where(Evidence.id.in_(shown))
    evidence = {key: title or source for key, title, source in session.execute(named)} if shown else {}
    return tuple(
        RejectedRow(
            id=row.id,
            key=row.key,
            name=row.name,
            product_id=row.product_id or "",
            requirement_id=row.rejected_by_id if row.rejected_by_id in texts else "",
            requirement=texts.get(row.rejected_by_id, ""),
            why=row.rejected_why,
            evidence_id=row.rejected_evidence_id if row.rejected_evidence_id in evidence else "",
            evidence=evidence.get(row.rejected_evidence_id, ""),
        )
        for row in rows
    )
