"""Scores as dots with the range they may lie in, all on one axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from consultant_desk.domain.charts.axis import Axis, axis_over
from consultant_desk.domain.evaluation.result import Result
from consultant_desk.domain.evaluation.values import ValueTable

SHORTEST = 2.0
"""Points that the axis spans at least."""
MOST = 20
"""Candidates that are drawn; the rest stands in the table."""


@dataclass(frozen=True, slots=True)
class ScoreSpan:
    """A score and its ends (points), and the range that nine of ten draws lie in where there were draws."""

    candidate: str
    score: float
    low: float
    high: float
    likely: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class SpanRow:
    """One candidate on the axis: places of the dot, the ends and the likely range. `overlaps_first`: see `spans`."""

    candidate: str
    dot: float
    low: float
    high: float
    likely: tuple[float, float] | None
    overlaps_first: bool


@dataclass(frozen=True, slots=True)
class Spans:
    """The rows drawn, `more` that are not, and the axis."""

    rows: tuple[SpanRow, ...]
    more: int
    axis: Axis


def score_spans(
    table: ValueTable, result: Result, likely: Mapping[str, tuple[float, float]] | None = None
) -> tuple[ScoreSpan, ...]:
    """Return the span of each score in the order of the ranking: every cell at its worse and at its better end.

    Unlike `low` and `high` of the ranking, which count unknown cells only, the ends given with a score count too.
    """
    found = []
    for line in result.ranking:
        low, high = score_ends(table, result.weights, line.candidate)
        found.append(ScoreSpan(line.candidate, line.score, low, high, (likely or {}).get(line.candidate)))
    return tuple(found)


def score_ends(table: ValueTable, weights: Mapping[str, float], candidate: str) -> tuple[float, float]:
    """Return the score of a candidate with every cell at its worse and at its better end, unknown ones at 0 and 100."""
    vector, row = table.vector(weights), table.rows[candidate]
    low, high = (
        fsum(weight * value for weight, value in zip(vector, values[row], strict=True))
        for values in (table.lows, table.highs)
    )
    return low, high


def spans(scores: Sequence[ScoreSpan], width: float, most: int = MOST) -> Spans:
    """Return the scores on one axis of `width`, in their order.

    A row overlaps the first when its best end reaches the worst end of the first one's range.
    """
    shown = scores[:most]
    ends = [end for one in shown for end in (one.low, one.high, *(one.likely or ()))]
    lowest, highest = min(ends, default=0.0), max(ends, default=100.0)
    short = max(SHORTEST - (highest - lowest), 0.0) / 2  # noise of the last digit is no range
    lowest, highest = lowest - short, highest + short
    axis = axis_over(lowest, highest, width, 5)
    rows = tuple(
        SpanRow(
            one.candidate,
            axis.place(one.score),
            axis.place(one.low),
            axis.place(one.high),
            (axis.place(one.likely[0]), axis.place(one.likely[1])) if one.likely else None,
            overlaps_first=place > 0 and one.high >= shown[0].low,
        )
        for place, one in enumerate(shown)
    )
    return Spans(rows, len(scores) - len(shown), axis)
