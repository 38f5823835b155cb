"""The executive summary: one page, the answer first. What does not fit is shortened here and printed in full later."""

from __future__ import annotations

from dataclasses import dataclass, replace

from consultant_desk.domain.evaluation.tie import tie_of
from consultant_desk.domain.evaluation.verdict import SURE
from consultant_desk.domain.report_options import Section
from consultant_desk.domain.sentences import ended, ends_in_aside
from reports.blocks import Block, Box, Columns, Gap, Item, Items, OnePage, Text
from reports.composer import Composer, bold
from reports.rich import Rich, Span, plain, text_of
from reports.sections import interests
from reports.sections.bars import ranked_bars
from reports.sections.verdict import verdict_heading, verdict_lead

REASONS, RISKS, STEPS, CONDITIONS = 3, 3, 5, 3


@dataclass(frozen=True, slots=True)
class Fit:
    """How densely the page is set: scale of text, characters per text of the user, number of bars, height of one."""

    scale: float
    characters: int
    bars: int
    step: float


FITS = (
    Fit(1.08, 2_000, 12, 26),
    Fit(1.0, 1_000, 12, 23),
    Fit(0.95, 700, 10, 21),
    Fit(0.9, 400, 8, 20),
    Fit(0.86, 220, 8, 19),
    Fit(0.84, 130, 6, 18),
    Fit(0.8, 60, 5, 18),
)


def compose(composer: Composer) -> list[Block]:
    """Compose the page in the widest setting that fits."""
    cited = composer.cited_so_far()
    for fit in FITS:
        composer.shortened, composer.uses = False, {key: list(places) for key, places in cited.items()}
        story = _page(composer, fit)
        if composer.fits(story, fit.scale):
            break
    return [OnePage(tuple(story), fit.scale)]


def _page(composer: Composer, fit: Fit) -> list[Block]:
    heading = _cut(composer, verdict_heading(composer), max(160, fit.characters))
    lead = _cut(composer, composer.own("lead", verdict_lead(composer)), max(300, fit.characters))
    story = [*composer.heading(Section.SUMMARY, heading), Text(lead, "lead"), *_exhibit(composer, fit)]
    story.append(Gap(4 * fit.scale))
    story.append(_two(_reasons(composer, fit), _changes(composer, fit)))
    story.append(Gap(12 * fit.scale))
    story.append(_two(_risks(composer, fit), _steps(composer, fit)))
    story += [Gap(12 * fit.scale), _interests(composer, fit)]
    if composer.shortened:
        note = composer.say("summary.shortened", section=composer.words.plain("section.full"))
        story.append(Text(tuple(Span(span.text, link="s-full") for span in note), "small"))
    return story


def _two(left: list[Block], right: list[Block]) -> Block:
    return Columns(((0.5, tuple(left)), (0.5, tuple(right))))


def _exhibit(composer: Composer, fit: Fit) -> list[Block]:
    count = len(composer.facts.candidates)
    figure = composer.fig("count", "candidates")
    if count == 1:
        title = composer.say("summary.exhibit.one" if composer.facts.problem.groups else "summary.exhibit.one.plain")
    else:
        key = "summary.exhibit.many" if composer.facts.problem.groups else "summary.exhibit.plain"
        title = composer.say(key, count=figure)
    chart = ranked_bars(composer, by_segment=True, step=fit.step, limit=fit.bars)
    return composer.exhibit(title, chart, composer.evaluation_source())


def _title(rich: Rich) -> Block:
    return Text(rich, "caption")


def _reasons(composer: Composer, fit: Fit) -> list[Block]:
    winner = composer.winner()
    if winner is None or composer.tied():
        title = composer.say("summary.reasons.none")
    else:
        title = composer.say("summary.reasons", winner=composer.name(winner))
    story = [_title(title)]
    reasons = composer.snapshot.reasons
    if not reasons:
        return [*story, Text(composer.say("summary.no_reasons"), "tight")]
    if len(reasons) > REASONS:
        composer.shortened = True
    items = []
    for index, reason in enumerate(reasons[:REASONS], start=1):
        text = reason_text(composer, reason.text, reason.criterion, fit.characters)
        body = Text((*text, *composer.cite(reason.evidence)), "tight")
        items.append(Item((body,), plain(str(index), bold=True)))
    return [*story, Items(tuple(items), 14 * fit.scale, 5 * fit.scale)]


def reason_text(composer: Composer, text: str, criterion: str, characters: int) -> Rich:
    """Return a reason with the signed points of its criterion in front."""
    words = _cut(composer, plain(text), characters)
    winner, second = composer.winner(), composer.second()
    if criterion not in composer.facts.criteria or winner is None or second is None or composer.tied():
        return words
    points = composer.fig("over", winner, second, criterion)
    name = composer.criterion(criterion)
    return composer.say("summary.points", criterion=name, points=points, text=words)


def _changes(composer: Composer, fit: Fit) -> list[Block]:
    story = [_title(composer.say("summary.change"))]
    lines = [_cut(composer, line, max(240, fit.characters)) for line in change_lines(composer)]
    conditions = composer.snapshot.conditions
    if len(conditions) > CONDITIONS:
        composer.shortened = True
    lines += [_cut(composer, plain(text), fit.characters) for text in conditions[:CONDITIONS]]
    return [*story, *(Text(line, "list") for line in lines)]


def change_lines(composer: Composer, most: int = 2) -> list[Rich]:
    """Say which weights, moved the least, give the lead to another candidate; those of nothing now come last."""
    facts = composer.facts
    if composer.winner() is None:
        return [composer.say("summary.change.nobody")]
    if composer.second() is None:
        return [*_unknown_musts(composer), composer.say("summary.change.single")]
    rooms = sorted((room, k) for k in facts.criteria if (room := facts.relative_room(k)) is not None)
    rooms += facts.rooms_from_nothing
    lines = _unknown_musts(composer)
    tie = tie_of(facts.result)
    if tie is not None:
        rooms = [(room, k) for room, k in rooms if room > SURE]
        which = ("two" if len(tie.candidates) == 2 else "many") + ("" if tie.by_weight else "_scores")
        lines.append(composer.say(f"summary.change.tie.{which}", names=composer.tied_names()))
    for _room, criterion in rooms[:most]:
        span = facts.result.stability[criterion]
        if span.winner is None:
            continue
        up = span.above is not None and (
            span.below is None or span.winner[1] - span.weight <= span.weight - span.winner[0]
        )
        flip = span.above if up else span.below
        if flip is None:
            continue
        lines.append(
            composer.say(
                "summary.change.above" if up else "summary.change.below",
                criterion=composer.criterion(criterion),
                bound=composer.fig("bound", criterion, "high" if up else "low"),
                weight=composer.fig("weight", criterion),
                rival=composer.name(flip.rival),
            )
        )
    return lines or [composer.say("summary.change.nothing")]


def _unknown_musts(composer: Composer) -> list[Rich]:
    """Say which must-haves of the winner are not known, as it cannot win without them."""
    winner = composer.winner()
    unknown = composer.facts.lines[winner].unknown_musts if winner is not None else ()
    if winner is None or not unknown:
        return []
    musts = composer.listed([composer.criterion(k) for k in unknown])
    return [composer.say("summary.change.must", winner=composer.name(winner), musts=musts)]


def _risks(composer: Composer, fit: Fit) -> list[Block]:
    risks = composer.snapshot.risks
    story = [_title(composer.say("summary.risks"))]
    if not risks:
        return [*story, Text(composer.say("summary.no_risks"), "tight")]
    if len(risks) > RISKS:
        composer.shortened = True
    told = [_cut(composer, plain(risk_text(risk.text, risk.answer)), fit.characters) for risk in risks[:RISKS]]
    return [*story, *(Text(one, "list") for one in told)]


def risk_text(risk: str, answer: str) -> str:
    """Return a risk and its answer as sentences of their own, whether or not the first was typed with a full stop."""
    risk, answer = risk.strip(), answer.strip()
    if not risk or not answer:
        return risk or answer
    told = risk if ends_in_aside(risk) else ended(risk, ":" if answer[0].islower() else ".")
    return f"{told} {answer}"


def _steps(composer: Composer, fit: Fit) -> list[Block]:
    steps = composer.snapshot.steps
    story = [_title(composer.say("summary.steps"))]
    if not steps:
        return [*story, Text(composer.say("summary.no_steps"), "tight")]
    if len(steps) > STEPS:
        composer.shortened = True
    year = int(composer.snapshot.made_on[:4]) if composer.snapshot.made_on[:4].isdigit() else None
    items = []
    for step in steps[:STEPS]:
        when = bold(composer.words.short_date(step.due, year) if step.due else "–")
        items.append(Item((Text(_cut(composer, plain(step.text), fit.characters), "tight"),), when))
    return [*story, Items(tuple(items), 0, 3 * fit.scale)]


def _interests(composer: Composer, fit: Fit) -> Block:
    rich = interests.interest_sentences(composer)
    limit = max(700, fit.characters)
    if len(text_of(rich)) > limit:
        where = composer.say("interest.where", section=composer.words.plain("section.disclosure"))
        rich = (*_cut(composer, rich, limit), Span(" "), *(replace(span, link="s-disclosure") for span in where))
    rich = (*composer.say("interests.label"), Span(" "), *rich)
    return Box((Text(rich, "tight"),), "#FFFFFF", composer.theme.primary, framed=True)


def _cut(composer: Composer, rich: Rich, characters: int) -> Rich:
    """Shorten text at a word and note that the full text has to follow; a figure is never cut."""
    if len(text_of(rich)) <= characters:
        return rich
    composer.shortened = True
    room = characters
    kept: list[Span] = []
    for span in rich:
        if len(span.text) > room:
            if span.figure is None and room > 0:
                head = span.text[:room]
                kept.append(Span((head.rsplit(" ", 1)[0] if " " in head else head) + "…", bold=span.bold))
            break
        kept.append(span)
        room -= len(span.text)
    return tuple(kept)
