"""The matrix: every value printed on a tint, the raw score under it, and how it is known as a mark with its word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from consultant_desk.domain.evaluation.problem import EvidenceState
from consultant_desk.domain.report_options import Section
from reports import colours
from reports.blocks import Block, Cell, Line, OnePage, Row, Table, Text
from reports.composer import Composer
from reports.rich import Rich, Span, as_rich, joined, plain

COLUMNS = 6
_FITS = (1.0, 0.95, 0.9, 0.86)
_FIRST, _WEIGHT, _WIDEST = 0.25, 40.0, 80.0  # share, points, points
_MARKS = {
    EvidenceState.TESTED: "●",
    EvidenceState.REFERENCE: "◆",
    EvidenceState.SEEN: "■",
    EvidenceState.CLAIMED: "○",
    EvidenceState.NONE: "·",
}


def compose(composer: Composer) -> list[Block]:
    """Compose the section, at most six candidates to a table."""
    story = composer.heading(Section.MATRIX, _heading(composer))
    facts = composer.facts
    unknown = facts.unknown_count
    intro = composer.say("matrix.intro")
    if unknown == 0:
        told = composer.say("matrix.unknown.none")
    else:
        cells, count = composer.fig("count", "cells"), composer.fig("count", "unknown")
        told = composer.words.count("matrix.unknown", unknown, cells=cells, count=count)
    story += [Text(joined([intro, told], " ")), legend(composer)]
    candidates = [line.candidate for line in facts.result.ranking]
    pages: list[list[Block]] = [story]
    start = 0
    for part in tables(candidates):
        title = composer.say("matrix.exhibit")
        if len(candidates) > COLUMNS:
            title = composer.say("matrix.exhibit.part", first=str(start + 1), last=str(start + len(part)))
        table = matrix_table(composer, part, title)
        if start:
            pages.append([table])
        else:
            story.append(table)
        start += len(part)
    return _paged(composer, pages)


def _paged(composer: Composer, pages: Sequence[Sequence[Block]]) -> list[Block]:
    """Give every table a page, a little smaller, where that keeps its last rows from going over alone."""
    for scale in _FITS:
        if all(composer.fits(page, scale) for page in pages):
            break
    else:
        scale = 1.0
    if scale == 1.0:
        return [block for page in pages for block in page]
    return [OnePage(tuple(page), scale) for page in pages]


def tables(candidates: Sequence[str]) -> list[Sequence[str]]:
    """Part candidates into as few tables as hold them all, each about as wide as the others."""
    count = -(-len(candidates) // COLUMNS)
    ends = [round(len(candidates) * place / count) for place in range(count + 1)]
    return [candidates[start:end] for start, end in pairwise(ends)]


def _heading(composer: Composer) -> Rich:
    winner = composer.winner()
    if winner is None or composer.tied():
        return composer.say("matrix.heading.nobody")
    if composer.second() is None or len(composer.facts.known_in(winner)) == 1:
        return composer.say("matrix.heading.one", winner=composer.name(winner))
    facts = composer.facts
    whole = len(facts.known_in(winner)) == len(facts.criteria)
    if not facts.best_or_equal_in(winner):
        return composer.say("matrix.heading.none", winner=composer.name(winner))
    if facts.alone_in(winner) == facts.best_or_equal_in(winner):
        key = "matrix.heading" if whole else "matrix.heading.known"
    elif facts.alone_in(winner):
        key = "matrix.heading.shared" if whole else "matrix.heading.shared_known"
    else:
        key = "matrix.heading.level" if whole else "matrix.heading.level_known"
    figures = {
        "best": composer.fig("best-or-equal-in", winner),
        "count": composer.fig("known-in", winner),
        "alone": composer.fig("alone-in", winner),
    }
    return composer.say(key, winner=composer.name(winner), **figures)


def legend(composer: Composer) -> Block:
    """Return what the marks of a score mean."""
    spans: list[Span] = [*composer.say("matrix.legend")]
    for state, mark in _MARKS.items():
        word = composer.words.plain(f"matrix.state.{state.value}").replace(" ", "\u00a0")
        spans.append(Span(f"   {mark}\u00a0{word}"))
    return Text(tuple(spans), "small")


def matrix_table(composer: Composer, candidates: Sequence[str], title: Rich) -> Table:
    """Return the matrix of some candidates, criteria under their groups."""
    wide, facts = composer.width, composer.facts
    each = min(_WIDEST, (wide * (1 - _FIRST) - _WEIGHT) / len(candidates))
    head = [
        Cell((Text(composer.say("matrix.head.criterion"), "head"),)),
        Cell((Text(composer.say("matrix.head.weight"), "head_right"),)),
    ]
    head += [Cell((Text(composer.name(c), "head_centre"),), middle=True) for c in candidates]
    rows: list[Row] = []
    for segment in facts.segments:
        if facts.problem.groups:
            name = segment.name or composer.words.plain("other_criteria")
            rows.append(_group(composer, name, segment.id, len(candidates)))
        rows += [_row(composer, criterion, candidates) for criterion in segment.criteria]
    rows.append(_total(composer, candidates))
    shares = (_FIRST, _WEIGHT / wide, *[each / wide] * len(candidates))
    return Table(title, shares, Row(tuple(head)), tuple(rows), composer.evaluation_source(), tight=True)


def _group(composer: Composer, name: str, segment: str, columns: int) -> Row:
    title = Text(plain(name), "head", "matrix, group")
    weight = Line(as_rich(composer.fig("segment-weight", segment)), "group_weight")
    return Row((Cell((title,), heads=True), Cell((weight,)), Cell((), span=columns)), leading=True)


def _row(composer: Composer, criterion: str, candidates: Sequence[str]) -> Row:
    name = Text(composer.whole_criterion(criterion), "cell", "matrix, criterion")
    cells = [
        Cell((name,), heads=True, middle=True),
        Cell((Line(as_rich(composer.fig("weight", criterion))),), middle=True),
    ]
    cells += [_score(composer, candidate, criterion) for candidate in candidates]
    return Row(tuple(cells), ruled=False)


def _score(composer: Composer, candidate: str, criterion: str) -> Cell:
    facts = composer.facts
    cell = facts.cells.get((candidate, criterion))
    if cell is None or cell.unknown:
        return Cell((Line(plain(composer.words.plain("unknown")), "unknown"),), middle=True, dashed=True)
    value = facts.lines[candidate].values[criterion] / 100
    fill = colours.mix("#EFF4F9", composer.theme.primary, min(1.0, max(0.0, value)) * 0.82)
    ink = colours.label_on(fill)
    top = Line(as_rich(composer.fig("value", candidate, criterion)), "value", ink)
    mark = plain(f"{_MARKS[cell.evidence_state]}\u00a0")
    raw = (*mark, *as_rich(composer.fig("raw", candidate, criterion)), *references(composer, candidate, criterion))
    return Cell((top, Text(raw, "raw", "matrix, score", ink=ink)), fill=fill, middle=True)


def references(composer: Composer, candidate: str, criterion: str) -> Rich:
    """Cite everything that supports a score."""
    cell = composer.facts.cells[candidate, criterion]
    keys = [one.id for one in composer.snapshot.evidence if (candidate, criterion) in one.scores]
    return composer.cite(list(dict.fromkeys((*cell.evidence, *keys))))


def _total(composer: Composer, candidates: Sequence[str]) -> Row:
    cells = [Cell((Text(composer.say("matrix.total"), "cell_bold"),), heads=True), Cell(())]
    cells += [Cell((Line(as_rich(composer.fig("score", candidate)), "total"),)) for candidate in candidates]
    return Row(tuple(cells))
