"""Simulate a whole problem: rank acceptability, pairwise winning shares, central weights and confidence factors.

Order of the stream: blocks of `BLOCK` samples; in each block one number per sample for every criterion's weight, then
one per sample for every uncertain cell, criteria outside and candidates inside. After the last block the cells alone
are drawn anew for the confidence factors, in blocks of `CONFIDENCE_BLOCK` samples and the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from consultant_desk.domain.evaluation.problem import SimulationOptions
from consultant_desk.domain.evaluation.result import SimulationResult
from consultant_desk.domain.evaluation.simulation.scoring import Scorer, whole_values
from consultant_desk.domain.evaluation.simulation.stream import BLOCK, Cells, Counts, Numbers, Pause, go_on
from consultant_desk.domain.evaluation.simulation.tally import Tally, wins
from consultant_desk.domain.evaluation.simulation.weighing import WEIGHT_UNIT, Weighing
from consultant_desk.domain.evaluation.values import ValueTable

CONFIDENCE_SAMPLES = 10_000
"""The most draws of the scores that a confidence factor rests on: a standard error of at most 0.005."""

CONFIDENCE_BLOCK = 200
"""Draws of all scores held at a time. Part of the stream's order, so never change it."""

Progress = Callable[[int, int], None]
"""Told every few milliseconds how many samples of how many are done; may raise to stop."""


def simulate(
    table: ValueTable,
    weights: Sequence[float],
    rows: Sequence[int],
    options: SimulationOptions,
    *,
    progress: Progress = lambda _done, _total: None,
) -> SimulationResult:
    """Return the shares of the candidates `rows` that can win, under weights drawn by the scheme asked for.

    `weights` are the stated shares by criterion. Each row and each column of the rank acceptability sums to 1, each
    pair of winning shares too; of equal scores the first in the file is ahead.
    """
    source, cells = np.random.PCG64(options.seed), Cells(table, rows, fixed=options.fixed_scores)
    tally = Tally(len(rows), len(table.criteria))

    def pause() -> None:
        progress(tally.samples, options.samples)

    for drawn, scores in _blocks(source, cells, weights, options, pause):
        tally.add(scores, drawn)
        pause()
    central = _central(tally)
    sure = _confidence(source, cells, central, options, pause) if central else {}
    ids, samples = [table.candidates[row] for row in rows], options.samples
    return SimulationResult(
        options=options,
        rank_acceptability={
            one: tuple(int(count) / samples for count in line) for one, line in zip(ids, tally.places(), strict=True)
        },
        pairwise={
            one: {other: int(count) / samples for other, count in zip(ids, line, strict=True) if other != one}
            for one, line in zip(ids, tally.ahead(), strict=True)
        },
        central_weights={
            ids[index]: {key: float(share) for key, share in zip(table.criteria, shares, strict=True)}
            for index, shares in central.items()
        },
        confidence={ids[index]: share for index, share in sure.items()},
    )


def first_share(
    table: ValueTable,
    weights: Sequence[float],
    rows: Sequence[int],
    winner: int,
    options: SimulationOptions,
    *,
    pause: Pause = go_on,
) -> float:
    """Return the share of draws in which `winner` comes first among `rows`."""
    source, cells = np.random.PCG64(options.seed), Cells(table, rows, fixed=options.fixed_scores)
    first: Counts = np.zeros(len(rows), dtype=np.int64)
    for _, scores in _blocks(source, cells, weights, options, pause):
        first += wins(scores)
        pause()
    return int(first[list(rows).index(winner)]) / options.samples


def _blocks(
    source: np.random.PCG64, cells: Cells, stated: Sequence[float], options: SimulationOptions, pause: Pause
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield weights [criterion][sample] and scores [candidate][sample] block by block."""
    weighing = Weighing(options, stated)
    scorer = Scorer(cells, pause=pause)
    for start in range(0, options.samples, BLOCK):
        drawn = weighing.draw(source, min(BLOCK, options.samples - start))
        yield drawn, scorer.scores(drawn, source)


def _central(tally: Tally) -> dict[int, Numbers]:
    """Return the mean of the weights, as shares, under which each row came first; none for a row that never did."""
    places = tally.places()
    return {row: line / line.sum() for row, line in enumerate(tally.weights) if places[row, 0] and np.any(line)}


def _confidence(
    source: np.random.PCG64, cells: Cells, central: dict[int, Numbers], options: SimulationOptions, pause: Pause
) -> dict[int, float]:
    """Return how often each row comes first under its own central weights while the scores are drawn.

    Weights and drawn values are whole numbers as in `scoring`, so that the matrix product is exact.
    """
    samples = 1 if cells.certain else min(options.samples, CONFIDENCE_SAMPLES)
    weights = np.floor(np.array(list(central.values())) * WEIGHT_UNIT)
    first = dict.fromkeys(central, 0)
    for start in range(0, samples, CONFIDENCE_BLOCK):
        count = min(CONFIDENCE_BLOCK, samples - start)
        drawn = np.empty((len(cells.shown[0]), cells.count, count))
        for place, column in enumerate(drawn):
            column[:] = whole_values(cells.column(source, place, count))
        scores = (weights @ drawn.reshape(len(drawn), -1)).reshape(len(weights), cells.count, count)
        for row, own in zip(central, scores, strict=True):
            first[row] += int(np.count_nonzero(np.argmax(own, axis=0) == row))
        pause()
    return {row: count / samples for row, count in first.items()}
