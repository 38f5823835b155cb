"""One page per finalist: what it fits, its flaws, who should not buy it, and why it has the scores it has."""

from __future__ import annotations

from collections.abc import Sequence

from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import SnapshotFinalist
from reports.blocks import Block, Cell, Columns, Item, Items, Line, NewPage, OnePage, Row, Table, Text
from reports.charts.names import spoken
from reports.charts.profile import STEP, Value, value_profile
from reports.composer import Composer
from reports.rich import Rich, as_rich, joined, plain, text_of
from reports.sections.matrix import references

MOST = 5
"""Finalists beyond these, in the order of the ranking, have a page only if the consultant wrote about them."""

_NAMED = 3
_NAMES = 90  # characters of names in the heading; of longer ones the first two stand for all
_PROFILED = 16
_FITS = ((1.0, STEP), (1.0, 13.0), (0.95, 12.0), (0.9, 11.0), (0.86, 10.5), (0.82, 10.0))  # scale, row of the chart


def compose(composer: Composer) -> list[Block]:
    """Compose the section; nothing where no candidate can win."""
    told = {one.candidate: one for one in composer.snapshot.finalists}
    ranked = [line.candidate for line in composer.facts.result.ranking if line.rank is not None]
    chosen = [c for place, c in enumerate(ranked) if (place < MOST and not _baseline(composer, c)) or c in told]
    if not chosen:
        return []
    story: list[Block] = []
    for place, candidate in enumerate(chosen):
        opening = [] if place else composer.heading(Section.FINALISTS, _heading(composer, chosen))
        story += _fitted(composer, opening, told.get(candidate) or SnapshotFinalist(candidate))
    return story


def _fitted(composer: Composer, opening: Sequence[Block], words: SnapshotFinalist) -> list[Block]:
    """Return the page of one finalist in the widest setting that fits, or else its table on a page of its own."""
    cited = composer.cited_so_far()
    for scale, step in _FITS:
        composer.uses = {key: list(places) for key, places in cited.items()}
        page = [*opening, *_about(composer, words), *_profile(composer, words.candidate, step)]
        whole = [*page, _scores(composer, words.candidate)]
        if composer.fits(whole, scale):
            return [OnePage(tuple(whole), scale)]
    composer.uses = {key: list(places) for key, places in cited.items()}
    page = [*opening, *_about(composer, words), *_profile(composer, words.candidate, STEP)]
    return [NewPage(), *page, NewPage(), _scores(composer, words.candidate), NewPage()]


def _baseline(composer: Composer, candidate: str) -> bool:
    return composer.facts.candidates[candidate].baseline


def _heading(composer: Composer, chosen: Sequence[str]) -> Rich:
    shown = [composer.name(c) for c in chosen]
    if sum(len(text_of(name)) for name in shown) > _NAMES:
        shown = [*shown[:2], composer.say("more", count=str(len(shown) - 2))] if len(shown) > 3 else shown
    names = composer.listed(shown)
    return composer.words.count("finalists.heading", len(chosen), count=str(len(chosen)), names=names)


def _about(composer: Composer, words: SnapshotFinalist) -> list[Block]:
    candidate = words.candidate
    story = composer.subheading(composer.whole_name(candidate), f"finalist-{candidate}")
    story.append(Text(_facts(composer, candidate), "lead"))
    strong, weak = _strengths(composer, candidate), _weaknesses(composer, candidate)
    fit = [composer.markup(text) for text in words.fit] or strong
    flaws = [composer.markup(text) for text in words.flaws] or weak
    columns = [
        (0.5, tuple(_listed(composer, "finalists.fit", fit))),
        (0.5, tuple(_listed(composer, "finalists.flaws", flaws))),
    ]
    story.append(Columns(tuple(columns)))
    if words.unsuited:
        story += _listed(composer, "finalists.unsuited", [composer.markup(text) for text in words.unsuited])
    return story


def _profile(composer: Composer, candidate: str, step: float) -> list[Block]:
    facts = composer.facts
    lines = []
    for criterion in list(facts.criteria)[:_PROFILED]:
        known = facts.known(candidate, criterion)
        others = [facts.lines[c].values[criterion] for c in facts.lines if c != candidate and facts.known(c, criterion)]
        lines.append(
            Value(
                facts.criteria[criterion].name,
                facts.lines[candidate].values[criterion] if known else None,
                composer.fig("value", candidate, criterion) if known else None,
                max(others, default=None),
            )
        )
    unknown = composer.words.plain("unknown")
    told = composer.words.of.semicolon.join(
        f"{spoken(one.name)} {one.figure.printed if one.figure else unknown}" for one in lines
    )
    name = composer.name(candidate)
    alt = text_of(composer.say("alt.profile", candidate=name, lines=told))
    notes = [composer.say("profile.note")] if len(facts.lines) > 1 else []
    more = len(facts.criteria) - len(lines)
    if more:
        notes.append(composer.words.count("profile.more", more, count=str(more)))
    chart = value_profile(composer.width, lines, composer.theme.primary, (unknown, joined(notes, " "), alt), step)
    return composer.exhibit(composer.say("profile.exhibit", candidate=name), chart, composer.evaluation_source())


def _facts(composer: Composer, candidate: str) -> Rich:
    """Say in one line where the candidate stands."""
    line = composer.facts.lines[candidate]
    parts = [
        composer.say("finalists.rank", rank=composer.fig("rank", candidate), score=composer.fig("score", candidate))
    ]
    if composer.facts.cost_of(candidate) is not None:
        parts.append(composer.say("finalists.cost", cost=composer.fig("cost", candidate)))
    if composer.facts.requirements.cells:
        met, count = composer.fig("met", candidate), composer.fig("wanted")
        if composer.facts.requirements.open(candidate):
            unknown = composer.fig("not-known", candidate)
            parts.append(composer.say("finalists.met.open", met=met, count=count, unknown=unknown))
        else:
            parts.append(composer.say("finalists.met", met=met, count=count))
    if line.unknown_musts:
        musts = composer.listed([composer.criterion(k) for k in line.unknown_musts])
        parts.append(composer.say("finalists.unknown_must", musts=musts))
    return joined(parts, " · ")


def _listed(composer: Composer, key: str, lines: Sequence[Rich]) -> list[Block]:
    story: list[Block] = [Text(composer.say(key), "caption")]
    if not lines:
        return [*story, Text(composer.say("finalists.nothing"), "tight")]
    return [*story, Items(tuple(Item((Text(line, "tight"),)) for line in lines), 11)]


def _strengths(composer: Composer, candidate: str) -> list[Rich]:
    """Return where a candidate has the best value of all, the weightiest first."""
    weights = composer.facts.result.weights
    best = sorted(composer.facts.alone_in(candidate), key=lambda k: -weights[k])[:_NAMED]
    return _said(composer, candidate, "finalists.best", best)


def _weaknesses(composer: Composer, candidate: str) -> list[Rich]:
    """Return where a candidate loses most points to the best other one."""
    lost = composer.facts.lost_points(candidate)
    worst = sorted((k for k in lost if lost[k] >= 1), key=lambda k: -lost[k])[:_NAMED]
    return _said(composer, candidate, "finalists.worse", worst)


def _said(composer: Composer, candidate: str, key: str, criteria: Sequence[str]) -> list[Rich]:
    found = []
    for criterion in criteria:
        name, raw = composer.criterion(criterion), composer.fig("raw", candidate, criterion)
        lost = composer.fig("lost", candidate, criterion)
        computed = composer.say(key, criterion=name, raw=raw, points=lost)
        rich = composer.own(f"{key.replace('.', '/')}/{candidate}/{criterion}", computed)
        if rich:
            found.append(rich)
    return found


def _scores(composer: Composer, candidate: str) -> Table:
    header = composer.header("finalists.head", "criterion", ("value", "head_right"), "raw", "reason")
    rows = tuple(_row(composer, candidate, criterion) for criterion in composer.facts.criteria)
    title = composer.say("finalists.exhibit", candidate=composer.name(candidate))
    return Table(title, (0.34, 0.07, 0.19, 0.4), header, rows, composer.evaluation_source())


def _row(composer: Composer, candidate: str, criterion: str) -> Row:
    cell = composer.facts.cells.get((candidate, criterion))
    known = cell is not None and not cell.unknown
    value = as_rich(composer.fig("value", candidate, criterion)) if known else plain("–")
    raw = composer.fig("raw", candidate, criterion) if known else composer.words.plain("unknown")
    reason = composer.markup(cell.rationale) if cell is not None else ()
    cited = references(composer, candidate, criterion) if cell is not None else ()
    return Row(
        (
            Cell((Text(composer.whole_criterion(criterion), "cell", "finalists, criterion"),), heads=True),
            Cell((Line(value),)),
            Cell((Text(as_rich(raw), "cell"),)),
            Cell((Text((*reason, *cited) or plain("–"), "cell", "finalists, reason"),)),
        )
    )
