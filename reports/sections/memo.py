"""The decision memo: one page for whoever decides, with the interests on it and a place to sign."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from consultant_desk.domain.report_options import Section
from reports.blocks import Block, Box, Cell, Columns, Gap, Item, Items, Line, OnePage, Row, Table, Text
from reports.composer import Composer, bold
from reports.rich import Rich, Span, as_rich, plain
from reports.sections import lock
from reports.sections.arguments import changes, reasons, risks
from reports.sections.interests import interest_sentences
from reports.sections.note_beginning import length, longest_beginning
from reports.sections.ranking import remarks
from reports.sections.summary import FITS, Fit, cut
from reports.sections.verdict import verdict_heading, verdict_lead

_BARS = 6
_WIDE = FITS[:4]
"""Settings in which nearly everything is printed whole."""
_CLOSE = (*FITS[4:6], Fit(0.84, 130, 4, 18), Fit(0.82, 130, 3, 18), Fit(0.82, 60, 3, 18))
"""What else is tried. Nothing is set smaller: what is printed has to be read."""
_SHORTER = (*FITS[3:4], *_CLOSE[:-1])
"""Settings with the beginning of a note, before texts are cut to a few words."""
_ENOUGH, _PLENTY = 0.5, 500
"""Share of a note, and characters of a long one, for more of which nothing is set smaller."""


def compose(composer: Composer) -> list[Block]:
    """Compose the page in the widest setting that fits; a note is shortened rather than everything else."""
    cited, note = composer.cited_so_far(), composer.note(Section.MEMO)

    def made(fit: Fit, told: Sequence[Block]) -> list[Block]:
        composer.shortened = told != note
        composer.uses = {key: list(places) for key, places in cited.items()}
        return _page(composer, fit, told)

    def fits(fit: Fit, told: Sequence[Block]) -> bool:
        return composer.fits(made(fit, told), fit.scale)

    told = note
    fit = next((one for one in (_WIDE if note else (*_WIDE, *_CLOSE)) if fits(one, note)), None)
    if fit is None:
        fit, told = _with_beginning(composer, note, fits)
    return [OnePage(tuple(made(fit, told)), fit.scale)]


def _with_beginning(
    composer: Composer, note: tuple[Block, ...], fits: Callable[[Fit, Sequence[Block]], bool]
) -> tuple[Fit, tuple[Block, ...]]:
    """Return a setting and the beginning of the note that fits with it, half of the note if that can be had."""
    found: list[tuple[Fit, tuple[Block, ...]]] = []
    for fit in _SHORTER if note else ():
        found.append((fit, longest_beginning(composer, note, partial(fits, fit))))
        if length(found[-1][1]) >= min(_PLENTY, _ENOUGH * length(note)):
            return found[-1]
    best = max(found, key=lambda one: length(one[1]), default=(_CLOSE[-1], ()))
    if best[1]:
        return best
    return next((fit for fit in _CLOSE if fits(fit, ())), _CLOSE[-1]), ()


def _page(composer: Composer, fit: Fit, note: Sequence[Block]) -> list[Block]:
    snapshot = composer.snapshot
    story = composer.heading(Section.MEMO, cut(composer, verdict_heading(composer), max(160, fit.characters)))
    story.append(Text(_about(composer), "small"))
    if snapshot.question:
        question = composer.say("needs.question", question=snapshot.question)
        story.append(Text(cut(composer, question, fit.characters), "tight"))
        story.append(Gap(4))
    story.append(Text(cut(composer, composer.own("lead", verdict_lead(composer)), max(300, fit.characters))))
    story.append(_alternatives(composer, fit))
    left = _list(composer, "memo.why", [(*one.rich, *composer.cite(one.evidence)) for one in reasons(composer)], fit)
    right = _list(composer, "summary.change", changes(composer), fit)
    story += [Columns(((0.5, tuple(left)), (0.5, tuple(right)))), Gap(8)]
    left = _list(composer, "summary.risks", [one.whole for one in risks(composer)], fit)
    story += [Columns(((0.5, tuple(left)), (0.5, tuple(_steps(composer, fit))))), Gap(8)]
    told = (*composer.say("interests.label"), Span(" "), *interest_sentences(composer))
    story.append(Box((Text(told, "tight", "memo, interests"),), "#FFFFFF", composer.theme.primary, framed=True))
    if note:
        story += [Gap(8), *note, Gap(6)]
    if composer.shortened:
        story.append(Text(composer.say("memo.shortened"), "small"))
    return [*story, *lock.shortly(composer), _signing(composer)]


def _about(composer: Composer) -> Rich:
    snapshot = composer.snapshot
    parts = [snapshot.client, snapshot.prepared_for, composer.words.long_date(snapshot.made_on), snapshot.consultant]
    return plain(" · ".join(" ".join(part.split())[:80] for part in parts if part))


def _alternatives(composer: Composer, fit: Fit) -> Table:
    lines = composer.facts.result.ranking[: min(_BARS, fit.bars)]
    costs = any(composer.facts.cost_of(line.candidate) is not None for line in lines)
    right = (("score", "head_right"), *([("cost", "head_right")] if costs else []))
    told = [remarks(composer, line) for line in lines]
    header = composer.header("memo.head", "rank", "candidate", *right, *(["remarks"] if any(told) else []))
    rows = []
    for line, remark in zip(lines, told, strict=True):
        candidate, strong = line.candidate, composer.leads(line.candidate)
        style = "number_bold" if strong else "number"
        cells = [
            Cell((Line(as_rich(composer.fig("rank", candidate)), "cell"),)),
            Cell((Text(composer.name(candidate), "cell_bold" if strong else "cell"),), heads=True),
            Cell((Line(as_rich(composer.fig("score", candidate)), style),)),
        ]
        if costs:
            known = composer.facts.cost_of(candidate) is not None
            cells.append(Cell((Line(as_rich(composer.fig("cost", candidate)) if known else plain("–"), style),)))
        if any(told):
            cells.append(Cell((Text(cut(composer, remark, max(80, fit.characters)), "cell"),)))
        rows.append(Row(tuple(cells)))
    hidden = len(composer.facts.result.ranking) - len(lines)
    source = composer.evaluation_source()
    if hidden:
        source = (*composer.say("summary.more", count=str(hidden)), *plain(". "), *source)
    return Table(composer.say("memo.exhibit"), _shares(costs=costs, remarked=any(told)), header, tuple(rows), source)


def _shares(*, costs: bool, remarked: bool) -> tuple[float, ...]:
    """Return the widths of the columns: rank, name, score, and where there are any, cost and remarks."""
    if remarked:
        return (0.07, 0.32, 0.1, 0.17, 0.34) if costs else (0.07, 0.37, 0.12, 0.44)
    return (0.07, 0.59, 0.14, 0.2) if costs else (0.07, 0.75, 0.18)


def _list(composer: Composer, key: str, lines: list[Rich], fit: Fit) -> list[Block]:
    story: list[Block] = [Text(composer.say(key), "caption")]
    if not lines:
        return [*story, Text(composer.say("memo.nothing"), "tight")]
    if len(lines) > 3:
        composer.shortened = True
    shown = [cut(composer, line, fit.characters) for line in lines[:3]]
    return [*story, Items(tuple(Item((Text(line, "tight"),)) for line in shown), 11, 3 * fit.scale)]


def _steps(composer: Composer, fit: Fit) -> list[Block]:
    steps = composer.snapshot.steps
    story: list[Block] = [Text(composer.say("summary.steps"), "caption")]
    if not steps:
        return [*story, Text(composer.say("summary.no_steps"), "tight")]
    if len(steps) > 3:
        composer.shortened = True
    year = int(composer.snapshot.made_on[:4]) if composer.snapshot.made_on[:4].isdigit() else None
    items = [
        Item(
            (Text(cut(composer, composer.markup(step.text), fit.characters), "tight"),),
            bold(composer.words.short_date(step.due, year) if step.due else "–"),
        )
        for step in steps[:3]
    ]
    return [*story, Items(tuple(items), 0, 3 * fit.scale)]


def _signing(composer: Composer) -> Table:
    """Return the foot where the decision is written down by hand."""
    cells = tuple(Cell((Text(composer.say(f"memo.sign.{key}"), "cell_muted"), Gap(16))) for key in ("as", "date", "by"))
    return Table((), (0.44, 0.2, 0.36), Row(()), (Row(cells),))
