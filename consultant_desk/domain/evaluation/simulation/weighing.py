"""Draw weights by a scheme: all there are, those that keep the stated order, or those around the stated ones.

All and ordinal are uniform on their part of the simplex. The gaps between n - 1 sorted uniform numbers and the ends of
their range are n shares of it, every division as likely as any other (David 1970; Tervonen & Lahdelma 2007), here to
the nearest 2^-26: the distribution of exponential numbers divided by their sum, without a logarithm, and in whole
numbers from the start.
Where the stated order is kept, the r-th largest weight is the sum of g_i / i over the gaps i = r ... n: a linear map of
the whole simplex to the part of it in falling order keeps it uniform, and every order has the same volume.

Order of the stream: all and ordinal take n - 1 numbers for each sample, samples outside; ordinal then one for every
criterion that shares its stated weight with another, ties from the highest on, criteria outside. Around takes one for
every criterion, criteria outside.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from consultant_desk.domain.evaluation.problem import Scheme, SimulationOptions
from consultant_desk.domain.evaluation.ranking import TIE_TOLERANCE
from consultant_desk.domain.evaluation.simulation.stream import Numbers, uniform

WEIGHT_BITS = 26
WEIGHT_UNIT = 2.0**WEIGHT_BITS
"""Drawn weights are whole multiples of 1 / WEIGHT_UNIT, see `scoring`."""

SMALLEST_TOTAL = 1e-300


class Weighing:
    """Draws the weights of a scheme around, or in the order of, the stated weights of the criteria."""

    def __init__(self, options: SimulationOptions, stated: Sequence[float]) -> None:
        self._options = options
        self._stated = np.array(stated, dtype=np.float64).reshape(len(stated), 1)
        self._ties = tied_places(stated)

    def draw(self, source: np.random.PCG64, count: int) -> Numbers:
        """Return weights [criterion][sample] as whole multiples of 1 / WEIGHT_UNIT, in that unit; none sum to more."""
        match self._options.scheme:
            case Scheme.AROUND:
                factors = spread_factors(source, self._options.spread, len(self._stated), count)
                factors *= self._stated
                return whole_weights(factors)
            case Scheme.ALL:
                return _gaps(source, len(self._stated), count)
            case Scheme.ORDINAL:
                return self._in_order(source, count)

    def _in_order(self, source: np.random.PCG64, count: int) -> Numbers:
        """Return weights of which the largest stand where the stated ones are highest."""
        falling = _gaps(source, len(self._stated), count)
        for rank in range(len(falling), 0, -1):
            falling[rank - 1] *= 1 / rank
            if rank < len(falling):
                falling[rank - 1] += falling[rank]
        np.floor(falling, out=falling)
        ordered = np.empty_like(falling)
        first = 0
        for tie in self._ties:
            numbers = falling[first : first + len(tie)]
            first += len(tie)
            ordered[tie] = _shuffled(numbers, uniform(source, len(tie), count)) if len(tie) > 1 else numbers
        return ordered


def _gaps(source: np.random.PCG64, places: int, count: int) -> Numbers:
    """Return the gaps between sorted whole numbers under WEIGHT_UNIT, [place][sample]; they sum to it."""
    raw = source.random_raw(count * (places - 1))
    raw >>= np.uint64(64 - WEIGHT_BITS)
    inner = raw.astype(np.int32).reshape(count, places - 1)
    inner.sort(axis=1)
    marks = np.empty((places + 1, count), dtype=np.int32)
    marks[0], marks[1:-1], marks[-1] = 0, inner.T, int(WEIGHT_UNIT)
    return np.diff(marks, axis=0).astype(np.float64)


def _shuffled(numbers: Numbers, keys: Numbers) -> Numbers:
    """Return the numbers of each sample (column) in the order of its keys."""
    shuffled: Numbers = np.take_along_axis(numbers, np.argsort(keys, axis=0, kind="stable"), axis=0)
    return shuffled


def spread_factors(source: np.random.PCG64, spread: float, places: int, count: int) -> Numbers:
    """Return what stated weights are multiplied by, [criterion][sample]: uniform within 1 +/- spread."""
    factors = uniform(source, places, count)
    factors *= 2 * spread
    factors += 1 - spread
    return factors


def whole_weights(drawn: Numbers) -> Numbers:
    """Return weights [criterion][sample] divided by their sum, in whole multiples of 1 / WEIGHT_UNIT."""
    total = drawn[0].copy()
    for line in drawn[1:]:
        total += line
    # Nothing at all is drawn once in 2^53 times, with a single criterion and a spread of 1: it then weighs nothing.
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
