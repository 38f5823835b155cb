"""Score drawn weights and cells with the same bits on every machine.

Weights are whole numbers that sum to at most 2^26, and certain values are whole multiples of 2^-20 points: no sum of
products exceeds 2^53, so each is exact in a double, and the order in which a matrix product adds them up cannot matter.
Uncertain cells are added one by one to that. Leads too small for these grids become ties, so the rows of all scores
stand in the order of the stated scores, best first: a tie then goes to the one that is ahead.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from consultant_desk.domain.evaluation.simulation.stream import Cells, Numbers, Pause

VALUE_UNIT = 2.0**20
"""Values in exact products are whole multiples of 1 / VALUE_UNIT points."""


def whole_values(values: Numbers, out: Numbers | None = None) -> Numbers:
    """Return values 0..100 in whole multiples of 1 / VALUE_UNIT, in the array `out` where one is given."""
    whole: Numbers = np.multiply(values, VALUE_UNIT, out=out)
    return np.rint(whole, out=whole)


class Scorer:
    """Scores the candidates of `cells` under drawn weights; every uncertain cell is drawn, weighted or not.

    `order` are the places of the candidates in `cells`, by stated score.
    """

    def __init__(self, cells: Cells, order: Sequence[int], *, pause: Pause) -> None:
        self._cells = cells
        self._order = list(order)
        self._row_of = {index: row for row, index in enumerate(order)}
        self._pause = pause
        self._known = whole_values(cells.shown)
        for place in range(cells.shown.shape[1]):
            self._known[list(cells.uncertain(place)), place] = 0
        self._known = self._known[self._order]

    def scores(self, weights: Numbers, source: np.random.PCG64) -> Numbers:
        """Return scores [row][sample] up to a positive factor that all share, which ranks do not feel."""
        total: Numbers = self._known @ weights
        if self._cells.certain:
            return total
        total *= 1 / VALUE_UNIT
        for place, weight in enumerate(weights):
            self._pause()
            for index in self._cells.uncertain(place):
                part = self._cells.draw(source, index, place, len(weight))
                part *= weight
                total[self._row_of[index]] += part
        return total
