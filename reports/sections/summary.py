"""The executive summary: one page, the answer first. What does not fit is shortened here and printed in full later."""

from __future__ import annotations

from dataclasses import dataclass, replace

from consultant_desk.domain.report_options import ReportKind, Section
from reports.blocks import Block, Box, Columns, Gap, Item, Items, OnePage, Text
from reports.composer import Composer, bold
from reports.rich import Rich, Span, plain, text_of
from reports.sections import interests
from reports.sections.arguments import WANTED, changes, reasons, risks
from reports.sections.bars import ranked_bars
from reports.sections.verdict import verdict_heading, verdict_lead

STEPS, CONDITIONS = 5, 3


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
    heading = cut(composer, verdict_heading(composer), max(160, fit.characters))
    lead = cut(composer, composer.own("lead", verdict_lead(composer)), max(300, fit.characters))
    story = [*composer.heading(Section.SUMMARY, heading), Text(lead, "lead"), *_exhibit(composer, fit)]
    story.append(Gap(4 * fit.scale))
    story.append(_two(_reasons(composer, fit), _changes(composer, fit)))
    story.append(Gap(12 * fit.scale))
    story.append(_two(_risks(composer, fit), _steps(composer, fit)))
    story += [Gap(12 * fit.scale), _interests(composer, fit)]
    if composer.shortened:
        story.append(Text(_shortened(composer), "small"))
    return story


def _shortened(composer: Composer) -> Rich:
    """Say where the whole of what is shortened stands."""
    if composer.snapshot.options.kind is not ReportKind.RECOMMENDATION:
        return composer.say("memo.shortened")
    note = composer.say("summary.shortened", section=composer.words.plain("section.full"))
    return tuple(replace(span, link="s-full") for span in note)


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
    found = reasons(composer)
    if not found:
        return [*story, Text(composer.say("summary.no_reasons"), "tight")]
    if len(found) > WANTED:
        composer.shortened = True
    items = []
    for index, reason in enumerate(found[:WANTED], start=1):
        words = cut(composer, reason.rich, fit.characters)
        body = Text((*words, *composer.cite(reason.evidence)), "tight")
        items.append(Item((body,), plain(str(index), bold=True)))
    return [*story, Items(tuple(items), 14 * fit.scale, 5 * fit.scale)]


def _changes(composer: Composer, fit: Fit) -> list[Block]:
    lines = changes(composer)
    computed = len(lines) - len(composer.snapshot.conditions)
    if len(composer.snapshot.conditions) > CONDITIONS:
        composer.shortened = True
    shown = [cut(composer, line, max(240, fit.characters)) for line in lines[:computed]]
    shown += [cut(composer, line, fit.characters) for line in lines[computed : computed + CONDITIONS]]
    return [_title(composer.say("summary.change")), *(Text(line, "list") for line in shown)]


def _risks(composer: Composer, fit: Fit) -> list[Block]:
    found = risks(composer)
    story = [_title(composer.say("summary.risks"))]
    if not found:
        return [*story, Text(composer.say("summary.no_risks"), "tight")]
    if len(found) > WANTED:
        composer.shortened = True
    return [*story, *(Text(cut(composer, one.whole, fit.characters), "list") for one in found[:WANTED])]


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
        items.append(Item((Text(cut(composer, composer.markup(step.text), fit.characters), "tight"),), when))
    return [*story, Items(tuple(items), 0, 3 * fit.scale)]


def _interests(composer: Composer, fit: Fit) -> Block:
    rich = interests.interest_sentences(composer)
    limit = max(900, fit.characters)
    if len(text_of(rich)) > limit:
        place = Section.DISCLOSURE if Section.DISCLOSURE in composer.sections else Section.COMPARISON
        where = composer.say("interest.where", section=composer.words.plain(f"section.{place.value}"))
        rich = (*cut(composer, rich, limit), Span(" "), *(replace(span, link=f"s-{place.value}") for span in where))
    rich = (*composer.say("interests.label"), Span(" "), *rich)
    return Box((Text(rich, "tight"),), "#FFFFFF", composer.theme.primary, framed=True)


def cut(composer: Composer, rich: Rich, characters: int) -> Rich:
    """Shorten text at a word and note that the full text has to follow; a figure is never cut."""
    if len(text_of(rich)) <= characters:
        return rich
    composer.shortened = True
    room = characters
    kept: list[Span] = []
    for span in rich:
        if len(span.text) > room:
            head = span.text[: max(0, room)]
            if span.figure is None and (" " in head or (head and not kept)):
                kept.append(Span((head.rsplit(" ", 1)[0] if " " in head else head) + "…", bold=span.bold))
            elif kept and kept[-1].figure is None:
                kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" .,;(:\u00a0") + "…")
            else:
                kept.append(Span("…"))
            break
        kept.append(span)
        room -= len(span.text)
    return tuple(kept)
