"""Random numbers from the raw stream of PCG64: uniform and triangular, the same bits on every machine.

numpy guarantees `random_raw` across its versions, not the methods of its `Generator`. Everything after that is
multiplication, addition, division and square root of single elements, which IEEE 754 rounds in one way only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from consultant_desk.domain.evaluation.values import HIGHEST, ValueTable

Numbers: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = NDArray[np.int64]

Pause = Callable[[], None]
"""Called every few milliseconds of drawing; may raise to stop."""

BLOCK = 2_000
"""Samples drawn at a time: bounds the memory of a big problem. Part of the stream's order, so never change it."""

TOGETHER = 400
"""Cells that `Cells.whole` draws at a time: bounds the memory, and is not felt by the stream."""


def go_on() -> None:
    """Pause for nothing: the default where nobody may want to stop."""


def uniform(source: np.random.PCG64, *shape: int) -> Numbers:
    """Return numbers in [0, 1): the top 53 bits of the raw stream."""
    raw = source.random_raw(_size(shape))
    raw >>= np.uint64(11)
    # As signed numbers: many a processor turns only those into doubles in one step.
    numbers: Numbers = raw.view(np.int64).astype(np.float64)
    numbers *= 2.0**-53
    return numbers.reshape(shape)


def triangular(numbers: Numbers, low: Numbers | float, mode: Numbers | float, high: Numbers | float) -> Numbers:
    """Return triangular numbers by inversion of the distribution function, from uniform ones.

    Ends and modes are one for all numbers, or one for each row of them: [row][1].
    """
    width = high - low
    rising = numbers * (width * (mode - low))
    np.sqrt(rising, out=rising)
    rising += low
    falling = 1 - numbers
    falling *= width * (high - mode)
    np.sqrt(falling, out=falling)
    np.subtract(high, falling, out=falling)
    drawn: Numbers = np.where(numbers < (mode - low) / width, rising, falling)
    return drawn


class Cells:
    """The values 0..100 of the candidates `rows`: certain ones as they are, uncertain ones as they are drawn."""

    def __init__(self, table: ValueTable, rows: Sequence[int], *, fixed: bool) -> None:
        self.count = len(rows)
        self.shown: Numbers = np.array([table.values[row] for row in rows], dtype=np.float64)
        self.shown = self.shown.reshape(self.count, len(table.criteria))
        self._ends = [
            {
                index: (table.lows[row][place], table.highs[row][place], table.known[row][place])
                for index, row in enumerate(rows)
                if not fixed and table.lows[row][place] < table.highs[row][place]
            }
            for place in range(len(table.criteria))
        ]

        drawn = [(place, index, *cell) for place, ends in enumerate(self._ends) for index, cell in ends.items()]
        places, indexes, lows, highs, known = zip(*drawn, strict=True) if drawn else ((), (), (), (), ())
        self._place, self._index = np.array(places, dtype=np.intp), np.array(indexes, dtype=np.intp)
        self._known = np.array(known, dtype=np.bool_)
        self._ends_drawn: Numbers = np.array([lows, self.shown[self._index, self._place], highs], dtype=np.float64)

    @property
    def certain(self) -> bool:
        """Tell whether nothing is drawn."""
        return not any(self._ends)

    def uncertain(self, place: int) -> Sequence[int]:
        """Return the candidates whose cell of one criterion is drawn, in the order in which it is."""
        return tuple(self._ends[place])

    def draw(self, source: np.random.PCG64, index: int, place: int, count: int) -> Numbers:
        """Draw one uncertain cell: triangular between its ends, uniform over the whole scale when it is unknown."""
        low, high, known = self._ends[place][index]
        numbers = uniform(source, count)
        if known:
            return triangular(numbers, low, float(self.shown[index, place]), high)
        numbers *= HIGHEST
        return numbers

    def whole(self, source: np.random.PCG64, count: int) -> Numbers:
        """Draw all cells, [criterion][candidate][sample], from the numbers that `column` takes for one after another.

        Few samples at a time are drawn several times faster so: most of that is the work of calling numpy.
        """
        values = np.repeat(self.shown.T[:, :, np.newaxis], count, axis=2)
        for start in range(0, len(self._known), TOGETHER):
            part = slice(start, start + TOGETHER)
            known = self._known[part]
            numbers = uniform(source, len(known), count)
            drawn = numbers * HIGHEST
            drawn[known] = triangular(numbers[known], *self._ends_drawn[:, part][:, known, np.newaxis])
            values[self._place[part], self._index[part]] = drawn
        return values

    def column(self, source: np.random.PCG64, place: int, count: int) -> Numbers:
        """Draw all cells of one criterion: [candidate][sample], or [candidate][1] where every one is certain."""
        shown = self.shown[:, place : place + 1]
        drawn = self.uncertain(place)
        if not drawn:
            return shown.copy()
        column = np.repeat(shown, count, axis=1)
        for index in drawn:
            column[index] = self.draw(source, index, place, count)
        return column


def _size(shape: Sequence[int]) -> int:
    size = 1
    for length in shape:
        size *= length
    return size
