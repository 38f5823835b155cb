"""TOPSIS (Hwang & Yoon 1981): how close each candidate is to the best and how far from the worst of those compared."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, sqrt

from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.ranking import ordered
from consultant_desk.domain.evaluation.raws import RawColumn, raw_columns, value_column
from consultant_desk.domain.evaluation.result import TopsisResult
from consultant_desk.domain.evaluation.values import ValueTable

NO_DISTANCE = 0.5
"""The closeness of candidates that cannot be told apart."""


def topsis(problem: Problem, table: ValueTable, weights: Sequence[float], rows: Sequence[int]) -> TopsisResult:
    """Return closeness 0..1 and ranks of the candidates in these rows; columns are scaled by their vector norm.

    It works on raw figures or on values 0..100, as the options of the problem say.
    """
    if problem.options.topsis_matrix == "raw":
        columns: Sequence[RawColumn] = raw_columns(problem, table, rows)
    else:
        count = len(table.criteria)
        columns = [RawColumn(value_column(table, place, rows), falling=False) for place in range(count)]
    found = closeness([_normalised(column) for column in columns], weights)
    names = [table.candidates[row] for row in rows]
    return TopsisResult(
        scores=dict(zip(names, found, strict=True)),
        ranks={names[place]: rank for place, rank in ordered(found, range(len(found)))},
    )


def closeness(columns: Sequence[RawColumn], weights: Sequence[float]) -> list[float]:
    """Return the closeness 0..1 of each row of columns that are scaled already."""
    weighted = [
        [weight * (-one if column.falling else one) for one in column.figures]
        for column, weight in zip(columns, weights, strict=True)
    ]
    best, worst = [max(column, default=0.0) for column in weighted], [min(column, default=0.0) for column in weighted]
    found = []
    for row in zip(*weighted, strict=True):
        far, near = _distance(row, best), _distance(row, worst)
        found.append(near / (far + near) if far + near > 0 else NO_DISTANCE)
    return found


def _normalised(column: RawColumn) -> RawColumn:
    norm = sqrt(fsum(one * one for one in column.figures))
    return RawColumn(tuple(one / norm for one in column.figures) if norm > 0 else column.figures, column.falling)


def _distance(one: Sequence[float], other: Sequence[float]) -> float:
    return sqrt(fsum((a - b) ** 2 for a, b in zip(one, other, strict=True)))
