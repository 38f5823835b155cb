"""What would change the winner: the smallest change of all weights, and of one score at a time.

The smallest change of the weights towards a rival k is the nearest point of the simplex, in Euclidean distance, at
which k is level with the winner a: minimise |u - w| subject to sum u = 1, d . u = 0, u >= 0 with d = V_k - V_a.
Without u >= 0 the answer is closed; with it, the constraints that bind are found by the active-set method of a convex
quadratic programme (Nocedal & Wright, Numerical Optimization, 2nd ed., section 16.5), which ends after finitely many
steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from consultant_desk.domain.evaluation.critical import raw_reaching
from consultant_desk.domain.evaluation.problem import Cell, Criterion, Levels, Problem
from consultant_desk.domain.evaluation.raws import raw_shown
from consultant_desk.domain.evaluation.result import ScoreFlip, SmallestFlip
from consultant_desk.domain.evaluation.values import MIDDLE, ValueTable, raws_of, scale_width

TINY = 1e-12

LEAST_REACH = 1e-9
"""A change of a score by less of its scale is none: those candidates are level already."""


def smallest_flip(
    table: ValueTable, weights: Sequence[float], order: Sequence[int], points: Sequence[float]
) -> SmallestFlip | None:
    """Return the weights nearest to the stated ones at which another candidate is level with the winner.

    `order` are the rows that can win, best first, `points` the scores of all rows. None when no weights do it, as when
    the winner is at least as good everywhere, or when there is nobody else.
    """
    nearest: SmallestFlip | None = None
    for rival in order[1:]:
        ahead = [theirs - ours for theirs, ours in zip(table.values[rival], table.values[order[0]], strict=True)]
        lead = points[order[0]] - points[rival]
        if nearest is not None and lead / _reach(ahead) >= nearest.distance:
            continue
        found = _nearest_tie(weights, ahead)
        if found is None:
            continue
        distance = sqrt(fsum((new - old) ** 2 for new, old in zip(found, weights, strict=True)))
        if nearest is None or distance < nearest.distance:
            named = dict(zip(table.criteria, found, strict=True))
            nearest = SmallestFlip(table.candidates[rival], named, distance)
    return nearest


def score_flips(
    problem: Problem, table: ValueTable, weights: Sequence[float], order: Sequence[int], points: Sequence[float]
) -> tuple[ScoreFlip, ...]:
    """Return for every score of a candidate that can win how far it has to move before another one is first.

    The winner's scores get worse, those of the others better. In the order of the file, candidates outside; empty
    while there is nobody to overtake.
    """
    if len(order) < 2:
        return ()
    cells = problem.cell_index()
    return tuple(
        _score_flip(_Place(problem, table, row, place), cells, weights[place], order, points)
        for row in sorted(order)
        for place in range(len(table.criteria))
    )


def nearest_scores(problem: Problem, flips: Sequence[ScoreFlip]) -> list[tuple[ScoreFlip, float]]:
    """Return the scores that can change the winner and how far each has to move as a share of its scale, least first.

    One that needs no move at all is left out.
    """
    widths = {one.id: scale_width(one) for one in problem.criteria}
    reach = [
        (one, abs(one.change) / widths[one.criterion])
        for one in flips
        if one.change is not None and one.winner is not None and one.criterion in widths
    ]
    return sorted(((one, far) for one, far in reach if far >= LEAST_REACH), key=lambda found: found[1])


@dataclass(frozen=True, slots=True)
class _Place:
    """One cell of the table."""

    problem: Problem
    table: ValueTable
    row: int
    place: int

    @property
    def criterion(self) -> Criterion:
        return self.problem.criteria[self.place]

    @property
    def value(self) -> float:
        return self.table.values[self.row][self.place]


def _score_flip(
    cell: _Place,
    cells: Mapping[tuple[str, str], Cell],
    weight: float,
    order: Sequence[int],
    points: Sequence[float],
) -> ScoreFlip:
    candidate, criterion = cell.table.candidates[cell.row], cell.criterion
    better = cell.row != order[0]
    raw = None
    if weight > 0:
        lead = points[order[0]] - points[cell.row if better else order[1]]
        raw = raw_reaching(criterion, cell.value + (lead if better else -lead) / weight, better=better)
    if raw is None:
        return ScoreFlip(candidate, criterion.id, None, None)
    winner = candidate if better else cell.table.candidates[order[1]]
    return ScoreFlip(candidate, criterion.id, _change(cell, cells.get((candidate, criterion.id)), raw), winner)


def _change(cell: _Place, known: Cell | None, raw: float | str) -> float:
    """Return how far a raw score moves: in raw units, from where an unknown one counts now; in points for levels."""
    if isinstance(cell.criterion.value, Levels):
        return cell.criterion.value.value_of(str(raw)) - cell.value
    middle = raws_of(cell.criterion.value, MIDDLE) if known is None or known.unknown else None
    return float(raw) - (raw_shown(cell.criterion, known) if middle is None else middle[0])


def _reach(ahead: Sequence[float]) -> float:
    """Return how fast a lead can fall per distance on the simplex: the length of `ahead` without its mean."""
    mean = fsum(ahead) / len(ahead)
    return max(sqrt(fsum((one - mean) ** 2 for one in ahead)), TINY)


def _nearest_tie(weights: Sequence[float], ahead: Sequence[float]) -> list[float] | None:
    """Return the point of the simplex nearest to `weights` with ahead . u = 0; None when there is none."""
    if max(ahead) < 0 or min(ahead) > 0 or not any(ahead):
        return list(weights) if not any(ahead) else None
    held: set[int] = set()
    point = _feasible(weights, ahead)
    for _ in range(20 * len(weights) + 100):
        free = [place for place in range(len(weights)) if place not in held]
        target = _projected(weights, ahead, free)
        step, blocking = _first_block(point, target, free)
        point = [one + step * (other - one) for one, other in zip(point, target, strict=True)]
        if blocking is not None:
            point[blocking] = 0.0
            held.add(blocking)
            continue
        worst = min(_multipliers(weights, ahead, target, held), default=(0.0, -1))
        if worst[0] >= -TINY:
            return [max(one, 0.0) for one in target]
        held.discard(worst[1])
    return [max(one, 0.0) for one in point]


def _feasible(weights: Sequence[float], ahead: Sequence[float]) -> list[float]:
    """Return a point of the simplex with ahead . u = 0: on the way from the weights to a corner beyond the tie.

    The lead of the winner makes ahead . w <= 0, so a corner with ahead > 0 lies beyond the tie.
    """
    here = fsum(map(_times, weights, ahead))
    corner = max(range(len(ahead)), key=lambda place: ahead[place])
    if here > 0 or ahead[corner] <= 0:
        corner = min(range(len(ahead)), key=lambda place: abs(ahead[place]))
        return [1.0 if place == corner else 0.0 for place in range(len(ahead))]
    share = here / (here - ahead[corner])
    return [(1 - share) * one + (share if place == corner else 0.0) for place, one in enumerate(weights)]


def _projected(weights: Sequence[float], ahead: Sequence[float], free: Sequence[int]) -> list[float]:
    """Return the projection of the weights on sum u = 1, ahead . u = 0 with the places that are not free at 0."""
    count = len(free)
    mean = fsum(ahead[place] for place in free) / count
    centred = {place: ahead[place] - mean for place in free}
    square = fsum(one * one for one in centred.values())
    spread = (1.0 - fsum(weights[place] for place in free)) / count
    moved = {place: weights[place] + spread for place in free}
    lead = fsum(ahead[place] * moved[place] for place in free)
    factor = lead / square if square > TINY else 0.0
    return [moved[place] - factor * centred[place] if place in moved else 0.0 for place in range(len(weights))]


def _first_block(point: Sequence[float], target: Sequence[float], free: Sequence[int]) -> tuple[float, int | None]:
    """Return how far one may go from a point towards a target before a free place falls below 0, and which one."""
    step, blocking = 1.0, None
    for place in free:
        if target[place] < 0 and target[place] < point[place]:
            reach = point[place] / (point[place] - target[place])
            if reach < step:
                step, blocking = reach, place
    return step, blocking


def _multipliers(
    weights: Sequence[float], ahead: Sequence[float], target: Sequence[float], held: set[int]
) -> Iterator[tuple[float, int]]:
    """Yield (multiplier, place) of the places held at 0; a negative one says that the place should be let go.

    At the solution u - w = a + b ahead + multiplier for every place, with multiplier 0 on the free ones.
    """
    free = [place for place in range(len(weights)) if place not in held]
    gaps = {place: target[place] - weights[place] for place in free}
    mean_gap, mean = fsum(gaps.values()) / len(free), fsum(ahead[place] for place in free) / len(free)
    square = fsum((ahead[place] - mean) ** 2 for place in free)
    slope = fsum((ahead[place] - mean) * gaps[place] for place in free) / square if square > TINY else 0.0
    level = mean_gap - slope * mean
    for place in held:
        yield -weights[place] - level - slope * ahead[place], place


def _times(one: float, other: float) -> float:
    return one * other
