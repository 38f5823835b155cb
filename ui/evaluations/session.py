"""The evaluation a person has open: what is stored, what is being moved, what is selected, and what changed last.

All steps and the ranking panel read from one session and repaint on its signals. While a weight is moved only the
session changes; when the move ends, `weights_committed` carries the finished answers, once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from consultant_desk.domain.evaluation.live import LiveEvaluation, LiveView
from consultant_desk.domain.evaluation.problem import Candidate, Cell, Criterion, Problem
from consultant_desk.domain.evaluation.result import EvaluationWarning, RankedCandidate
from consultant_desk.domain.evaluation.values import ValueTable, cell_value
from ui.evaluations.answering import KEY_PAUSE_MS, AnsweringSession
from ui.evaluations.last_change import LastChange, problem_change, same_ranking, weight_change
from ui.evaluations.opening import OpenedEvaluation
from ui.evaluations.stale_words import stale_warnings
from ui.evaluations.weight_changes import WeightMove
from ui.evaluations.weighting import answers_in, moved
from ui.evaluations.wording import short_names

__all__ = ["KEY_PAUSE_MS", "EvaluationSession"]

Step = Callable[[float], LiveView]


class EvaluationSession(AnsweringSession):
    """One open evaluation; the steps share it.

    `changed`: another problem or stored result is loaded. `moved`: the live result is another one, repaint.
    `selection_changed`: another criterion or candidate is looked at. `weights_committed`: a `WeightChange` to store.
    """

    selection_changed = Signal()

    def __init__(self, opened: OpenedEvaluation, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.criterion = ""
        self.candidate = ""
        self.locked: frozenset[str] = frozenset()
        self.last_change: LastChange | None = None
        self._change_before: LastChange | None = None
        self._timer.timeout.connect(self.commit)
        self._moving = ""
        self._step: Step = lambda _share: self._stored
        self._waiting: OpenedEvaluation | None = None
        self._opened = opened
        self._problem = opened.problem
        self._stored = self._live = opened.view
        self._criteria: dict[str, Criterion] = {}
        self._candidates: dict[str, Candidate] = {}
        self._short_names: Mapping[str, str] = {}
        self._cells: dict[tuple[str, str], Cell] = {}
        self._lines: dict[str, RankedCandidate] = {}
        self._unknown: tuple[tuple[str, str], ...] = ()
        self._unknown_by: dict[str, tuple[str, ...]] = {}
        self._take(opened)

    @property
    def problem(self) -> Problem:
        """Return the stored problem; weights being moved are not in it yet."""
        return self._problem

    @property
    def result(self) -> LiveView:
        """Return the answer of what is on the screen, moved weights included."""
        return self._live

    @property
    def weights(self) -> Mapping[str, float]:
        """Return the leaf weights on the screen as shares 0..1."""
        return self._live.weights

    @property
    def opened(self) -> OpenedEvaluation:
        """Return what was read last."""
        return self._opened

    @property
    def moving(self) -> str:
        """Return the criterion whose weight is being moved, or an empty text."""
        return self._moving

    @property
    def warnings(self) -> tuple[EvaluationWarning, ...]:
        """Return what should be looked at before the answer is trusted."""
        return (*stale_warnings(self._criteria, self.stale), *self._opened.warnings)

    @property
    def table(self) -> ValueTable | None:
        """Return the values 0..100 of all scores, None while there is nothing to compare."""
        return self._opened.live.table if self._opened.live is not None else None

    def line(self, candidate: str) -> RankedCandidate | None:
        """Return the line of one candidate in the ranking on the screen, or None."""
        return self._lines.get(candidate)

    def value(self, candidate: str, criterion: str) -> float:
        """Return the value 0..100 of a score; an unknown one is shown in the middle."""
        item = self._criteria.get(criterion)
        return cell_value(item, self.cell(candidate, criterion)).shown if item is not None else 0.0

    def load(self, opened: OpenedEvaluation) -> None:
        """Take what is stored now; a move under way is finished first."""
        if self._moving or self.judging:
            self._waiting = opened
            return
        old, before = self._problem, self._stored
        self._take(opened)
        if not same_ranking(before, self._stored):
            self.last_change = problem_change(old, self._problem, before, self._stored, self.names())
        self.changed.emit()

    def criterion_named(self, key: str) -> Criterion | None:
        """Return the criterion of this id, or None."""
        return self._criteria.get(key)

    def candidate_named(self, key: str) -> Candidate | None:
        """Return the candidate of this id, or None."""
        return self._candidates.get(key)

    def cell(self, candidate: str, criterion: str) -> Cell | None:
        """Return the stored score, or None when there is none."""
        return self._cells.get((candidate, criterion))

    def names(self) -> dict[str, str]:
        """Return the full name of each candidate by id."""
        return {key: item.name for key, item in self._candidates.items()}

    def short_names(self) -> Mapping[str, str]:
        """Return a short name of each candidate by id."""
        return self._short_names

    def unknown_cells(self) -> tuple[tuple[str, str], ...]:
        """Return (candidate, criterion) of every score nothing is known about, row by row of the matrix."""
        return self._unknown

    def unknown_of(self, candidate: str) -> tuple[str, ...]:
        """Return the criteria on which nothing is known about a candidate."""
        return self._unknown_by.get(candidate, ())

    def select(self, criterion: str, candidate: str | None = None) -> None:
        """Look at a criterion, and at a candidate when one is named."""
        chosen = (criterion, self.candidate if candidate is None else candidate)
        if chosen == (self.criterion, self.candidate):
            return
        if criterion != self.criterion:
            self.commit()
        self.criterion, self.candidate = chosen
        self.selection_changed.emit()

    def move(self, criterion: str, share: float) -> None:
        """Show what happens when one weight becomes `share`; nothing is stored before `commit`.

        Also where weights are locked: trying changes nothing, and storing it asks for the reason.
        """
        if criterion not in self._stored.weights or self._opened.live is None or self.is_fixed(criterion):
            return
        if self._moving != criterion:
            self._begin_move(criterion, self._opened.live)
        self._timer.stop()
        self._show(self._step(share))
        self.last_change = self._change_before
        if self._live.weights != self._stored.weights:
            name = self._criteria[criterion].name
            self.last_change = weight_change(name, self._stored, self._live, criterion, self.names())
        self.moved.emit()

    def nudge(self, criterion: str, points: float) -> None:
        """Move one weight by percentage points as a key does; it is committed when the keys rest."""
        if criterion in self.weights:
            self.move(criterion, self.weights[criterion] + points / 100.0)
            self._timer.start()

    def put(self, criterion: str, share: float) -> None:
        """Set one weight for good, as a typed number does."""
        self.move(criterion, share)
        self.commit()

    def cancel(self) -> None:
        """Take back a move or judgements that are not committed."""
        if not self._moving:
            self._take_judgements_back()
            return
        self._end_move()
        self._show(self._stored)
        self.last_change = self._change_before
        self.moved.emit()

    def commit(self) -> None:
        """Finish a move: the new weights become the stored ones here and `weights_committed` says so once."""
        if self.judging:
            self._waiting = None
            self._commit_judgements()
        if not self._moving:
            return
        criterion = self._moving
        changed = self._live.weights != self._stored.weights
        self._stored = self._live
        self._end_move()
        if changed:
            answers = answers_in(self._problem, self._live.weights, self.method)
            self._problem = replace(self._problem, weights=answers)
            held = bool(self.locked - {criterion})
            self.weights_committed.emit(WeightMove(criterion, self.weights[criterion], answers, held))
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not changed:
            self.load(waiting)
        elif not changed:
            self.moved.emit()

    def toggle_lock(self, criterion: str) -> None:
        """Hold one weight while others are moved, or let it go; lasts as long as the evaluation is open."""
        self.locked = self.locked ^ {criterion}
        self.moved.emit()

    def _take(self, opened: OpenedEvaluation) -> None:
        self._opened = opened
        problem, self._stored = self.under(opened)
        self._problem = problem
        self._show(self._stored)
        criteria, candidates = list(self._criteria), list(self._candidates)
        self._criteria = {item.id: item for item in problem.criteria}
        self._candidates = {item.id: item for item in problem.candidates}
        self._short_names = short_names(problem.candidates)
        self._cells = dict(problem.cell_index())
        self._unknown = tuple(
            (candidate, criterion)
            for criterion in self._criteria
            for candidate in self._candidates
            if (cell := self.cell(candidate, criterion)) is None or cell.unknown
        )
        gathered: dict[str, list[str]] = {}
        for candidate, criterion in self._unknown:
            gathered.setdefault(candidate, []).append(criterion)
        self._unknown_by = {candidate: tuple(criteria) for candidate, criteria in gathered.items()}
        self.locked = self.locked & self._criteria.keys()
        self.criterion = nearest(self.criterion, criteria, self._criteria)
        self.candidate = nearest(self.candidate, candidates, self._candidates)

    def _show(self, view: LiveView) -> None:
        self._live = view
        self._lines = {line.candidate: line for line in view.ranking}

    def _begin_move(self, criterion: str, live: LiveEvaluation) -> None:
        self.commit()
        self._moving = criterion
        self._change_before = self.last_change
        start = self._stored.weights
        if self.locked - {criterion}:
            self._step = lambda share: live.at(moved(start, criterion, share, self.locked))
        else:
            drag = live.drag(start, criterion)
            self._step = lambda share: drag(min(max(share, 0.0), 1.0))

    def _end_move(self) -> None:
        self._moving = ""
        self._timer.stop()


def nearest(chosen: str, before: Sequence[str], now: Mapping[str, object]) -> str:
    """Return what is chosen after a reading: the same while it is there, else what came after it, or before it."""
    if chosen in now or chosen not in before:
        return chosen if chosen in now else next(iter(now), "")
    place = before.index(chosen)
    return next((key for key in (*before[place + 1 :], *reversed(before[:place]), *now) if key in now), "")
