"""How `evaluate` prints value for money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from consultant_desk.cli.output import Column, print_lines, print_table
from consultant_desk.domain.charts.rounding import points_text, tenths
from consultant_desk.domain.evaluation.units import MINUS, with_unit

if TYPE_CHECKING:
    from consultant_desk.domain.evaluation.problem import Problem
    from consultant_desk.domain.evaluation.result import ValueForMoney


def print_worth(problem: Problem, worth: ValueForMoney) -> None:
    """Print cost and benefit of each candidate, cheapest first, then what one more point costs along the frontier."""
    names = {candidate.id: candidate.name for candidate in problem.candidates}
    columns = (
        Column("Candidate", width=40),
        Column(f"Cost ({worth.unit})" if worth.unit else "Cost", right=True),
        Column("Benefit", right=True),
        Column("Remarks"),
    )
    keys = sorted(worth.benefit, key=lambda key: (key not in worth.cost, worth.cost.get(key, Decimal(0))))
    print_lines(["", "Value for money:"])
    print_table(columns, [_row(key, names, worth) for key in keys])
    print_lines(["", *_lines(names, worth)])


def _row(key: str, names: dict[str, str], worth: ValueForMoney) -> tuple[str, ...]:
    known = key in worth.cost
    remark = "on the frontier" if key in worth.frontier else "" if known else "cost unknown"
    return names[key], f"{worth.cost[key]:,.2f}" if known else "–", points_text(tenths(worth.benefit[key])), remark


def _lines(names: dict[str, str], worth: ValueForMoney) -> Iterator[str]:
    for step in worth.steps:
        more = _amount(step.cost_per_point, worth.unit)
        yield f"- {names[step.start]} to {names[step.end]}: {more} for each point more"
    for amount, key in worth.budgets:
        yield f"- with {_amount(amount, worth.unit)} or more: {names[key]}"


def _amount(amount: Decimal | float, unit: str) -> str:
    return with_unit(f"{amount:,.2f}".replace("-", MINUS), unit, float(amount))
