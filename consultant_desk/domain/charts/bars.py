"""Bars of scores: stacked contributions of a ranking, and the signed contributions of one candidate over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from consultant_desk.domain.charts.palette import colour_of
from consultant_desk.domain.charts.rounding import points_text, printed, signed_text, tenths
from consultant_desk.domain.evaluation.problem import Problem
from consultant_desk.domain.evaluation.result import Contrast, RankedCandidate

FULL = 100.0
LABEL_WIDTH = 24.0
"""A segment narrower than this carries no label."""

UNGROUPED = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of every bar: a criterion or a whole group, and the colour it shares with its group."""

    key: str
    name: str
    criteria: tuple[str, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: `x` and `width` in the unit of the bar, `points` as printed (tenths), `label` None if too narrow."""

    part: Part
    x: float
    width: float
    points: int
    label: str | None


@dataclass(frozen=True, slots=True)
class StackedBar:
    """One candidate's bar. `whisker` is the range of the score (two places on x) where something is unknown."""

    candidate: str
    rank: int | None
    segments: tuple[Segment, ...]
    total: str
    whisker: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class SignedBar:
    """One signed contribution: a bar from the axis at `zero` of its chart to the left or right."""

    criterion: str
    x: float
    width: float
    label: str
    favours: bool


@dataclass(frozen=True, slots=True)
class SignedChart:
    """Why one candidate over another: bars around `zero`, and the margin their labels add up to."""

    zero: float
    bars: tuple[SignedBar, ...]
    margin: str


def parts_by_criterion(problem: Problem) -> tuple[Part, ...]:
    """Return one part per criterion, those of a group side by side in the colour of the group.

    Without groups each criterion has a colour of its own.
    """
    if not any(criterion.group for criterion in problem.criteria):
        return tuple(
            Part(criterion.id, criterion.name, (criterion.id,), colour_of(place))
            for place, criterion in enumerate(problem.criteria)
        )
    names = {criterion.id: criterion.name for criterion in problem.criteria}
    return tuple(
        Part(criterion, names[criterion], (criterion,), group.colour)
        for group in parts_by_group(problem)
        for criterion in group.criteria
    )


def parts_by_group(problem: Problem, rest: str = "Other") -> tuple[Part, ...]:
    """Return one part per group that has criteria; criteria without a group come last, together, named `rest`."""
    groups = [(group.id, group.name) for group in problem.groups]
    keys = [*groups, (UNGROUPED, rest)]
    members = {
        key: tuple(criterion.id for criterion in problem.criteria if (criterion.group or UNGROUPED) == key)
        for key, _ in keys
    }
    filled = [(key, name) for key, name in keys if members[key]]
    return tuple(Part(key, name, members[key], colour_of(place)) for place, (key, name) in enumerate(filled))


def stacked_bars(
    ranking: Sequence[RankedCandidate], parts: Sequence[Part], width: float, gap: float = 1.0
) -> tuple[StackedBar, ...]:
    """Return a bar per line of the ranking on an axis where `width` is 100 points, segments `gap` apart.

    The printed points of the segments add up to the printed score.
    """
    return tuple(_stacked(line, parts, width, gap) for line in ranking)


def signed_bars(contrast: Contrast, a: RankedCandidate, b: RankedCandidate, width: float) -> SignedChart:
    """Return the bars of a contrast of `a` over `b` on `width`, in its order; their labels add up to the margin.

    The labels are differences of the printed contributions, the margin that of the printed scores.
    """
    worst = min((points for _, points in contrast.parts), default=0.0)
    best = max((points for _, points in contrast.parts), default=0.0)
    left, right = max(-worst, 0.0), max(best, 0.0)
    scale = width / (left + right) if left + right > 0 else 0.0
    zero = left * scale if scale else width / 2
    ours, theirs = printed(a), printed(b)
    bars = tuple(
        SignedBar(
            criterion=criterion,
            x=zero + min(points, 0.0) * scale,
            width=abs(points) * scale,
            label=signed_text(ours[criterion] - theirs[criterion]),
            favours=points >= 0,
        )
        for criterion, points in contrast.parts
    )
    return SignedChart(zero, bars, signed_text(tenths(a.score) - tenths(b.score)))


def _stacked(line: RankedCandidate, parts: Sequence[Part], width: float, gap: float) -> StackedBar:
    figures = printed(line)
    segments = []
    x = 0.0
    for part in parts:
        length = fsum(line.contributions[criterion] for criterion in part.criteria) / FULL * width
        points = sum(figures[criterion] for criterion in part.criteria)
        shown = max(length - gap, 0.0)
        segments.append(Segment(part, x, shown, points, points_text(points) if shown >= LABEL_WIDTH else None))
        x += length
    whisker = (line.low / FULL * width, line.high / FULL * width) if line.low < line.high else None
    return StackedBar(line.candidate, line.rank, tuple(segments), points_text(tenths(line.score)), whisker)
