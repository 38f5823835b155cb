"""Score and rank candidates by the additive value model: score = sum of weight times value.

Sums are `math.fsum` (correctly rounded), so that two machines agree to the last digit about a tie. Every function takes
the weights as a vector in the order of the table's criteria, so that it also serves weights that are only being tried.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def ranking(
    table: ValueTable, weights: Sequence[float], musts: Mapping[str, MustOutcome]
) -> tuple[RankedCandidate, ...]:
    """Return the whole ranking: those that can win best first, then those with a failed must-have, best first."""
    points = scores(table, weights)
    lowest, highest = _with_unknown(table, LOWEST), _with_unknown(table, HIGHEST)
    above = dominators(table)
    fit = eligible(table, musts)
    ranks = dict(ordered(points, fit))
    would = dict(ordered(points, range(len(points))))
    unfit = [row for row in would if row not in ranks]
    return tuple(
        RankedCandidate(
            candidate=table.candidates[row],
            rank=ranks.get(row),
            would_rank=None if row in ranks else would[row],
            score=points[row],
            low=fsum(map(mul, weights, lowest[row])),
            high=fsum(map(mul, weights, highest[row])),
            contributions=dict(zip(table.criteria, map(mul, weights, table.values[row]), strict=True)),
            values=dict(zip(table.criteria, table.values[row], strict=True)),
            coverage=fsum(weight for weight, known in zip(weights, table.known[row], strict=True) if known),
            failed_musts=musts[table.candidates[row]].failed,
            unknown_musts=musts[table.candidates[row]].unknown,
            dominated_by=above[row],
        )
        for row in (*ranks, *unfit)
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
