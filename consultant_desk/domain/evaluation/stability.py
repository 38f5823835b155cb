"""Exact one-at-a-time weight intervals: how far one weight may move, the others keeping their proportions.

With weight t on criterion j the lead of a over k is D(t) = t p + (1 - t) q, where p = V_aj - V_kj and
q = (lead - w_j p) / (1 - w_j) is their lead without the criterion. D is a straight line, so its zero
t* = q / (q - p) is an exact bound: an upper one when the lead falls with t, a lower one when it rises
(Mareschal 1988, EJOR 33; Triantaphyllou & Sanchez 1997).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from consultant_desk.domain.evaluation.result import Flip, LeastRoom, WeightRange
from consultant_desk.domain.evaluation.values import ValueTable

WHOLE = 1 - 1e-12
"""From this weight on the others have no proportions left that could be kept."""

SAME = 1e-9
"""Bounds nearer to each other than this are one: where a lead is shallow, rounding moves its zero by some 1e-12."""

LEVEL = 1e-9
"""A lead that changes by less than this over the whole of a weight does not depend on it, and two that differ by less
in it are alike: sums of floats missed 0."""

HEAVY = 0.05
"""Criteria of a weight above this share count for the verdict's rule about least room."""


def weight_ranges(
    table: ValueTable, weights: Sequence[float], points: Sequence[float], order: Sequence[int]
) -> dict[str, WeightRange]:
    """Return the interval of every criterion for "winner unchanged" and for "whole ranking unchanged".

    `points` are the scores of all rows, `order` the rows that can win, best first. Without any there are no
    intervals and the answer is empty.
    """
    if not order:
        return {}
    columns = zip(table.criteria, zip(*table.values, strict=True), weights, strict=True)
    winner, rivals = order[0], order[1:]
    leads = [(rival, points[winner] - points[rival]) for rival in rivals]
    steps = [(better, worse, points[better] - points[worse]) for better, worse in pairwise(rivals)]
    return {
        criterion: _weight_range(table, column, weight, winner, leads, steps) for criterion, column, weight in columns
    }


def least_room(ranges: Mapping[str, WeightRange]) -> LeastRoom | None:
    """Return the criterion above 5 % weight that may move least relative to its weight before the winner changes.

    A bound cut at 0 or 1 counts as wide enough, and a weight of 1 has no interval; None when nothing binds.
    """
    tightest: LeastRoom | None = None
    for criterion, weight_range in ranges.items():
        if weight_range.winner is None or weight_range.weight <= HEAVY:
            continue
        for flip in (weight_range.below, weight_range.above):
            if flip is None:
                continue
            room = abs(flip.bound - weight_range.weight) / weight_range.weight
            if tightest is None or room < tightest.relative:
                tightest = LeastRoom(criterion, room)
    return tightest


def _weight_range(
    table: ValueTable,
    column: Sequence[float],
    weight: float,
    winner: int,
    leads: Sequence[tuple[int, float]],
    steps: Sequence[tuple[int, int, float]],
) -> WeightRange:
    """Return the interval of one criterion from its `column` of values.

    `leads` holds (rival, lead of the winner), `steps` (better, worse, lead) of each two neighbours below the winner.
    """
    if weight >= WHOLE:
        return WeightRange(weight, None, None)
    low, high = 0.0, 1.0
    below: Flip | None = None
    above: Flip | None = None
    others, top = 1 - weight, column[winner]
    steepest = [0.0, 0.0]  # of several rivals that draw level at one weight, who leads beyond it
    for rival, lead in leads:
        step = top - column[rival]
        rest = lead - weight * step
        if step >= 0 and rest >= 0:  # ahead at both ends, as most are; a drag asks for thousands in a frame
            continue
        zero, falls = _crossing(step, rest / others, weight)
        if zero is None:
            continue
        steep = abs(step - rest / others)
        if falls and (
            zero < high - SAME or (above is not None and zero <= high + SAME and steep > steepest[1] + LEVEL)
        ):
            high, above, steepest[1] = min(zero, high), Flip(min(zero, high), table.candidates[rival]), steep
        elif not falls and (
            zero > low + SAME or (below is not None and zero >= low - SAME and steep > steepest[0] + LEVEL)
        ):
            low, below, steepest[0] = max(zero, low), Flip(max(zero, low), table.candidates[rival]), steep
    first, last = low, high
    for better, worse, lead in steps:
        step = column[better] - column[worse]
        rest = lead - weight * step
        if step >= 0 and rest >= 0:
            continue
        zero, falls = _crossing(step, rest / others, weight)
        if zero is None:
            continue
        if falls:
            last = min(last, zero)
        else:
            first = max(first, zero)
    return WeightRange(weight, (low, high), (first, last), below, above)


def _crossing(step: float, without: float, weight: float) -> tuple[float | None, bool]:
    """Return where the lead of one row over another vanishes, and whether the lead falls with the weight.

    `step` is the lead on the criterion alone, `without` the lead without it. None when it never vanishes within
    0..1. The current weight always lies on the leading side, rounding included.
    """
    slope = step - without
    if -LEVEL < slope < LEVEL:
        return None, False
    zero = -without / slope
    if slope < 0:
        return (max(zero, weight), True) if zero < 1 else (None, True)
    return (min(zero, weight), False) if zero > 0 else (None, False)
