"""Value for money: total cost of each candidate, benefit without cost, and the efficient frontier between the two.

Total cost is a present value: year 0 counts whole, year t divided by (1 + r)^t, years beyond the horizon not at all.
The frontier lies on the upper convex hull of (cost, benefit), after Goodwin & Wright, Decision Analysis for Management
Judgment, ch. 3, pp. 45-46 (Edwards & Newman). Money is `Decimal`, benefit points 0..100.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import fsum

from consultant_desk.domain.evaluation.problem import (
    Cell,
    CostKind,
    CostLine,
    Criterion,
    Direction,
    DirectValue,
    Levels,
    Options,
    Problem,
)
from consultant_desk.domain.evaluation.ranking import TIE_TOLERANCE, scores
from consultant_desk.domain.evaluation.result import Step, ValueForMoney
from consultant_desk.domain.evaluation.values import ValueTable

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class TotalCost:
    """What one candidate costs, in the currency costs are compared in: by year 0..horizon, paid and as worth today.

    `by_kind` is worth today, in the order of `CostKind`.
    """

    paid: tuple[Decimal, ...]
    present: tuple[Decimal, ...]
    by_kind: Mapping[CostKind, Decimal]

    @property
    def total(self) -> Decimal:
        """Return the present value over the horizon."""
        return sum(self.present, NOTHING)


def value_for_money(
    problem: Problem, table: ValueTable, weights: Mapping[str, float], among: Sequence[int]
) -> ValueForMoney | None:
    """Return benefit against cost of the candidates in the rows `among`: those that can win.

    None without a cost axis: neither cost lines nor exactly one cost criterion of numbers where less is better, or no
    cost known at all. A candidate whose cost is unknown has a benefit and no cost, and is not on the frontier.
    """
    totals = total_costs(problem)
    axis = None if problem.costs else cost_axis(problem)
    unit = costs_currency(problem) if axis is None else axis.unit
    known = {key: total.total for key, total in totals.items()} if axis is None else _raw_costs(problem, axis)
    fit = [table.candidates[row] for row in among]
    cost = {key: known[key] for key in fit if key in known}
    if not cost:
        return None
    benefit = benefits(problem, table, weights)
    frontier = _hull(cost, benefit)
    return ValueForMoney(
        unit=unit,
        cost=cost,
        benefit={key: benefit[key] for key in fit},
        frontier=frontier,
        steps=_steps(frontier, cost, benefit),
        budgets=_budgets(cost, benefit),
        by_year={key: totals[key].present for key in cost if key in totals},
        by_kind={
            key: {kind.value: amount for kind, amount in totals[key].by_kind.items()} for key in cost if key in totals
        },
    )


def benefits(problem: Problem, table: ValueTable, weights: Mapping[str, float]) -> Mapping[str, float]:
    """Return the score of each candidate under the weights without cost criteria, made to sum to 1 again.

    Where cost criteria have all the weight there is nothing to tell benefits apart: 0 for every candidate.
    """
    kept = [0.0 if criterion.cost else weights[criterion.id] for criterion in problem.criteria]
    whole = fsum(kept)
    shares = [weight / whole for weight in kept] if whole > 0 else [0.0] * len(kept)
    return dict(zip(table.candidates, scores(table, shares), strict=True))


def total_costs(problem: Problem) -> Mapping[str, TotalCost]:
    """Return the total cost of each candidate that has cost lines, in the order of the file.

    A candidate with a line in a currency without a rate has no total.
    """
    lines: dict[str, list[CostLine]] = {}
    for line in problem.costs:
        lines.setdefault(line.candidate, []).append(line)
    rates = rates_of(problem)
    factors = _discounts(problem.options)
    return {
        candidate.id: _total(lines[candidate.id], rates, factors)
        for candidate in problem.candidates
        if candidate.id in lines and all(line.currency in rates for line in lines[candidate.id])
    }


def costs_currency(problem: Problem) -> str:
    """Return the currency costs are compared in; "" without cost lines and a currency chosen."""
    return problem.options.currency or next((line.currency for line in problem.costs), "")


def rates_of(problem: Problem) -> Mapping[str, Decimal]:
    """Return by currency what one of it is worth in the currency costs are compared in."""
    return {**dict(problem.options.rates), costs_currency(problem): Decimal(1)}


def cost_axis(problem: Problem) -> Criterion | None:
    """Return the criterion that stands for cost where there are no cost lines; None when there is none to take."""
    marked = [criterion for criterion in problem.criteria if criterion.cost]
    if len(marked) != 1 or isinstance(marked[0].value, Levels | DirectValue) or marked[0].direction is Direction.MAX:
        return None
    return marked[0]


def _discounts(options: Options) -> tuple[Decimal, ...]:
    growth = 1 + Decimal(repr(float(options.discount_rate)))
    return tuple(1 / growth**year for year in range(options.horizon_years + 1))


def _total(lines: Sequence[CostLine], rates: Mapping[str, Decimal], factors: Sequence[Decimal]) -> TotalCost:
    paid = [NOTHING] * len(factors)
    kinds: dict[CostKind, Decimal] = {}
    for line in lines:
        amount = line.amount * rates[line.currency]
        years = range(line.from_year, min(line.to_year, len(factors) - 1) + 1)
        for year in years:
            paid[year] += amount
        worth = amount * sum((factors[year] for year in years), NOTHING)
        kinds[line.kind] = kinds.get(line.kind, NOTHING) + worth
    return TotalCost(
        paid=tuple(paid),
        present=tuple(amount * factor for amount, factor in zip(paid, factors, strict=True)),
        by_kind={kind: kinds[kind] for kind in CostKind if kind in kinds},
    )


def _raw_costs(problem: Problem, axis: Criterion) -> dict[str, Decimal]:
    cells = problem.cell_index()
    found = {candidate.id: _raw(cells.get((candidate.id, axis.id))) for candidate in problem.candidates}
    return {key: Decimal(repr(raw)) for key, raw in found.items() if raw is not None}


def _raw(cell: Cell | None) -> float | None:
    """Return the raw number of a cell, the middle of its two ends where only they are given."""
    if cell is None:
        return None
    if cell.value is not None:
        return float(cell.value)
    return None if cell.low is None or cell.high is None else (float(cell.low) + float(cell.high)) / 2


def _staircase(cost: Mapping[str, Decimal], benefit: Mapping[str, float]) -> list[str]:
    """Return the candidates no cheaper one matches in benefit, cheapest first; the first in the file of equal ones."""
    kept: list[str] = []
    for key in sorted(cost, key=lambda one: (cost[one], -benefit[one])):
        if not kept or benefit[key] > benefit[kept[-1]] + TIE_TOLERANCE:
            kept.append(key)
    return kept


def _budgets(cost: Mapping[str, Decimal], benefit: Mapping[str, float]) -> tuple[tuple[Decimal, str], ...]:
    return tuple((cost[key], key) for key in _staircase(cost, benefit))


def _hull(cost: Mapping[str, Decimal], benefit: Mapping[str, float]) -> tuple[str, ...]:
    """Return the staircase without the candidates below a straight line between two others.

    Sides are compared exactly, on benefits rounded to the tolerance of ties.
    """
    points = {key: (Fraction(cost[key]), Fraction(str(round(benefit[key], 9)))) for key in cost}
    kept: list[str] = []
    for key in _staircase(cost, benefit):
        while len(kept) > 1 and _below(points[kept[-2]], points[kept[-1]], points[key]):
            kept.pop()
        kept.append(key)
    return tuple(kept)


def _below(
    left: tuple[Fraction, Fraction], middle: tuple[Fraction, Fraction], right: tuple[Fraction, Fraction]
) -> bool:
    run, rise = right[0] - left[0], right[1] - left[1]
    return (middle[1] - left[1]) * run < (middle[0] - left[0]) * rise


def _steps(frontier: Sequence[str], cost: Mapping[str, Decimal], benefit: Mapping[str, float]) -> tuple[Step, ...]:
    return tuple(
        Step(one, other, (cost[other] - cost[one]) / Decimal(repr(benefit[other] - benefit[one])))
        for one, other in pairwise(frontier)
    )
