"""Draw weights by a scheme: all there are, those that keep the stated order, or those around the stated ones.

Each takes one number of the stream for every criterion and sample, criteria outside; ordinal then one more for every
criterion that shares its stated weight with another, ties from the highest on. All and ordinal are uniform on their
part of the simplex: exponentials divided by their sum (Rubinstein 1982), in falling order where the order is kept, as
every order has the same volume (Tervonen & Lahdelma 2007). The r-th largest of n exponentials is the sum of Z_i / i for
i = r … n, with Z_i exponential (Rényi 1953), which spares sorting them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from consultant_desk.domain.evaluation.problem import Scheme, SimulationOptions
from consultant_desk.domain.evaluation.ranking import TIE_TOLERANCE
from consultant_desk.domain.evaluation.simulation.exponential import exponential
from consultant_desk.domain.evaluation.simulation.stream import Numbers, inner_uniform, uniform

WEIGHT_UNIT = 2.0**26
"""Drawn weights are whole multiples of 1 / WEIGHT_UNIT, see `scoring`."""

SMALLEST_TOTAL = 1e-300


class Weighing:
    """Draws the weights of a scheme around, or in the order of, the stated weights of the criteria."""

    def __init__(self, options: SimulationOptions, stated: Sequence[float]) -> None:
        self._options = options
        self._stated = np.array(stated, dtype=np.float64).reshape(len(stated), 1)
        self._ties = tied_places(stated)

    def draw(self, source: np.random.PCG64, count: int) -> Numbers:
        """Return weights [criterion][sample].

        Around the stated ones they are shares up to a positive factor per sample, else whole multiples of
        1 / WEIGHT_UNIT, in that unit.
        """
        places = len(self._stated)
        match self._options.scheme:
            case Scheme.AROUND:
                factors = spread_factors(source, self._options.spread, places, count)
                factors *= self._stated
                return factors
            case Scheme.ALL:
                return whole_weights(exponential(inner_uniform(source, places, count)))
            case Scheme.ORDINAL:
                return whole_weights(self._in_order(source, count))

    def _in_order(self, source: np.random.PCG64, count: int) -> Numbers:
        """Return exponential numbers of which the largest stand where the stated weights are highest."""
        falling = exponential(inner_uniform(source, len(self._stated), count))
        for rank in range(len(falling), 0, -1):
            falling[rank - 1] *= 1 / rank
            if rank < len(falling):
                falling[rank - 1] += falling[rank]
        ordered = np.empty_like(falling)
        first = 0
        for tie in self._ties:
            numbers = falling[first : first + len(tie)]
            first += len(tie)
            ordered[tie] = _shuffled(numbers, uniform(source, len(tie), count)) if len(tie) > 1 else numbers
        return ordered


def _shuffled(numbers: Numbers, keys: Numbers) -> Numbers:
    """Return the numbers of each sample (column) in the order of its keys."""
    shuffled: Numbers = np.take_along_axis(numbers, np.argsort(keys, axis=0, kind="stable"), axis=0)
    return shuffled


def spread_factors(source: np.random.PCG64, spread: float, places: int, count: int) -> Numbers:
    """Return what stated weights are multiplied by, [criterion][sample]: uniform within 1 +/- spread."""
    factors = uniform(source, places, count)
    factors *= 2
    factors -= 1
    factors *= spread
    factors += 1
    return factors


def whole_weights(drawn: Numbers) -> Numbers:
    """Return weights [criterion][sample] divided by their sum, in whole multiples of 1 / WEIGHT_UNIT."""
    total = drawn[0].copy()
    for line in drawn[1:]:
        total += line
    # All zero happens once in 2^53 draws of one criterion: it then has no weight rather than an endless one.
    np.maximum(total, SMALLEST_TOTAL, out=total)
    np.divide(WEIGHT_UNIT, total, out=total)
    weights: Numbers = drawn * total
    np.floor(weights, out=weights)
    return weights


def tied_places(stated: Sequence[float]) -> list[list[int]]:
    """Return the places of the criteria by stated weight, highest first; those of one weight stand together.

    Weights within `TIE_TOLERANCE` of the first of their tie are one weight. Criteria without any weight come last and
    are equal to each other: kept order leaves them the smallest draws, not nothing.
    """
    ties: list[list[int]] = []
    for place in sorted(range(len(stated)), key=lambda place: -stated[place]):
        if ties and stated[ties[-1][0]] - stated[place] <= TIE_TOLERANCE:
            ties[-1].append(place)
        else:
            ties.append([place])
    return [sorted(tie) for tie in ties]
