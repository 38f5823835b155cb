"""Samples around the stated weights that are drawn once and kept, so that shares follow while a weight is moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from consultant_desk.domain.evaluation.problem import SimulationOptions
from consultant_desk.domain.evaluation.simulation.stream import BLOCK, Cells, Counts, Numbers, Pause, go_on
from consultant_desk.domain.evaluation.simulation.tally import wins
from consultant_desk.domain.evaluation.simulation.weighing import spread_factors
from consultant_desk.domain.evaluation.values import ValueTable

CACHE_BYTES = 160_000_000
"""The most that cached draws may hold; a bigger problem is drawn with fewer samples while a slider moves.

60 candidates on 30 criteria are drawn in full, also with every score uncertain.
"""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of samples over the candidates that can win.

    `factors` [criterion][sample]: what each stated weight is multiplied by. `columns`, one per criterion: array
    [candidate][sample], or [candidate][1] where every cell of the criterion is certain.
    """

    factors: Numbers
    columns: tuple[Numbers, ...]

    def scores(self, weights: Sequence[float]) -> Numbers:
        """Return the scores [candidate][sample] up to a positive factor per sample, which ranks do not feel.

        Weight x factor x value is added up in the order of the criteria.
        """
        total = np.zeros((len(self.columns[0]), self.factors.shape[1]))
        for weight, factor, column in zip(weights, self.factors, self.columns, strict=True):
            total += (weight * factor) * column
        return total


@dataclass(frozen=True, slots=True)
class Draws:
    """Cached draws for weights that are being tried; `rows` are the table rows of the candidates that can win."""

    rows: tuple[int, ...]
    samples: int
    blocks: tuple[Block, ...]

    def first_shares(self, weights: Sequence[float]) -> dict[int, float]:
        """Return the share of draws in which each row comes first under these stated weights; ties go to the first."""
        first: Counts = np.zeros(len(self.rows), dtype=np.int64)
        for block in self.blocks:
            first += wins(block.scores(weights))
        return _shares(self.rows, first, self.samples)

    def along(self, weights: Sequence[float], place: int) -> Drag:
        """Prepare for moving the weight of one criterion while the others keep their proportions."""
        rest = [0.0 if index == place else weight for index, weight in enumerate(weights)]
        total = sum(rest)
        if total <= 0:
            rest = [0.0 if index == place else 1.0 for index in range(len(weights))]
            total = float(max(len(weights) - 1, 1))
        rest = [weight / total for weight in rest]
        parts = [(block.factors[place] * block.columns[place], block.scores(rest)) for block in self.blocks]
        return Drag(self.rows, self.samples, tuple(parts))


@dataclass(frozen=True, slots=True)
class Drag:
    """Cached sums for one moving weight: per block (the moving criterion's part, all the others' part)."""

    rows: tuple[int, ...]
    samples: int
    parts: tuple[tuple[Numbers, Numbers], ...]

    def first_shares(self, share: float) -> dict[int, float]:
        """Return the share of draws in which each row comes first when the moving criterion weighs `share` (0..1)."""
        first: Counts = np.zeros(len(self.rows), dtype=np.int64)
        total = np.empty((0, 0))
        for moving, rest in self.parts:
            smaller, larger = (moving, rest) if share <= 0.5 else (rest, moving)
            # Scaled so that the larger share is 1: one multiplication less, and ranks do not feel the factor.
            total = _like(rest, total)
            np.multiply(smaller, min(share, 1 - share) / max(share, 1 - share), out=total)
            total += larger
            first += wins(total)
        return _shares(self.rows, first, self.samples)


def draws(table: ValueTable, rows: Sequence[int], options: SimulationOptions) -> Draws:
    """Draw and keep samples for a live view; fewer than asked for where they would not fit into `CACHE_BYTES`.

    Weights are drawn around those being tried, whatever scheme the options name: the draws of the others do not
    depend on how far a weight is moved.
    """
    blocks = tuple(kept_blocks(table, rows, options))
    return Draws(tuple(rows), sum(block.factors.shape[1] for block in blocks), blocks)


def kept_blocks(
    table: ValueTable, rows: Sequence[int], options: SimulationOptions, *, pause: Pause = go_on
) -> Iterator[Block]:
    """Yield the blocks that `draws` keeps, one after the other, for those who need each only once."""
    source, cells = np.random.PCG64(options.seed), Cells(table, rows, fixed=options.fixed_scores)
    places = range(len(table.criteria))
    drawn = len(rows) * sum(1 for place in places if cells.uncertain(place))
    samples = max(1, min(options.samples, CACHE_BYTES // (8 * (len(places) + drawn + 1))))
    for start in range(0, samples, BLOCK):
        count = min(BLOCK, samples - start)
        factors = spread_factors(source, options.spread, len(places), count)
        columns = []
        for place in places:
            columns.append(cells.column(source, place, count))
            pause()
        yield Block(factors, tuple(columns))


def _like(shaped: Numbers, spare: Numbers) -> Numbers:
    """Return an array of this shape, the spare one where it fits: new memory for each block costs as much as a sum."""
    return spare if spare.shape == shaped.shape else np.empty_like(shaped)


def _shares(rows: Sequence[int], first: Counts, samples: int) -> dict[int, float]:
    return {row: int(count) / samples for row, count in zip(rows, first, strict=True)}
