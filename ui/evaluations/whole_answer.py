"""What takes longer than a frame to answer: worked out off the UI thread for the problem that is stored now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from consultant_desk.domain.charts.spans import ScoreSpan, score_spans
from consultant_desk.domain.evaluation.drawing import shown_simulation
from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.evaluation.score_ranges import score_ranges
from consultant_desk.domain.evaluation.values import value_table
from consultant_desk.domain.evaluation.verdict import rule_options
from consultant_desk.errors import DeskError, UserError
from ui.jobs import Job, Jobs


@dataclass(frozen=True, slots=True)
class WholeAnswer:
    """A problem with everything that is answered about it; `spans` in the order of the ranking.

    The simulation of the result is the one of `shown_simulation`.
    """

    problem: Problem
    result: Result
    spans: tuple[ScoreSpan, ...]


class AnswerReader(QObject):
    """Answers one problem at a time, the newest; `arrived` says that `answer` or `refusal` is another one.

    The answer before stays until the next one is there, so that nothing flickers while a score is typed.
    """

    arrived = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._asked: Problem | None = None
        self._job: Job | None = None
        self._working = False
        self.answer: WholeAnswer | None = None
        self.refusal = ""

    def ask(self, problem: Problem) -> None:
        """Answer this problem, unless it was asked last; an older question is given up."""
        if problem is self._asked:
            return
        if self._job is not None:
            self._job.cancel()
        self._asked, self._working = problem, True
        self._job = self._jobs.run(
            lambda job: whole_answer(problem, job), self._take, lambda error: self._refuse(problem, error)
        )

    def give_up(self) -> None:
        """Stop answering: a weight is being moved, and every step of that needs the processor more.

        What is shown stays; asking the same problem again answers it unless it was answered.
        """
        if self._working and self._job is not None:
            self._job.cancel()
            self._asked, self._working = None, False

    def _take(self, answer: WholeAnswer) -> None:
        if answer.problem is self._asked:
            self._working = False
            self.answer, self.refusal = answer, ""
            self.arrived.emit()

    def _refuse(self, problem: Problem, error: DeskError) -> None:
        if problem is self._asked:
            self._working = False
            what = error.faults[0].what if isinstance(error, UserError) and error.faults else error.happened
            self.answer, self.refusal = None, f"The weights do not decide yet: {what.rstrip('.')}."
            self.arrived.emit()


def whole_answer(problem: Problem, job: Job | None = None) -> WholeAnswer:
    """Evaluate a problem whole. Raises `Cancelled` between the steps once the job was given up."""
    _go_on(job, 0, 1)
    options = shown_simulation(problem)
    asking = replace(problem, options=replace(problem.options, simulation=options))
    result = evaluate(asking, progress=lambda done, total: _go_on(job, done, total))
    table = value_table(problem)
    pause = partial(_go_on, job, 1, 1)
    likely = score_ranges(table, table.vector(result.weights), rule_options(options.seed), pause=pause)
    return WholeAnswer(problem, result, score_spans(table, result, likely))


def _go_on(job: Job | None, done: int, total: int) -> None:
    if job is not None:
        job.report(done, total)
