"""Where each score falls in nine of ten draws, from the draws that the verdict rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consultant_desk.domain.evaluation.problem import SimulationOptions
from consultant_desk.domain.evaluation.values import ValueTable

TAIL = 0.05
"""Share of the draws left out at either end."""


def score_ranges(
    table: ValueTable, weights: Sequence[float], options: SimulationOptions
) -> Mapping[str, tuple[float, float]]:
    """Return by candidate the scores (points) that all but `TAIL` of the draws at either end lie between.

    Every candidate is drawn, those too that cannot win; the weights drawn are brought back to a sum of 1. A problem
    too big to keep is drawn with fewer samples, as it is for the live view.
    """
    from consultant_desk.domain.evaluation.simulation import draws  # numpy takes 0.2 s to load

    kept = draws(table, range(len(table.candidates)), options)
    drawn: list[list[float]] = [[] for _ in table.candidates]
    for block in kept.blocks:
        whole = sum(weight * factor for weight, factor in zip(weights, block.factors, strict=True))
        for line, scores in zip(drawn, block.scores(weights) / whole, strict=True):
            line.extend(scores.tolist())
    left_out = int(TAIL * kept.samples)
    ordered = [sorted(line) for line in drawn]
    return {key: (line[left_out], line[-1 - left_out]) for key, line in zip(table.candidates, ordered, strict=True)}
