"""The verdict as a heading and as two sentences, computed from the result."""

from __future__ import annotations

from consultant_desk.domain.evaluation.result import VerdictKind
from reports.composer import Composer
from reports.rich import Rich, joined


def verdict_heading(composer: Composer) -> Rich:
    """Say what to do in one line."""
    result = composer.facts.result
    verdict, winner, second = result.verdict, composer.winner(), composer.second()
    if winner is None:
        count = len(composer.facts.candidates)
        if count == 2:
            return composer.say("verdict.nobody.two")
        return composer.words.count("verdict.nobody", count, count=composer.fig("count", "candidates"))
    name = composer.name(winner)
    if second is None:
        if len(composer.facts.candidates) == 1:
            return composer.say("verdict.only", winner=name, score=composer.fig("score", winner))
        unknown = composer.facts.lines[winner].unknown_musts
        if unknown:  # what is not known is no pass
            musts = composer.listed([composer.criterion(k) for k in unknown])
            return composer.words.count("verdict.only_open", len(unknown), winner=name, musts=musts)
        return composer.say("verdict.only_passing", winner=name)
    other = composer.name(second)
    if verdict.tie:
        key = "verdict.tie.many" if len(composer.tied()) > 2 else "verdict.tie"
        return composer.say(key, names=composer.tied_names(), score=composer.fig("score", winner))
    margin = composer.fig("lead", winner, second)
    if verdict.kind is VerdictKind.NONE:
        if verdict.margin is not None and verdict.margin >= 1:
            share = composer.fig("share")
            return composer.say("verdict.none.share", winner=name, second=other, share=share)
        return composer.say("verdict.none", winner=name, second=other, margin=margin)
    if composer.facts.candidates[winner].baseline:
        return composer.say("verdict.keep", winner=name)
    if verdict.kind is VerdictKind.CLEAR:
        return composer.say("verdict.clear", winner=name, second=other, margin=margin)
    if verdict.open_musts:
        musts = composer.listed([composer.criterion(k) for k in verdict.open_musts])
        return composer.say("verdict.if_met", winner=name, second=other, musts=musts, margin=margin)
    return _close(composer, winner, second)


def _close(composer: Composer, winner: str, second: str) -> Rich:
    name, other = composer.name(winner), composer.name(second)
    ours, theirs = composer.facts.cost_of(winner), composer.facts.cost_of(second)
    if ours is None or theirs is None or ours == theirs:
        return composer.say("verdict.close", winner=name, second=other)
    key = "verdict.close.cheaper" if theirs < ours else "verdict.close.dearer"
    return composer.say(key, winner=name, second=other, gap=composer.fig("cost-gap", second, winner))


def verdict_lead(composer: Composer) -> Rich:
    """Say by how much, how surely, and what the greatest advantage is."""
    winner, second = composer.winner(), composer.second()
    if winner is None:
        return _nobody(composer)
    name, score = composer.name(winner), composer.fig("score", winner)
    if second is None:
        return composer.say("summary.lead.only", winner=name, score=score)
    other = composer.name(second)
    if composer.facts.result.verdict.tie:
        return composer.say("summary.lead.tie", names=composer.tied_names(), score=score)
    margin = composer.fig("lead", winner, second)
    theirs = composer.fig("score", second)
    first = composer.say("summary.lead", winner=name, score=score, other=theirs, second=other, margin=margin)
    return joined([first, *_share(composer, winner), *_best(composer, winner, second)], " ")


def _share(composer: Composer, winner: str) -> list[Rich]:
    if composer.facts.result.verdict.share is None:
        return []
    figures = {"share": composer.fig("share"), "samples": composer.fig("samples"), "spread": composer.fig("spread")}
    return [composer.say("summary.share", winner=composer.name(winner), **figures)]


def _best(composer: Composer, winner: str, second: str) -> list[Rich]:
    gains = composer.facts.over_parts(winner, second)
    best = max(gains, key=lambda k: gains[k])
    if gains[best] <= 0:
        return []
    points = composer.fig("over", winner, second, best)
    return [composer.say("summary.best", criterion=composer.criterion(best), points=points)]


def _nobody(composer: Composer) -> Rich:
    first = min(composer.facts.result.ranking, key=lambda line: line.would_rank or 0, default=None)
    if first is None:
        return ()
    return composer.say(
        "summary.nobody",
        first=composer.name(first.candidate),
        score=composer.fig("score", first.candidate),
        musts=composer.listed([composer.criterion(k) for k in first.failed_musts]),
    )
