"""The executive summary: one page, the answer first. What does not fit is shortened here and printed in full later."""

from __future__ import annotations

from dataclasses import dataclass, replace

from consultant_desk.domain.evaluation.tie import tie_of
from consultant_desk.domain.evaluation.verdict import SURE
from consultant_desk.domain.report_options import Section
from consultant_desk.domain.sentences import ended, ends_in_aside
from reports import layout
from reports.composer import Composer, bold, short_date
from reports.rich import Rich, Span, plain, text_of
from reports.sections import interests
from reports.sections.bars import ranked_bars
from reports.sections.verdict import verdict_heading, verdict_lead
from reports.text import TextDoor

# isort: split
from reportlab.platypus import Flowable, PageBreakIfNotEmpty

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


def compose(composer: Composer) -> list[Flowable]:
    """Compose the page in the widest setting that fits."""
    usual, exhibits = composer.door, composer.exhibits
    uses = {key: list(places) for key, places in composer.uses.items()}
    story: list[Flowable] = []
    for fit in FITS:
        composer.door, composer.exhibits, composer.shortened = usual.scaled(fit.scale), exhibits, False
        composer.uses = {key: list(places) for key, places in uses.items()}
        story = _page(composer, fit)
        if layout.stack_height(story, composer.theme.width) <= composer.theme.height - 4:
            break
    composer.door = usual
    return [PageBreakIfNotEmpty(), *story, PageBreakIfNotEmpty()]


def _page(composer: Composer, fit: Fit) -> list[Flowable]:
    door = composer.door
    heading = composer.heading(Section.SUMMARY, _cut(composer, verdict_heading(composer), max(160, fit.characters)))
    lead = _cut(composer, verdict_lead(composer), max(300, fit.characters))
    story = [*heading, door.one(lead, "lead"), *_exhibit(composer, fit), layout.gap(4 * fit.scale)]
    half = (composer.theme.width - 22) / 2
    story.append(_two(half, _reasons(composer, fit), _changes(composer, fit)))
    story.append(layout.gap(12 * fit.scale))
    story.append(_two(half, _risks(composer, fit), _steps(composer, fit)))
    story += [layout.gap(12 * fit.scale), _interests(composer, fit)]
    if composer.shortened:
        note = composer.say("summary.shortened", section=composer.words.plain("section.full"))
        story.append(door.one(tuple(Span(span.text, link="s-full") for span in note), "small"))
    return story


def _two(half: float, left: list[Flowable], right: list[Flowable]) -> Flowable:
    return layout.Columns([layout.Column(half, tuple(left)), layout.Column(half, tuple(right))], between=22)


def _exhibit(composer: Composer, fit: Fit) -> list[Flowable]:
    count = len(composer.facts.candidates)
    figure = composer.fig("count", "candidates")
    if count == 1:
        title = composer.say("summary.exhibit.one" if composer.facts.problem.groups else "summary.exhibit.one.plain")
    else:
        key = "summary.exhibit.many" if composer.facts.problem.groups else "summary.exhibit.plain"
        title = composer.say(key, count=figure)
    caption = composer.caption(title)
    chart = ranked_bars(composer, by_segment=True, step=fit.step, limit=fit.bars)
    return [caption, chart, composer.source(composer.evaluation_source())]


def _title(door: TextDoor, rich: Rich) -> Flowable:
    face = door.theme.faces["caption"]
    return door.one(rich, face)


def _reasons(composer: Composer, fit: Fit) -> list[Flowable]:
    door, winner = composer.door, composer.winner()
    if winner is None or composer.tied():
        title = composer.say("summary.reasons.none")
    else:
        title = composer.say("summary.reasons", winner=composer.name(winner))
    story = [_title(door, title)]
    reasons = composer.snapshot.reasons
    if not reasons:
        return [*story, door.one(composer.say("summary.no_reasons"), "tight")]
    if len(reasons) > REASONS:
        composer.shortened = True
    items: list[tuple[Flowable, list[Flowable]]] = []
    number_face = door.theme.faces["chip"]
    for index, reason in enumerate(reasons[:REASONS], start=1):
        text = reason_text(composer, reason.text, reason.criterion, fit.characters)
        body = door.one((*text, *composer.cite(reason.evidence)), "tight")
        face = type(number_face)(9.5, 13.8, door.theme.primary, bold=True)
        items.append((door.label(str(index), face), [body]))
    return [*story, layout.NumberedList(items, indent=14 * fit.scale, between=5 * fit.scale)]


def reason_text(composer: Composer, text: str, criterion: str, characters: int) -> Rich:
    """Return a reason with the signed points of its criterion in front."""
    words = _cut(composer, plain(text), characters)
    winner, second = composer.winner(), composer.second()
    if criterion not in composer.facts.criteria or winner is None or second is None or composer.tied():
        return words
    points = composer.fig("over", winner, second, criterion)
    name = composer.criterion(criterion)
    return composer.say("summary.points", criterion=name, points=points, text=words)


def _changes(composer: Composer, fit: Fit) -> list[Flowable]:
    door = composer.door
    story = [_title(door, composer.say("summary.change"))]
    story += [door.one(_cut(composer, line, max(240, fit.characters)), "list") for line in change_lines(composer)]
    conditions = composer.snapshot.conditions
    if len(conditions) > CONDITIONS:
        composer.shortened = True
    story += [door.one(_cut(composer, plain(text), fit.characters), "list") for text in conditions[:CONDITIONS]]
    return story


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


def _risks(composer: Composer, fit: Fit) -> list[Flowable]:
    door, risks = composer.door, composer.snapshot.risks
    story = [_title(door, composer.say("summary.risks"))]
    if not risks:
        return [*story, door.one(composer.say("summary.no_risks"), "tight")]
    if len(risks) > RISKS:
        composer.shortened = True
    for risk in risks[:RISKS]:
        rich = plain(risk_text(risk.text, risk.answer))
        story.append(door.one(_cut(composer, rich, fit.characters), "list"))
    return story


def risk_text(risk: str, answer: str) -> str:
    """Return a risk and its answer as sentences of their own, whether or not the first was typed with a full stop."""
    risk, answer = risk.strip(), answer.strip()
    if not risk or not answer:
        return risk or answer
    told = risk if ends_in_aside(risk) else ended(risk, ":" if answer[0].islower() else ".")
    return f"{told} {answer}"


def _steps(composer: Composer, fit: Fit) -> list[Flowable]:
    door, steps = composer.door, composer.snapshot.steps
    story = [_title(door, composer.say("summary.steps"))]
    if not steps:
        return [*story, door.one(composer.say("summary.no_steps"), "tight")]
    if len(steps) > STEPS:
        composer.shortened = True
    year = int(composer.snapshot.made_on[:4]) if composer.snapshot.made_on[:4].isdigit() else None
    items: list[tuple[Flowable, list[Flowable]]] = []
    face = door.theme.faces["tight"]
    for step in steps[:STEPS]:
        when = door.label(bold(short_date(step.due, year) if step.due else "–"), face)
        items.append((when, [door.one(_cut(composer, plain(step.text), fit.characters), "tight")]))
    indent = max(label.natural_width for label, _body in items) + 10  # type: ignore[attr-defined]
    return [*story, layout.NumberedList(items, indent=indent, between=3 * fit.scale)]


def _interests(composer: Composer, fit: Fit) -> Flowable:
    rich = interests.interest_sentences(composer)
    limit = max(700, fit.characters)
    if len(text_of(rich)) > limit:
        where = composer.say("interest.where", section=composer.words.plain("section.disclosure"))
        rich = (*_cut(composer, rich, limit), Span(" "), *(replace(span, link="s-disclosure") for span in where))
    rich = (*composer.say("interests.label"), Span(" "), *rich)
    door = composer.door
    return layout.Box([door.one(rich, "tight")], "#FFFFFF", door.theme.primary, framed=True)


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
