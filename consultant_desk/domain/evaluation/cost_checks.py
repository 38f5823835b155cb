"""Warnings about money: cost counted twice, costs that are not known, lines that do not count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import EvaluationWarning
from consultant_desk.domain.evaluation.worth import cost_axis, costs_currency, rates_of


def cost_warnings(problem: Problem, weights: Mapping[str, float]) -> Iterator[EvaluationWarning]:
    """Yield the warnings about money; nothing without a cost axis."""
    if problem.costs:
        yield from _twice(problem, weights)
        yield from _unknown(problem)
        yield from _without_rate(problem)
        yield from _beyond(problem)
    if problem.costs or cost_axis(problem) is not None:
        yield from _no_benefit(problem, weights)


def _twice(problem: Problem, weights: Mapping[str, float]) -> Iterator[EvaluationWarning]:
    for criterion in problem.criteria:
        if criterion.cost and weights[criterion.id] > 0:
            yield EvaluationWarning(
                "cost_twice",
                f"{criterion.name} counts in the score while cost lines are given too: compare cost in one place.",
                criterion=criterion.id,
            )


def _unknown(problem: Problem) -> Iterator[EvaluationWarning]:
    costed = {line.candidate for line in problem.costs}
    for candidate in problem.candidates:
        if candidate.id not in costed:
            yield EvaluationWarning(
                "no_costs",
                f"{candidate.name} has no cost lines, so its cost is unknown and it is left out of value for money. "
                "Give it a line of 0 if it costs nothing.",
                candidate=candidate.id,
            )


def _without_rate(problem: Problem) -> Iterator[EvaluationWarning]:
    """Yield what a file cannot hold, but a problem made in memory can."""
    missing = dict.fromkeys(line.currency for line in problem.costs if line.currency not in rates_of(problem))
    for currency in missing:
        yield EvaluationWarning(
            "no_rate",
            f"There is no rate from {currency} to {costs_currency(problem)}: what costs {currency} has no total.",
            currency=currency,
        )


def _beyond(problem: Problem) -> Iterator[EvaluationWarning]:
    names = {candidate.id: candidate.name for candidate in problem.candidates}
    years = problem.options.horizon_years
    for place, line in enumerate(problem.costs):
        if line.to_year > years:
            counts = "does not count" if line.from_year > years else f"counts up to year {years} only"
            yield EvaluationWarning(
                "beyond_horizon",
                f"{names[line.candidate]}: {line.label or line.kind.value} runs to year {line.to_year}, beyond the "
                f"{years} compared, and {counts}.",
                candidate=line.candidate,
                line=place,
            )


def _no_benefit(problem: Problem, weights: Mapping[str, float]) -> Iterator[EvaluationWarning]:
    if not any(weights[criterion.id] > 0 for criterion in problem.criteria if not criterion.cost):
        yield EvaluationWarning("no_benefit", "Only cost has weight: there is no benefit to set against it.")
