"""Simulate a whole problem: rank acceptability, pairwise winning shares, central weights and confidence factors.

Order of the stream: blocks of `BLOCK` samples; in each block the numbers for the weights (see `weighing`), then one per
sample for every uncertain cell, criteria outside and candidates inside. After the last block the cells alone are drawn
anew for the confidence factors, in blocks of `CONFIDENCE_BLOCK` samples and the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from consultant_desk.domain.evaluation.problem import Scheme, SimulationOptions
from consultant_desk.domain.evaluation.ranking import ordered
from consultant_desk.domain.evaluation.ranking import scores as stated_scores
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
    pair of winning shares too; of equal scores the one ahead under the stated weights is ahead, then the first in the
    file.
    """
    source, cells = np.random.PCG64(options.seed), Cells(table, rows, fixed=options.fixed_scores)
    order = _order(table, weights, rows)
    tally = Tally(len(rows), len(table.criteria))

    def pause() -> None:
        progress(tally.samples, options.samples)

    for drawn, scores in _blocks(source, cells, weights, order, options, pause):
        tally.add(scores, drawn)
        pause()
    back = np.argsort(order)
    places, ahead = tally.places()[back], tally.ahead()[np.ix_(back, back)]
    central = _central(places, tally.weights[back])
    sure = _confidence(source, cells, order, central, options, pause) if central else {}
    ids, samples = [table.candidates[row] for row in rows], options.samples
    return SimulationResult(
        options=options,
        rank_acceptability={
            one: tuple(int(count) / samples for count in line) for one, line in zip(ids, places, strict=True)
        },
        pairwise={
            one: {other: int(count) / samples for other, count in zip(ids, line, strict=True) if other != one}
            for one, line in zip(ids, ahead, strict=True)
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
    order = _order(table, weights, rows)
    first: Counts = np.zeros(len(rows), dtype=np.int64)
    for _, scores in _blocks(source, cells, weights, order, options, pause):
        first += wins(scores)
        pause()
    return int(first[order.index(list(rows).index(winner))]) / options.samples


def _order(table: ValueTable, weights: Sequence[float], rows: Sequence[int]) -> list[int]:
    """Return the places of the candidates in `rows` by stated score, best first; level ones as in the file."""
    place_of = {row: place for place, row in enumerate(rows)}
    return [place_of[row] for row, _ in ordered(stated_scores(table, weights), rows)]


def _blocks(
    source: np.random.PCG64,
    cells: Cells,
    stated: Sequence[float],
    order: Sequence[int],
    options: SimulationOptions,
    pause: Pause,
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield weights [criterion][sample] and scores [row][sample] block by block, rows in this order of candidates."""
    weighing = Weighing(options, stated)
    scorer = Scorer(cells, order, pause=pause)
    settled = options.scheme is Scheme.AROUND and options.spread == 0 and cells.certain
    for start in range(0, options.samples, BLOCK):
        drawn = weighing.draw(source, min(BLOCK, options.samples - start))
        # Where nothing varies each draw is the stated ranking, also where the grid of the weights would move a tie.
        scores = _falling(len(order), drawn.shape[1]) if settled else scorer.scores(drawn, source)
        yield drawn, scores


def _falling(rows: int, count: int) -> Numbers:
    return np.repeat(np.arange(rows, 0, -1, dtype=np.float64).reshape(rows, 1), count, axis=1)


def _central(places: Counts, won: Numbers) -> dict[int, Numbers]:
    """Return the mean of the weights, as shares, under which each came first; none for one that never did."""
    return {index: line / line.sum() for index, line in enumerate(won) if places[index, 0] and np.any(line)}


def _confidence(
    source: np.random.PCG64,
    cells: Cells,
    order: Sequence[int],
    central: dict[int, Numbers],
    options: SimulationOptions,
    pause: Pause,
) -> dict[int, float]:
    """Return how often each candidate comes first under its own central weights while the scores are drawn.

    Weights and drawn values are whole numbers as in `scoring`, so that the matrix product is exact.
    """
    samples = 1 if cells.certain else min(options.samples, CONFIDENCE_SAMPLES)
    weights = np.floor(np.array(list(central.values())) * WEIGHT_UNIT)
    first = dict.fromkeys(central, 0)
    for start in range(0, samples, CONFIDENCE_BLOCK):
        count = min(CONFIDENCE_BLOCK, samples - start)
        drawn = cells.whole(source, count)
        whole_values(drawn, out=drawn)
        scores = (weights @ drawn.reshape(len(drawn), -1)).reshape(len(weights), cells.count, count)[:, order]
        for index, own in zip(central, scores, strict=True):
            first[index] += int(np.count_nonzero(np.argmax(own, axis=0) == order.index(index)))
        pause()
    return {index: count / samples for index, count in first.items()}
