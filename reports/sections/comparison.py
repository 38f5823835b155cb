"""The comparison: all that tells the candidates apart on one page, the interests among it."""

from __future__ import annotations

from collections.abc import Sequence

from consultant_desk.domain.report_options import Section
from consultant_desk.domain.snapshot import InterestKind
from reports import colours
from reports.blocks import Block, Cell, Line, OnePage, Row, Table, Text
from reports.composer import Composer
from reports.rich import Rich, as_rich, plain
from reports.sections import lock
from reports.sections.interests import interest_sentences
from reports.sections.matrix import legend
from reports.sections.ranking import winning_heading
from reports.sections.summary import FITS

COLUMNS = 6
_FIRST, _FIRST_OF_MANY, _WEIGHT = 0.27, 0.225, 0.08


def compose(composer: Composer) -> list[Block]:
    """Compose the page: as many criteria as fit, the weightiest, in the order of the evaluation."""
    candidates = [line.candidate for line in composer.facts.result.ranking[:COLUMNS]]
    whole = len(composer.facts.criteria)
    cited = composer.cited_so_far()
    story: list[Block] = []
    for fit in FITS:
        for rows in dict.fromkeys((whole, min(whole, 16), min(whole, 10))):
            composer.uses = {key: list(places) for key, places in cited.items()}
            story = _page(composer, candidates, rows)
            if composer.fits(story, fit.scale):
                return [OnePage(tuple(story), fit.scale)]
    return [OnePage(tuple(story), FITS[-1].scale)]


def _page(composer: Composer, candidates: Sequence[str], rows: int) -> list[Block]:
    story = composer.heading(Section.COMPARISON, winning_heading(composer))
    story += [legend(composer), _table(composer, candidates, rows)]
    story.append(Text(composer.say("comparison.interests"), "caption"))
    story.append(Text(interest_sentences(composer), "body", "comparison, interests"))
    return story + lock.shortly(composer)


def _table(composer: Composer, candidates: Sequence[str], rows: int) -> Table:
    facts = composer.facts
    weights = facts.result.weights
    kept = set(sorted(facts.criteria, key=lambda k: -weights[k])[:rows])
    head = [
        Cell((Text(composer.say("matrix.head.criterion"), "head"),)),
        Cell((Text(composer.say("matrix.head.weight"), "head_right"),)),
    ]
    head += [Cell((Text(composer.name(c), "head_centre"),), middle=True) for c in candidates]
    lines = [_row(composer, criterion, candidates) for criterion in facts.criteria if criterion in kept]
    lines.append(_line(composer, "matrix.total", [as_rich(composer.fig("score", c)) for c in candidates], "total"))
    lines.append(_line(composer, "comparison.rank", [as_rich(composer.fig("rank", c)) for c in candidates], "level"))
    if any(facts.cost_of(c) is not None for c in candidates):
        costs = [as_rich(composer.fig("cost", c)) if facts.cost_of(c) is not None else plain("?") for c in candidates]
        lines.append(_line(composer, "comparison.cost", costs, "level"))
    lines.append(_line(composer, "comparison.musts", [_musts(composer, c) for c in candidates], "level"))
    lines.append(_line(composer, "comparison.paid", [_paid(composer, c) for c in candidates], "level"))
    source = composer.evaluation_source()
    hidden = len(facts.criteria) - len(kept)
    if hidden:
        source = (*composer.words.count("comparison.more", hidden, count=str(hidden)), *plain(" "), *source)
    beyond = len(facts.result.ranking) - len(candidates)
    if beyond:
        source = (*composer.say("summary.more", count=str(beyond)), *plain(". "), *source)
    first = _FIRST if len(candidates) < COLUMNS else _FIRST_OF_MANY
    each = (1 - first - _WEIGHT) / max(len(candidates), 3)
    shares = (first, _WEIGHT, *[each] * len(candidates))
    return Table(composer.say("matrix.exhibit"), shares, Row(tuple(head)), tuple(lines), source, tight=True)


def _row(composer: Composer, criterion: str, candidates: Sequence[str]) -> Row:
    cells = [
        Cell((Text(composer.criterion(criterion), "cell"),), heads=True, middle=True),
        Cell((Line(as_rich(composer.fig("weight", criterion))),), middle=True),
    ]
    for candidate in candidates:
        if not composer.facts.known(candidate, criterion):
            cells.append(Cell((Line(plain(composer.words.plain("unknown")), "unknown"),), middle=True, dashed=True))
            continue
        value = composer.facts.lines[candidate].values[criterion] / 100
        fill = colours.mix("#EFF4F9", composer.theme.primary, min(1.0, max(0.0, value)) * 0.82)
        ink = colours.label_on(fill)
        raw = as_rich(composer.fig("raw", candidate, criterion))
        value_line = Line(as_rich(composer.fig("value", candidate, criterion)), "value", ink)
        cells.append(Cell((value_line, Text(raw, "raw", "comparison, score", ink=ink)), fill=fill, middle=True))
    return Row(tuple(cells), ruled=False)


def _line(composer: Composer, key: str, values: Sequence[Rich], style: str) -> Row:
    cells = [Cell((Text(composer.say(key), "cell_bold"),), heads=True, middle=True), Cell(())]
    return Row((*cells, *(Cell((Text(value, style, "comparison"),), middle=True) for value in values)))


def _musts(composer: Composer, candidate: str) -> Rich:
    line = composer.facts.lines[candidate]
    if line.failed_musts:
        return composer.say(
            "comparison.fails", musts=composer.listed([composer.criterion(k) for k in line.failed_musts])
        )
    if line.unknown_musts:
        return composer.say(
            "comparison.open", musts=composer.listed([composer.criterion(k) for k in line.unknown_musts])
        )
    return composer.say("comparison.passes")


def _paid(composer: Composer, candidate: str) -> Rich:
    if composer.facts.candidates[candidate].baseline:
        return composer.say("disclosure.baseline")
    tie = next((one for one in composer.snapshot.interests if one.candidate == candidate), None)
    if tie is None:
        return composer.say("disclosure.missing")
    if tie.kind is InterestKind.NONE:
        return composer.say("disclosure.nothing")
    return composer.say(f"kind.{tie.kind.value}")
