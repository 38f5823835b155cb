"""What the consultant gains from each candidate of an evaluation, set against its result."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from consultant_desk.domain.earnings.counterfactuals import Counterfactuals, Stake, counterfactuals
from consultant_desk.domain.earnings.rates import rounded
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.evaluation.worth import rates_of
from consultant_desk.domain.money import Money, major

HUNDREDTHS = 100
"""Of the currency of the costs: fine enough to tell amounts apart."""


def what_holds_without(
    problem: Problem, result: Result, stakes: Mapping[str, Stake], programmes: Collection[str]
) -> Counterfactuals:
    """Return what of a result holds without the candidates that pay; `programmes` are candidates with a programme.

    Amounts are compared in the currency of the costs, at the rates the evaluation itself uses; where all are in one
    other currency they need no rate.
    """
    currencies = {stake.expected.currency for stake in stakes.values() if stake.pays and stake.expected is not None}
    rates = rates_of(problem)

    def comparable(amount: Money) -> int | None:
        if len(currencies) == 1:
            return amount.minor
        rate = rates.get(amount.currency)
        return None if rate is None else rounded(major(amount.minor, amount.currency) * rate * HUNDREDTHS)

    baselines = {one.id for one in problem.candidates if one.baseline}
    return counterfactuals(result.ranking, stakes, programmes, baselines, comparable)
