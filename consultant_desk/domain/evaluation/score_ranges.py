"""Where each score falls in nine of ten draws, from the draws that the verdict rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from consultant_desk.domain.evaluation.problem import SimulationOptions
from consultant_desk.domain.evaluation.values import ValueTable

TAIL = 0.05
"""Share of the draws left out at either end."""


def score_ranges(
    table: ValueTable,
    weights: Sequence[float],
    options: SimulationOptions,
    *,
    pause: Callable[[], None] = lambda: None,
) -> Mapping[str, tuple[float, float]]:
    """Return by candidate the scores (points) that all but `TAIL` of the draws at either end lie between.

    Every candidate is drawn, those too that cannot win; the weights drawn are brought back to a sum of 1. A problem
    too big to keep is drawn with fewer samples, as it is for the live view. `pause` is called every few milliseconds
    and may raise to stop.
    """
    from consultant_desk.domain.evaluation.simulation import inner_ranges  # numpy takes 0.2 s to load

    return dict(zip(table.candidates, inner_ranges(table, weights, options, TAIL, pause=pause), strict=True))
