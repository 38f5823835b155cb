"""Rank acceptability by simulation: how often each candidate comes first when weights and scores are uncertain (SMAA).

The only module that imports numpy; import it late. Draws come from `PCG64.random_raw` alone, whose stream numpy
guarantees across versions, and every sum runs element by element in the order of the criteria, so that the same seed
and the same problem give the same shares on every machine.

Order of the stream: blocks of `BLOCK` samples; in each block one number per sample for every criterion's weight, then
one per sample for every uncertain cell, criteria outside and candidates inside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from consultant_desk.domain.evaluation.problem import Scheme, SimulationOptions
from consultant_desk.domain.evaluation.result import SimulationResult
from consultant_desk.domain.evaluation.values import HIGHEST, ValueTable
from consultant_desk.errors import Fault, UserError

Numbers: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = NDArray[np.int64]

BLOCK = 2_000
"""Samples drawn at a time: bounds the memory of a big problem. Part of the stream's order, so never change it."""

CACHE_BYTES = 64_000_000
"""The most that cached draws may hold; a bigger problem is drawn with fewer samples while a slider moves."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of samples over the candidates that can win.

    `factors` [criterion][sample]: what each stated weight is multiplied by. `columns`, one per criterion: array
    [candidate][sample], or [candidate][1] where every cell of the criterion is certain.
    """

    factors: Numbers
    columns: tuple[Numbers, ...]

    def scores(self, weights: Sequence[float]) -> Numbers:
        """Return the scores [candidate][sample] up to a positive factor per sample, which ranks do not feel."""
        return _total(weights, self.factors, self.columns)


@dataclass(frozen=True, slots=True)
class Draws:
    """Cached draws for weights that are being tried; `rows` are the table rows of the candidates that can win."""

    rows: tuple[int, ...]
    samples: int
    blocks: tuple[Block, ...]

    def first_shares(self, weights: Sequence[float]) -> dict[int, float]:
        """Return the share of draws in which each row comes first under these stated weights; ties go to the first."""
        wins = np.zeros(len(self.rows), dtype=np.int64)
        for block in self.blocks:
            wins += _wins(block.scores(weights))
        return _shares(self.rows, wins, self.samples)

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
        wins = np.zeros(len(self.rows), dtype=np.int64)
        for moving, rest in self.parts:
            smaller, larger = (moving, rest) if share <= 0.5 else (rest, moving)
            # Scaled so that the larger share is 1: one multiplication less, and ranks do not feel the factor.
            total = smaller * (min(share, 1 - share) / max(share, 1 - share))
            total += larger
            wins += _wins(total)
        return _shares(self.rows, wins, self.samples)


def draws(table: ValueTable, rows: Sequence[int], options: SimulationOptions) -> Draws:
    """Draw and keep samples for a live view; fewer than asked for where they would not fit into `CACHE_BYTES`."""
    check_scheme(options)
    width = 8 * (len(table.criteria) + 1) * (len(rows) + 1)
    samples = max(1, min(options.samples, CACHE_BYTES // max(width, 1)))
    blocks = tuple(Block(factors, tuple(columns)) for factors, columns in _blocks(table, rows, options, samples))
    return Draws(tuple(rows), samples, blocks)


def simulate(
    table: ValueTable, weights: Sequence[float], rows: Sequence[int], options: SimulationOptions
) -> SimulationResult:
    """Return the rank acceptability of the candidates `rows` that can win; each row and each column sums to 1."""
    check_scheme(options)
    counts = np.zeros((len(rows), len(rows)), dtype=np.int64)
    for factors, columns in _blocks(table, rows, options, options.samples):
        for row, places in enumerate(_places(_total(weights, factors, columns))):
            counts[row] += np.bincount(places, minlength=len(rows))
    return SimulationResult(
        options=options,
        rank_acceptability={
            table.candidates[row]: tuple(float(share) for share in line / options.samples)
            for row, line in zip(rows, counts, strict=True)
        },
    )


def first_share(
    table: ValueTable, weights: Sequence[float], rows: Sequence[int], winner: int, options: SimulationOptions
) -> float:
    """Return the share of draws in which `winner` comes first among `rows`."""
    check_scheme(options)
    wins = np.zeros(len(rows), dtype=np.int64)
    for factors, columns in _blocks(table, rows, options, options.samples):
        wins += _wins(_total(weights, factors, columns))
    return _shares(rows, wins, options.samples)[winner]


def check_scheme(options: SimulationOptions) -> None:
    """Raise `UserError` for a scheme this version does not simulate."""
    if options.scheme is not Scheme.AROUND:
        where = "$.options.simulation.scheme"
        what = f'the scheme "{options.scheme.value}" is not supported by this version'
        raise UserError(f"{where}: {what}.", hint='Expected: "around".', faults=(Fault(where, what, '"around"'),))


def _total(weights: Sequence[float], factors: Numbers, columns: Iterable[Numbers]) -> Numbers:
    """Add up weight x factor x value in the order of the criteria; every column is drawn, weighted or not."""
    total: Numbers | None = None
    for weight, factor, column in zip(weights, factors, columns, strict=True):
        part = (weight * factor) * column
        total = part if total is None else np.add(total, part, out=total)
    if total is None:
        raise ValueError("a problem needs a criterion")
    return total


def _blocks(
    table: ValueTable, rows: Sequence[int], options: SimulationOptions, samples: int
) -> Iterator[tuple[Numbers, Iterator[Numbers]]]:
    """Yield factors and columns block by block; the columns are drawn as they are taken, so take all of them."""
    source = np.random.PCG64(options.seed)
    places = range(len(table.criteria))
    for start in range(0, samples, BLOCK):
        count = min(BLOCK, samples - start)
        factors = 1 + options.spread * (2 * _uniform(source, (len(table.criteria), count)) - 1)
        yield factors, (_column(source, table, rows, place, count, fixed=options.fixed_scores) for place in places)


def _column(
    source: np.random.PCG64, table: ValueTable, rows: Sequence[int], place: int, count: int, *, fixed: bool
) -> Numbers:
    shown = np.array([[table.values[row][place]] for row in rows], dtype=np.float64).reshape(len(rows), 1)
    uncertain = [index for index, row in enumerate(rows) if table.lows[row][place] < table.highs[row][place]]
    if fixed or not uncertain:
        return shown
    column = np.repeat(shown, count, axis=1)
    for index in uncertain:
        row, uniform = rows[index], _uniform(source, (count,))
        if table.known[row][place]:
            column[index] = _triangular(
                uniform, table.lows[row][place], table.values[row][place], table.highs[row][place]
            )
        else:
            column[index] = HIGHEST * uniform
    return column


def _uniform(source: np.random.PCG64, shape: tuple[int, ...]) -> Numbers:
    """Return numbers in [0, 1) from the top 53 bits of the raw stream."""
    raw = source.random_raw(int(np.prod(shape)))
    numbers: Numbers = (raw >> np.uint64(11)).astype(np.float64) * 2.0**-53
    return numbers.reshape(shape)


def _triangular(uniform: Numbers, low: float, mode: float, high: float) -> Numbers:
    """Return triangular numbers by inversion of the distribution function."""
    width = high - low
    split = (mode - low) / width
    rising = low + np.sqrt(uniform * (width * (mode - low)))
    falling = high - np.sqrt((1 - uniform) * (width * (high - mode)))
    chosen: Numbers = np.where(uniform < split, rising, falling)
    return chosen


def _wins(scores: Numbers) -> Counts:
    """Count how often each row is highest; of equal ones the first wins."""
    first: Counts = np.count_nonzero(scores == scores.max(axis=0), axis=1)
    if int(first.sum()) != scores.shape[1]:
        # Only then are there ties; argmax settles them but takes four times as long.
        first = np.bincount(np.argmax(scores, axis=0), minlength=scores.shape[0])
    return first


def _places(scores: Numbers) -> NDArray[np.int16]:
    """Return by row and sample how many rows are ahead; of equal ones the first is."""
    places = np.zeros(scores.shape, dtype=np.int16)
    for row in range(len(scores)):
        ahead = scores[row + 1 :] > scores[row]
        places[row] += ahead.sum(axis=0, dtype=np.int16)
        places[row + 1 :] += ~ahead
    return places


def _shares(rows: Sequence[int], wins: Counts, samples: int) -> dict[int, float]:
    return {row: int(count) / samples for row, count in zip(rows, wins, strict=True)}
