"""Which weight matters: the winner's lead when one weight is halved or doubled, the others in proportion."""

from __future__ import annotations

from collections.abc import Sequence

from consultant_desk.domain.evaluation.ranking import TIE_TOLERANCE
from consultant_desk.domain.evaluation.result import Shown, TornadoBar
from consultant_desk.domain.evaluation.stability import WHOLE
from consultant_desk.domain.evaluation.values import ValueTable
from consultant_desk.domain.evaluation.verdict import lead_shown


def tornado(
    table: ValueTable, weights: Sequence[float], order: Sequence[int], points: Sequence[float]
) -> tuple[TornadoBar, ...]:
    """Return a bar per criterion with a weight, the one that moves the lead most first.

    `order` are the rows that can win, best first, `points` the scores of all rows. Empty while nobody follows; a
    weight of 1 has no bar, because the others have no proportions to keep.
    """
    if len(order) < 2:
        return ()
    bars = [
        TornadoBar(criterion, *_lead(table, place, weights, order, points, 0.5), *doubled)
        for place, criterion in enumerate(table.criteria)
        if 0 < weights[place] < WHOLE
        for doubled in [_lead(table, place, weights, order, points, 2.0)]
    ]
    now = points[order[0]] - points[order[1]]
    return tuple(sorted(bars, key=lambda bar: -max(abs(bar.halved - now), abs(bar.doubled - now))))


def _lead(
    table: ValueTable,
    place: int,
    weights: Sequence[float],
    order: Sequence[int],
    points: Sequence[float],
    factor: float,
) -> tuple[float, str, Shown]:
    """Return the lead of the winner over the strongest rival with one weight multiplied, who that is, and as printed.

    A lead that the weight does not move is printed as the lead of now; the scores of a moved one are printed nowhere,
    so that its own figure is rounded.

    With weight t the score of a row is t V + (1 - t) (s - w V) / (1 - w), s its score now.
    """
    weight = weights[place]
    share = min(weight * factor, 1.0)
    rest = (1 - share) / (1 - weight)

    def score(row: int) -> float:
        value = table.values[row][place]
        return share * value + rest * (points[row] - weight * value)

    rival = max(order[1:], key=score)
    first, second = score(order[0]), score(rival)
    now = points[order[0]] - points[order[1]]
    if abs(first - second - now) <= TIE_TOLERANCE:
        return first - second, table.candidates[rival], lead_shown(points[order[0]], points[order[1]])
    return first - second, table.candidates[rival], lead_shown(first - second, 0.0)
