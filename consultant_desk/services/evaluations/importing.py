"""Store a whole problem as a new evaluation, so that reading it back gives the same problem."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.evaluation.problem import (
    MeanWeights,
    Problem,
    WeightAnswers,
)
from consultant_desk.domain.ids import pair_id
from consultant_desk.domain.order import spread
from consultant_desk.entities.base import Record
from consultant_desk.entities.cost import CostLine
from consultant_desk.entities.evaluation import Candidate, CriteriaGroup, Criterion, Evaluation
from consultant_desk.entities.evidence import Evidence, ScoreEvidence
from consultant_desk.entities.product import Product
from consultant_desk.entities.score import Score
from consultant_desk.entities.weights import CriterionWeight, GroupWeight, LocalMethod, WeightSet
from consultant_desk.services.evaluations.columns import (
    NO_ANSWER,
    NO_METHOD,
    Columns,
    answer_columns,
    criterion_columns,
    method_columns,
    options_columns,
    raw_text,
)
from consultant_desk.services.evaluations.cost_columns import cost_columns
from consultant_desk.storage.session import insert_rows

_Pile: TypeAlias = "dict[type[Record], list[Columns]]"


@dataclass(slots=True)
class _Placed:
    """The record ids of what is stored already, by key."""

    evaluation_id: str
    groups: dict[str, str] = field(default_factory=dict)
    criteria: dict[str, str] = field(default_factory=dict)
    candidates: dict[str, str] = field(default_factory=dict)
    products: dict[str, str | None] = field(default_factory=dict)


def store_problem(session: Session, problem: Problem, engagement_id: str | None, question: str = "") -> str:
    """Write a problem as a new evaluation and return its id."""
    values = {"engagement_id": engagement_id, "title": problem.title, "question": question, "status": "open"}
    (evaluation_id,) = insert_rows(session, Evaluation, [{**values, **options_columns(problem.options)}])
    placed = _Placed(evaluation_id)
    _store_criteria(session, problem, placed)
    _store_candidates(session, problem, placed)
    _store_scores(session, problem, placed)
    _store_weights(session, problem, placed)
    return evaluation_id


def _store_criteria(session: Session, problem: Problem, placed: _Placed) -> None:
    own = {"evaluation_id": placed.evaluation_id}
    groups = [
        {**own, "position": place, "key": group.id, "name": group.name, "note": group.note}
        for group, place in zip(problem.groups, spread(len(problem.groups)), strict=True)
    ]
    ids = insert_rows(session, CriteriaGroup, groups)
    placed.groups = dict(zip((group.id for group in problem.groups), ids, strict=True))
    criteria = [
        {
            **own,
            "position": place,
            "key": criterion.id,
            "group_id": None if criterion.group is None else placed.groups[criterion.group],
            **criterion_columns(criterion),
        }
        for criterion, place in zip(problem.criteria, spread(len(problem.criteria)), strict=True)
    ]
    ids = insert_rows(session, Criterion, criteria)
    placed.criteria = dict(zip((criterion.id for criterion in problem.criteria), ids, strict=True))


def _store_candidates(session: Session, problem: Problem, placed: _Placed) -> None:
    catalogue = _catalogue(session)
    placed.products = {
        one.id: catalogue.get(one.product) or (None if one.baseline else catalogue.get(one.name))
        for one in problem.candidates
    }
    candidates = [
        {
            "evaluation_id": placed.evaluation_id,
            "position": place,
            "key": candidate.id,
            "name": candidate.name,
            "product_id": placed.products[candidate.id],
            "product_text": candidate.product,
            "is_baseline": candidate.baseline,
            "listed": "short",
            "note": candidate.note,
        }
        for candidate, place in zip(problem.candidates, spread(len(problem.candidates)), strict=True)
    ]
    ids = insert_rows(session, Candidate, candidates)
    placed.candidates = dict(zip((one.id for one in problem.candidates), ids, strict=True))
    costs = [
        {
            "candidate_id": placed.candidates[line.candidate],
            "position": place,
            **cost_columns(line),
        }
        for line, place in zip(problem.costs, spread(len(problem.costs)), strict=True)
    ]
    insert_rows(session, CostLine, costs)


def _catalogue(session: Session) -> dict[str, str]:
    """Return the products by exact name; a name that stands twice names none."""
    found: dict[str, list[str]] = defaultdict(list)
    for product_id, name in session.execute(select(Product.id, Product.name)):
        found[name].append(product_id)
    return {name: ids[0] for name, ids in found.items() if name and len(ids) == 1}


def _store_scores(session: Session, problem: Problem, placed: _Placed) -> None:
    scores: list[Columns] = []
    links: list[tuple[str, str]] = []
    used_by: dict[str, set[str | None]] = defaultdict(set)
    for cell in problem.cells:
        pair = (placed.candidates[cell.candidate], placed.criteria[cell.criterion])
        score_id = pair_id("score", *pair)
        scores.append(
            {
                "id": score_id,
                "candidate_id": pair[0],
                "criterion_id": pair[1],
                "value": raw_text(cell.value),
                "low": raw_text(cell.low),
                "high": raw_text(cell.high),
                "confidence": None if cell.confidence is None else cell.confidence.value,
                "evidence_state": cell.evidence_state.value,
                "rationale": cell.rationale,
                "note": cell.note,
            }
        )
        for key in cell.evidence:
            links.append((score_id, key))
            used_by[key].add(placed.products[cell.candidate])
    insert_rows(session, Score, scores)
    ids = _store_evidence(session, problem, placed, used_by)
    pairs = {(score_id, ids[key]) for score_id, key in links}
    insert_rows(
        session,
        ScoreEvidence,
        [{"id": pair_id("score_evidence", *pair), "score_id": pair[0], "evidence_id": pair[1]} for pair in pairs],
    )


def _store_evidence(
    session: Session, problem: Problem, placed: _Placed, used_by: dict[str, set[str | None]]
) -> dict[str, str]:
    """Write the evidence and return its ids by key; what supports scores of one product only belongs to the product."""
    rows = [
        {
            "evaluation_id": placed.evaluation_id,
            "product_id": next(iter(used_by[one.id])) if len(used_by[one.id]) == 1 else None,
            "key": one.id,
            "kind": one.kind or None,
            "grade": one.grade or None,
            "title": one.title,
            "source": one.source,
            "quote": one.quote,
            "seen_on": one.date or None,
        }
        for one in problem.evidence
    ]
    return dict(zip((one.id for one in problem.evidence), insert_rows(session, Evidence, rows), strict=True))


def _store_weights(session: Session, problem: Problem, placed: _Placed) -> None:
    sets: list[tuple[Columns, WeightAnswers]] = [({"role": "decides"}, problem.weights)]
    for person in problem.stakeholders:
        named = {"role": "stakeholder", "key": person.id, "name": person.name, "note": person.note}
        sets.append((named, person.weights))
    blank: Columns = {"key": "", "name": "", "note": ""}
    rows = [
        {
            **blank,
            **columns,
            "evaluation_id": placed.evaluation_id,
            "position": place,
            **NO_METHOD,
            **method_columns(answers),
        }
        for (columns, answers), place in zip(sets, spread(len(sets)), strict=True)
    ]
    pile: _Pile = defaultdict(list)
    for set_id, (_, answers) in zip(insert_rows(session, WeightSet, rows), sets, strict=True):
        _pile_answers(pile, set_id, answers, placed)
        for group, inner in () if isinstance(answers, MeanWeights) else answers.within:
            group_id = placed.groups[group]
            pair: Columns = {"weight_set_id": set_id, "group_id": group_id}
            pile[LocalMethod].append(
                {"id": pair_id("local_method", set_id, group_id), **pair, **NO_METHOD, **method_columns(inner)}
            )
            _pile_answers(pile, set_id, inner, placed)
    for record, lines in pile.items():
        insert_rows(session, record, lines)


def _pile_answers(pile: _Pile, set_id: str, answers: WeightAnswers, placed: _Placed) -> None:
    kind: type[Record]
    for key, columns in answer_columns(answers):
        if key in placed.criteria:
            kind, column, thing = CriterionWeight, "criterion_id", placed.criteria[key]
        else:
            kind, column, thing = GroupWeight, "group_id", placed.groups[key]
        row_id = pair_id(kind.__tablename__, set_id, thing)
        pile[kind].append({"id": row_id, "weight_set_id": set_id, column: thing, **NO_ANSWER, **columns})
