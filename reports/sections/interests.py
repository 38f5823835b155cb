"""The consultant's interests in words: the box of the summary and the section of its own, from one set of rules."""

from __future__ import annotations

from dataclasses import replace

from consultant_desk.domain.evaluation.result import VerdictKind
from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import InterestKind, SnapshotInterest
from reports.blocks import Block, Cell, Line, Row, Text
from reports.composer import Composer, sentence
from reports.rich import Rich, as_rich, joined, plain, text_of
from reports.sections import lock


def hidden(composer: Composer) -> bool:
    """Tell whether nothing may be said about interests yet, because weights and scores are not locked."""
    return composer.snapshot.lock is None and not composer.snapshot.interests


def undisclosed(composer: Composer) -> list[str]:
    """Return the candidates of vendors for which nothing is disclosed yet; the baseline has no vendor."""
    told = {interest.candidate for interest in composer.snapshot.interests}
    return [c.id for c in composer.facts.candidates.values() if c.id not in told and not c.baseline]


def _paying(composer: Composer) -> list[SnapshotInterest]:
    ties = {i.candidate: i for i in composer.snapshot.interests if i.kind is not InterestKind.NONE}
    return [ties[c] for c in composer.facts.paying if c in ties]


def _free(composer: Composer) -> list[str]:
    paying, missing = set(composer.facts.paying), set(undisclosed(composer))
    return [line.candidate for line in composer.facts.result.ranking if line.candidate not in paying | missing]


def best_free(composer: Composer) -> str | None:
    """Return the best ranked candidate that pays nothing."""
    lines = composer.facts.lines
    return next((c for c in _free(composer) if lines[c].rank is not None), None)


def interest_sentences(composer: Composer) -> Rich:
    """Say in one run of text who pays what, who pays nothing, and who would be first without the paying products."""
    if hidden(composer):
        return composer.say("interest.blind")
    return joined(_lines(composer, shortly=True), " ")


def _lines(composer: Composer, *, shortly: bool) -> list[Rich]:
    """Return one line for each candidate that pays, then what holds for the others."""
    paying, missing = _paying(composer), undisclosed(composer)
    parts: list[Rich] = []
    if not paying and not missing:
        parts.append(composer.say("interest.nobody"))
    parts += [joined(_tie(composer, interest, shortly=shortly), " ") for interest in paying]
    free = _free(composer)
    if paying and free:
        names = composer.listed([composer.name(c) for c in free])
        parts.append(composer.words.count("interest.none", len(free), names=names))
        best = best_free(composer)
        if best is not None and composer.winner() in {i.candidate for i in paying}:
            name, rank = composer.name(best), composer.fig("rank", best)
            parts.append(composer.say("interest.best_free", candidate=name, rank=rank))
    if paying and composer.winner() in free and composer.facts.result.verdict.kind is not VerdictKind.NONE:
        parts.append(composer.say("interest.winner_free"))
        if not shortly:
            parts.append(composer.say("interest.first_stays", candidate=composer.name(composer.winner() or "")))
    parts += [
        composer.say(
            "interest.applied",
            candidate=composer.name(interest.candidate),
            date=composer.words.long_date(interest.applied_on),
        )
        for interest in composer.snapshot.interests
        if interest.applied_on and interest.kind is InterestKind.NONE
    ]
    if missing:
        names = composer.listed([composer.name(c) for c in missing])
        parts.append(composer.say("interest.undisclosed", names=names))
    return parts


def _tie(composer: Composer, interest: SnapshotInterest, *, shortly: bool) -> list[Rich]:
    name, basis = composer.name(interest.candidate), plain(interest.basis.rstrip(". "))
    parts: list[Rich] = []
    match interest.kind:
        case InterestKind.CLIENT:
            parts.append(composer.say("interest.client", candidate=name))
        case InterestKind.INVESTOR:
            parts.append(composer.say("interest.investor", candidate=name))
        case _ if not interest.basis:
            parts.append(composer.say("interest.pays.plain", candidate=name))
        case InterestKind.OTHER:
            parts.append(composer.say("interest.other", candidate=name, basis=basis))
        case _:
            parts.append(composer.say("interest.pays", candidate=name, basis=basis))
    if interest.basis and interest.kind in {InterestKind.CLIENT, InterestKind.INVESTOR}:
        said = parts.pop()
        told = replace(said[-1], text=said[-1].text.rstrip(".") + composer.words.of.colon)
        parts.append(sentence((*said[:-1], told, *plain(interest.basis))))
    if interest.expected is not None and not shortly:
        parts.append(composer.say("interest.about", amount=composer.fig("expected", interest.candidate)))
    parts.append(composer.say("interest.other_price" if interest.client_price_changes else "interest.same_price"))
    if interest.credited:
        parts.append(composer.say("interest.credited"))
    return parts


def disclosure_heading(composer: Composer) -> Rich:
    """Say the one thing the reader must know."""
    if hidden(composer):
        return composer.say("disclosure.heading.blind")
    if undisclosed(composer):
        return composer.say("disclosure.heading.missing")
    paying, winner = set(composer.facts.paying), composer.winner()
    if not paying:
        return composer.say("disclosure.heading.nobody")
    count = composer.fig("count", "paying")
    if winner is None:
        return composer.words.count("disclosure.heading.some", len(paying), count=count)
    name, free = composer.name(winner), best_free(composer)
    if winner not in paying:
        return composer.words.count("disclosure.heading.others", len(paying), winner=name, count=count)
    if free is None:
        key = "disclosure.heading.all" if not _free(composer) else "disclosure.heading.winner_only"
        return composer.say(key, winner=name)
    return composer.say("disclosure.heading.winner", winner=name, free=composer.name(free))


def compose(composer: Composer) -> list[Block]:
    """Compose the section "Disclosure of interests"."""
    story = composer.heading(Section.DISCLOSURE, disclosure_heading(composer))
    if hidden(composer):
        return [*story, Text(composer.say("interest.blind"))]
    story.append(Text(composer.say("disclosure.intro")))
    for line in _lines(composer, shortly=False):
        story.append(Text(line, "list", "disclosure, basis"))
    story += _table(composer)
    same = composer.facts.independence.same
    key = "disclosure.same_without" if same else "disclosure.not_same"
    story.append(Text(joined([composer.say("disclosure.independence"), composer.say(key)], " ")))
    return [*story, *lock.compose(composer)]


def _table(composer: Composer) -> list[Block]:
    snapshot = composer.snapshot
    shares = (0.07, 0.23, 0.17, 0.29, 0.13, 0.11)
    right = (("expected", "head_right"), ("price", "head_right"))
    header = composer.header("disclosure.head", "rank", "candidate", "kind", "paid", *right)
    ties = {interest.candidate: interest for interest in composer.snapshot.interests}
    rows = [_row(composer, line.candidate, ties.get(line.candidate)) for line in composer.facts.result.ranking]
    source = composer.say(
        "disclosure.source", consultant=snapshot.consultant, date=composer.words.long_date(snapshot.made_on)
    )
    return composer.table(composer.say("disclosure.exhibit"), shares, header, rows, source)


def _row(composer: Composer, candidate: str, interest: SnapshotInterest | None) -> Row:
    words = composer.words
    rank = Line(as_rich(composer.fig("rank", candidate)), "cell")
    if interest is None:
        key = "disclosure.baseline" if composer.facts.candidates[candidate].baseline else "disclosure.missing"
        kind, paid, price = words.plain(key), "–", "–"
        expected = plain("–")
    else:
        paid_free = interest.kind is InterestKind.NONE
        kind = words.plain(f"kind.{interest.kind.value}")
        paid = _paid(composer, interest)
        expected = plain("–")
        if interest.expected is not None:
            expected = as_rich(composer.fig("expected", candidate))
        changes = interest.client_price_changes and not paid_free
        price = words.plain("disclosure.changes" if changes else "disclosure.same")
    cells = (
        Cell((rank,)),
        Cell((Text(composer.whole_name(candidate), "cell_bold", "disclosure, candidate"),), heads=True),
        Cell((Text(plain(kind), "cell"),)),
        Cell((Text(plain(paid), "cell", "disclosure, basis"),)),
        Cell((Line(expected),)),
        Cell((Text(plain(price), "number"),)),
    )
    return Row(cells)


def _paid(composer: Composer, interest: SnapshotInterest) -> str:
    basis = interest.basis or (_nothing(composer, interest) if interest.kind is InterestKind.NONE else "")
    if not interest.who_pays:
        return basis or "–"
    if not basis:
        return interest.who_pays
    return text_of(composer.say("disclosure.by", basis=basis, payer=interest.who_pays))


def _nothing(composer: Composer, interest: SnapshotInterest) -> str:
    """Say why nothing is paid; where no programme of any candidate is known there is nothing to tell them apart by."""
    if interest.applied_on:
        date = composer.words.long_date(interest.applied_on)
        return text_of(composer.say("disclosure.nothing.applied", date=date))
    if interest.has_programme:
        return composer.words.plain("disclosure.nothing.outside")
    baseline = composer.facts.candidates[interest.candidate].baseline
    known = not baseline and any(one.has_programme for one in composer.snapshot.interests)
    return composer.words.plain("disclosure.nothing.none" if known else "disclosure.nothing")
