"""Show that no payment decides: all is computed again from the evaluation file, in which no payment has a place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from consultant_desk.domain.evaluation.evaluate import evaluate
from consultant_desk.domain.evaluation.file import load
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.evaluation.writing import dump


@dataclass(frozen=True, slots=True)
class Independence:
    """What holds without any commission.

    `same`: the ranking, the verdict and every figure come out the same. `best_free` is the best ranked candidate, the
    baseline left out, that pays nothing ("" when all pay or none is ranked), `rank` its rank, `behind` its points
    behind the first.
    """

    same: bool
    paying: tuple[str, ...]
    best_free: str = ""
    rank: int = 0
    behind: float = 0.0


def independence(problem: Problem, result: Result, paying: Collection[str]) -> Independence:
    """Return what of `result` holds without any commission; `paying` are the ids of candidates that pay.

    The problem goes through the file that is attached to a report, and is evaluated again with the draws it asks for.
    """
    again = evaluate(load(dump(problem)))
    baselines = {one.id for one in problem.candidates if one.baseline}
    ranked = [line for line in result.ranking if line.rank is not None]
    free = next((line for line in ranked if line.candidate not in baselines and line.candidate not in paying), None)
    payers = tuple(line.candidate for line in result.ranking if line.candidate in paying)
    if free is None or free.rank is None:
        return Independence(again == result, payers)
    return Independence(again == result, payers, free.candidate, free.rank, ranked[0].score - free.score)
