"""Score drawn weights and cells. Two ways, both with the same bits on every machine.

Around the stated weights every product is added element by element in the order of the criteria. For the other
schemes weights are whole numbers of at most 26 bits that sum to at most 2^26, and certain values are whole multiples
of 2^-20 points: no sum of products exceeds 2^53, so each is exact in a double, and the order in which a matrix product
adds them up cannot matter. Uncertain cells are added one by one to that.
"""

from __future__ import annotations

import numpy as np

from consultant_desk.domain.evaluation.simulation.stream import Cells, Numbers, Pause

VALUE_UNIT = 2.0**20
"""Values in exact products are whole multiples of 1 / VALUE_UNIT points."""

TOGETHER = 2
"""Candidates scored at a time where everything is certain."""


def whole_values(values: Numbers) -> Numbers:
    """Return values 0..100 in whole multiples of 1 / VALUE_UNIT."""
    whole = values * VALUE_UNIT
    return np.rint(whole, out=whole)


class Scorer:
    """Scores the candidates of `cells` under drawn weights; every uncertain cell is drawn, weighted or not."""

    def __init__(self, cells: Cells, *, exact: bool, pause: Pause) -> None:
        self._cells = cells
        self._exact = exact
        self._pause = pause
        self._known = whole_values(cells.shown)
        for place in range(cells.shown.shape[1]):
            self._known[list(cells.uncertain(place)), place] = 0

    def scores(self, weights: Numbers, source: np.random.PCG64) -> Numbers:
        """Return scores [candidate][sample] up to a positive factor per sample, which ranks do not feel."""
        return self._exactly(weights, source) if self._exact else self._in_order(weights, source)

    def _exactly(self, weights: Numbers, source: np.random.PCG64) -> Numbers:
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

    def _in_order(self, weights: Numbers, source: np.random.PCG64) -> Numbers:
        cells = self._cells
        if cells.certain:
            total = np.empty((cells.count, weights.shape[1]))
            # A few candidates at a time: the sums then stay in the fastest memory of the processor.
            for start in range(0, cells.count, TOGETHER):
                some = slice(start, start + TOGETHER)
                _sum_certain(total[some], weights, cells.shown[some])
            return total
        total = np.zeros((cells.count, weights.shape[1]))
        for place, weight in enumerate(weights):
            self._pause()
            drawn = cells.uncertain(place)
            for index in range(cells.count):
                value = cells.draw(source, index, place, len(weight)) if index in drawn else cells.shown[index, place]
                total[index] += weight * value
        return total


def _sum_certain(total: Numbers, weights: Numbers, values: Numbers) -> None:
    """Set `total` to the sums of weight x value."""
    part = np.empty_like(total)
    np.multiply(weights[0], values[:, :1], out=total)
    for place in range(1, len(weights)):
        np.multiply(weights[place], values[:, place : place + 1], out=part)
        total += part
