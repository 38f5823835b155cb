"""Score and rank candidates by the additive value model: score = sum of weight times value.

Sums are `math.fsum` (correctly rounded), so that two machines agree to the last digit about a tie. Every function takes
the weights as a vector in the order of the table's criteria, so that it also serves weights that are only being tried.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress
from math import fsum
from operator import mul

from consultant_desk.domain.evaluation.musts import MustOutcome
from consultant_desk.domain.evaluation.result import RankedCandidate
from consultant_desk.domain.evaluation.values import HIGHEST, LOWEST, ValueTable

TIE_TOLERANCE = 1e-9


def scores(table: ValueTable, weights: Sequence[float]) -> tuple[float, ...]:
    """Return the score 0..100 of every candidate in the order of the table."""
    return tuple(fsum(map(mul, weights, row)) for row in table.values)


def ordered(points: Sequence[float], among: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return (index, rank) of the candidates `among`, best first, with competition ranks 1, 1, 3.

    Scores within `TIE_TOLERANCE` of the first of their tie share a rank and stand in the order of the file.
    """
    falling = sorted(among, key=lambda index: (-points[index], index))
    lines: list[tuple[int, int]] = []
    start = 0
    while start < len(falling):
        end = start + 1
        while end < len(falling) and points[falling[start]] - points[falling[end]] <= TIE_TOLERANCE:
            end += 1
        lines.extend((index, start + 1) for index in sorted(falling[start:end]))
        start = end
    return tuple(lines)


def eligible(table: ValueTable, musts: Mapping[str, MustOutcome]) -> tuple[int, ...]:
    """Return the rows of the candidates that can win: those that fail no must-have."""
    return tuple(row for row, candidate in enumerate(table.candidates) if not musts[candidate].failed)


def dominators(table: ValueTable) -> tuple[tuple[str, ...], ...]:
    """Return, per candidate, those at least as good on every criterion and better on one.

    An unknown cell counts 0 for the dominating and 100 for the dominated candidate.
    """
    best = _with_unknown(table, HIGHEST)
    worst = _with_unknown(table, LOWEST)
    return tuple(
        tuple(
            table.candidates[rival]
            for rival in range(len(worst))
            if rival != row and _dominates(worst[rival], best[row])
        )
        for row in range(len(best))
    )


class Ranker:
    """Ranks the candidates of one table under any weights; what does not depend on weights is computed once.

    `fit` are the rows of the candidates that can win.
    """

    def __init__(self, table: ValueTable, musts: Mapping[str, MustOutcome]) -> None:
        self.table = table
        self.musts = musts
        self.fit = eligible(table, musts)
        self._lowest = _with_unknown(table, LOWEST)
        self._highest = _with_unknown(table, HIGHEST)
        self._values = tuple(dict(zip(table.criteria, values, strict=True)) for values in table.values)
        self._above = dominators(table)
        self._open = tuple(not all(known) for known in table.known)
        self.unknown = sum(known.count(False) for known in table.known)

    def ranking(self, weights: Sequence[float], points: Sequence[float]) -> tuple[RankedCandidate, ...]:
        """Return the whole ranking from the scores `points`: those that can win best first, then the others."""
        ranks = dict(ordered(points, self.fit))
        would = ranks if len(ranks) == len(points) else dict(ordered(points, range(len(points))))
        unfit = [row for row in would if row not in ranks]
        return tuple(self._line(row, weights, points[row], ranks.get(row), would[row]) for row in (*ranks, *unfit))

    def reaching(self, weights: Sequence[float], order: Sequence[int]) -> tuple[int, ...]:
        """Return the rows of `order` that could pass its first by what is unknown: theirs at 100, its own at 0."""
        if not order or not any(map(self._open.__getitem__, order)):
            return ()
        least = fsum(map(mul, weights, self._lowest[order[0]])) + TIE_TOLERANCE
        return tuple(
            row
            for row in order[1:]
            if (self._open[row] or self._open[order[0]]) and fsum(map(mul, weights, self._highest[row])) > least
        )

    def _line(self, row: int, weights: Sequence[float], points: float, rank: int | None, would: int) -> RankedCandidate:
        candidate, known = self.table.candidates[row], self.table.known[row]
        unsure = self._open[row]
        return RankedCandidate(
            candidate=candidate,
            rank=rank,
            would_rank=would if rank is None else None,
            score=points,
            low=fsum(map(mul, weights, self._lowest[row])) if unsure else points,
            high=fsum(map(mul, weights, self._highest[row])) if unsure else points,
            contributions=dict(zip(self.table.criteria, map(mul, weights, self.table.values[row]), strict=True)),
            values=self._values[row],
            coverage=min(1.0, fsum(compress(weights, known))) if unsure else 1.0,
            failed_musts=self.musts[candidate].failed,
            unknown_musts=self.musts[candidate].unknown,
            dominated_by=self._above[row],
        )


def _with_unknown(table: ValueTable, value: float) -> tuple[tuple[float, ...], ...]:
    return tuple(
        row if all(known) else tuple(shown if sure else value for shown, sure in zip(row, known, strict=True))
        for row, known in zip(table.values, table.known, strict=True)
    )


def _dominates(better: Sequence[float], worse: Sequence[float]) -> bool:
    strictly = False
    for one, other in zip(better, worse, strict=True):
        if one < other:
            return False
        strictly = strictly or one > other
    return strictly
