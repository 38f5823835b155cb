"""Score drawn weights and cells with the same bits on every machine.

Weights are whole numbers of at most 26 bits that sum to at most 2^26, and certain values are whole multiples of 2^-20
points: no sum of products exceeds 2^53, so each is exact in a double, and the order in which a matrix product adds them
up cannot matter. Uncertain cells are added one by one to that.
"""

from __future__ import annotations

import numpy as np

from consultant_desk.domain.evaluation.simulation.stream import Cells, Numbers, Pause

VALUE_UNIT = 2.0**20
"""Values in exact products are whole multiples of 1 / VALUE_UNIT points."""


def whole_values(values: Numbers) -> Numbers:
    """Return values 0..100 in whole multiples of 1 / VALUE_UNIT."""
    whole = values * VALUE_UNIT
    return np.rint(whole, out=whole)


class Scorer:
    """Scores the candidates of `cells` under drawn weights; every uncertain cell is drawn, weighted or not."""

    def __init__(self, cells: Cells, *, pause: Pause) -> None:
        self._cells = cells
        self._pause = pause
        self._known = whole_values(cells.shown)
        for place in range(cells.shown.shape[1]):
            self._known[list(cells.uncertain(place)), place] = 0

    def scores(self, weights: Numbers, source: np.random.PCG64) -> Numbers:
        """Return scores [candidate][sample] up to a positive factor that all share, which ranks do not feel."""
        total: Numbers = self._known @ weights
        if self._cells.certain:
            return total
        total *= 1 / VALUE_UNIT
        for place, weight in enumerate(weights):
            self._pause()
            for index in self._cells.uncertain(place):
                part = self._cells.draw(source, index, place, len(weight))
                part *= weight
                total[index] += part
        return total
