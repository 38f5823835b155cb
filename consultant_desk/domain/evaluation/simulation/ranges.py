"""Between which scores most draws of a candidate fall."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from consultant_desk.domain.evaluation.problem import SimulationOptions
from consultant_desk.domain.evaluation.simulation.cached import kept_blocks
from consultant_desk.domain.evaluation.simulation.stream import Pause, go_on
from consultant_desk.domain.evaluation.values import ValueTable


def inner_ranges(
    table: ValueTable, weights: Sequence[float], options: SimulationOptions, tail: float, *, pause: Pause = go_on
) -> list[tuple[float, float]]:
    """Return per row of the table the scores (points) that all but the share `tail` of the draws at either end lie in.

    The weights drawn are brought back to a sum of 1.
    """
    parts = []
    for block in kept_blocks(table, range(len(table.candidates)), options, pause=pause):
        whole = sum(weight * factor for weight, factor in zip(weights, block.factors, strict=True))
        parts.append(block.scores(weights) / whole)
        pause()
    ranges = []
    for line in np.concatenate(parts, axis=1):
        line.sort()
        left_out = int(tail * len(line))
        ranges.append((float(line[left_out]), float(line[-1 - left_out])))
        pause()
    return ranges
