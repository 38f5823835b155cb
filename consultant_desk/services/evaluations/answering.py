"""Answer whole levels of weights at once: swings asked one by one, an order, weights from needs; and judge pairs."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from sqlalchemy.orm import Session

from consultant_desk.domain.changes import Outcome
from consultant_desk.domain.evaluation.judging import Pair, with_judgements
from consultant_desk.domain.evaluation.problem import (
    Completion,
    MeanWeights,
    PairwiseWeights,
    PointWeights,
    RankWeights,
    WeightAnswers,
)
from consultant_desk.errors import UserError
from consultant_desk.services.evaluations.answers import Level
from consultant_desk.services.evaluations.checks import UNCHANGED, checked_number
from consultant_desk.services.evaluations.columns import answer_columns, pairwise_of, pairwise_text
from consultant_desk.services.evaluations.joining import put_answer
from consultant_desk.services.evaluations.weight_sets import (
    ChosenSet,
    chosen_set,
    put_method,
    put_pairwise,
    settle,
)
from consultant_desk.services.evaluations.weighting import WeightOperations, check_order

LARGEST_RATIO = 1_000_000
"""What the file can hold; the scale of the window ends at 9."""


class AnswerOperations(WeightOperations):
    """Operations that answer a method as a whole, or judge pairs."""

    def set_answers(
        self,
        evaluation_id: str,
        answers: WeightAnswers,
        *,
        group: str | None = None,
        set_id: str = "",
        label: str = "Set weights",
    ) -> Outcome[None]:
        """Weigh a level by these answers and their method, and the levels inside groups that `within` names.

        `group` means the level inside that group. Answers by other methods stay for whoever switches back.
        """

        def work(session: Session) -> None:
            put_answers(session, chosen_set(session, evaluation_id, set_id), answers, group)

        return self._change(f"{label}{self._suffix(set_id)}", work)

    def set_judgements(
        self, evaluation_id: str, judgements: Mapping[Pair, str | None], *, set_id: str = ""
    ) -> Outcome[None]:
        """Say how much one thing outweighs another ("3", "1/5"), or with None that this is not judged (any more).

        All pairs are of one level that is weighed by judgements.
        """
        for (one, other), text in judgements.items():
            _check_ratio(text)
            if one == other or (other, one) in judgements:
                raise UserError("A pair is two different criteria, judged once.", UNCHANGED)

        def work(session: Session) -> None:
            chosen = chosen_set(session, evaluation_id, set_id)
            group, level = chosen.level_of(next(iter(judgements))[0])
            _refuse_unless_judged(level)
            for key in (key for pair in judgements for key in pair):
                if key not in level.keys:
                    raise UserError(f"{key!r} is not weighed against the others.", UNCHANGED)
            made = with_judgements(_judgements(level), judgements)
            put_pairwise(session, chosen, group, pairwise_text(made))
            settle(session, chosen, *(key for pair in judgements for key in pair))

        if not judgements:
            raise UserError("Nothing was judged.", UNCHANGED)
        pair = next(iter(judgements))
        if len(judgements) > 1:
            return self._change(f"Judge {len(judgements)} pairs{self._suffix(set_id)}", work)
        verb = "Judge" if judgements[pair] is not None else "Take back the judgement of"
        return self._change(self._naming(verb, evaluation_id, pair[0], set_id), work)

    def set_completion(
        self, evaluation_id: str, completion: Completion, *, group: str | None = None, set_id: str = ""
    ) -> Outcome[None]:
        """Choose how weights follow while some judgements are missing."""

        def work(session: Session) -> None:
            chosen = chosen_set(session, evaluation_id, set_id)
            made = _judgements(chosen.level(group))
            changed = PairwiseWeights(made.ids, made.rows, made.random_index, (), completion)
            put_pairwise(session, chosen, group, pairwise_text(changed))

        return self._change(f"Complete judgements{self._suffix(set_id)}", work)


def put_answers(session: Session, chosen: ChosenSet, answers: WeightAnswers, group: str | None = None) -> None:
    """Write the answers of a level and of the levels within it; `UserError` when they do not fit what is weighed."""
    level = chosen.level(group)
    _check(level, answers)
    items = {item.key: item for item in level.items}
    for key, columns in answer_columns(answers):
        put_answer(session, chosen.tree.set_id, items[key], columns)
    match answers:
        case PointWeights(method=method, within=within):
            put_method(session, chosen, group, method)
        case RankWeights(formula=formula, within=within):
            put_method(session, chosen, group, "rank", formula)
        case PairwiseWeights(within=within):
            put_method(session, chosen, group, "ahp")
            put_pairwise(session, chosen, group, pairwise_text(answers))
        case MeanWeights():
            raise UserError("A mean is no answer.", UNCHANGED)
    settle(session, chosen, *level.keys)
    for key, inner in within:
        put_answers(session, chosen, inner, key)


def _check(level: Level, answers: WeightAnswers) -> None:
    match answers:
        case PointWeights(points=points):
            check_order(level, [key for key, _ in points])
            if any(checked_number("The points", value) < 0 for _, value in points):
                raise UserError("Points cannot be negative.", UNCHANGED)
            if not any(value for _, value in points):
                raise UserError("All weights would be zero.", UNCHANGED, "Leave one of them above zero.")
        case RankWeights(order=order):
            check_order(level, order)
        case PairwiseWeights(ids=ids, rows=rows):
            check_order(level, ids)
            if len(rows) != len(ids) or any(len(row) != len(ids) for row in rows):
                raise UserError("Judgements need one row and one column for every criterion.", UNCHANGED)
            for row in rows:
                for text in row:
                    _check_ratio(text)
        case MeanWeights():
            pass


def _check_ratio(text: str | None) -> None:
    if text is None:
        return
    try:
        ratio = Fraction(text)
    except (ValueError, ZeroDivisionError):
        ratio = Fraction(0)
    if not Fraction(1, LARGEST_RATIO) <= ratio <= LARGEST_RATIO:
        raise UserError(f"{text!r} is no judgement.", UNCHANGED, "Write 1 to 9, or 1/2 to 1/9.")


def _judgements(level: Level) -> PairwiseWeights:
    """Return the judgements of a level as they are stored, without what is within its groups."""
    return pairwise_of(level.pairwise, level.keys, ())


def _refuse_unless_judged(level: Level) -> None:
    if level.method != "ahp":
        raise UserError("These weights are not answered by judgements.", UNCHANGED, "Choose Pairwise first.")
