"""Count what follows from scores: who comes first, who takes which place, who is ahead of whom, under which weights."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from consultant_desk.domain.evaluation.simulation.stream import Counts, Numbers

Bytes: TypeAlias = NDArray[np.uint8]
Places: TypeAlias = NDArray[np.uint8 | np.int16]

MOST_BYTE = 255
MOST_JOINT = 32
"""Rows of which two are counted at once; with more there would be more pairs of places than samples in a block."""


def wins(scores: Numbers) -> Counts:
    """Count how often each row is highest; of equal ones the first wins."""
    highest = scores == scores.max(axis=0)
    # Row by row: along an axis numpy adds them up as whole numbers, which takes three times as long.
    first: Counts = np.array([np.count_nonzero(row) for row in highest], dtype=np.int64)
    if int(first.sum()) != scores.shape[1]:
        # Only then are there ties; argmax settles them but takes four times as long.
        first = np.bincount(np.argmax(scores, axis=0), minlength=scores.shape[0])
    return first


class Tally:
    """Counts over all samples added; rows are candidates, and of equal scores the first in the file is ahead.

    `weights[row][criterion]`: sums of the whole weights under which a
    row came first, exact while under 2^53.
    """

    def __init__(self, rows: int, criteria: int) -> None:
        self.samples = 0
        self._rows = rows
        self._joint: Counts = np.zeros((rows // 2, rows * rows if rows <= MOST_JOINT else 0), dtype=np.int64)
        self._places: Counts = np.zeros((rows, rows), dtype=np.int64)
        self.weights: Numbers = np.zeros((rows, criteria))
        self._overtaken: Counts = np.zeros((rows, rows), dtype=np.int64)
        self._recent: list[Bytes] = []
        self._recent_blocks = 0
        self._place_type = np.uint8 if rows <= MOST_BYTE + 1 else np.int16

    def add(self, scores: Numbers, weights: Numbers) -> None:
        """Count samples: their scores [row][sample] and whole weights [criterion][sample]."""
        self.samples += scores.shape[1]
        places = self._count_pairs(scores)
        self._count_places(places)
        self.weights += (places == 0).astype(np.float64) @ weights.T

    def places(self) -> Counts:
        """Return how often each row [row] was first, second … [place]; each row and each column sums to `samples`."""
        rows, places = self._rows, self._places.copy()
        if rows <= MOST_JOINT:
            joint = self._joint.reshape(-1, rows, rows)
            places[0 : rows - 1 : 2] += joint.sum(axis=2)
            places[1::2] += joint.sum(axis=1)
        return places

    def ahead(self) -> Counts:
        """Return how often each row was ahead of each other one; each pair sums to `samples`."""
        self._settle()
        earlier = np.triu(self.samples - self._overtaken.T, 1)
        return np.asarray(earlier + self._overtaken)

    def _count_places(self, places: Places) -> None:
        """Count places, of two rows at once where there are few: half as many counts, split up at the end."""
        rows, alone = self._rows, 0
        if rows <= MOST_JOINT:
            both = places[0 : rows - 1 : 2] * np.uint16(rows) + places[1::2]
            for pair, line in enumerate(both):
                self._joint[pair] += np.bincount(line, minlength=rows * rows)
            alone = rows - rows % 2
        for row in range(alone, rows):
            self._places[row] += np.bincount(places[row], minlength=rows)

    def _count_pairs(self, scores: Numbers) -> Places:
        """Return by row and sample how many rows are ahead, and count who is ahead of whom.

        All rows are compared at once with those one further on, two further on, and so on. Pairs are counted by sample
        in bytes first: adding 64 of them is one step of the processor.
        """
        rows, count = scores.shape
        if self._recent_blocks == MOST_BYTE or (self._recent and len(self._recent[-1]) != count):
            self._settle()
        if not self._recent:
            self._recent = [np.zeros((rows - apart) * count, dtype=np.uint8) for apart in range(1, rows)]
        self._recent_blocks += 1
        places: Places = np.repeat(np.arange(rows, dtype=self._place_type), count)
        line = scores.reshape(-1)
        for apart, recent in enumerate(self._recent, 1):
            later, earlier = places[apart * count :], places[: -apart * count]
            overtaking = (line[apart * count :] > line[: -apart * count]).view(np.uint8)
            np.subtract(later, overtaking, out=later)
            np.add(earlier, overtaking, out=earlier)
            np.add(recent, overtaking, out=recent)
        return places.reshape(rows, count)

    def _settle(self) -> None:
        for apart, recent in enumerate(self._recent, 1):
            row = np.arange(self._rows - apart)
            self._overtaken[row + apart, row] += recent.reshape(len(row), -1).sum(axis=1, dtype=np.int64)
        self._recent, self._recent_blocks = [], 0
