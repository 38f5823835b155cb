"""The ranked bars, by group of criteria for the summary and by criterion for the ranking."""

from __future__ import annotations

from consultant_desk.domain.evaluation.result import RankedCandidate
from reports import charts, colours
from reports.composer import Composer
from reports.rich import text_of

# isort: split
from reportlab.platypus import Flowable


def ranked_bars(composer: Composer, *, by_segment: bool, step: float, limit: int = 1_000) -> Flowable:
    """Draw one bar per candidate, best first."""
    facts = composer.facts
    lines = facts.result.ranking
    bars = [_bar(composer, line, by_segment=by_segment) for line in lines[:limit]]
    legend = [
        charts.Key(_colour(index), segment.name or composer.words.plain("other_criteria"))
        for index, segment in enumerate(facts.segments)
    ]
    alt = text_of(composer.say("alt.bars", lines="; ".join(f"{bar.name} {bar.total.printed}" for bar in bars)))
    note = _note(composer, lines[:limit], len(lines) - limit)
    return charts.stacked_bars(composer.door.fonts, composer.theme.width, bars, legend, note, alt, step=step)


def _colour(index: int) -> str:
    return colours.PALETTE[index % len(colours.PALETTE)]


def _bar(composer: Composer, line: RankedCandidate, *, by_segment: bool) -> charts.Bar:
    facts, candidate = composer.facts, line.candidate
    pieces: list[charts.Piece] = []
    for index, segment in enumerate(facts.segments):
        if by_segment:
            length = sum(line.contributions[k] for k in segment.criteria)
            pieces.append(charts.Piece(length, composer.fig("segment", candidate, segment.id), _colour(index)))
            continue
        pieces += [
            charts.Piece(line.contributions[k], composer.fig("part", candidate, k), _colour(index))
            for k in segment.criteria
        ]
    return charts.Bar(
        name=facts.candidates[candidate].name,
        pieces=tuple(pieces),
        total=composer.fig("score", candidate),
        span=(line.low, line.high) if line.high - line.low >= 0.05 else None,
        strong=candidate == composer.winner(),
        muted=line.rank is None,
    )


def _note(composer: Composer, lines: tuple[RankedCandidate, ...], hidden: int) -> str:
    parts = []
    for line in lines:
        if line.high - line.low < 0.05:
            continue
        candidate = line.candidate
        unknown = sum(not composer.facts.known(candidate, k) for k in composer.facts.criteria)
        parts.append(
            text_of(
                composer.say(
                    "summary.range",
                    name=composer.name(candidate),
                    low=composer.fig("low", candidate),
                    high=composer.fig("high", candidate),
                    count=str(unknown),
                )
            )
        )
    if hidden > 0:
        parts.append(text_of(composer.say("summary.more", count=str(hidden))))
    return "; ".join(parts[:4]) + ("; …" if len(parts) > 4 else "")
