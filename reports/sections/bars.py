"""The ranked bars, by group of criteria for the summary and by criterion for the ranking."""

from __future__ import annotations

from consultant_desk.domain.charts.palette import colour_of
from consultant_desk.domain.evaluation.result import RankedCandidate
from reports.charts.bars import NOTE, Bar, Piece, longest_of, stacked_bars
from reports.charts.legend import Key
from reports.charts.names import spoken
from reports.composer import Composer
from reports.drawing import Drawing
from reports.fonts import width
from reports.rich import Rich, plain, text_of

_NAMED_RANGES = 3
_ON_A_PAGE = 36


def ranked_bars(composer: Composer, *, by_segment: bool, step: float, limit: int) -> Drawing:
    """Draw one bar for each of the best candidates, best first."""
    ranking = composer.facts.result.ranking
    bars = [_bar(composer, line, by_segment=by_segment) for line in ranking[:limit]]
    return _drawn(composer, bars, _note(composer, ranking[:limit], len(ranking) - limit), step)


def all_bars(composer: Composer) -> list[Drawing]:
    """Draw one bar per candidate, best first, in as many drawings as find room on a page each."""
    ranking = composer.facts.result.ranking
    step = 22 if len(ranking) <= 20 else 16
    bars = [_bar(composer, line, by_segment=False) for line in ranking]
    longest = longest_of(bars)
    return [
        _drawn(composer, bars[at : at + _ON_A_PAGE], _note(composer, ranking[at : at + _ON_A_PAGE], 0), step, longest)
        for at in range(0, len(bars), _ON_A_PAGE)
    ]


def _drawn(composer: Composer, bars: list[Bar], note: Rich, step: float, longest: float | None = None) -> Drawing:
    facts = composer.facts
    legend = [
        Key(_colour(index), segment.name or composer.words.plain("other_criteria"))
        for index, segment in enumerate(facts.segments)
    ]
    alt = text_of(
        composer.say(
            "alt.bars",
            lines=composer.words.of.semicolon.join(f"{spoken(bar.name)} {bar.total.printed}" for bar in bars),
        )
    )
    return stacked_bars(composer.fonts, composer.width, bars, legend, note, alt, step=step, longest=longest)


def _colour(index: int) -> str:
    return colour_of(index)


def _bar(composer: Composer, line: RankedCandidate, *, by_segment: bool) -> Bar:
    facts, candidate = composer.facts, line.candidate
    pieces: list[Piece] = []
    for index, segment in enumerate(facts.segments):
        if by_segment:
            length = sum(line.contributions[k] for k in segment.criteria)
            pieces.append(Piece(length, composer.fig("segment", candidate, segment.id), _colour(index)))
            continue
        pieces += [
            Piece(line.contributions[k], composer.fig("part", candidate, k), _colour(index)) for k in segment.criteria
        ]
    return Bar(
        name=facts.candidates[candidate].name,
        pieces=tuple(pieces),
        total=composer.fig("score", candidate),
        span=(line.low, line.high) if line.high - line.low >= 0.05 else None,
        strong=composer.leads(candidate),
        muted=line.rank is None,
    )


def _note(composer: Composer, lines: tuple[RankedCandidate, ...], hidden: int) -> Rich:
    parts: list[Rich] = []
    for line in lines:
        if line.high - line.low < 0.05:
            continue
        candidate = line.candidate
        unknown = sum(not composer.facts.known(candidate, k) for k in composer.facts.criteria)
        low, high = composer.fig("low", candidate), composer.fig("high", candidate)
        name = composer.name(candidate)
        parts.append(composer.say("summary.range", name=name, low=low, high=high, count=str(unknown)))
    first = [composer.say("summary.more", count=str(hidden))] if hidden > 0 else []
    for shown in range(min(_NAMED_RANGES, len(parts)), 0, -1):
        told = composer.words.strung([*first, *parts[:shown]])
        note = (*told, *plain(f"{composer.words.of.semicolon}…" if len(parts) > shown else ""))
        if width(composer.fonts.runs(text_of(note)), NOTE) <= composer.width:  # a range is named whole or not at all
            return note
    return composer.words.strung([*first, *parts[:1]])
