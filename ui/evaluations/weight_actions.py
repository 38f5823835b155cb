"""What the workbench asks of the workspace about weights: to store what was decided, and to keep the stakeholders."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.evaluation.problem import PointWeights
from consultant_desk.errors import DeskError
from ui.evaluations.weight_changes import (
    AllAnswers,
    CompletionChoice,
    Judgements,
    MethodChoice,
    RankOrder,
    StaleAnswer,
    WeightChange,
    WeightMove,
)

if TYPE_CHECKING:
    from consultant_desk.services.evaluations import Evaluations
    from consultant_desk.services.sheet import EvaluationSheet

T = TypeVar("T")
Failed = Callable[[DeskError], None]


class WeightActions:
    """The part of the operations on an open evaluation that is about weights."""

    sheet: EvaluationSheet

    def weigh(self, change: WeightChange, set_id: str = "") -> None:
        """Store a decision about the weights that decide, or with `set_id` about those of somebody."""
        area, key = self._area, self.sheet.id
        match change:
            case WeightMove(held=True, answers=PointWeights() as answers):
                points = _flat_points(answers)
                self._write(lambda: area.set_points(key, points, set_id=set_id))
            case WeightMove(criterion=criterion, share=share):
                self._write(lambda: area.set_share(key, criterion, share, set_id=set_id))
            case MethodChoice(method=method, formula=formula, group=group):
                self._write(lambda: area.set_method(key, method, formula, group=group or None, set_id=set_id))
            case RankOrder(order=order):
                self._write(lambda: area.set_rank(key, order, set_id=set_id))
            case Judgements(pairs=pairs):
                self._write(lambda: area.set_judgements(key, pairs, set_id=set_id))
            case CompletionChoice(completion=completion, group=group):
                self._write(lambda: area.set_completion(key, completion, group=group or None, set_id=set_id))
            case AllAnswers(answers=level, label=label, group=group):
                self._write(lambda: area.set_answers(key, level, group=group or None, set_id=set_id, label=label))
            case StaleAnswer(criterion=criterion, rescale=True):
                self._write(lambda: area.take_rescaled(key, criterion, set_id=set_id))
            case StaleAnswer(criterion=criterion):
                self._write(lambda: area.keep_weight(key, criterion, set_id=set_id))

    def add_stakeholder(
        self, name: str, person_id: str, *, copy_own: bool, done: Callable[[str], None], failed: Failed
    ) -> None:
        """Add somebody with own weights."""
        key = self.sheet.id
        self._write(
            lambda: self._area.add_stakeholder(key, name, person_id=person_id or None, copy_own=copy_own),
            done,
            failed=failed,
        )

    def edit_stakeholder(self, set_id: str, name: str, note: str, done: Callable[[None], None], failed: Failed) -> None:
        """Give a stakeholder another name or note."""
        self._write(lambda: self._area.edit_stakeholder(set_id, name=name, note=note), done, failed=failed)

    def remove_stakeholder(self, set_id: str) -> None:
        """Move a stakeholder with the weights to the Trash."""
        self._write(lambda: self._area.remove_stakeholder(set_id), say="Stakeholder moved to the Trash")

    def copy_weights(self, set_id: str) -> None:
        """Give a stakeholder your own weights."""
        self._write(lambda: self._area.copy_weights(self.sheet.id, set_id))

    def set_deciding(self, decides: str) -> None:
        """Let your own weights decide, or the mean of the stakeholders."""
        self._write(lambda: self._area.set_deciding(self.sheet.id, decides))

    @property
    def _area(self) -> Evaluations:
        raise NotImplementedError

    def _write(
        self,
        work: Callable[[], Outcome[T]],
        done: Callable[[T], None] | None = None,
        *,
        say: str = "",
        failed: Failed | None = None,
    ) -> None:
        raise NotImplementedError


def _flat_points(answers: PointWeights) -> dict[str, float]:
    points = dict(answers.points)
    for _, inner in answers.within:
        if isinstance(inner, PointWeights):
            points.update(inner.points)
    return points
