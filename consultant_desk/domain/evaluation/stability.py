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
    table: ValueTable, weights: Sequence[float], points: Sequence[float], order: Sequence[int], *, whole: bool = True
) -> dict[str, WeightRange]:
    """Return the interval of every criterion for "winner unchanged" and, if `whole`, for "whole ranking unchanged".

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
        criterion: _weight_range(table, column, weight, winner, leads, steps if whole else None)
        for criterion, column, weight in columns
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
    steps: Sequence[tuple[int, int, float]] | None,
) -> WeightRange:
    """Return the interval of one criterion from its `column` of values.

    `leads` holds (rival, lead of the winner), `steps` (better, worse, lead) of each two neighbours below the winner;
    without them there is no interval of the whole ranking.
    """
    if weight >= WHOLE:
        return WeightRange(weight, None, None)
    low, high = 0.0, 1.0
    below: Flip | None = None
    above: Flip | None = None
    others, top = 1 - weight, column[winner]
    # Of several rivals that draw level at one weight, the one whose lead changes fastest leads beyond it.
    fastest_below = fastest_above = 0.0
    for rival, lead in leads:
        step = top - column[rival]
        rest = lead - weight * step
        if step >= 0 and rest >= 0:  # ahead at both ends, as most are; a drag asks for thousands in a frame
            continue
        without = rest / others
        slope = step - without
        if -LEVEL < slope < LEVEL:
            continue
        # The weight itself always lies on the leading side, rounding included.
        zero = -without / slope
        if slope < 0 and zero < 1 and zero <= high + SAME:
            zero = max(weight, zero)
            if zero < high - SAME or (above is not None and -slope > fastest_above + LEVEL):
                high = min(zero, high)
                above, fastest_above = Flip(high, table.candidates[rival]), -slope
        elif slope > 0 and zero > 0 and zero >= low - SAME:
            zero = min(weight, zero)
            if zero > low + SAME or (below is not None and slope > fastest_below + LEVEL):
                low = max(zero, low)
                below, fastest_below = Flip(low, table.candidates[rival]), slope
    if steps is None:
        return WeightRange(weight, (low, high), None, below, above)
    first, last = low, high
    for better, worse, lead in steps:
        step = column[better] - column[worse]
        rest = lead - weight * step
        if step >= 0 and rest >= 0:
            continue
        without = rest / others
        slope = step - without
        if slope <= -LEVEL:
            zero = -without / slope
            if zero < last:
                last = max(weight, zero)
        elif slope >= LEVEL:
            zero = -without / slope
            if zero > first:
                first = min(weight, zero)
    return WeightRange(weight, (low, high), (first, last), below, above)
