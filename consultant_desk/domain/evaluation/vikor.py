"""VIKOR (Opricovic & Tzeng 2004, EJOR 156): a compromise between the most for all and the least regret of anybody.

S is the weighted distance from the best of those compared, R the largest single one, Q both brought together by v.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum

from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.ranking import TIE_TOLERANCE, ordered
from consultant_desk.domain.evaluation.raws import RawColumn, raw_columns
from consultant_desk.domain.evaluation.result import VikorResult
from consultant_desk.domain.evaluation.values import ValueTable


def vikor(problem: Problem, table: ValueTable, weights: Sequence[float], rows: Sequence[int]) -> VikorResult:
    """Return S, R and Q (less is better), ranks by Q, both conditions and the compromise set of these rows.

    Raw figures, or values 0..100 where a criterion has levels. A criterion that is the same for all adds nothing; one
    candidate meets both conditions.
    """
    columns = raw_columns(problem, table, rows)
    regrets = [_regrets(column, weight) for column, weight in zip(columns, weights, strict=True)]
    lines = list(zip(*regrets, strict=True)) if regrets else [()] * len(rows)
    s, r = [fsum(line) for line in lines], [max(line, default=0.0) for line in lines]
    v = problem.options.vikor_v
    q = [v * one + (1 - v) * other for one, other in zip(_scaled(s), _scaled(r), strict=True)]
    ranking = ordered([-one for one in q], range(len(q)))
    names = [table.candidates[row] for row in rows]
    order = [place for place, _ in ranking]
    advantage, stability = _advantage(q, order), _stability(s, r, order)
    return VikorResult(
        s=_named(names, s),
        r=_named(names, r),
        q=_named(names, q),
        ranks={names[place]: rank for place, rank in ranking},
        advantage=advantage,
        stability=stability,
        compromise=tuple(names[place] for place in _compromise(q, order, advantage=advantage, stability=stability)),
    )


def _regrets(column: RawColumn, weight: float) -> list[float]:
    """Return the weighted share of the way from the best to the worst each row is away from the best."""
    figures = [-one for one in column.figures] if column.falling else list(column.figures)
    best, worst = max(figures, default=0.0), min(figures, default=0.0)
    if best == worst:
        return [0.0] * len(figures)
    return [weight * ((best - one) / (best - worst)) for one in figures]


def _scaled(figures: Sequence[float]) -> list[float]:
    least, most = min(figures, default=0.0), max(figures, default=0.0)
    if most - least <= TIE_TOLERANCE:
        return [0.0] * len(figures)
    return [(one - least) / (most - least) for one in figures]


def _threshold(q: Sequence[float]) -> float:
    return 1 / (len(q) - 1)


def _advantage(q: Sequence[float], order: Sequence[int]) -> bool:
    """Tell whether the first is far enough ahead of the second (condition C1)."""
    return len(order) < 2 or q[order[1]] - q[order[0]] >= _threshold(q) - TIE_TOLERANCE


def _stability(s: Sequence[float], r: Sequence[float], order: Sequence[int]) -> bool:
    """Tell whether the first is also the best by S or by R (condition C2)."""
    if not order:
        return True
    first = order[0]
    return s[first] <= min(s) + TIE_TOLERANCE or r[first] <= min(r) + TIE_TOLERANCE


def _compromise(q: Sequence[float], order: Sequence[int], *, advantage: bool, stability: bool) -> Sequence[int]:
    if not advantage:
        return [place for place in order if q[place] - q[order[0]] < _threshold(q) - TIE_TOLERANCE]
    return order[:1] if stability else order[:2]


def _named(names: Sequence[str], figures: Sequence[float]) -> Mapping[str, float]:
    return dict(zip(names, figures, strict=True))
