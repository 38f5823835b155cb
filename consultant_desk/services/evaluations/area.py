"""The area `desk.evaluations`: reading, whole files, the evaluation as a record; its parts have files beside this."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.clock import Clock
from consultant_desk.domain.evaluation.file import load as load_file
from consultant_desk.domain.evaluation.file_options import MAX_HORIZON
from consultant_desk.domain.evaluation.problem import Options, PointWeights, Problem
from consultant_desk.domain.evaluation.writing import dump
from consultant_desk.entities.engagement import Engagement
from consultant_desk.entities.evaluation import Candidate, Criterion, Evaluation
from consultant_desk.entities.registry import entities
from consultant_desk.entities.score import Score
from consultant_desk.errors import UserError
from consultant_desk.services.client_reading import resolve
from consultant_desk.services.evaluations.answering import AnswerOperations
from consultant_desk.services.evaluations.candidates import BASELINE, CandidateOperations, new_candidate
from consultant_desk.services.evaluations.checks import UNCHANGED
from consultant_desk.services.evaluations.columns import number_text
from consultant_desk.services.evaluations.copying import copy_evaluation
from consultant_desk.services.evaluations.costs import CostOperations
from consultant_desk.services.evaluations.coverage import CoverageOperations
from consultant_desk.services.evaluations.criteria import CriteriaOperations
from consultant_desk.services.evaluations.importing import store_problem
from consultant_desk.services.evaluations.interests import InterestOperations
from consultant_desk.services.evaluations.joint_weights import JointOperations
from consultant_desk.services.evaluations.listing import Standings, evaluation_rows
from consultant_desk.services.evaluations.locking import LockOperations
from consultant_desk.services.evaluations.matrix import MatrixOperations
from consultant_desk.services.evaluations.problem import problem_of
from consultant_desk.services.evaluations.questionnaires import QuestionnaireOperations
from consultant_desk.services.evaluations.recommending import RecommendingOperations
from consultant_desk.services.evaluations.records import load
from consultant_desk.services.evaluations.scores import ScoreOperations
from consultant_desk.services.evaluations.sheet import sheet_of
from consultant_desk.services.evaluations.simulating import SimulationOperations
from consultant_desk.services.evaluations.stakeholders import StakeholderOperations
from consultant_desk.services.evaluations.stale import StaleOperations
from consultant_desk.services.evaluations.templates import TemplateOperations
from consultant_desk.services.operations import FieldValue, assign, find, named
from consultant_desk.services.rows.evaluations import EvaluationRow
from consultant_desk.services.sheet import EvaluationSheet
from consultant_desk.storage.store import Store


class Evaluations(
    CriteriaOperations,
    CandidateOperations,
    CoverageOperations,
    CostOperations,
    ScoreOperations,
    AnswerOperations,
    StaleOperations,
    JointOperations,
    StakeholderOperations,
    RecommendingOperations,
    InterestOperations,
    SimulationOperations,
    LockOperations,
    MatrixOperations,
    QuestionnaireOperations,
    TemplateOperations,
):
    """Everything that can be read of evaluations and done to them. Each operation is one step that can be undone."""

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock)
        self._standings = Standings()

    def list(
        self, query: str = "", *, archived: bool = False, client_id: str | None = None, product_id: str | None = None
    ) -> tuple[EvaluationRow, ...]:
        """Return evaluations whose title or client holds every word of the query, last changed first.

        `archived` adds those put away; `client_id` and `product_id` keep to those of a client or with a product.
        """
        return self._read(
            lambda session: evaluation_rows(
                session, self._standings, query, archived=archived, client_id=client_id, product_id=product_id
            )
        )

    def sheet(self, evaluation_id: str) -> EvaluationSheet:
        """Return everything the workbench shows of one evaluation; `UserError` when it is gone."""
        today = self._clock.today()
        return self._read(lambda session: sheet_of(session, today, evaluation_id))

    def problem(self, evaluation_id: str) -> Problem:
        """Return the problem of one evaluation, ready for `evaluate` unless the sheet says it is incomplete."""
        return self._read(lambda session: problem_of(load(session, evaluation_id)))

    def export(self, evaluation_id: str) -> str:
        """Return the evaluation file of one evaluation."""
        return dump(self.problem(evaluation_id))

    def find_id(self, text: str) -> str:
        """Return the evaluation meant by a tail of its id (6 characters or more) or its exact title."""
        return self._read(lambda session: resolve(session, Evaluation, text))

    def of_criterion(self, criterion_id: str) -> tuple[str, str]:
        """Return the evaluation a criterion belongs to, and the key of the criterion in it."""

        def work(session: Session) -> tuple[str, str]:
            criterion = find(session, Criterion, criterion_id)
            return criterion.evaluation_id, criterion.key

        return self._read(work)

    def of_score(self, score_id: str) -> tuple[str, str]:
        """Return the keys of the candidate and the criterion that a score is of."""

        def work(session: Session) -> tuple[str, str]:
            score = find(session, Score, score_id)
            candidate = find(session, Candidate, score.candidate_id)
            return candidate.key, find(session, Criterion, score.criterion_id).key

        return self._read(work)

    def import_file(self, text: str | bytes, *, engagement_id: str | None = None) -> Outcome[str]:
        """Make a new evaluation from an evaluation file and return its id.

        Candidates are linked to products of exactly their name. `UserError` lists every fault of the file.
        """
        problem = load_file(text)
        return self.add_problem(problem, engagement_id=engagement_id, label=f"Import evaluation {problem.title}")

    def add_problem(
        self, problem: Problem, *, engagement_id: str | None = None, question: str = "", label: str = ""
    ) -> Outcome[str]:
        """Make a new evaluation from a whole problem and return its id."""

        def work(session: Session) -> str:
            if engagement_id is not None:
                find(session, Engagement, engagement_id)
            return store_problem(session, problem, engagement_id, question)

        return self._change(label or f"Add evaluation {problem.title}", work)

    def create(self, title: str, engagement_id: str | None = None, question: str = "") -> Outcome[str]:
        """Make an empty evaluation, with what they have now as the first candidate; return its id."""
        blank = Problem(title=title.strip(), criteria=(), weights=PointWeights("direct", ()), candidates=())

        def work(session: Session) -> str:
            if engagement_id is not None:
                find(session, Engagement, engagement_id)
            evaluation_id = store_problem(session, blank, engagement_id)
            evaluation = find(session, Evaluation, evaluation_id)
            assign(entities()["evaluation"], evaluation, {"title": title, "question": question})
            new_candidate(session, evaluation_id, BASELINE, baseline_key="keep")
            return evaluation_id

        return self._change(f"Add evaluation {title.strip()}", work)

    def edit(self, evaluation_id: str, **values: FieldValue) -> Outcome[None]:
        """Set title, question, status, engagement_id, horizon_years (whole) or discount_rate (a decimal text, 0..1)."""
        known = ("title", "question", "status", "engagement_id", "horizon_years", "discount_rate")
        checked = {name: values[name] for name in known if name in values}
        if "horizon_years" in checked:
            checked["horizon_years"] = _years(checked["horizon_years"])
        if "discount_rate" in checked:
            checked["discount_rate"] = _rate(checked["discount_rate"])
        return self._edit("evaluation", evaluation_id, checked)

    def trash(self, evaluation_id: str) -> Outcome[None]:
        """Move an evaluation with all its parts, its recommendation and its reports to the Trash."""
        return self._trash("evaluation", evaluation_id)

    def duplicate(self, evaluation_id: str) -> Outcome[str]:
        """Copy an evaluation with its scores and weights, without recommendation and reports; return the new id."""

        def work(session: Session) -> str:
            title = find(session, Evaluation, evaluation_id).title
            taken = set(session.scalars(select(Evaluation.title)))
            return copy_evaluation(session, evaluation_id, _copy_title(title, taken))

        label = self._read(lambda session: f"Copy {named(session, 'evaluation', evaluation_id)}")
        return self._change(label, work)


def _copy_title(title: str, taken: set[str]) -> str:
    copy, number = f"{title} (copy)", 2
    while copy in taken:
        copy, number = f"{title} (copy {number})", number + 1
    return copy


def _years(value: FieldValue) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MAX_HORIZON:
        raise UserError(f"Years cannot be {value!r}.", UNCHANGED, f"Enter a whole number from 1 to {MAX_HORIZON}.")
    return value


def _rate(value: FieldValue) -> str | None:
    try:
        rate = Options().discount_rate if value in {None, ""} else float(str(value))
    except ValueError:
        rate = -1.0
    if not 0 <= rate <= 1:
        raise UserError(f"A discount rate cannot be {value!r}.", UNCHANGED, "Enter a share such as 0.05.")
    return number_text(rate)
