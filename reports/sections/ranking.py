"""Ranking with contributions: where the points come from, and why the first is ahead of the second."""

from __future__ import annotations

from consultant_desk.domain.charts.palette import AGAINST, FOR
from consultant_desk.domain.evaluation.result import RankedCandidate
from consultant_desk.domain.report_options import Section
from reports.blocks import Block, Cell, Line, Row, Text
from reports.charts.names import spoken
from reports.charts.signed import Signed, signed_bars
from reports.composer import Composer, capital
from reports.rich import Rich, as_rich, joined, plain, text_of
from reports.sections.bars import all_bars

_ON_A_PAGE = 36


def compose(composer: Composer) -> list[Block]:
    """Compose the section."""
    story = composer.heading(Section.RANKING, winning_heading(composer))
    lines = composer.facts.result.ranking
    unknown = any(line.high - line.low >= 0.05 for line in lines)
    hint = composer.words.plain("ranking.range") if unknown else ""
    note = joined([composer.say("ranking.note", range=hint), composer.evaluation_source()], " ")
    for number, chart in enumerate(all_bars(composer)):
        story += composer.exhibit(composer.say("ranking.exhibit"), chart, note, goes_on=number > 0)
    story += _table(composer)
    story += _over(composer)
    return story


def winning_heading(composer: Composer) -> Rich:
    """Say where the first gains most on the second, and where it loses most."""
    winner, second = composer.winner(), composer.second()
    if winner is None:
        return composer.say("ranking.heading.nobody")
    name = composer.name(winner)
    if second is None:
        return composer.say("ranking.heading.one", winner=name, score=composer.fig("score", winner))
    parts = composer.facts.over_parts(winner, second)
    gains = sorted((k for k in parts if parts[k] > 0), key=lambda k: -parts[k])
    losses = sorted((k for k in parts if parts[k] < 0), key=lambda k: parts[k])
    other = composer.name(second)
    if not gains:
        return composer.say("ranking.heading.equal", winner=name, second=other)
    if not losses:
        return composer.say("ranking.heading.all", winner=name, second=other)
    gain, loss = composer.criterion(gains[0]), composer.criterion(losses[0])
    key = "ranking.heading.tie" if composer.tied() else "ranking.heading.both"
    return composer.say(key, winner=name, second=other, gain=gain, loss=loss)


def _table(composer: Composer) -> list[Block]:
    right = tuple((head, "head_right") for head in ("score", "range", "known"))
    header = composer.header("ranking.head", "rank", "candidate", *right, "remarks")
    rows = [_row(composer, line) for line in composer.facts.result.ranking]
    shares = (0.07, 0.28, 0.1, 0.16, 0.1, 0.29)
    return composer.table(composer.say("ranking.table"), shares, header, rows, composer.evaluation_source())


def _row(composer: Composer, line: RankedCandidate) -> Row:
    candidate = line.candidate
    strong = composer.leads(candidate)
    span = plain("–")
    if line.high - line.low >= 0.05:
        span = composer.say(
            "ranking.range_of", low=composer.fig("low", candidate), high=composer.fig("high", candidate)
        )
    name = Text(composer.whole_name(candidate), "cell_bold" if strong else "cell", "ranking, candidate")
    return Row(
        (
            Cell((Line(as_rich(composer.fig("rank", candidate)), "cell"),)),
            Cell((name,), heads=True),
            Cell((Line(as_rich(composer.fig("score", candidate)), "number_bold" if strong else "number"),)),
            Cell((Line(span),)),
            Cell((Line(as_rich(composer.fig("coverage", candidate)), "number"),)),
            Cell((Text(remarks(composer, line), "cell"),)),
        )
    )


def remarks(composer: Composer, line: RankedCandidate) -> Rich:
    """Say what else is to be known of a candidate: must-haves, who is nowhere worse, what it is."""
    parts: list[Rich] = []
    if line.failed_musts:
        musts = composer.listed([composer.criterion(k) for k in line.failed_musts])
        parts.append(composer.say("ranking.failed", musts=musts))
    if line.would_rank is not None and line.rank is None:
        parts.append(composer.say("ranking.would", rank=str(line.would_rank)))
    if line.unknown_musts:
        musts = composer.listed([composer.criterion(k) for k in line.unknown_musts])
        parts.append(composer.say("ranking.unknown_must", musts=musts))
    if line.dominated_by:
        names = composer.listed([composer.name(c) for c in line.dominated_by])
        parts.append(composer.say("ranking.dominated", names=names))
    if composer.facts.candidates[line.candidate].baseline:
        parts.append(composer.say("ranking.baseline"))
    return capital(composer.words.strung(parts))


def _over(composer: Composer) -> list[Block]:
    winner, second = composer.winner(), composer.second()
    if winner is None or second is None:
        return []
    names = {"first": composer.name(winner), "second": composer.name(second)}
    parts = composer.facts.over_parts(winner, second)
    first, other = composer.facts.lines[winner], composer.facts.lines[second]
    order = sorted(parts, key=lambda k: -parts[k])
    lines = [
        Signed(
            composer.facts.criteria[k].name,
            first.contributions[k] - other.contributions[k],
            composer.fig("over", winner, second, k),
        )
        for k in order
    ]
    total = (composer.words.plain("ranking.margin"), composer.fig("over-all", winner, second))
    title = composer.say("ranking.over.tie" if composer.tied() else "ranking.over", **names)
    ends = (min(line.points for line in lines), max(line.points for line in lines))
    story: list[Block] = []
    for at in range(0, len(lines), _ON_A_PAGE):
        shown = lines[at : at + _ON_A_PAGE]
        words = composer.words.of.semicolon.join(f"{spoken(line.name)} {line.figure.printed}" for line in shown)
        alt = text_of(composer.say("alt.over", lines=words, **names))
        told = total if at + _ON_A_PAGE >= len(lines) else None
        chart = signed_bars(composer.width, shown, told, alt, (FOR, AGAINST), ends)
        story += composer.exhibit(title, chart, composer.say("ranking.over.source"), goes_on=at > 0)
    return story
