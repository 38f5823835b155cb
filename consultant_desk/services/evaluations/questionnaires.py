"""Questionnaires out to stakeholders, and their answers in: each answer becomes that person's own set of weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.evaluation.file_weights import MAX_STAKEHOLDERS
from consultant_desk.domain.evaluation.matrix_names import folded
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.questionnaire import (
    MAX_NAME,
    Comparison,
    QuestionnaireAnswer,
    compare,
    note_of,
)
from consultant_desk.domain.ids import new_id
from consultant_desk.entities.evaluation import Evaluation
from consultant_desk.entities.practice import Practice
from consultant_desk.entities.weights import LocalMethod, WeightSet
from consultant_desk.errors import UserError
from consultant_desk.formats import Formats
from consultant_desk.services.evaluations.answers import tree_of
from consultant_desk.services.evaluations.checks import UNCHANGED
from consultant_desk.services.evaluations.columns import number_text
from consultant_desk.services.evaluations.joining import put_answer
from consultant_desk.services.evaluations.keys import key_from, used_keys
from consultant_desk.services.evaluations.problem import problem_of
from consultant_desk.services.evaluations.questionnaire_page import Heading, page_of
from consultant_desk.services.evaluations.records import load
from consultant_desk.services.evaluations.sheet import client_of
from consultant_desk.services.operations import Area, find, last_position
from consultant_desk.storage.session import take_off

STAKEHOLDER, QUESTIONNAIRE = "stakeholder", "questionnaire"


@dataclass(frozen=True, slots=True)
class QuestionnairePage:
    """A form for one person: the id it asks under, the whole HTML file, and how many steps it asks for."""

    id: str
    title: str
    stakeholder: str
    html: str
    questions: int


@dataclass(frozen=True, slots=True)
class AnswerCheck:
    """An answer beside the evaluation it belongs to. `replaces`: this person has weights already."""

    answer: QuestionnaireAnswer
    evaluation_id: str
    title: str
    replaces: bool
    comparison: Comparison


class QuestionnaireOperations(Area):
    """Operations on questionnaires; weights of a stakeholder never decide by themselves."""

    def questionnaire(self, evaluation_id: str, stakeholder: str, formats: Formats) -> QuestionnairePage:
        """Return a form for a person, in the criteria as they are now; `UserError` without criteria or a name."""
        name = " ".join(stakeholder.split())
        if not 0 < len(name) <= MAX_NAME:
            raise UserError("A questionnaire is for somebody.", "Nothing was written.", "Give the name of the person.")
        number = new_id(int(self._clock.now().timestamp() * 1000))

        def work(session: Session) -> QuestionnairePage:
            problem = problem_of(load(session, evaluation_id))
            if not problem.criteria:
                raise UserError("There is nothing to ask yet: the evaluation has no criteria.", "Nothing was written.")
            _, client = client_of(session, find(session, Evaluation, evaluation_id).engagement_id)
            you = session.scalars(select(Practice).order_by(Practice.id)).first()
            consultant = "" if you is None else you.consultant or you.name
            heading = Heading(evaluation_id, number, name, client, consultant)
            html = page_of(problem, heading, formats.number)
            return QuestionnairePage(number, problem.title, name, html, len(problem.criteria))

        return self._read(work)

    def check_answer(self, answer: QuestionnaireAnswer, evaluation_id: str | None = None) -> AnswerCheck:
        """Return how an answer fits the evaluation it was asked for; `UserError` when that is not the one meant."""

        def work(session: Session) -> AnswerCheck:
            problem = _asked_problem(session, answer, evaluation_id)
            there = _set_of(session, answer.evaluation, answer.stakeholder)
            return AnswerCheck(answer, answer.evaluation, problem.title, there is not None, compare(answer, problem))

        return self._read(work)

    def take_answer(
        self, answer: QuestionnaireAnswer, evaluation_id: str | None = None, *, accept_changed: bool = False
    ) -> Outcome[AnswerCheck]:
        """Store an answer as the weights of its stakeholder, in place of those there were.

        Where criteria changed since, `UserError` lists how unless `accept_changed`: then the points that still fit are
        taken, and the other criteria weigh their mean.
        """

        def work(session: Session) -> AnswerCheck:
            problem = _asked_problem(session, answer, evaluation_id)
            comparison = compare(answer, problem)
            if comparison.differences and not accept_changed:
                raise UserError(
                    f"The criteria changed since {answer.stakeholder} was asked.",
                    UNCHANGED,
                    " ".join(comparison.differences[:5]),
                )
            if not any(points > 0 for _, points in comparison.points):
                raise UserError("None of the points still fits the criteria.", UNCHANGED, "Send a new questionnaire.")
            there = _set_of(session, answer.evaluation, answer.stakeholder)
            row = there or _new_set(session, answer)
            _store(session, row, answer, dict(comparison.points))
            return AnswerCheck(answer, answer.evaluation, problem.title, there is not None, comparison)

        return self._change(f"Take in answer of {answer.stakeholder}", work)


def _asked_problem(session: Session, answer: QuestionnaireAnswer, evaluation_id: str | None) -> Problem:
    """Return the problem an answer is about; `UserError` when it is not here or not the one that is meant."""
    row = session.get(Evaluation, answer.evaluation)
    if row is None or row.deleted_at is not None:
        raise UserError(
            f"This answer belongs to the evaluation “{answer.title}”, which is not in this workspace.", UNCHANGED
        )
    if evaluation_id is not None and evaluation_id != answer.evaluation:
        other = find(session, Evaluation, evaluation_id)
        raise UserError(f"This answer belongs to the evaluation “{row.title}”, not to “{other.title}”.", UNCHANGED)
    return problem_of(load(session, answer.evaluation))


def _set_of(session: Session, evaluation_id: str, stakeholder: str) -> WeightSet | None:
    query = select(WeightSet).where(WeightSet.evaluation_id == evaluation_id, WeightSet.role == STAKEHOLDER)
    rows = session.scalars(query.order_by(WeightSet.position, WeightSet.id))
    return next((row for row in rows if folded(row.name) == folded(stakeholder)), None)


def _new_set(session: Session, answer: QuestionnaireAnswer) -> WeightSet:
    siblings = select(WeightSet.position).where(WeightSet.evaluation_id == answer.evaluation)
    people = siblings.where(WeightSet.role == STAKEHOLDER)
    if len(list(session.scalars(people))) >= MAX_STAKEHOLDERS:
        raise UserError(f"An evaluation holds at most {MAX_STAKEHOLDERS} stakeholders.", UNCHANGED)
    row = WeightSet(
        evaluation_id=answer.evaluation,
        position=last_position(session, siblings),
        role=STAKEHOLDER,
        key=key_from(answer.stakeholder, used_keys(session, answer.evaluation, WeightSet), STAKEHOLDER),
        name=answer.stakeholder,
    )
    session.add(row)
    session.flush()
    return row


def _store(session: Session, row: WeightSet, answer: QuestionnaireAnswer, points: Mapping[str, float]) -> None:
    row.method, row.source, row.answered_at, row.note = "swing", QUESTIONNAIRE, answer.answered_at, note_of(answer)
    for local in session.scalars(select(LocalMethod).where(LocalMethod.weight_set_id == row.id)):
        take_off(session, local)  # every criterion was asked against every other
    session.flush()
    mean = round(sum(points.values()) / len(points), 9)
    records = load(session, answer.evaluation)
    for item in tree_of(records, row.id).top.items:
        value = points.get(item.key, mean)
        put_answer(session, row.id, item, {"swing_points": number_text(value), "stale_json": ""})
