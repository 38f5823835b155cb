"""Turn the answer of an evaluation into what the charts of the result show. Numbers are rounded so that they add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum

from consultant_desk.domain.charts.bars import Part, parts_by_criterion
from consultant_desk.domain.charts.rounding import printed
from consultant_desk.domain.evaluation.explain import contrast_at
from consultant_desk.domain.evaluation.result import RankedCandidate, Result, first_of
from consultant_desk.domain.evaluation.values import ValueTable
from consultant_desk.domain.evaluation.verdict import (
    CLEAR_ROOM,
    CLEAR_SHARE,
    SHARED,
    SURE,
    room_shown,
    share_shown,
    tie_end,
)
from ui.charts.contributions import ContributionBar, Segment
from ui.charts.margin import SignedPart
from ui.charts.rank_shares import RankShares, ordinal
from ui.evaluations.session import EvaluationSession
from ui.evaluations.wording import DASH, NOTHING_BESIDE
from ui.figures import number_text, percent_text, points_text, shown_text, signed_lead, signed_text

MOST_RANGES = 6
"""Candidates whose ranges are told in words; more of them would push everything else off the page."""

MOST_PARTS = 15
"""Parts of a margin that are drawn."""


def contribution_bars(session: EvaluationSession, most: int | None = None) -> list[ContributionBar]:
    """Return a bar per candidate in the order of the ranking, its segments by group; at most `most` of them."""
    names = session.names()
    parts = parts_by_criterion(session.problem)
    weights = {key: percent_text(weight) for key, weight in session.weights.items()}
    return [_bar(session, line, names[line.candidate], parts, weights) for line in session.result.ranking[:most]]


def _bar(
    session: EvaluationSession,
    line: RankedCandidate,
    name: str,
    parts: tuple[Part, ...],
    weights: Mapping[str, str],
) -> ContributionBar:
    figures = printed(line)
    segments = [
        Segment(
            criterion=part.key,
            name=part.name,
            points=line.contributions[part.key],
            tenths=figures[part.key],
            weight=weights[part.key],
            value=line.values[part.key],
            colour=part.colour,
        )
        for part in parts
    ]
    return ContributionBar(
        candidate=line.candidate,
        rank=str(line.rank) if line.rank is not None else DASH,
        name=name,
        score=points_text(line.score),
        low=line.low,
        high=line.high,
        segments=tuple(segments),
        first=line.rank == 1,
        failed=_failed_words(session, line),
    )


def _failed_words(session: EvaluationSession, line: RankedCandidate) -> str:
    """Say which must-haves a candidate fails and which rank it would have; nothing where it fails none."""
    if not line.failed_musts:
        return ""
    items = [session.criterion_named(key) for key in line.failed_musts]
    words = f"fails {' and '.join(item.name for item in items if item)}"
    return f"{words}; would be {ordinal(line.would_rank)}" if line.would_rank is not None else words


def drawn_parts(parts: Sequence[SignedPart]) -> list[SignedPart]:
    """Return the parts that are drawn: all of few; of many the weightiest in their order, and the sum of the rest.

    What is drawn still adds up to the margin.
    """
    if len(parts) <= MOST_PARTS:
        return list(parts)
    kept = set(sorted(range(len(parts)), key=lambda place: -abs(parts[place].points))[: MOST_PARTS - 1])
    rest = [part for place, part in enumerate(parts) if place not in kept]
    points = fsum(part.tenths for part in rest) / 10
    others = SignedPart(f"{len(rest)} others", points, signed_text(points), round(points * 10))
    return [*(part for place, part in enumerate(parts) if place in kept), others]


def signed_parts(session: EvaluationSession, table: ValueTable, a: str, b: str) -> tuple[list[SignedPart], str]:
    """Return the signed parts of "a over b", printed so that they add up to the printed margin."""
    ours, theirs = session.line(a), session.line(b)
    if ours is None or theirs is None:
        return [], ""
    ours_printed, theirs_printed = printed(ours), printed(theirs)
    parts = []
    for key, points in contrast_at(table, session.weights, a, b).parts:
        item = session.criterion_named(key)
        in_tenths = ours_printed[key] - theirs_printed[key]
        parts.append(SignedPart(item.name if item else key, points, signed_text(in_tenths / 10), in_tenths))
    return parts, signed_lead(ours.score, theirs.score)


def rank_rows(result: Result, names: Mapping[str, str]) -> list[RankShares]:
    """Return the shares of each rank, candidates in the order of the ranking; none where none was drawn."""
    shares = result.simulation.rank_acceptability if result.simulation is not None else {}
    return [
        RankShares(names[line.candidate], shares[line.candidate]) for line in result.ranking if line.candidate in shares
    ]


def open_second(session: EvaluationSession) -> str:
    """Say what is not known of the runner-up where that could put it first; nothing where it could not.

    Its score is reckoned from the middle of what is possible, and must not read as if it were known.
    """
    winner, second = (
        session.line(key or "") for key in (session.result.verdict.winner, session.result.verdict.runner_up)
    )
    if winner is None or second is None or second.high - second.low < 0.05 or second.high <= winner.score:
        return ""
    unknown = session.unknown_of(second.candidate)
    item = session.criterion_named(unknown[0]) if len(unknown) == 1 else None
    what = item.name if item is not None else f"{len(unknown)} scores"
    ends = f"{points_text(second.low)} to {points_text(second.high)}"
    return f"{session.names()[second.candidate]} may have {ends} points: {what} unknown"


def range_sentences(session: EvaluationSession) -> list[str]:
    """Say of the first candidates with unknown scores between which ends their score lies, and whether that matters.

    Scores entered between two ends are left to the draws: all of them at their worst at once tells nobody anything.
    """
    names = session.names()
    winner = session.line(session.result.verdict.winner or "")
    sentences: list[str] = []
    more = 0
    for line in session.result.ranking:
        unknown = session.unknown_of(line.candidate)
        if not unknown or line.high - line.low < 0.05:
            continue
        if len(sentences) == MOST_RANGES:
            more += 1
            continue
        item = session.criterion_named(unknown[0])
        what = f"{item.name} is" if len(unknown) == 1 and item else f"{len(unknown)} scores are"
        ends = f"{points_text(line.low)} and {points_text(line.high)}"
        sentence = f"{names[line.candidate]} lies between {ends}: {what} unknown."
        if winner is not None and line.rank is not None:
            sentence += _range_effect(line, winner, session)
        sentences.append(sentence)
    if more:
        sentences.append(f"{more} more of them are open as well; “How sure are the scores” shows all.")
    return sentences


def _range_effect(line: RankedCandidate, winner: RankedCandidate, session: EvaluationSession) -> str:
    if line.candidate == winner.candidate:
        second = session.line(session.result.verdict.runner_up or "")
        changes = second is not None and (line.low < second.score or bool(line.unknown_musts))
    else:
        changes = line.high > winner.score
    return " That could change the first place." if changes else " Neither end would change the first place."


def _can_shift(session: EvaluationSession) -> bool:
    """Say whether a weight can move at all, and a rival could gain by it."""
    return len(session.problem.candidates) > 1 and sum(weight > 0 for weight in session.weights.values()) > 1


def rule_figures(session: EvaluationSession) -> list[tuple[bool, str]]:
    """Return the figures of the verdict's rule, each with whether it speaks for a clear winner."""
    verdict = session.result.verdict
    figures = []
    alone = verdict.winner is not None and verdict.runner_up is None
    if alone:
        figures.append((False, NOTHING_BESIDE))
    elif verdict.tie:
        figures.append((False, SHARED))
    elif verdict.share is not None:
        share, need = shown_text(share_shown(verdict.share)), number_text(CLEAR_SHARE * 100, 0)
        figures.append(
            (verdict.share >= CLEAR_SHARE, f"First in {share} % of 10,000 draws; a clear winner needs {need} %")
        )
    winner = session.line(verdict.winner or "")
    for key in winner.unknown_musts if winner is not None else ():
        must = session.criterion_named(key)
        figures.append((False, f"Must-have not known to be met: {must.name if must else key}"))
    unknown, cells = len(session.unknown_cells()), len(session.problem.candidates) * len(session.problem.criteria)
    if verdict.runner_up is not None and 2 * unknown > cells:
        figures.append((False, f"{unknown} of {cells} scores are unknown"))
    undecided = open_second(session)
    if undecided:
        figures.append((False, undecided))
    room = None if alone else verdict.least_room
    item = session.criterion_named(room.criterion) if room is not None else None
    name = item.name if item is not None else ""
    if room is not None and verdict.tie:
        if room.relative <= SURE:
            figures.append((False, tie_end(name, len(first_of(session.result.ranking)))))
    elif room is not None:
        relative = shown_text(room_shown(room.relative))
        least = number_text(CLEAR_ROOM * 100, 0)
        wide = room.relative >= CLEAR_ROOM
        start = f"Every weight may move {least} %; least room" if wide else f"Least room under {least} %"
        figures.append((wide, f"{start}: {name}, {relative} %"))
    elif verdict.winner is not None and not alone and not verdict.tie and _can_shift(session):
        figures.append((True, _free_words(session)))
    return figures


def _free_words(session: EvaluationSession) -> str:
    """Say that weights may move where none above 5 % has a limit, and which small one has the least room."""
    ranges = session.result.stability
    limits = {
        key: min(abs(flip.bound - band.weight) for flip in (band.below, band.above) if flip is not None) / band.weight
        for key, band in ranges.items()
        if band.weight > 0 and (band.below is not None or band.above is not None)
    }
    if not limits:
        return _from_nothing(session)
    key = min(limits, key=limits.__getitem__)
    item = session.criterion_named(key)
    room = f"{shown_text(room_shown(limits[key]))} % of its {percent_text(ranges[key].weight)} %"
    return f"Every weight above 5 % may move freely; least room: {item.name if item else key}, {room}"


def _from_nothing(session: EvaluationSession) -> str:
    """Say that weights may move where only one of nothing, which has no share of itself to move by, has a limit."""
    bounds = {key: band.above.bound for key, band in session.result.stability.items() if band.above is not None}
    if not bounds:
        return "Any one weight may move freely"
    key = min(bounds, key=bounds.__getitem__)
    item = session.criterion_named(key)
    name = item.name if item else key
    return f"Every weight above 5 % may move freely; {name}, now 0 %, may reach {percent_text(bounds[key])} %"
